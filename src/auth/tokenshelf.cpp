#include "auth/tokenshelf.h"

#include <algorithm>

namespace auth {

using core::Scope;

bool covers(const QList<Scope> &held, const QList<Scope> &wanted)
{
    return std::all_of(wanted.begin(), wanted.end(), [&](const Scope &scope) {
        return std::any_of(held.begin(), held.end(), [&](const Scope &have) { return have.covers(scope); });
    });
}

QList<Scope> united(const QList<Scope> &a, const QList<Scope> &b)
{
    QList<Scope> result = a;
    for (const Scope &scope : b) {
        const auto same =
            std::find_if(result.begin(), result.end(), [&](const Scope &have) { return have.name == scope.name; });
        if (same == result.end()) {
            result.append(scope);
            continue;
        }
        for (const Scope &dependency : scope.dependencies)
            *same = same->with(dependency);
        same->optional = same->optional && scope.optional;
    }
    return result;
}

const AccessToken *TokenShelf::find(const QString &resourceServer, const QList<Scope> &scopes,
                                    const QDateTime &now) const
{
    const auto it = m_tokens.constFind(resourceServer);
    if (it == m_tokens.constEnd() || it->token.isEmpty() || it->expires <= now.addSecs(margin.count()))
        return nullptr;
    return covers(it->scopes, scopes) ? &*it : nullptr;
}

QList<Scope> TokenShelf::scopes(const QString &resourceServer) const
{
    return m_tokens.value(resourceServer).scopes;
}

bool TokenShelf::holds(const QString &resourceServer, const QString &token) const
{
    const auto it = m_tokens.constFind(resourceServer);
    return it != m_tokens.constEnd() && it->token == token;
}

void TokenShelf::put(const AccessToken &token, const QDateTime &now)
{
    const AccessToken *kept = find(token.resourceServer, token.scopes, now);
    if (kept != nullptr && !covers(token.scopes, kept->scopes))
        return;
    m_tokens.insert(token.resourceServer, token);
}

void TokenShelf::drop(const QString &resourceServer)
{
    const auto it = m_tokens.find(resourceServer);
    if (it != m_tokens.end())
        it->token.clear();
}

} // namespace auth
