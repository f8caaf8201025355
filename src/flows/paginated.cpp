#include "flows/paginated.h"

#include "flows/flowsclient.h"

namespace flows {

namespace {

//! call(client, marker, scope) as a source of pages, as long as client and scope are there.
template<typename Row, typename Call>
PageSource<Row> sourceOf(const QPointer<FlowsClient> &client, QObject *scope, Call call)
{
    return [client, context = QPointer<QObject>(scope), call](const QString &marker) {
        if (client.isNull() || context.isNull())
            return core::failedFuture<Page<Row>>(core::ApiError(core::ApiError::Kind::Cancelled));
        return call(*client, marker, context.data());
    };
}

} // namespace

Paginated::Paginated(FlowsClient &client)
    : m_client(&client)
{
}

PageSource<Flow> Paginated::listFlows(const ListFlowsQuery &query, QObject *scope) const
{
    return sourceOf<Flow>(m_client, scope, [query](FlowsClient &client, const QString &marker, QObject *context) {
        return client.listFlows(query, marker, context);
    });
}

PageSource<Run> Paginated::listRuns(const ListRunsQuery &query, QObject *scope) const
{
    return sourceOf<Run>(m_client, scope, [query](FlowsClient &client, const QString &marker, QObject *context) {
        return client.listRuns(query, marker, context);
    });
}

PageSource<RunLogEntry> Paginated::getRunLogs(const QString &runId, const RunLogQuery &query, QObject *scope) const
{
    return sourceOf<RunLogEntry>(m_client, scope,
                                 [runId, query](FlowsClient &client, const QString &marker, QObject *context) {
                                     return client.getRunLogs(runId, query, marker, context);
                                 });
}

PageSource<RegisteredApiSummary> Paginated::listRegisteredApis(const ListRegisteredApisQuery &query,
                                                               QObject *scope) const
{
    return sourceOf<RegisteredApiSummary>(m_client, scope,
                                          [query](FlowsClient &client, const QString &marker, QObject *context) {
                                              return client.listRegisteredApis(query, marker, context);
                                          });
}

PageSource<WebInputSummary> Paginated::listWebInputs(const ListWebInputsQuery &query, QObject *scope) const
{
    return sourceOf<WebInputSummary>(m_client, scope,
                                     [query](FlowsClient &client, const QString &marker, QObject *context) {
                                         return client.listWebInputs(query, marker, context);
                                     });
}

} // namespace flows
