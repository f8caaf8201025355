#pragma once

#include "widgets/pages/page.h"
#include "widgets/pages/services.h"

#include <QTimer>

class QComboBox;
class QLineEdit;

namespace widgets {

class RunsTable;

//! All runs that one may see, newest first, filtered by status and label at the service.
class RunsPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunsPage)

public:
    explicit RunsPage(const Services &services, QWidget *parent = nullptr);

    void open(const PageLink &link) override;
    void refresh() override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QWidget *focusTarget() override;

private:
    void setUpHeader();
    void applyFilters();
    //! The user has changed a filter: the link follows.
    void chooseFilters();

    const Services &m_services;
    QComboBox *m_status = nullptr;
    QLineEdit *m_label = nullptr;
    RunsTable *m_runs;
    QTimer m_typing;
};

} // namespace widgets
