#include "emulator/auth/scopebook.h"

#include "core/ids.h"

#include <QHash>
#include <QSet>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;
using core::Scope;

namespace emulator::auth {

namespace {

constexpr QLatin1StringView scopesBase("https://auth.globus.org/scopes/");
constexpr QLatin1StringView urnBase("urn:globus:auth:scope:");
constexpr QLatin1StringView flowsClientId("eec9b274-0c81-4334-bdc2-54e90e689b9a");
constexpr QLatin1StringView timersId("524230d7-ea86-4a52-8312-86065a9e0417");

//! An id for a name whose real one is not known.
QString madeId(const QString &name)
{
    // The namespace for URLs of RFC 4122, appendix C.
    return QUuid::createUuidV5(QUuid(u"6ba7b811-9dad-11d1-80b4-00c04fd430c8"_s), name).toString(QUuid::WithoutBraces);
}

void addService(QHash<QString, QString> &table, const QString &server, const QStringList &names)
{
    for (const QString &name : names)
        table.insert(urnBase % server % u':' % name, server);
}

//! The scopes that do not depend on what is stored. Source: flows-service.md 1.4, globus-auth.md 6 and 7.
QHash<QString, QString> fixedScopes()
{
    QHash<QString, QString> table;
    for (const QString &name : {u"openid"_s, u"email"_s, u"profile"_s})
        table.insert(name, authResourceServer());
    addService(table, authResourceServer(),
               {u"view_identity_set"_s, u"view_identities"_s, u"view_consents"_s, u"view_authentications"_s,
                u"view_clients"_s, u"view_clients_and_scopes"_s, u"manage_projects"_s});
    for (const QString &name : {u"all"_s, u"manage_flows"_s, u"view_flows"_s, u"run"_s, u"run_status"_s,
                                u"run_manage"_s, u"web_input_view"_s, u"web_input_respond"_s})
        table.insert(flowsScope(name), core::flowsResourceServer());
    addService(table, u"transfer.api.globus.org"_s, {u"all"_s});
    addService(table, u"groups.api.globus.org"_s, {u"all"_s, u"view_my_groups_and_memberships"_s});
    addService(table, u"search.api.globus.org"_s, {u"all"_s, u"search"_s, u"ingest"_s});
    table.insert(scopesBase % timersId % u"/timer"_s, timersId);
    return table;
}

//! \param seen  the names that were looked at, known or not
void collectUnknown(const ScopeBook &book, const QList<Scope> &scopes, QSet<QString> &seen, QStringList &unknown)
{
    for (const Scope &scope : scopes) {
        if (!seen.contains(scope.name)) {
            seen.insert(scope.name);
            if (book.resourceServerOf(scope.name).isEmpty())
                unknown.append(scope.name);
        }
        collectUnknown(book, scope.dependencies, seen, unknown);
    }
}

bool cycleBelow(const Scope &scope, QStringList above)
{
    if (above.contains(scope.name))
        return true;
    above.append(scope.name);
    return std::any_of(scope.dependencies.begin(), scope.dependencies.end(),
                       [&above](const Scope &inner) { return cycleBelow(inner, above); });
}

} // namespace

QString authResourceServer()
{
    return u"auth.globus.org"_s;
}

QString transferAllScope()
{
    return urnBase % u"transfer.api.globus.org:all"_s;
}

QString flowsScope(const QString &name)
{
    return scopesBase % flowsClientId % u'/' % name;
}

QString dataAccessScope(const QString &collectionId)
{
    return scopesBase % collectionId % u"/data_access"_s;
}

ScopeBook::ScopeBook(Knows flow, Knows mappedCollection)
    : m_flow(std::move(flow))
    , m_mappedCollection(std::move(mappedCollection))
{
}

QString ScopeBook::resourceServerOf(const QString &scopeName) const
{
    static const QHash<QString, QString> fixed = fixedScopes();
    if (const auto found = fixed.constFind(scopeName); found != fixed.constEnd())
        return *found;
    if (!scopeName.startsWith(scopesBase))
        return {};
    const QString id = scopeName.mid(scopesBase.size()).section(u'/', 0, 0);
    if (!core::isUuid(id))
        return {};
    if (scopeName == core::flowUserScope(id) && m_flow(id))
        return id;
    if (scopeName == dataAccessScope(id) && m_mappedCollection(id))
        return id;
    return {};
}

QString ScopeBook::clientOf(const QString &resourceServer)
{
    if (resourceServer == core::flowsResourceServer())
        return flowsClientId;
    if (resourceServer == "transfer.api.globus.org"_L1)
        return u"2fbdda78-a599-4cb5-ac3d-1fbcfbc6a754"_s;
    return core::isUuid(resourceServer) ? resourceServer : madeId(resourceServer);
}

QString ScopeBook::idOf(const QString &scopeName)
{
    return scopeName == transferAllScope() ? u"89ecabba-4acf-4e2e-a98d-ce592ccc2818"_s : madeId(scopeName);
}

QStringList ScopeBook::unknownIn(const QList<Scope> &scopes) const
{
    QSet<QString> seen;
    QStringList unknown;
    collectUnknown(*this, scopes, seen, unknown);
    return unknown;
}

bool ScopeBook::hasCycle(const QList<Scope> &scopes)
{
    return std::any_of(scopes.begin(), scopes.end(), [](const Scope &scope) { return cycleBelow(scope, {}); });
}

} // namespace emulator::auth
