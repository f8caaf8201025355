#include "support/testmain.h"

#include "auth/authorizerequest.h"
#include "auth/pkce.h"
#include "core/json.h"
#include "net/gare.h"

#include <QSet>
#include <QTest>
#include <QUrlQuery>

using auth::AuthorizeRequest;
using auth::SessionDemands;

class AuthorizeRequestTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVectorOfTheStandard()
    {
        const auth::Pkce pkce{"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}; // RFC 7636, appendix B
        QCOMPARE(pkce.challenge(), QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }

    void everyAttemptHasSecretsOfItsOwn()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray verifier = auth::Pkce::fresh().verifier;
            QCOMPARE(verifier.size(), 43);
            for (const char c : verifier)
                QVERIFY(QByteArray("-_").contains(c) || QChar::isLetterOrNumber(static_cast<uint>(c)));
            seen.insert(verifier);
        }
        QCOMPARE(seen.size(), 1000);
    }

    void everyValueIsEncoded()
    {
        AuthorizeRequest request = plain();
        request.scopes = *core::Scope::parseList(u"openid https://a/b[*c d+e]");
        request.grantName = text("A & B + C #%=?");
        const QUrl url = request.url();
        QCOMPARE(url.toString(QUrl::RemoveQuery), text("https://auth.example/v2/oauth2/authorize"));
        const QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
        for (const char *odd : {" ", "[", "]", "*", "+", "#", "'", "\""})
            QVERIFY2(!query.contains(odd), query.constData());
        const QUrlQuery parsed(url);
        const auto value = [&](const char *name) { return parsed.queryItemValue(text(name), QUrl::FullyDecoded); };
        QCOMPARE(value("scope"), text("openid https://a/b[*c d+e]"));
        QCOMPARE(value("prefill_named_grant"), text("A & B + C #%=?"));
        QCOMPARE(value("client_id"), text("client"));
        QCOMPARE(value("redirect_uri"), text("http://localhost:4321"));
        QCOMPARE(value("response_type"), text("code"));
        QCOMPARE(value("state"), text("st"));
        QCOMPARE(value("nonce"), text("no"));
        QCOMPARE(value("code_challenge"), text("ch"));
        QCOMPARE(value("code_challenge_method"), text("S256"));
        QCOMPARE(value("access_type"), text("offline"));
    }

    void whatIsNotSetIsLeftOut()
    {
        AuthorizeRequest request = plain();
        request.nonce.clear();
        request.offline = false;
        const QUrlQuery query(request.url());
        QCOMPARE(query.queryItems().size(), 8);
        QCOMPARE(query.queryItemValue(text("access_type")), text("online"));
        QCOMPARE(request.url().path(), text("/v2/oauth2/authorize"));
        request.authUrl = QUrl(text("http://127.0.0.1:1/base"));
        QCOMPARE(request.url().path(), text("/base/v2/oauth2/authorize"));
    }

    void demandsBecomeParameters()
    {
        AuthorizeRequest request = plain();
        request.session = SessionDemands::of(
            gare("{\"session_message\": \"<b>why<\\u002fb>\", \"session_required_identities\": [\"a@b.org\", \"x y\"],"
                 " \"session_required_policies\": [\"0aa46b35-1dbe-4f7e-a6b8-1f29bd4c5b07\", \"no id\"],"
                 " \"session_required_single_domain\": [\"uni.edu\", \"evil.org&prompt=none\"],"
                 " \"session_required_mfa\": true, \"prompt\": \"login\"}"));
        const QUrlQuery query(request.url());
        const auto value = [&](const char *name) { return query.queryItemValue(text(name), QUrl::FullyDecoded); };
        QCOMPARE(value("session_message"), text("<b>why</b>"));
        QCOMPARE(value("session_required_identities"), text("a@b.org"));
        QCOMPARE(value("session_required_policies"), text("0aa46b35-1dbe-4f7e-a6b8-1f29bd4c5b07"));
        QCOMPARE(value("session_required_single_domain"), text("uni.edu"));
        QCOMPARE(value("session_required_mfa"), text("true"));
        QCOMPARE(value("prompt"), text("login"));
    }

    void demandsThatNobodyKnows()
    {
        const SessionDemands demands = SessionDemands::of(gare("{\"prompt\": \"select_account\", \"scope\": \"all\"}"));
        QVERIFY(demands.isEmpty());
        AuthorizeRequest request = plain();
        request.session.mfa = true; // alone it means nothing
        QVERIFY(!QUrlQuery(request.url()).hasQueryItem(text("session_required_mfa")));
        request.session.identities = {text("a")};
        request.session.mfa = false;
        QCOMPARE(QUrlQuery(request.url()).queryItemValue(text("session_required_mfa")), text("false"));
        QCOMPARE(SessionDemands::of(gare("{\"session_message\": \"" + QByteArray(5000, 'x') + "\"}")).message.size(),
                 1000);
    }

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }

    static AuthorizeRequest plain()
    {
        AuthorizeRequest request;
        request.authUrl = QUrl(text("https://auth.example/"));
        request.clientId = text("client");
        request.redirectUri = text("http://localhost:4321");
        request.scopes = {{text("openid"), false, {}}};
        request.state = "st";
        request.challenge = "ch";
        request.nonce = "no";
        return request;
    }

    static net::Gare gare(const QByteArray &parameters)
    {
        const QByteArray text = "{\"code\": \"X\", \"authorization_parameters\": " + parameters + "}";
        const auto document = core::parseJson(text);
        return net::Gare::find(*document.value).value_or(net::Gare());
    }
};

FLOWS_TEST(tst_authorizerequest, AuthorizeRequestTest)
#include "tst_authorizerequest.moc"
