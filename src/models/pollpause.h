#pragma once

#include "core/apierror.h"

#include <QDeadlineTimer>

#include <chrono>

namespace models {

//! When a timer may ask a service again that failed: no sooner than the service wishes, and seldom if nothing suggests
//! that the next time will be better.
class PollPause
{
public:
    //! That the service may ask for: longer, and nobody would wait for it.
    static constexpr std::chrono::seconds longest{300};
    //! After a failure that does not pass by itself: a refusal, an answer that is not understood.
    static constexpr std::chrono::seconds inVain{60};

    //! How long the service asks to be left alone; zero if it does not say.
    [[nodiscard]] static std::chrono::seconds askedBy(const core::ApiError &error);

    //! Never shortens a pause: of several requests one may fail for another reason.
    void failed(const core::ApiError &error);
    //! Ends the pause: the service answers again. Not for one of several requests that were sent together.
    void succeeded() { m_until = QDeadlineTimer(); }
    [[nodiscard]] bool isOver() const { return m_until.hasExpired(); }

private:
    QDeadlineTimer m_until;
};

} // namespace models
