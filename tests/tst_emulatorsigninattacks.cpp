#include "core/ids.h"
#include "emulator/auth/residents.h"
#include "emulator/store/authstores.h"
#include "support/signinrig.h"
#include "support/testmain.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace testsupport;
using core::Json;

namespace {

//! What a page shows for a person, with what none must ever hold.
bool isHarmless(const RawAnswer &page)
{
    for (const char *bad : {"<script", "<img", "onerror=\"", "\"onfocus", "javascript:"}) {
        if (page.body.contains(bad))
            return false;
    }
    return true;
}

} // namespace

//! Attacks on signing in, each as somebody would try it.
class EmulatorSignInAttacksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_emulator = std::make_unique<EmulatorFixture>();
        m_rig = std::make_unique<SignInRig>(*m_emulator);
    }
    void cleanup()
    {
        m_rig.reset();
        m_emulator.reset();
    }

    // Nothing is ever sent to the redirect address of a request that can not be trusted.
    void untrustedRequests_data()
    {
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QString>("value"); // null: taken away
        QTest::addColumn<QByteArray>("code");
        const QByteArray failure = "OAUTH_AUTH_REQUEST_FAILURE";
        const QString none;
        QTest::newRow("no PKCE") << u"code_challenge"_s << none << failure;
        QTest::newRow("plain PKCE") << u"code_challenge_method"_s << u"plain"_s << failure;
        QTest::newRow("PKCE without method") << u"code_challenge_method"_s << none << failure;
        QTest::newRow("short challenge") << u"code_challenge"_s << u"abc"_s << failure;
        QTest::newRow("no client") << u"client_id"_s << none << failure;
        QTest::newRow("unknown client") << u"client_id"_s << core::newId() << failure;
        QTest::newRow("implicit") << u"response_type"_s << u"token"_s << failure;
        QTest::newRow("no scope") << u"scope"_s << none << failure;
        QTest::newRow("broken scope") << u"scope"_s << u"openid["_s << failure;
        QTest::newRow("many scopes") << u"scope"_s << u"openid "_s.repeated(401) << failure;
        QTest::newRow("deep scope") << u"scope"_s << QString(u"a["_s.repeated(5000)) << failure;
        QTest::newRow("cycle") << u"scope"_s << u"openid[openid]"_s << failure;
        QTest::newRow("unknown scope") << u"scope"_s << u"openid nope"_s << QByteArray("UNKNOWN_SCOPE_ERROR");
        QTest::newRow("guest has no data_access")
            << u"scope"_s
            << QString(u"https://auth.globus.org/scopes/%1/data_access"_s.arg(EmulatorFixture::guestCollection()))
            << QByteArray("UNKNOWN_SCOPE_ERROR");
        QTest::newRow("long state") << u"state"_s << QString(u"x"_s.repeated(4097)) << failure;
        QTest::newRow("other prompt") << u"prompt"_s << u"consent"_s << failure;
        QTest::newRow("no policy") << u"session_required_policies"_s << u"<script>"_s << failure;
        for (const QString &uri : {u"https://example.org"_s,
                                   u"http://example.org:80"_s,
                                   u"http://localhost"_s,
                                   u"http://localhost:0"_s,
                                   u"http://localhost:99999"_s,
                                   u"https://localhost:1"_s,
                                   u"http://localhost:1@example.org"_s,
                                   u"http://localhost:1.example.org"_s,
                                   u"http://localhost.example.org:1"_s,
                                   u"http://example.org#@localhost:1"_s,
                                   u"http://127.0.0.2:1"_s,
                                   u"http://127.0.0.1.:1"_s,
                                   u"http://[::2]:1"_s,
                                   u"HTTP://LOCALHOST:1"_s,
                                   u"http://localhost:1?next=x"_s,
                                   u"http://localhost:1/#x"_s,
                                   u"http://localhost:1/a b"_s,
                                   u"http://localhost:1\n"_s,
                                   u"http://localhost:1/\r\nSet-Cookie: a=b"_s,
                                   u"javascript:alert(1)"_s,
                                   u"//example.org"_s,
                                   u"http://user@localhost:1"_s,
                                   u"https://auth.globus.org/v2/web/auth-code/../x"_s,
                                   u"https://auth.globus.org.example.org/v2/web/auth-code"_s,
                                   u""_s})
            QTest::newRow(qPrintable(u"redirect to "_s % uri)) << u"redirect_uri"_s << uri << failure;
    }
    void untrustedRequests()
    {
        QFETCH(QString, parameter);
        QFETCH(QString, value);
        QFETCH(QByteArray, code);
        const RawAnswer page = m_rig->page(u"openid"_s, {{parameter, value}});
        QCOMPARE(page.status, 400);
        QVERIFY2(page.body.contains(QByteArray("<code>" + code + "</code>")), page.body.constData());
        QVERIFY(!page.headers.contains("location"));
        QVERIFY(SignInRig::hiddenField(page).isEmpty());
        QVERIFY(isHarmless(page));
    }

    void pathIsRefusedWhenStrict()
    {
        m_emulator->signIn->leniency = auth::AuthLeniency::strict();
        QCOMPARE(m_rig->page(u"openid"_s, {{u"redirect_uri"_s, u"http://localhost:1/callback"_s}}).status, 400);
        QCOMPARE(m_rig->page(u"openid"_s).status, 200);
    }

    void parameterGivenTwice()
    {
        const QByteArray twice = m_rig->target(u"openid"_s) + "&redirect_uri=http://localhost:2";
        QCOMPARE(m_emulator->ask("GET", twice).status, 400);
    }

    //! A client that is not native has its own redirect addresses, and no others.
    void otherClientsRedirect()
    {
        const QString id = core::newId();
        const QString own = u"https://portal.example.org/done"_s;
        ClientStore(*m_emulator->database)
            .put({id, u"Portal"_s, TokenStore::hashOf(QByteArrayView("secret")), {}, {own}});
        const QString native = SignInRig::redirect();
        QCOMPARE(m_rig->page(u"openid"_s, {{u"redirect_uri"_s, own}}).status, 400);
        QCOMPARE(m_rig->page(u"openid"_s, {{u"client_id"_s, id}, {u"redirect_uri"_s, native}}).status, 400);
        QCOMPARE(m_rig->page(u"openid"_s, {{u"client_id"_s, id}, {u"redirect_uri"_s, own}}).status, 200);
        const QString longer = own % u"/x"_s;
        QCOMPARE(m_rig->page(u"openid"_s, {{u"client_id"_s, id}, {u"redirect_uri"_s, longer}}).status, 400);
    }

    void stateComesBackAsItWas_data()
    {
        QTest::addColumn<QString>("state");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("signs") << u"a&b=c#d%26+ /?\"'<>\\"_s;
        QTest::newRow("letters") << u"prüfung 漢字 😀"_s;
        QTest::newRow("line ends") << u"a\r\nLocation: http://example.org\r\n"_s;
        QTest::newRow("zero") << QString(QChar(u'\0'));
        QTest::newRow("long") << QString(u"ü"_s.repeated(4096));
    }
    void stateComesBackAsItWas()
    {
        QFETCH(QString, state);
        for (const QByteArray decision : {"allow", "deny"}) {
            const RawAnswer answer =
                m_rig->post(SignInRig::hiddenField(m_rig->page(u"openid"_s, {{u"state"_s, state}})),
                            auth::ownerIdentityId(), decision);
            QCOMPARE(answer.status, 302);
            const QByteArray location = answer.headers.value("location");
            QVERIFY(location.contains(QByteArray("&state=" + QUrl::toPercentEncoding(state))) &&
                    location.endsWith(QUrl::toPercentEncoding(state)));
            QCOMPARE(answer.headers.value("set-cookie"), QByteArray());
        }
    }

    void badExchanges_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("no verifier") << u"code_verifier"_s << QString();
        QTest::newRow("challenge as verifier") << u"code_verifier"_s << SignInRig::challenge();
        QTest::newRow("short verifier") << u"code_verifier"_s << u"x"_s;
        QTest::newRow("other redirect") << u"redirect_uri"_s << u"http://127.0.0.1:45679"_s;
        QTest::newRow("slash at the end") << u"redirect_uri"_s << QString(SignInRig::redirect() % u'/');
        QTest::newRow("no redirect") << u"redirect_uri"_s << QString();
        QTest::newRow("other code") << u"code"_s << u"0123456789"_s;
        QTest::newRow("no code") << u"code"_s << QString();
    }
    void badExchanges()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        const QString code = m_rig->code(u"openid"_s, auth::ownerIdentityId());
        const RawAnswer answer = m_rig->exchange(code, {{field, value}});
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.body, QByteArray("{\"error\":\"invalid_grant\"}"));
        QCOMPARE(m_rig->exchange(code).status, 200); // the right one is not harmed by a guess
    }

    void codeIsGoodOnce()
    {
        const QString code =
            m_rig->code(core::flowsAllScope(), auth::ownerIdentityId(), {{u"access_type"_s, u"offline"_s}});
        const Json tokens = m_rig->exchange(code).json();
        const QByteArray access = core::stringMember(tokens, "access_token").toLatin1();
        QCOMPARE(m_emulator->ask("GET", "/flows", access).status, 200);
        QCOMPARE(m_rig->exchange(code).status, 401);
        // Two have the code, and one of them stole it: what it gave is over.
        QCOMPARE(m_emulator->ask("GET", "/flows", access).status, 401);
        const SignInRig::Parameters refresh{{u"grant_type"_s, u"refresh_token"_s},
                                            {u"refresh_token"_s, core::stringMember(tokens, "refresh_token")},
                                            {u"client_id"_s, m_emulator->nativeClientId}};
        QCOMPARE(m_rig->token(refresh).status, 401);
    }

    void codeExpires()
    {
        const QString early = m_rig->code(u"openid"_s, auth::ownerIdentityId());
        m_emulator->clock.advance(auth::SignIn::codeLifetime - 1);
        QCOMPARE(m_rig->exchange(early).status, 200);
        const QString late = m_rig->code(u"openid"_s, auth::ownerIdentityId());
        m_emulator->clock.advance(auth::SignIn::codeLifetime);
        QCOMPARE(m_rig->exchange(late).status, 401);
    }

    void otherClientsCodeAndTokens()
    {
        const QString other = core::newId();
        ClientStore(*m_emulator->database).put({other, u"Other"_s, {}, {}, {}});
        const SignInRig::Parameters asOther{{u"client_id"_s, other}};
        const QString code =
            m_rig->code(core::flowsAllScope(), auth::ownerIdentityId(), {{u"access_type"_s, u"offline"_s}});
        QCOMPARE(m_rig->exchange(code, asOther).status, 401);
        const Json tokens = m_rig->exchange(code).json();
        const QString refresh = core::stringMember(tokens, "refresh_token");
        QCOMPARE(m_rig->token({{u"grant_type"_s, u"refresh_token"_s}, {u"refresh_token"_s, refresh}, asOther.first()})
                     .status,
                 401);
        const RawAnswer revoked =
            m_emulator->form("/v2/oauth2/token/revoke", formBytes({{u"token"_s, refresh}, asOther.first()}));
        QCOMPARE(revoked.body, QByteArray("{\"active\":false}")); // and nobody is told
        QCOMPARE(m_emulator->ask("GET", "/flows", core::stringMember(tokens, "access_token").toLatin1()).status, 200);
        // A confidential client must prove who it is.
        const QString id = m_emulator->clientId;
        QCOMPARE(m_rig->exchange(code, {{u"client_id"_s, id}}).status, 401);
        QCOMPARE(
            m_emulator->form("/v2/oauth2/token/revoke", formBytes({{u"token"_s, u"x"_s}, {u"client_id"_s, id}})).status,
            401);
    }

    void accessTokenIsNoRefreshToken()
    {
        const Json tokens = m_rig->signIn(core::flowsAllScope(), auth::ownerIdentityId());
        QCOMPARE(m_rig
                     ->token({{u"grant_type"_s, u"refresh_token"_s},
                              {u"refresh_token"_s, core::stringMember(tokens, "access_token")},
                              {u"client_id"_s, m_emulator->nativeClientId}})
                     .status,
                 401);
    }

    // A page of somebody else posts the form.
    void foreignForms_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("status");
        const QByteArray none;
        QTest::newRow("our own page") << 0 << none << 302;
        QTest::newRow("our own page in a browser")
            << 0 << QByteArray("Origin: null\r\nSec-Fetch-Site: same-origin") << 302;
        QTest::newRow("nothing") << 1 << none << 403;
        QTest::newRow("made up") << 2 << none << 403;
        QTest::newRow("changed") << 3 << none << 403;
        QTest::newRow("too old") << 4 << none << 403;
        QTest::newRow("of another emulator") << 5 << none << 403;
        QTest::newRow("other origin") << 0 << QByteArray("Origin: https://example.org") << 403;
        QTest::newRow("other port") << 0 << QByteArray("Origin: http://127.0.0.1:1") << 403;
        QTest::newRow("other site") << 0 << QByteArray("Sec-Fetch-Site: cross-site") << 403;
        QTest::newRow("same site") << 0 << QByteArray("Origin: null\r\nSec-Fetch-Site: same-site") << 403;
    }
    void foreignForms()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, header);
        QFETCH(int, status);
        QByteArray hidden = SignInRig::hiddenField(m_rig->page(u"openid"_s));
        QVERIFY(!hidden.isEmpty());
        if (kind == 1)
            hidden.clear();
        else if (kind == 2)
            hidden = QByteArray(100, 'x').toBase64();
        else if (kind == 3)
            hidden[hidden.size() / 2] = hidden[hidden.size() / 2] == 'A' ? 'B' : 'A';
        else if (kind == 4)
            m_emulator->clock.advance(auth::Seal::lifetime + 1);
        else if (kind == 5)
            hidden = auth::Seal("another key", m_emulator->clock).close(http::Query::parse(m_rig->target(u"openid"_s)));
        const QList<QByteArray> headers = header.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{header};
        const RawAnswer answer = m_rig->post(hidden, auth::ownerIdentityId(), "allow", headers);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.headers.contains("location"), status == 302);
    }

    void scriptsInEveryParameter_data()
    {
        QTest::addColumn<QString>("parameter");
        for (const char *name :
             {"client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "code_challenge",
              "code_challenge_method", "access_type", "prompt", "prefill_named_grant", "session_message", "login_hint",
              "session_required_identities", "session_required_single_domain", "session_required_policies",
              "session_required_mfa", "unknown"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void scriptsInEveryParameter()
    {
        QFETCH(QString, parameter);
        for (const QString &attack :
             {u"<script>alert(1)</script>"_s, u"\"><img src=x onerror=\"alert(1)\">"_s, u"' onfocus='alert(1)"_s,
              u"\u202egnp.<script>"_s, u"</style><script>alert(1)</script>"_s}) {
            const RawAnswer page = m_rig->page(u"openid"_s, {{parameter, attack}});
            QVERIFY(page.status == 200 || page.status == 400);
            QVERIFY2(isHarmless(page), page.body.constData());
            QVERIFY(!page.body.contains(u"\u202e"_s.toUtf8()));
        }
        const RawAnswer code = m_emulator->ask("GET", "/v2/web/auth-code?code=%3Cscript%3Ealert(1)%3C/script%3E");
        QCOMPARE(code.status, 400);
        QVERIFY(isHarmless(code) && !code.body.contains("alert"));
    }

    void namesInTheStoreAreTextToo()
    {
        FlowRecord flow;
        flow.title = u"</q><script>alert(1)</script>"_s;
        const QString id = m_emulator->addFlow(flow);
        IdentityStore(*m_emulator->database)
            .put({core::newId(), u"\"><img src=x onerror=\"x\">@emulator"_s, u"<script>"_s, {}, {}, {}});
        const RawAnswer page = m_rig->page(core::flowUserScope(id));
        QCOMPARE(page.status, 200);
        QVERIFY2(isHarmless(page), page.body.constData());
    }

    // Frames, caches, referrers, scripts: what browsers are told of each page.
    void headersOfPages_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("forms");
        QTest::newRow("consent") << targetOf({}) << QByteArray("form-action 'self' http://127.0.0.1:45678;");
        QTest::newRow("IPv6") << targetOf({{u"redirect_uri"_s, u"http://[::1]:7"_s}})
                              << QByteArray("form-action 'self' http:;");
        QTest::newRow("problem") << targetOf({{u"scope"_s, u"nope"_s}}) << QByteArray("form-action 'self';");
        QTest::newRow("code") << QByteArray("/v2/web/auth-code?code=abc") << QByteArray("form-action 'self';");
        QTest::newRow("logout") << QByteArray("/v2/web/logout") << QByteArray("form-action 'self';");
    }
    void headersOfPages()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, forms);
        target.replace("CLIENT", m_emulator->nativeClientId.toLatin1());
        const RawAnswer page = m_emulator->ask("GET", target);
        const QByteArray policy = page.headers.value("content-security-policy");
        QVERIFY2(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy.constData());
        QVERIFY(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
        QVERIFY2(policy.contains(forms), policy.constData());
        QVERIFY(!policy.contains("unsafe"));
        QCOMPARE(page.headers.value("x-frame-options"), QByteArray("DENY"));
        QCOMPARE(page.headers.value("cache-control"), QByteArray("no-store"));
        QCOMPARE(page.headers.value("referrer-policy"), QByteArray("no-referrer"));
        QCOMPARE(page.headers.value("x-content-type-options"), QByteArray("nosniff"));
        QVERIFY(!page.headers.contains("access-control-allow-origin"));
        QVERIFY(!page.headers.contains("set-cookie"));
    }

    void nothingIsStoredInClear()
    {
        const QString spare = m_rig->code(u"openid"_s, auth::ownerIdentityId());
        const Json tokens =
            m_rig->signIn(core::flowsAllScope(), auth::ownerIdentityId(), {{u"access_type"_s, u"offline"_s}});
        m_emulator->server.reset();
        m_emulator->database.reset(); // checkpoints
        QFile file(m_emulator->directory.filePath(u"emulator.sqlite"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(content.contains(auth::ownerIdentityId().toUtf8()));
        for (const QString &secret :
             {spare, core::stringMember(tokens, "access_token"), core::stringMember(tokens, "refresh_token"),
              QString::fromLatin1(SignInRig::verifier())}) {
            QVERIFY(!secret.isEmpty());
            QVERIFY(!content.contains(secret.toUtf8()));
        }
    }

private:
    //! As SignInRig::target, when there is no emulator yet.
    static QByteArray targetOf(const SignInRig::Parameters &changes)
    {
        QList<std::pair<QString, QString>> fields{{u"client_id"_s, u"CLIENT"_s},
                                                  {u"redirect_uri"_s, SignInRig::redirect()},
                                                  {u"response_type"_s, u"code"_s},
                                                  {u"scope"_s, u"openid"_s},
                                                  {u"code_challenge"_s, SignInRig::challenge()},
                                                  {u"code_challenge_method"_s, u"S256"_s}};
        for (auto &field : fields) {
            for (const auto &change : changes)
                field.second = field.first == change.first ? change.second : field.second;
        }
        return "/v2/oauth2/authorize?" + formBytes(fields);
    }

    std::unique_ptr<EmulatorFixture> m_emulator;
    std::unique_ptr<SignInRig> m_rig;
};

FLOWS_TEST(tst_emulatorsigninattacks, EmulatorSignInAttacksTest)
#include "tst_emulatorsigninattacks.moc"
