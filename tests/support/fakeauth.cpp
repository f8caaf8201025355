#include "support/fakeauth.h"

#include "core/scope.h"

#include <QCryptographicHash>
#include <QDateTime>

namespace testsupport {

namespace {

constexpr auto urlSafe = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

//! Which resource server a scope belongs to.
QString serverOf(const QString &scope)
{
    const bool ours = scope == text("openid") || scope == text("profile") || scope == text("email");
    return ours ? text("auth.globus.org") : scope.section(QLatin1Char('/'), 0, -2);
}

QUrl sentBack(const QUrlQuery &page, const QList<std::pair<QString, QString>> &answer)
{
    QUrl url(page.queryItemValue(text("redirect_uri"), QUrl::FullyDecoded));
    QUrlQuery query;
    for (const auto &[name, value] : answer)
        query.addQueryItem(name, value);
    query.addQueryItem(text("state"), page.queryItemValue(text("state"), QUrl::FullyDecoded));
    url.setPath(text("/"));
    url.setQuery(query);
    return url;
}

} // namespace

FakeAuth::FakeAuth()
{
    server.setHandler([this](const SeenRequest &request) { return answer(request); });
}

QByteArray FakeAuth::idToken(const core::Json &claims, const QByteArray &header)
{
    return header.toBase64(urlSafe) + '.' + core::toBytes(claims).toBase64(urlSafe) + ".c2lnbmF0dXJl";
}

QUrl FakeAuth::allow(const QUrl &page)
{
    m_page = QUrlQuery(page);
    m_code = text("c0de-") + QString::number(server.requests().size());
    return sentBack(m_page, {{text("code"), m_code}});
}

QUrl FakeAuth::decline(const QUrl &page, const QString &error)
{
    return sentBack(QUrlQuery(page), {{text("error"), error}, {text("error_description"), text("because")}});
}

std::optional<Answer> FakeAuth::answer(const SeenRequest &request)
{
    if (request.path == text("/.well-known/openid-configuration"))
        return issuerAnswer.value_or(Answer::json(200, "{\"issuer\": \"" + issuer.toUtf8() + "\"}"));
    const QUrlQuery form(QString::fromLatin1(request.body));
    if (request.path == text("/v2/oauth2/token"))
        return tokenAnswer.value_or(token(form));
    if (request.path == text("/v2/oauth2/token/revoke")) {
        revoked.append(form.queryItemValue(text("token"), QUrl::FullyDecoded).toLatin1());
        return Answer::json(200, "{\"active\": false}");
    }
    return std::nullopt;
}

Answer FakeAuth::token(const QUrlQuery &form)
{
    const auto value = [&](const char *name) { return form.queryItemValue(text(name), QUrl::FullyDecoded); };
    const auto page = [&](const char *name) { return m_page.queryItemValue(text(name), QUrl::FullyDecoded); };
    const QByteArray challenge =
        QCryptographicHash::hash(value("code_verifier").toLatin1(), QCryptographicHash::Sha256).toBase64(urlSafe);
    if (value("grant_type") != text("authorization_code"))
        refusals.append(text("grant_type"));
    if (m_code.isEmpty() || value("code") != m_code)
        refusals.append(text("code"));
    if (value("redirect_uri") != page("redirect_uri"))
        refusals.append(text("redirect_uri"));
    if (value("client_id") != page("client_id"))
        refusals.append(text("client_id"));
    if (QString::fromLatin1(challenge) != page("code_challenge"))
        refusals.append(text("code_verifier"));
    m_code.clear(); // used once
    return refusals.isEmpty() ? Answer::json(200, core::toBytes(tokens()))
                              : Answer::json(401, R"({"error": "invalid_grant"})");
}

core::Json FakeAuth::tokens() const
{
    QStringList servers;
    QHash<QString, QStringList> scopes;
    const auto asked = core::Scope::parseList(m_page.queryItemValue(text("scope"), QUrl::FullyDecoded));
    for (const core::Scope &scope : asked.value_or(QList<core::Scope>())) {
        if (scope.name == withoutScope)
            continue;
        if (!servers.contains(serverOf(scope.name)))
            servers.append(serverOf(scope.name));
        scopes[serverOf(scope.name)].append(scope.name);
    }
    core::Json document = core::Json::object();
    core::Json others = core::Json::array();
    for (const QString &name : servers) {
        const core::Json one = {{"access_token", core::toStd(QString(text("access-") + name))},
                                {"refresh_token", core::toStd(QString(text("refresh-") + name))},
                                {"expires_in", 172800},
                                {"token_type", "Bearer"},
                                {"resource_server", core::toStd(name)},
                                {"scope", core::toStd(scopes[name].join(QLatin1Char(' ')))}};
        if (document.empty())
            document = one;
        else
            others.push_back(one);
    }
    document["other_tokens"] = others;
    if (!withIdToken)
        return document;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    core::Json said = {{"iss", core::toStd(issuer)},
                       {"aud", core::toStd(m_page.queryItemValue(text("client_id"), QUrl::FullyDecoded))},
                       {"sub", core::toStd(subject)},
                       {"preferred_username", "person@example.org"},
                       {"iat", now},
                       {"exp", now + 3600},
                       {"nonce", core::toStd(m_page.queryItemValue(text("nonce"), QUrl::FullyDecoded))}};
    for (const auto &[name, value] : claims.items()) {
        if (value.is_null())
            said.erase(name);
        else
            said[name] = value;
    }
    document["id_token"] = idToken(said).toStdString();
    return document;
}

} // namespace testsupport
