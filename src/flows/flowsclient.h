#pragma once

#include "flows/flow.h"
#include "flows/flowrequests.h"
#include "flows/page.h"
#include "flows/paginated.h"
#include "flows/queries.h"
#include "flows/registeredapi.h"
#include "flows/registeredapiquery.h"
#include "flows/registeredapirequests.h"
#include "flows/run.h"
#include "flows/runbatch.h"
#include "flows/runlog.h"
#include "flows/runupdate.h"
#include "flows/scopes.h"
#include "flows/servicecalls.h"
#include "flows/validation.h"
#include "flows/webinput.h"
#include "flows/webinputquery.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

#include <optional>

namespace flows {

//! The calls of the Flows service that need no flow's own token. One request a call; whole lists by paginated().
//!
//! Every call takes `scope`: destroying it aborts the request, and the future ends in Cancelled. Failure is a
//! core::ApiError; a reply that can not be understood is BadResponse. An id that can not be one fails with NotFound,
//! without a request. Large replies are parsed off the calling thread: meet results by core::settle().
//!
//! Calls that make, start, delete or answer something are sent once and may end in Ambiguous; they say "sent once".
//! `queryParams` are for parameters that this program does not know yet. Source: flows-service.md 2 and 9.2.
class FlowsClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowsClient)

