#include "emulator/validation/neededscopes.h"

#include "core/ids.h"
#include "emulator/auth/scopebook.h"
#include "emulator/providers/providerregistry.h"

#include <QHash>
#include <QSet>
#include <QUrl>

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::validation {

namespace {

//! The scopes of the hosted providers by their address; an empty text where no public source tells it.
const QHash<QString, QString> &providerScopes()
{
    static const QHash<QString, QString> table = [] {
        const QString first = u"https://auth.globus.org/scopes/actions.globus.org/"_s;
        const QString second = u"https://auth.globus.org/scopes/5fac2e64-c734-4e6b-90ea-ff12ddbf9653/"_s;
        QHash<QString, QString> scopes;
        for (const QString &host : {u"https://actions.globus.org/"_s, u"https://actions.automate.globus.org/"_s}) {
            scopes.insert(host % u"hello_world"_s, first % u"hello_world"_s);
            scopes.insert(host % u"search/ingest"_s, first % u"search/ingest"_s);
            scopes.insert(host % u"search/delete"_s, second % u"search_delete"_s);
            scopes.insert(host % u"notification/notify"_s, second % u"notification_notify"_s);
            scopes.insert(host % u"weboption/wait_for_option"_s, second % u"weboption_wait_for_option"_s);
            scopes.insert(host % u"expression_eval"_s, second % u"expression"_s);
            scopes.insert(host % u"datacite/mint/basic_auth"_s, second % u"datacite_mint_basic_auth_action_all"_s);
        }
        const QString transfer = u"https://transfer.actions.globus.org/"_s;
        for (const QString &name :
             {u"transfer"_s, u"delete"_s, u"ls"_s, u"stat"_s, u"mkdir"_s, u"collection_info"_s, u"manage_permission"_s})
            scopes.insert(transfer % name, auth::transferAllScope());
        for (const QString &kind : {u"gcp"_s, u"gcsv5"_s})
            scopes.insert(transfer % kind % u"/create_guest_collection"_s,
                          u"urn:globus:auth:scope:transfer.actions.globus.org:create_guest_collection"_s);
        for (const QString &path : {u""_s, u"/v2"_s, u"/v3"_s, u"/fxap"_s})
            scopes.insert(u"https://compute.actions.globus.org"_s % path, QString());
        return scopes;
    }();
    return table;
}

//! Hosts whose providers are all known.
bool isKnownHost(const QString &host)
{
    static const QSet<QString> hosts{u"actions.globus.org"_s, u"actions.automate.globus.org"_s,
                                     u"transfer.actions.globus.org"_s, u"compute.actions.globus.org"_s};
    return hosts.contains(host);
}

//! The id in the address of a flow; nothing for another address.
std::optional<QString> flowIn(const QUrl &url)
{
    const QString host = url.host();
    if (host != "flows.globus.org"_L1 && host != "flows.automate.globus.org"_L1)
        return std::nullopt;
    const QStringList parts = url.path().split(u'/', Qt::SkipEmptyParts);
    return parts.size() == 2 && parts.first() == "flows"_L1 ? parts.last().toLower() : QString();
}

//! Finds the scopes of actions. What was asked once is not asked again: a definition can have thousands of states.
class Resolver
{
public:
    explicit Resolver(const ScopeSources &sources)
        : m_sources(sources)
    {
    }

    QStringList scopesOf(const Json &state)
    {
        const Json *handler = core::member(state, "Handler");
        if (!handler)
            return ofProvider(core::stringMember(state, "ActionUrl"), core::stringMember(state, "ActionScope"));
        if (core::stringMember(*handler, "Type") == "ActionProvider"_L1)
            return ofProvider(core::stringMember(*handler, "Url"), core::stringMember(*handler, "Scope"));
        if (core::stringMember(*handler, "Type") == "RegisteredAPI"_L1)
            return ofApi(core::stringMember(*handler, "Id").toLower());
        return {}; // a handle of an API that Globus hosts: its scope is nowhere published
    }

    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    QStringList ofProvider(const QString &url, const QString &given)
    {
        if (!given.isEmpty())
            return {given};
        const QString normal = ProviderRegistry::normalised(url);
        const QHash<QString, QString> &known = providerScopes();
        if (const auto found = known.constFind(normal); found != known.constEnd())
            return found->isEmpty() ? QStringList() : QStringList{*found};
        const QUrl address(normal);
        if (const std::optional<QString> flow = flowIn(address)) {
            if (isFlow(*flow))
                return {core::flowUserScope(*flow)};
            return refuse(u"Action Provider at '%1': there is no such flow"_s.arg(url.left(300)));
        }
        if (isKnownHost(address.host()) || !m_sources.unknownProviders)
            return refuse(u"Action Provider at '%1': it did not respond"_s.arg(url.left(300)));
        return {};
    }

    bool isFlow(const QString &id)
    {
        if (!core::isUuid(id))
            return false;
        const auto known = m_flows.constFind(id);
        return known != m_flows.constEnd() ? *known : *m_flows.insert(id, m_sources.flow(id));
    }

    QStringList ofApi(const QString &id)
    {
        auto known = m_apis.constFind(id);
        if (known == m_apis.constEnd())
            known = m_apis.insert(id, m_sources.registeredApi(id));
        return *known ? **known : refuse(u"Registered API '%1': there is no such API"_s.arg(id));
    }

    QStringList refuse(const QString &what)
    {
        if (m_problem.isEmpty())
            m_problem = u"Failed to resolve scope for "_s % what;
        return {};
    }

    const ScopeSources &m_sources;
    QHash<QString, bool> m_flows;
    QHash<QString, std::optional<QStringList>> m_apis;
    QString m_problem;
};

} // namespace

NeededScopes neededScopes(const StateGraph &graph, const ScopeSources &sources)
{
    Resolver resolver(sources);
    QStringList roles; // in the order in which they come up
    QHash<QString, QStringList> byRole;
    QSet<std::pair<QString, QString>> seen;
    for (std::size_t i = 0; i < graph.size() && resolver.problem().isEmpty(); ++i) {
        const Json &state = graph.state(i);
        if (core::stringMember(state, "Type") != "Action"_L1)
            continue;
        const QString given = core::stringMember(state, "RunAs");
        const QString role = given.isEmpty() ? u"User"_s : given;
        const QStringList scopes = resolver.scopesOf(state);
        if (!scopes.isEmpty() && !byRole.contains(role))
            roles.append(role);
        for (const QString &scope : scopes) {
            if (const std::pair one(role, scope); !seen.contains(one)) {
                seen.insert(one);
                byRole[role].append(scope);
            }
        }
    }
    NeededScopes result;
    result.problem = resolver.problem();
    Json::object_t &object = result.scopes.get_ref<Json::object_t &>();
    for (const QString &role : std::as_const(roles)) {
        Json list = Json::array();
        for (const QString &scope : std::as_const(byRole[role]))
            list.push_back(core::toStd(scope));
        object.emplace_back(core::toStd(role), std::move(list));
    }
    return result;
}

} // namespace emulator::validation
