#pragma once

#include "core/apierror.h"
#include "models/enums.h"

#include <QAbstractTableModel>

#include <optional>

namespace models {

//! A flat table whose rows come page by page from a service: what all such tables have in common. The rows are in
//! PagedRows.
class PagedModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PagedModel)

public:
    [[nodiscard]] LoadState loadState() const { return m_state; }
    [[nodiscard]] bool isLoading() const { return m_state == LoadState::Loading; }
    //! True when everything is here and there is nothing.
    [[nodiscard]] bool isKnownEmpty() const { return m_state == LoadState::Complete && rowCount() == 0; }
    //! Why the last page did not come; holds while Failed.
    [[nodiscard]] const std::optional<core::ApiError> &error() const { return m_error; }

    //! Asks again for the page that failed. Does nothing in another state.
    virtual void retry() = 0;
    //! Reads the beginning of the list anew and merges it by id, without a reset: selection and scroll stay. Asks again
    //! for a page that failed as well.
    virtual void refresh() = 0;
    //! refresh() by a timer: leaves a service alone that asks for it, asks seldom for what was refused, and a list
    //! without rows stays Failed until something comes.
    virtual void poll() = 0;
    //! poll() after somebody has signed in or consented: what was refused is asked again, whatever the pause was.
    virtual void takeUp() = 0;
    //! True while the source is called for a timer: it has to ask in the background.
    [[nodiscard]] bool isPolling() const { return m_polling; }

Q_SIGNALS:
    void loadingChanged(bool loading);
    void loadStateChanged(models::LoadState state);
    //! A page did not come; the state is Failed, the rows stay.
    void loadFailed(const core::ApiError &error);
    void refreshed();
    //! The beginning could not be read anew; rows and state stay as they are.
    void refreshFailed(const core::ApiError &error);
    //! So many new rows are held back.
    void pendingNewChanged(int count);

protected:
    explicit PagedModel(QObject *parent);

    //! Sets the state without telling anybody yet: it must hold before rows are inserted.
    void enterState(LoadState state, std::optional<core::ApiError> error = {});
    //! Tells what became of the state since the last call.
    void announceState();
    void setPolling(bool polling) { m_polling = polling; }

private:
    LoadState m_state = LoadState::Idle;
    LoadState m_announced = LoadState::Idle;
    std::optional<core::ApiError> m_error;
    bool m_polling = false;
};

} // namespace models