public:
    //! Asks for tokens with FlowsScopes::all().
    //! \param http     must outlive the client
    //! \param baseUrl  of the service, with or without a slash at the end; net::Environment knows those of Globus
    FlowsClient(net::HttpClient &http, const QUrl &baseUrl, QObject *parent = nullptr);

    //! `flows`: the service's name in variables like GLOBUS_SDK_SERVICE_URL_FLOWS.
    [[nodiscard]] static QString serviceName();
    //! FlowsScopes::all().
    [[nodiscard]] static QList<core::Scope> defaultScopeRequirements();
    [[nodiscard]] QUrl baseUrl() const { return m_calls.baseUrl(); }
    [[nodiscard]] net::HttpClient &http() const { return m_calls.http(); }
    //! The resource server of the tokens that the calls carry.
    [[nodiscard]] QString resourceServer() const { return m_calls.resourceServer(); }
    //! What the calls need of their token.
    [[nodiscard]] QList<core::Scope> appScopes() const { return m_calls.scopes(); }
    //! In place of the default, for calls from now on.
    void setAppScopes(const QList<core::Scope> &scopes) { m_calls.setScopes(scopes); }
    //! One more; merged with one of the same name.
    void addAppScope(const core::Scope &scope) { m_calls.addScope(scope); }
    //! The same service for timers, with the same scopes: its calls ask nobody for a sign-in or a consent, but fail.
    //! Once net::HttpClient::obtained() is emitted they may do better.
    [[nodiscard]] FlowsClient &background();
    //! The lists, page after page.
    [[nodiscard]] Paginated paginated() { return Paginated(*this); }

    // Flows

    //! The caller becomes the owner. Sent once. Fails with Validation, without a request, if definition or schema is no
    //! JSON object. Source: flows-service.md F1.
    [[nodiscard]] QFuture<Flow> createFlow(const NewFlow &flow, QObject *scope);
    //! One page of flows. Source: flows-service.md F2.
    //! \param marker  of the page before; empty: the first
    [[nodiscard]] QFuture<Page<Flow>> listFlows(const ListFlowsQuery &query, const QString &marker, QObject *scope);
    //! NotFound also for a flow that the caller may not see. Source: flows-service.md F3.
    [[nodiscard]] QFuture<Flow> getFlow(const QString &flowId, QObject *scope, const QueryParams &queryParams = {});
    //! Changes only what is set. Fails as createFlow(). Source: flows-service.md F4.
    [[nodiscard]] QFuture<Flow> updateFlow(const QString &flowId, const FlowUpdate &update, QObject *scope);
    //! Its runs stay. The answer is the flow as it was, see FlowExtras::deleted. Sent once: a second deletion would
    //! say NotFound. Source: flows-service.md F5.
    [[nodiscard]] QFuture<Flow> deleteFlow(const QString &flowId, QObject *scope, const QueryParams &queryParams = {});
    //! Checks a definition; stores nothing. Fails with Validation when there is something wrong, Conflict when a scope
    //! could not be found out. Source: flows-service.md F6.
    //! \param inputSchema  not sent if it is empty
    [[nodiscard]] QFuture<FlowValidation> validateFlow(const RawJson &definition, const RawJson &inputSchema,
                                                       QObject *scope);

    // Runs

    //! One page of runs. Source: flows-service.md R1.
    [[nodiscard]] QFuture<Page<Run>> listRuns(const ListRunsQuery &query, const QString &marker, QObject *scope);
    //! Source: flows-service.md R2.
    //! \param includeFlowDescription  true: RunExtras::flowDescription is filled; not sent if there is no value
    [[nodiscard]] QFuture<Run> getRun(const QString &runId, std::optional<bool> includeFlowDescription, QObject *scope,
                                      const QueryParams &queryParams = {});
    //! Changes only what is set. Source: flows-service.md R3.
    [[nodiscard]] QFuture<Run> updateRun(const QString &runId, const RunUpdate &update, QObject *scope);
    //! The definition that the run uses. Source: flows-service.md R4.
    [[nodiscard]] QFuture<RunDefinition> getRunDefinition(const QString &runId, QObject *scope);
    //! One page of a run's log. Source: flows-service.md R5.
    [[nodiscard]] QFuture<Page<RunLogEntry>> getRunLogs(const QString &runId, const RunLogQuery &query,
                                                        const QString &marker, QObject *scope);
    //! The same by the route below the flow. Source: flows-service.md F10.
    [[nodiscard]] QFuture<Page<RunLogEntry>> getFlowRunLogs(const QString &flowId, const QString &runId,
                                                            const RunLogQuery &query, const QString &marker,
                                                            QObject *scope);
    //! Asks for an end; the run may still be ACTIVE in the answer. Sent once. Source: flows-service.md R6.
    [[nodiscard]] QFuture<Run> cancelRun(const QString &runId, QObject *scope);
    //! Releases a run that has ended; the answer is its last document. Conflict while it has not ended. Sent once.
    //! Source: flows-service.md R7.
    [[nodiscard]] QFuture<Run> deleteRun(const QString &runId, QObject *scope);
    //! Tags, roles or an end for many runs. The answer has no fixed shape, and work may go on after it; empty if the
    //! service sent none. Sent once. Fails with Validation, without a request, if the batch makes no sense. Source:
    //! flows-service.md R9.
    [[nodiscard]] QFuture<RawJson> batchRuns(const RunBatch &batch, QObject *scope);

    // Registered APIs

    //! One page of registered APIs. Source: flows-service.md A1.
    [[nodiscard]] QFuture<Page<RegisteredApiSummary>> listRegisteredApis(const ListRegisteredApisQuery &query,
                                                                         const QString &marker, QObject *scope);
    //! Sent once. Fails with Validation, without a request, if the target is no JSON object. Source: flows-service.md
    //! A2.
    [[nodiscard]] QFuture<RegisteredApi> createRegisteredApi(const NewRegisteredApi &api, QObject *scope);
    //! Source: flows-service.md A3.
    [[nodiscard]] QFuture<RegisteredApi> getRegisteredApi(const QString &registeredApiId, QObject *scope,
                                                          const QueryParams &queryParams = {});
    //! Changes only what is set. Sent once: PATCH is not idempotent by its definition. Fails as createRegisteredApi().
    //! Source: flows-service.md A4.
    [[nodiscard]] QFuture<RegisteredApi> updateRegisteredApi(const QString &registeredApiId,
                                                             const RegisteredApiUpdate &update, QObject *scope);
    //! The answer is the document, DELETE_PENDING, with the time at which it goes. Sent once. Source:
    //! flows-service.md A5.
    [[nodiscard]] QFuture<RegisteredApi> deleteRegisteredApi(const QString &registeredApiId, QObject *scope);

    // Web inputs

    //! One page of web inputs. Source: flows-service.md W1.
    [[nodiscard]] QFuture<Page<WebInputSummary>> listWebInputs(const ListWebInputsQuery &query, const QString &marker,
                                                               QObject *scope);
    //! Forbidden where the session does not satisfy the flow's policy; webInputSummaryIn() reads what is told then.
    //! Source: flows-service.md W2.
    [[nodiscard]] QFuture<WebInput> getWebInput(const QString &webInputId, QObject *scope);
    //! Answers, and so closes it: the run goes on. Conflict if it is closed already, Validation if the value is none of
    //! its options. Sent once. Source: flows-service.md W3.
    //! \param value  for a `selection` the option's id
    [[nodiscard]] QFuture<WebInputResponse> respondToWebInput(const QString &webInputId, const core::Json &value,
                                                              QObject *scope);

    // Any route: for what has no function here. The response is not looked into.

    [[nodiscard]] QFuture<net::Response> request(const ServiceCall &call, QObject *scope);
    [[nodiscard]] QFuture<net::Response> get(const QString &path, const QueryParams &queryParams, QObject *scope);
    //! Sent once; so is patch().
    [[nodiscard]] QFuture<net::Response> post(const QString &path, const std::optional<core::Json> &body,
                                              const QueryParams &queryParams, QObject *scope);
    [[nodiscard]] QFuture<net::Response> put(const QString &path, const std::optional<core::Json> &body,
                                             const QueryParams &queryParams, QObject *scope);
    [[nodiscard]] QFuture<net::Response> patch(const QString &path, const std::optional<core::Json> &body,
                                               const QueryParams &queryParams, QObject *scope);
    //! `delete` in other languages. Sent once.
    [[nodiscard]] QFuture<net::Response> deleteResource(const QString &path, const QueryParams &queryParams,
                                                        QObject *scope);

private:
    ServiceCalls m_calls;
    FlowsClient *m_background = nullptr; //!< owned; made when it is first asked for
};

} // namespace flows
