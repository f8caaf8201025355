#pragma once

#include "flows/page.h"
#include "flows/queries.h"
#include "flows/run.h"
#include "flows/runrequest.h"
#include "flows/scopes.h"
#include "flows/servicecalls.h"
#include "flows/validation.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

namespace flows {

//! The calls that need one flow's own scope, which is built from the flow's id. Futures, errors and `scope` as in
//! FlowsClient. Source: flows-service.md 9.3.
class SpecificFlowClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpecificFlowClient)

public:
    //! Routes of R8; the service keeps the older one.
    enum class ResumeRoute {
        Runs, //!< `POST /runs/{run_id}/resume`
        Flows //!< `POST /flows/{flow_id}/{run_id}/resume`
    };

    SpecificFlowClient(net::HttpClient &http, const QUrl &baseUrl, const QString &flowId, QObject *parent = nullptr);

    [[nodiscard]] static QString serviceName();
    [[nodiscard]] QString flowId() const { return m_scopes.resourceServer(); }
    [[nodiscard]] const SpecificFlowScopes &scopes() const { return m_scopes; }
    //! The flow's id.
    [[nodiscard]] QString resourceServer() const { return m_scopes.resourceServer(); }
    //! The flow's user scope.
    [[nodiscard]] QList<core::Scope> defaultScopeRequirements() const { return {m_scopes.user()}; }
    //! What the calls need of their token.
    [[nodiscard]] QList<core::Scope> appScopes() const { return m_calls.scopes(); }
    void addAppScope(const core::Scope &scope) { m_calls.addScope(scope); }
    //! From now on the calls ask for a token with the consent that transfers need on these mapped collections, so that
    //! a run does not stop for it. May be called again for more. See SpecificFlowScopes::userWithDataAccess(). \returns
    //! false, and changes nothing, if an id is no UUID
    [[nodiscard]] bool addAppTransferDataAccessScope(const QStringList &collectionIds);

    //! Starts a run. Sent once: fails with Ambiguous when the answer is lost; RunStarter finds out what happened.
    //! Source: flows-service.md F7.
    [[nodiscard]] QFuture<Run> runFlow(const RunRequest &request, QObject *scope);
    //! Checks input, limits, permission and known scopes; starts nothing. Fails with Validation when the input does not
    //! fit. A success means that a start is likely to work. Source: flows-service.md F8.
    [[nodiscard]] QFuture<RunValidation> validateRun(const RunRequest &request, QObject *scope);
    //! Lets an INACTIVE run go on. After ConsentRequired the token of this very call must carry the consent. Sent once.
    //! Source: flows-service.md R8, F11, 4.3.
    [[nodiscard]] QFuture<Run> resumeRun(const QString &runId, QObject *scope, ResumeRoute route = ResumeRoute::Runs);
    //! One page of the flow's runs, by the route below the flow; `flowIds` and `flowTitles` of the query are not sent.
    //! Source: flows-service.md F9.
    [[nodiscard]] QFuture<Page<Run>> listRuns(const ListRunsQuery &query, const QString &marker, QObject *scope);

private:
    [[nodiscard]] QString path(const QString &tail) const;

    SpecificFlowScopes m_scopes;
    ServiceCalls m_calls;
};

} // namespace flows
