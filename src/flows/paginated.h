#pragma once

#include "flows/pager.h"
#include "flows/queries.h"
#include "flows/registeredapi.h"
#include "flows/registeredapiquery.h"
#include "flows/run.h"
#include "flows/runlog.h"
#include "flows/webinput.h"
#include "flows/webinputquery.h"

#include <QObject>
#include <QPointer>

namespace flows {

struct Flow;
class FlowsClient;
class SpecificFlowClient;

//! The lists of the service as sources of pages:
//!
//!     Pager<Run> pager(client.paginated().listRuns(query, this));        // page by page: pager.next()
//!     Pager<Run>::all(client.paginated().listRuns(query, this), this);   // whole: one future
//!     model.setSource(client.paginated().listRuns(query, &model));       // for models, which read on as needed
//!
//! Each page repeats the query beside its marker. `scope` is that of the requests; when it or the client is gone, a
//! source gives futures that have ended in Cancelled. Source: flows-service.md 3 and 9.2.
class Paginated
{
public:
    explicit Paginated(FlowsClient &client);

    [[nodiscard]] PageSource<Flow> listFlows(const ListFlowsQuery &query, QObject *scope) const;
    [[nodiscard]] PageSource<Run> listRuns(const ListRunsQuery &query, QObject *scope) const;
    //! Oldest entries first, or newest first with RunLogQuery::newestFirst.
    [[nodiscard]] PageSource<RunLogEntry> getRunLogs(const QString &runId, const RunLogQuery &query,
                                                     QObject *scope) const;
    [[nodiscard]] PageSource<RegisteredApiSummary> listRegisteredApis(const ListRegisteredApisQuery &query,
                                                                      QObject *scope) const;
    [[nodiscard]] PageSource<WebInputSummary> listWebInputs(const ListWebInputsQuery &query, QObject *scope) const;

private:
    QPointer<FlowsClient> m_client;
};

} // namespace flows
