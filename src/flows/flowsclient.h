#pragma once

#include "flows/flow.h"
#include "flows/page.h"
#include "flows/queries.h"
#include "flows/run.h"
#include "flows/runlog.h"
#include "net/httpclient.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

namespace flows {

//! The calls of the Flows service that need no flow's own token. One request a call; pages by Pager.
//!
//! Every call takes `scope`: destroying it aborts the request, and the future ends in Cancelled. Failure is a
//! core::ApiError; a reply that can not be understood is BadResponse. An id that can not be one fails with NotFound,
//! without a request. Large replies are parsed off the calling thread: meet results by core::settle().
class FlowsClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowsClient)

public:
    //! \param baseUrl  of the service, with or without a slash at the end
    //! `http` must outlive the client.
    FlowsClient(net::HttpClient &http, const QUrl &baseUrl, QObject *parent = nullptr);

    [[nodiscard]] QUrl baseUrl() const { return m_baseUrl; }
    [[nodiscard]] net::HttpClient &http() const { return m_http; }

    //! One page of flows. Source: flows-service.md F2.
    //! \param marker  of the page before; empty: the first
    [[nodiscard]] QFuture<Page<Flow>> listFlows(const ListFlowsQuery &query, const QString &marker, QObject *scope);
    //! Source: flows-service.md F3.
    [[nodiscard]] QFuture<Flow> getFlow(const QString &flowId, QObject *scope);
    //! One page of runs. Source: flows-service.md R1.
    [[nodiscard]] QFuture<Page<Run>> listRuns(const ListRunsQuery &query, const QString &marker, QObject *scope);
    //! Source: flows-service.md R2.
    [[nodiscard]] QFuture<Run> getRun(const QString &runId, bool includeFlowDescription, QObject *scope);
    //! The definition that the run uses. Source: flows-service.md R4.
    [[nodiscard]] QFuture<RunDefinition> getRunDefinition(const QString &runId, QObject *scope);
    //! One page of a run's log. Source: flows-service.md R5.
    [[nodiscard]] QFuture<Page<RunLogEntry>> getRunLogs(const QString &runId, const RunLogQuery &query,
                                                        const QString &marker, QObject *scope);
    //! Asks for an end; the run may still be ACTIVE in the answer. Never sent twice: may fail with Ambiguous.
    //! Source: flows-service.md R6.
    [[nodiscard]] QFuture<Run> cancelRun(const QString &runId, QObject *scope);

private:
    [[nodiscard]] QFuture<net::Response> get(const QString &path, const QUrlQuery &query, QObject *scope);

    net::HttpClient &m_http;
    QUrl m_baseUrl;
};

} // namespace flows
