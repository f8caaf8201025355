#pragma once

#include "core/scope.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace auth {

//! An access token for one resource server, as the token endpoint gave it. Lives in memory only; never logged.
struct AccessToken
{
    QString resourceServer;
    QString token;
    QList<core::Scope> scopes; //!< what it carries; dependencies as far as they were asked for
    QDateTime expires;         //!< UTC
    QString refreshToken = {}; //!< empty: none was given
};

//! Reads a successful answer of the token endpoint: the document itself and its `other_tokens`.
//! \param asked     the scopes of the request: the answer names root scopes alone, their dependencies come from here
//! \param received  the moment of receipt, from which `expires_in` counts
//! Throws core::ApiError BadResponse (without the body) if it is no JSON object, or a token in it lacks resource server
//! or value, is no bearer token or can not be part of a header.
//! Source: globus-auth.md 3.2
[[nodiscard]] QList<AccessToken> readTokenAnswer(const QByteArray &body, const QList<core::Scope> &asked,
                                                 const QDateTime &received);

//! The `id_token` of the answer; empty if there is none, or the answer is not to be read.
[[nodiscard]] QByteArray readIdTokenText(const QByteArray &body);

} // namespace auth
