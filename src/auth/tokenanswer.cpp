#include "auth/tokenanswer.h"

#include "core/apierror.h"
#include "core/json.h"

#include <algorithm>

namespace auth {

using core::ApiError;
using core::Json;
using core::Scope;

namespace {

[[noreturn]] void refuse(const QString &why)
{
    throw ApiError(ApiError::Kind::BadResponse, why);
}

qint64 lifetime(const Json &document)
{
    constexpr qint64 most = 10LL * 365 * 24 * 3600;
    const Json *value = core::member(document, "expires_in");
    if (value == nullptr || !value->is_number())
        return 0; // used once and not kept
    const auto seconds = value->get<double>();
    return seconds > 0 ? static_cast<qint64>(std::min(seconds, static_cast<double>(most))) : 0;
}

//! The granted roots, each with the dependencies that were asked for with it.
QList<Scope> granted(const Json &document, const QList<Scope> &asked)
{
    const auto named = Scope::parseList(core::stringMember(document, "scope"));
    if (!named)
        refuse(QStringLiteral("/scope: no list of scopes"));
    QList<Scope> result;
    for (Scope scope : *named) {
        for (const Scope &wanted : asked) {
            if (wanted.name != scope.name)
                continue;
            for (const Scope &dependency : wanted.dependencies)
                scope = scope.with(dependency);
        }
        scope.optional = false;
        result.append(scope);
    }
    return named->isEmpty() ? asked : result; // RFC 6749 5.1: left out if it is what was asked for
}

bool isPrintable(const QString &token)
{
    return std::all_of(token.begin(), token.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

AccessToken readToken(const Json &document, const QList<Scope> &asked, const QDateTime &received)
{
    AccessToken result;
    result.resourceServer = core::stringMember(document, "resource_server");
    result.token = core::stringMember(document, "access_token");
    if (result.resourceServer.isEmpty())
        refuse(QStringLiteral("/resource_server: missing"));
    if (result.token.isEmpty() || !isPrintable(result.token))
        refuse(QStringLiteral("/access_token: missing or not usable"));
    result.refreshToken = core::stringMember(document, "refresh_token");
    if (!isPrintable(result.refreshToken))
        refuse(QStringLiteral("/refresh_token: not usable"));
    const QString type = core::stringMember(document, "token_type");
    if (!type.isEmpty() && type.compare(QLatin1String("bearer"), Qt::CaseInsensitive) != 0)
        refuse(QStringLiteral("/token_type: not Bearer"));
    result.scopes = granted(document, asked);
    result.expires = received.addSecs(lifetime(document));
    return result;
}

} // namespace

QList<AccessToken> readTokenAnswer(const QByteArray &body, const QList<Scope> &asked, const QDateTime &received)
{
    const core::JsonParse parsed = core::parseJson(body, {1024 * 1024, 32});
    if (!parsed || !parsed.value->is_object())
        refuse(QStringLiteral("The answer of the token endpoint is no JSON document."));
    QList<AccessToken> result{readToken(*parsed.value, asked, received)};
    const Json *others = core::member(*parsed.value, "other_tokens");
    if (others == nullptr || !others->is_array())
        return result;
    for (const Json &other : *others)
        result.append(readToken(other, asked, received));
    return result;
}

QByteArray readIdTokenText(const QByteArray &body)
{
    const core::JsonParse parsed = core::parseJson(body, {1024 * 1024, 32});
    return parsed ? core::stringMember(*parsed.value, "id_token").toLatin1() : QByteArray();
}

} // namespace auth
