#include "support/authemulator.h"

#include "emulator/auth/scopebook.h"
#include "emulator/store/authstores.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace emulator;

namespace testsupport {

namespace {

AuthEmulator::Parameters changed(AuthEmulator::Parameters fields, const AuthEmulator::Parameters &changes)
{
    for (const auto &change : changes) {
        fields.removeIf([&change](const auto &field) { return field.first == change.first; });
        if (!change.second.isNull())
            fields.append(change);
    }
    return fields;
}

} // namespace

QByteArray formBytes(const AuthEmulator::Parameters &fields)
{
    QByteArrayList parts;
    for (const auto &[name, value] : fields)
        parts.append(QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value));
    return parts.join('&');
}

QString text(const core::Json &document, const char *key)
{
    return core::stringMember(document, key);
}

core::Json tokenFor(const core::Json &answer, const QString &resourceServer)
{
    if (core::stringMember(answer, "resource_server") == resourceServer)
        return answer;
    if (const core::Json *others = core::member(answer, "other_tokens")) {
        for (const core::Json &other : *others) {
            if (core::stringMember(other, "resource_server") == resourceServer)
                return other;
        }
    }
    return core::Json::object();
}

core::Json claimsOf(const core::Json &answer)
{
    const QByteArray token = core::stringMember(answer, "id_token").toLatin1();
    const QByteArray claims = QByteArray::fromBase64(token.split('.').value(1), QByteArray::Base64UrlEncoding);
    return core::parseJson(claims).value.value_or(core::Json());
}

bool isHarmless(const RawAnswer &page)
{
    for (const char *bad : {"<script", "<img", "onerror=\"", "\"onfocus", "javascript:"}) {
        if (page.body.contains(bad))
            return false;
    }
    return true;
}

QByteArray AuthEmulator::verifier()
{
    return "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
}

QString AuthEmulator::challenge()
{
    return u"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"_s;
}

QByteArray AuthEmulator::target(const QString &scope, const Parameters &changes) const
{
    return "/v2/oauth2/authorize?" + formBytes(changed({{u"client_id"_s, nativeClientId},
                                                        {u"redirect_uri"_s, redirect()},
                                                        {u"response_type"_s, u"code"_s},
                                                        {u"scope"_s, scope},
                                                        {u"state"_s, u"some state"_s},
                                                        {u"code_challenge"_s, challenge()},
                                                        {u"code_challenge_method"_s, u"S256"_s}},
                                                       changes));
}

RawAnswer AuthEmulator::page(const QString &scope, const Parameters &changes, const QList<QByteArray> &headers)
{
    RawHttp client(server->port());
    client.request("GET", target(scope, changes), {}, headers);
    if (!QTest::qWaitFor([&client] { return !client.answers().isEmpty(); }))
        qWarning("no answer came");
    return client.answers().value(0);
}

QByteArray AuthEmulator::hiddenField(const RawAnswer &page)
{
    static const QRegularExpression field(u"type=.hidden. name=.(?:request|chosen). value=.([^\"]*)"_s);
    return field.match(QString::fromUtf8(page.body)).captured(1).toLatin1();
}

RawAnswer AuthEmulator::postForm(const Parameters &fields, const QList<QByteArray> &headers)
{
    RawHttp client(server->port());
    client.request("POST", "/v2/oauth2/authorize", formBytes(fields),
                   headers + QList<QByteArray>{"Content-Type: application/x-www-form-urlencoded"});
    if (!QTest::qWaitFor([&client] { return !client.answers().isEmpty(); }))
        qWarning("no answer came");
    return client.answers().value(0);
}

RawAnswer AuthEmulator::post(const QByteArray &hidden, const QString &identity, const QByteArray &decision,
                             const QList<QByteArray> &headers)
{
    return postForm({{u"request"_s, QString::fromLatin1(hidden)},
                     {u"identity"_s, identity},
                     {u"decision"_s, QString::fromLatin1(decision)}},
                    headers);
}

RawAnswer AuthEmulator::confirm(const RawAnswer &page, const QString &without, const QList<QByteArray> &headers)
{
    static const QRegularExpression box(u"type=.checkbox. required name=.([^\"]*)"_s);
    Parameters fields{{u"chosen"_s, QString::fromLatin1(hiddenField(page))}, {u"decision"_s, u"allow"_s}};
    auto boxes = box.globalMatch(QString::fromUtf8(page.body));
    while (boxes.hasNext()) {
        const QString name = boxes.next().captured(1);
        if (name != without)
            fields.append({name, u"confirmed"_s});
    }
    return postForm(fields, headers);
}

QByteArray AuthEmulator::cookie(const RawAnswer &answer)
{
    const QByteArray set = answer.headers.value("set-cookie");
    return set.isEmpty() ? set : "Cookie: " + set.split(';').first();
}

QString AuthEmulator::led(const RawAnswer &answer, const QString &parameter)
{
    const QUrl url = QUrl::fromEncoded(answer.headers.value("location"));
    return QUrlQuery(url).queryItemValue(parameter, QUrl::FullyDecoded);
}

QString AuthEmulator::code(const QString &scope, const QString &identity, const Parameters &changes)
{
    RawAnswer answer = post(hiddenField(page(scope, changes)), identity);
    if (answer.status == 200)
        answer = confirm(answer);
    return led(answer, u"code"_s);
}

RawAnswer AuthEmulator::exchange(const QString &code, const Parameters &changes)
{
    return grant(changed({{u"grant_type"_s, u"authorization_code"_s},
                          {u"code"_s, code},
                          {u"redirect_uri"_s, redirect()},
                          {u"client_id"_s, nativeClientId},
                          {u"code_verifier"_s, QString::fromLatin1(verifier())}},
                         changes));
}

core::Json AuthEmulator::tokensFor(const QString &scope, const QString &identity, const Parameters &changes)
{
    return exchange(code(scope, identity, changes)).json();
}

RawAnswer AuthEmulator::grant(const Parameters &fields)
{
    return form("/v2/oauth2/token", formBytes(fields));
}

RawAnswer AuthEmulator::refresh(const QString &token)
{
    return grant(
        {{u"grant_type"_s, u"refresh_token"_s}, {u"refresh_token"_s, token}, {u"client_id"_s, nativeClientId}});
}

RawAnswer AuthEmulator::revoke(const QString &token)
{
    return form("/v2/oauth2/token/revoke", formBytes({{u"token"_s, token}, {u"client_id"_s, nativeClientId}}));
}

bool AuthEmulator::isAlive(const QString &token) const
{
    return tokens->verify(token.toLatin1()).has_value();
}

QByteArray AuthEmulator::addServer(const QString &resourceServer)
{
    const QString id = auth::ScopeBook::clientOf(resourceServer);
    ClientStore(*database).put({id, resourceServer, TokenStore::hashOf(QByteArrayView("secret")), {}, {}});
    return id.toLatin1();
}

RawAnswer AuthEmulator::dependents(const QByteArray &client, const QString &token, const Parameters &more)
{
    const Parameters fields{{u"grant_type"_s, u"urn:globus:auth:grant_type:dependent_token"_s}, {u"token"_s, token}};
    return form("/v2/oauth2/token", formBytes(fields + more), client, "secret");
}

} // namespace testsupport
