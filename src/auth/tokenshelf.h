#pragma once

#include "auth/tokenanswer.h"

#include <QHash>

namespace auth {

//! True if each of `wanted`, with its dependencies, is part of one of `held`.
[[nodiscard]] bool covers(const QList<core::Scope> &held, const QList<core::Scope> &wanted);
//! All of both, scopes of the same name merged.
[[nodiscard]] QList<core::Scope> united(const QList<core::Scope> &a, const QList<core::Scope> &b);

//! The access tokens at hand, one a resource server, in memory.
class TokenShelf final
{
public:
    //! A token that is used up to this long before its end; then it counts as gone.
    static constexpr std::chrono::seconds margin{60};

    //! A token that is valid at `now` and carries the scopes; null if there is none.
    [[nodiscard]] const AccessToken *find(const QString &resourceServer, const QList<core::Scope> &scopes,
                                          const QDateTime &now) const;
    //! The scopes of the token there, valid or not.
    [[nodiscard]] QList<core::Scope> scopes(const QString &resourceServer) const;
    [[nodiscard]] bool holds(const QString &resourceServer, const QString &token) const;
    //! Replaces the token of that resource server, unless that one is valid and carries more: answers may overtake.
    void put(const AccessToken &token, const QDateTime &now);
    //! Makes a token unusable; its scopes stay known.
    void drop(const QString &resourceServer);

private:
    QHash<QString, AccessToken> m_tokens;
};

} // namespace auth
