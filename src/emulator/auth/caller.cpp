#include "emulator/auth/caller.h"

#include "core/ids.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace emulator::auth {

QString Caller::urn() const
{
    return core::identityUrn(identity.id);
}

QStringList Caller::identityUrns() const
{
    QStringList urns{urn()};
    for (const QString &id : identity.linkedIds)
        urns.append(core::identityUrn(id));
    return urns;
}

QStringList Caller::principals() const
{
    QStringList all = identityUrns();
    for (const QString &id : groupIds)
        all.append(u"urn:globus:groups:id:"_s % id);
    return all + QStringList{u"public"_s, u"all_authenticated_users"_s};
}

bool Caller::hasScope(const QString &name) const
{
    return std::any_of(scopes.begin(), scopes.end(), [&name](const core::Scope &scope) { return scope.name == name; });
}

bool Caller::hasConsent(const core::Scope &tree) const
{
    return std::any_of(scopes.begin(), scopes.end(), [&tree](const core::Scope &scope) { return scope.covers(tree); });
}

QStringList Caller::scopeStrings() const
{
    QStringList strings;
    for (const core::Scope &scope : scopes)
        strings.append(scope.toString());
    return strings;
}

} // namespace emulator::auth
