#include "flows/scopes.h"

#include "core/ids.h"

#include <algorithm>

namespace flows {

namespace {

core::Scope named(QStringView owner, QLatin1String name)
{
    core::Scope scope;
    scope.name = QString(QLatin1String("https://auth.globus.org/scopes/") + owner + u'/' + name);
    return scope;
}

core::Scope ofFlows(QLatin1String name)
{
    return named(FlowsScopes::clientId(), name);
}

} // namespace

QString FlowsScopes::resourceServer()
{
    return core::flowsResourceServer();
}

QString FlowsScopes::clientId()
{
    return QStringLiteral("eec9b274-0c81-4334-bdc2-54e90e689b9a");
}

core::Scope FlowsScopes::all()
{
    return ofFlows(QLatin1String("all"));
}

core::Scope FlowsScopes::manageFlows()
{
    return ofFlows(QLatin1String("manage_flows"));
}

core::Scope FlowsScopes::viewFlows()
{
    return ofFlows(QLatin1String("view_flows"));
}

core::Scope FlowsScopes::run()
{
    return ofFlows(QLatin1String("run"));
}

core::Scope FlowsScopes::runStatus()
{
    return ofFlows(QLatin1String("run_status"));
}

core::Scope FlowsScopes::runManage()
{
    return ofFlows(QLatin1String("run_manage"));
}

core::Scope FlowsScopes::webInputView()
{
    return ofFlows(QLatin1String("web_input_view"));
}

core::Scope FlowsScopes::webInputRespond()
{
    return ofFlows(QLatin1String("web_input_respond"));
}

QList<core::Scope> FlowsScopes::every()
{
    return {all(), manageFlows(), viewFlows(), run(), runStatus(), runManage(), webInputView(), webInputRespond()};
}

SpecificFlowScopes::SpecificFlowScopes(QString flowId)
    : m_flowId(std::move(flowId))
{
}

core::Scope SpecificFlowScopes::user() const
{
    core::Scope scope;
    scope.name = core::flowUserScope(m_flowId);
    return scope;
}

std::optional<core::Scope> SpecificFlowScopes::userWithDataAccess(const QStringList &collectionIds) const
{
    if (!std::all_of(collectionIds.begin(), collectionIds.end(), [](const QString &id) { return core::isUuid(id); }))
        return {};
    core::Scope transfer = transferAllScope();
    transfer.optional = true;
    for (const QString &id : collectionIds) {
        core::Scope access = dataAccessScope(id);
        access.optional = true;
        transfer = transfer.with(access);
    }
    return collectionIds.isEmpty() ? user() : user().with(transfer);
}

core::Scope transferAllScope()
{
    core::Scope scope;
    scope.name = QStringLiteral("urn:globus:auth:scope:transfer.api.globus.org:all");
    return scope;
}

core::Scope dataAccessScope(const QString &collectionId)
{
    return named(collectionId, QLatin1String("data_access"));
}

} // namespace flows
