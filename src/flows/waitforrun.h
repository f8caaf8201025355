#pragma once

#include "flows/run.h"

#include <QFuture>
#include <QObject>

#include <chrono>

namespace flows {

class FlowsClient;

//! How waitForRun() asks.
struct WaitForRun
{
    std::chrono::milliseconds firstPause{1'000};    //!< between the first two questions; then half as much again
    std::chrono::milliseconds longestPause{10'000}; //!< at least this often once it takes long
    //! Also ends when the run is INACTIVE or waits for a person's answer: it will not go on unless somebody acts.
    bool untilSomebodyMustAct = false;
};

//! Asks for a run until it has ended, and gives its last document. The service has no other way to tell. Fails with the
//! error of the first question that fails, after the repetitions that HttpClient makes; a status that this program does
//! not know is not an end. There is no limit of time: a run may take a year.
//! \param scope  destroying it, or the client, ends the waiting; the future then ends in Cancelled
//! Source: flows-service.md 4.1
[[nodiscard]] QFuture<Run> waitForRun(FlowsClient &client, const QString &runId, QObject *scope,
                                      const WaitForRun &how = {});

} // namespace flows
