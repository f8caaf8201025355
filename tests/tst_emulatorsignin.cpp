#include "core/ids.h"
#include "emulator/auth/residents.h"
#include "emulator/auth/scopebook.h"
#include "emulator/store/authstores.h"
#include "support/signinrig.h"
#include "support/testmain.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace testsupport;
using core::Json;

namespace {

QString text(const Json &document, const char *key)
{
    return core::stringMember(document, key);
}

QByteArray decoded(const QString &base64)
{
    return QByteArray::fromBase64(base64.toLatin1(), QByteArray::Base64UrlEncoding);
}

//! Whether a token in compact form was signed with the key of a key set, by RS512.
bool isSignedBy(const QByteArray &token, const Json &key)
{
    const QByteArray modulus = decoded(text(key, "n"));
    const QByteArray exponent = decoded(text(key, "e"));
    const auto number = [](const QByteArray &bytes) {
        return BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.constData()), static_cast<int>(bytes.size()),
                         nullptr);
    };
    BIGNUM *n = number(modulus);
    BIGNUM *e = number(exponent);
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n);
    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e);
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(build);
    EVP_PKEY *pkey = nullptr;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
    bool good =
        EVP_PKEY_fromdata_init(context) == 1 && EVP_PKEY_fromdata(context, &pkey, EVP_PKEY_PUBLIC_KEY, parameters) == 1;
    const qsizetype dot = token.lastIndexOf('.');
    const QByteArray signature = decoded(QString::fromLatin1(token.mid(dot + 1)));
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    good = good && EVP_DigestVerifyInit(digest, nullptr, EVP_sha512(), nullptr, pkey) == 1 &&
           EVP_DigestVerify(digest, reinterpret_cast<const unsigned char *>(signature.constData()),
                            static_cast<size_t>(signature.size()),
                            reinterpret_cast<const unsigned char *>(token.constData()), static_cast<size_t>(dot)) == 1;
    EVP_MD_CTX_free(digest);
    EVP_PKEY_free(pkey);
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(build);
    BN_free(n);
    BN_free(e);
    return good;
}

} // namespace

class EmulatorSignInTest final : public QObject
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

    void pageSaysWhoAndWhat()
    {
        FlowRecord flow;
        flow.title = u"Weigh <b>stones</b>"_s;
        const QString id = m_emulator->addFlow(flow);
        const QString data = auth::dataAccessScope(EmulatorFixture::mappedCollection());
        const RawAnswer page =
            m_rig->page(core::flowUserScope(id) % u"[*"_s % auth::transferAllScope() % u"[*"_s % data % u"]] openid"_s,
                        {{u"access_type"_s, u"offline"_s}});
        QCOMPARE(page.status, 200);
        QCOMPARE(page.headers.value("content-type"), QByteArray("text/html; charset=utf-8"));
        for (const char *words :
             {"owner@emulator", "starter@emulator", "approver@emulator", "@clients.auth.globus.org",
              "Run the flow “Weigh &lt;b&gt;stones&lt;/b&gt;”", "Transfer, list", "collection “Instrument data”",
              "Know who you are", ">Allow<", ">Deny<", "while you are away"})
            QVERIFY2(page.body.contains(words), words);
        QVERIFY(!page.body.contains("<script"));
    }

    void codeBecomesTokens()
    {
        const QString scope = core::flowsAllScope() % u" openid email profile "_s % auth::transferAllScope();
        const RawAnswer answer = m_rig->post(SignInRig::hiddenField(m_rig->page(scope)), auth::starterIdentityId());
        QCOMPARE(answer.status, 302);
        QVERIFY(answer.headers.value("location").startsWith("http://127.0.0.1:45678?code="));
        QCOMPARE(SignInRig::led(answer, u"state"_s), u"some state"_s);
        const RawAnswer tokens = m_rig->exchange(SignInRig::led(answer, u"code"_s));
        QCOMPARE(tokens.status, 200);
        QCOMPARE(tokens.headers.value("cache-control"), QByteArray("no-store"));
        const Json document = tokens.json();
        QCOMPARE(text(document, "resource_server"), u"flows.globus.org"_s);
        QCOMPARE(document["other_tokens"].size(), 2U);
        QCOMPARE(text(tokenFor(document, u"auth.globus.org"_s), "scope"), u"openid email profile"_s);
        QCOMPARE(text(document, "state"), u"some state"_s);
        QVERIFY(!document.contains("refresh_token"));
        const QByteArray flows = text(document, "access_token").toLatin1();
        QCOMPARE(m_emulator->ask("GET", "/flows", flows).status, 200);
        const auto caller = m_emulator->tokens->verify(flows);
        QCOMPARE(caller->identity.username, u"starter@emulator"_s);
        QVERIFY(caller->principals().contains(u"urn:globus:groups:id:"_s % auth::operatorsGroupId()));
        QCOMPARE(caller->session.identityIds, QStringList{auth::starterIdentityId()});
    }

    void loopbackRedirects_data()
    {
        QTest::addColumn<QString>("redirect");
        QTest::newRow("name") << u"http://localhost:1"_s;
        QTest::newRow("IPv4") << u"http://127.0.0.1:65535"_s;
        QTest::newRow("IPv6") << u"http://[::1]:8080"_s;
        QTest::newRow("path") << u"http://localhost:8080/callback/here"_s;
    }
    void loopbackRedirects()
    {
        QFETCH(QString, redirect);
        const QString code = m_rig->code(u"openid"_s, auth::ownerIdentityId(), {{u"redirect_uri"_s, redirect}});
        QVERIFY(!code.isEmpty());
        QCOMPARE(m_rig->exchange(code, {{u"redirect_uri"_s, redirect}}).status, 200);
    }

    void copyPage_data()
    {
        QTest::addColumn<QString>("redirect"); // %1: our port
        QTest::newRow("here") << u"http://127.0.0.1:%1/v2/web/auth-code"_s;
        QTest::newRow("by name") << u"http://localhost:%1/v2/web/auth-code"_s;
        QTest::newRow("the real one's") << u"https://auth.globus.org/v2/web/auth-code"_s;
    }
    void copyPage()
    {
        QFETCH(QString, redirect);
        if (redirect.contains(u"%1"_s))
            redirect = redirect.arg(m_emulator->server->port());
        const SignInRig::Parameters there{{u"redirect_uri"_s, redirect}};
        const RawAnswer answer =
            m_rig->post(SignInRig::hiddenField(m_rig->page(u"openid"_s, there)), auth::ownerIdentityId());
        const QByteArray location = answer.headers.value("location");
        const QByteArray here = "http://127.0.0.1:" + QByteArray::number(m_emulator->server->port());
        QVERIFY(location.startsWith(QByteArray(here + "/v2/web/auth-code?code=")));
        const QString code = SignInRig::led(answer, u"code"_s);
        const RawAnswer page = m_emulator->ask("GET", location.mid(here.size()));
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains(QByteArray(">" + code.toLatin1() + "<")));
        QCOMPARE(m_rig->exchange(code, there).status, 200);
    }

    void idToken()
    {
        const QString linked = m_emulator->person(u"other@example.org"_s);
        const QString me = m_emulator->person(u"me@example.org"_s, {linked});
        const Json document =
            m_rig->signIn(u"openid profile email urn:globus:auth:scope:auth.globus.org:view_identity_set"_s, me,
                          {{u"nonce"_s, u"n-0S6"_s}});
        const Json claims = claimsOf(document);
        const Json discovery = m_emulator->ask("GET", "/.well-known/openid-configuration").json();
        QCOMPARE(text(claims, "iss"), text(discovery, "issuer"));
        QCOMPARE(text(claims, "aud"), m_emulator->nativeClientId);
        QCOMPARE(text(claims, "sub"), me);
        QCOMPARE(text(claims, "nonce"), u"n-0S6"_s);
        QCOMPARE(text(claims, "preferred_username"), u"me@example.org"_s);
        QCOMPARE(claims["iat"].get<qint64>(), m_emulator->clock.now().toSecsSinceEpoch());
        QCOMPARE(claims["exp"].get<qint64>() - claims["iat"].get<qint64>(), 172800);
        QCOMPARE(claims["identity_set"].size(), 2U);
        const QByteArray hash =
            QCryptographicHash::hash(text(document, "access_token").toLatin1(), QCryptographicHash::Sha512);
        QCOMPARE(decoded(text(claims, "at_hash")), hash.first(32));
        const QByteArray token = text(document, "id_token").toLatin1();
        QCOMPARE(QByteArray::fromBase64(token.split('.').first()), QByteArray("{\"typ\":\"JWT\",\"alg\":\"RS512\"}"));
        const Json key = m_emulator->ask("GET", "/jwk.json").json()["keys"][0];
        QVERIFY(isSignedBy(token, key));
        QVERIFY(!isSignedBy(QByteArray("x" + token), key));
        // The key stays, and is nobody else's.
        const QString path = m_emulator->directory.filePath(u"id-token-key.pem"_s);
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther),
                 QFile::Permissions());
        QVERIFY(auth::SigningKey(path).publicKey() == key);
        QFile broken(path);
        QVERIFY(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
        broken.write("no key");
        broken.close();
        QVERIFY_EXCEPTION_THROWN(auth::SigningKey{path}, StoreError);
        QVERIFY(!m_rig->signIn(core::flowsAllScope(), me).contains("id_token"));
    }

    void userinfo()
    {
        const auto ask = [this](const QString &scope) {
            const Json document = m_rig->signIn(scope, auth::approverIdentityId());
            return m_emulator->ask("GET", "/v2/oauth2/userinfo", text(document, "access_token").toLatin1());
        };
        QVERIFY(ask(u"openid"_s).json() == Json({{"sub", auth::approverIdentityId().toStdString()}}));
        const Json all = ask(u"openid profile email"_s).json();
        QCOMPARE(text(all, "preferred_username"), u"approver@emulator"_s);
        QCOMPARE(text(all, "email"), u"approver@emulator"_s);
        QCOMPARE(ask(u"email"_s).status, 403);
        QCOMPARE(ask(core::flowsAllScope()).status, 401);
        QCOMPARE(m_emulator->ask("GET", "/v2/oauth2/userinfo").status, 401);
    }

    void refreshing()
    {
        const Json first = m_rig->signIn(core::flowsAllScope() % u" openid offline_access"_s, auth::ownerIdentityId());
        const QString refresh = text(first, "refresh_token");
        QVERIFY(!refresh.isEmpty());
        QVERIFY(!text(tokenFor(first, u"auth.globus.org"_s), "refresh_token").isEmpty());
        QVERIFY(!m_emulator->tokens->verify(refresh.toLatin1())); // opens nothing by itself
        m_emulator->clock.advance(172800);
        QCOMPARE(m_emulator->ask("GET", "/flows", text(first, "access_token").toLatin1()).status, 401);
        const SignInRig::Parameters fields{{u"grant_type"_s, u"refresh_token"_s},
                                           {u"refresh_token"_s, refresh},
                                           {u"client_id"_s, m_emulator->nativeClientId}};
        const Json second = m_rig->token(fields).json();
        QCOMPARE(text(second, "resource_server"), u"flows.globus.org"_s);
        QVERIFY(second["other_tokens"].empty() && !second.contains("id_token"));
        QCOMPARE(text(second, "refresh_token"), refresh);
        QCOMPARE(m_emulator->ask("GET", "/flows", text(second, "access_token").toLatin1()).status, 200);
        m_emulator->clock.advance(180LL * 24 * 3600); // lives as long as it is used
        QCOMPARE(m_rig->token(fields).status, 200);
        m_emulator->clock.advance(184LL * 24 * 3600);
        QCOMPARE(m_rig->token(fields).status, 401);
    }

    void refreshingWithRotation()
    {
        const QByteArray wish = "{\"rotate_refresh_tokens\": true}";
        QCOMPARE(m_emulator->ask("POST", "/_emulator/auth", "control", "{\"rotate_refresh_tokens\": 1}").status, 422);
        QCOMPARE(m_emulator->ask("POST", "/_emulator/auth", "wrong", wish).status, 401);
        QCOMPARE(m_emulator->ask("POST", "/_emulator/auth", "control", wish).status, 200);
        const auto refreshed = [this](const QString &token) {
            return m_rig->token({{u"grant_type"_s, u"refresh_token"_s},
                                 {u"refresh_token"_s, token},
                                 {u"client_id"_s, m_emulator->nativeClientId}});
        };
        const QString first =
            text(m_rig->signIn(core::flowsAllScope(), auth::ownerIdentityId(), {{u"access_type"_s, u"offline"_s}}),
                 "refresh_token");
        const Json second = refreshed(first).json();
        QVERIFY(text(second, "refresh_token") != first);
        QCOMPARE(refreshed(first).status, 401); // somebody has the old one: all of it ends
        QCOMPARE(refreshed(text(second, "refresh_token")).status, 401);
        QCOMPARE(m_emulator->ask("GET", "/flows", text(second, "access_token").toLatin1()).status, 401);
    }

    void revoking()
    {
        const Json tokens = m_rig->signIn(core::flowsAllScope() % u" openid"_s, auth::ownerIdentityId(),
                                          {{u"access_type"_s, u"offline"_s}});
        const auto revoke = [this](const QString &token) {
            return m_emulator->form("/v2/oauth2/token/revoke",
                                    formBytes({{u"token"_s, token}, {u"client_id"_s, m_emulator->nativeClientId}}));
        };
        const auto alive = [this](const QString &token) {
            return m_emulator
                ->form("/v2/oauth2/token/validate",
                       formBytes({{u"token"_s, token}, {u"client_id"_s, m_emulator->nativeClientId}}))
                .json()["active"]
                .get<bool>();
        };
        const QString openid = text(tokenFor(tokens, u"auth.globus.org"_s), "access_token");
        QVERIFY(alive(text(tokens, "access_token")));
        for (int i = 0; i < 2; ++i) {
            const RawAnswer answer = revoke(text(tokens, "refresh_token"));
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, QByteArray("{\"active\":false}"));
        }
        QVERIFY(!alive(text(tokens, "access_token")));
        QVERIFY(alive(openid)); // of another resource server
        QCOMPARE(revoke(openid).status, 200);
        QVERIFY(!alive(openid));
    }

    void consentsGrow()
    {
        const QString flow = m_emulator->addFlow({});
        const QString root = core::flowUserScope(flow);
        const QString transfer = auth::transferAllScope();
        const QString data = auth::dataAccessScope(EmulatorFixture::mappedCollection());
        const auto consents = [this](const Json &answer) {
            const QByteArray token = text(tokenFor(answer, u"auth.globus.org"_s), "access_token").toLatin1();
            return m_emulator
                ->ask("GET", "/v2/api/identities/" + auth::starterIdentityId().toLatin1() + "/consents", token)
                .json()["consents"];
        };
        const QString plain = root % u" openid"_s;
        const Json before = m_rig->signIn(plain, auth::starterIdentityId());
        QCOMPARE(consents(before).size(), 2U);
        const QString tree = root % u"[*"_s % transfer % u"[*"_s % data % u"]]"_s;
        const Json after = m_rig->signIn(tree % u" openid"_s, auth::starterIdentityId());
        const Json all = consents(after);
        QCOMPARE(all.size(), 4U);
        QVERIFY(all[0]["dependency_path"] == Json::array({all[0]["id"]}));
        QVERIFY(all[3]["dependency_path"] == Json::array({all[0]["id"], all[2]["id"], all[3]["id"]}));
        QCOMPARE(text(all[0], "client"), m_emulator->nativeClientId);
        QCOMPARE(text(all[2], "client"), flow);
        QCOMPARE(text(all[3], "scope_name"), data);
        QVERIFY(all[3]["atomically_revocable"].get<bool>() && !all[0]["atomically_revocable"].get<bool>());
        // A token that was there before does not gain by it, one that is issued later does.
        const auto carries = [&](const Json &answer) {
            const QByteArray token = text(tokenFor(answer, flow), "access_token").toLatin1();
            return m_emulator->tokens->verify(token)->hasConsent(*core::Scope::parse(tree));
        };
        QVERIFY(carries(after));
        QVERIFY(!carries(before));
        QVERIFY(carries(m_rig->signIn(plain, auth::starterIdentityId())));
        QVERIFY(!carries(m_rig->signIn(plain, auth::ownerIdentityId()))); // somebody else's consent
    }

    //! A client that acts by itself has consents too, because others look for them before they resume a run.
    void consentsOfAClient()
    {
        const QByteArray id = m_emulator->clientId.toLatin1();
        const QString tree = auth::transferAllScope() % u"[*"_s %
                             auth::dataAccessScope(EmulatorFixture::mappedCollection()) % u"] openid"_s;
        const Json answer =
            m_emulator
                ->form("/v2/oauth2/token", formBytes({{u"grant_type"_s, u"client_credentials"_s}, {u"scope"_s, tree}}),
                       id, m_emulator->clientSecret.toLatin1())
                .json();
        const QByteArray token = text(tokenFor(answer, u"auth.globus.org"_s), "access_token").toLatin1();
        const Json consents =
            m_emulator->ask("GET", "/v2/api/identities/" + id + "/consents", token).json()["consents"];
        QCOMPARE(consents.size(), 3U);
        QCOMPARE(text(consents[0], "scope_name"), auth::transferAllScope());
        QVERIFY(consents[1]["dependency_path"] == Json::array({consents[0]["id"], consents[1]["id"]}));
    }

    void consentsAreTheOwners()
    {
        const QByteArray path = "/v2/api/identities/" + auth::starterIdentityId().toLatin1() + "/consents";
        const auto ask = [&](const QString &identity, const QString &scope, const QByteArray &query) {
            const Json answer = m_rig->signIn(scope, identity);
            return m_emulator->ask("GET", path + query, text(answer, "access_token").toLatin1());
        };
        QCOMPARE(ask(auth::ownerIdentityId(), u"openid"_s, {}).status, 403);
        QCOMPARE(ask(auth::starterIdentityId(), u"openid"_s, "?all=true").status, 403);
        const QString all = u"openid urn:globus:auth:scope:auth.globus.org:view_consents"_s;
        QCOMPARE(ask(auth::starterIdentityId(), all, "?all=true").status, 200);
        QCOMPARE(m_emulator->ask("GET", path).status, 401);
        QCOMPARE(m_emulator->form(path, {}, m_emulator->clientId.toLatin1(), {}).status, 405);
    }

    void dependentTokens()
    {
        const QString groups = u"urn:globus:auth:scope:groups.api.globus.org:all"_s;
        const QString flowsClient = auth::ScopeBook::clientOf(core::flowsResourceServer());
        ClientStore(*m_emulator->database)
            .put({flowsClient, u"Flows"_s, TokenStore::hashOf(QByteArrayView("secret")), {}, {}});
        const Json answer =
            m_rig->signIn(core::flowsAllScope() % u"["_s % auth::transferAllScope() % u" "_s % groups % u"]"_s,
                          auth::ownerIdentityId());
        const auto ask = [&](const QByteArray &client, const QByteArray &secret, const SignInRig::Parameters &more) {
            SignInRig::Parameters fields{{u"grant_type"_s, u"urn:globus:auth:grant_type:dependent_token"_s},
                                         {u"token"_s, text(answer, "access_token")}};
            return m_emulator->form("/v2/oauth2/token", formBytes(fields + more), client, secret);
        };
        const RawAnswer both = ask(flowsClient.toLatin1(), "secret", {});
        QCOMPARE(both.status, 200);
        QCOMPARE(both.json().size(), 2U);
        const auto caller = m_emulator->tokens->verify(text(both.json()[0], "access_token").toLatin1());
        QCOMPARE(caller->identity.id, auth::ownerIdentityId());
        QCOMPARE(caller->resourceServer, u"transfer.api.globus.org"_s);
        QCOMPARE(ask(flowsClient.toLatin1(), "secret", {{u"scope"_s, groups}}).json().size(), 1U);
        const QString data = auth::dataAccessScope(EmulatorFixture::mappedCollection());
        const QString deep = auth::transferAllScope() % u"["_s % data % u"]"_s;
        const RawAnswer missing = ask(flowsClient.toLatin1(), "secret", {{u"scope"_s, deep}});
        QCOMPARE(missing.status, 403);
        QCOMPARE(text(missing.json(), "error"), u"dependent_consent_required"_s);
        QVERIFY(missing.json()["errors"][0]["unapproved_scopes"] == Json::array({deep.toStdString()}));
        // Only the server that the token is for can act on.
        const QByteArray other = m_emulator->clientId.toLatin1();
        QCOMPARE(ask(other, m_emulator->clientSecret.toLatin1(), {}).status, 401);
    }

    void sessionDemands()
    {
        const QString policy = core::newId();
        const Json answer = m_rig->signIn(core::flowsAllScope(), auth::ownerIdentityId(),
                                          {{u"session_required_policies"_s, policy},
                                           {u"session_required_mfa"_s, u"True"_s},
                                           {u"session_required_identities"_s, u"owner@emulator"_s},
                                           {u"prompt"_s, u"login"_s}});
        const auto caller = m_emulator->tokens->verify(text(answer, "access_token").toLatin1());
        QVERIFY(caller.has_value());
        QCOMPARE(caller->session.policies, QStringList{policy});
        QVERIFY(caller->session.mfa);
        FlowRecord flow;
        flow.owner = core::identityUrn(auth::ownerIdentityId());
        flow.authenticationPolicyId = policy;
        const QByteArray target = "/flows/" + m_emulator->addFlow(flow).toLatin1();
        QCOMPARE(m_emulator->ask("GET", target, text(answer, "access_token").toLatin1()).status, 200);
        const RawAnswer refused = m_emulator->ask(
            "GET", target,
            text(m_rig->signIn(core::flowsAllScope(), auth::ownerIdentityId()), "access_token").toLatin1());
        QCOMPARE(refused.status, 403);
        QCOMPARE(text(refused.json(), "code"), u"AuthenticationPolicyRequired"_s);
    }

    void whoMaySignIn()
    {
        const RawAnswer page = m_rig->page(u"openid"_s, {{u"session_required_identities"_s, auth::ownerIdentityId()}});
        QVERIFY(page.body.contains("owner@emulator") && !page.body.contains("starter@emulator"));
        const QByteArray hidden = SignInRig::hiddenField(page);
        QCOMPARE(m_rig->post(hidden, auth::starterIdentityId()).status, 400);
        QCOMPARE(m_rig->post(hidden, auth::ownerIdentityId()).status, 302);
        const RawAnswer domain = m_rig->page(u"openid"_s, {{u"session_required_single_domain"_s, u"x.org,emulator"_s}});
        QVERIFY(domain.body.contains("starter@emulator") && !domain.body.contains("@clients.auth"));
        const RawAnswer nobody = m_rig->page(u"openid"_s, {{u"session_required_single_domain"_s, u"x.org"_s}});
        QVERIFY(nobody.body.contains("Nobody here") && !nobody.body.contains(">Allow<"));
    }

    void declined()
    {
        const RawAnswer answer =
            m_rig->post(SignInRig::hiddenField(m_rig->page(u"openid"_s)), auth::ownerIdentityId(), "deny");
        QCOMPARE(answer.status, 302);
        QCOMPARE(SignInRig::led(answer, u"error"_s), u"access_denied"_s);
        QCOMPARE(SignInRig::led(answer, u"state"_s), u"some state"_s);
        QVERIFY(!answer.headers.value("location").contains("code="));
    }

    void nobodyMayBeAsked()
    {
        const RawAnswer answer = m_rig->page(u"openid"_s, {{u"prompt"_s, u"none"_s}, {u"state"_s, QString()}});
        QCOMPARE(answer.status, 302);
        QCOMPARE(SignInRig::led(answer, u"error"_s), u"login_required"_s);
        QVERIFY(!answer.headers.value("location").contains("state"));
    }

    void introspection()
    {
        const Json answer = m_rig->signIn(core::flowsAllScope(), auth::ownerIdentityId());
        const QByteArray fields =
            "include=session_info,identity_set,identity_set_detail&token=" + text(answer, "access_token").toLatin1();
        const auto ask = [&](const QString &id, const QByteArray &secret) {
            return m_emulator->form("/v2/oauth2/token/introspect", fields, id.toLatin1(), secret).json();
        };
        // Somebody else's token.
        QVERIFY(ask(m_emulator->clientId, m_emulator->clientSecret.toLatin1()) == Json({{"active", false}}));
        const QString flowsClient = auth::ScopeBook::clientOf(core::flowsResourceServer());
        ClientStore(*m_emulator->database)
            .put({flowsClient, u"Flows"_s, TokenStore::hashOf(QByteArrayView("secret")), {}, {}});
        const Json live = ask(flowsClient, "secret");
        QVERIFY(live["active"].get<bool>());
        QCOMPARE(text(live, "username"), u"owner@emulator"_s);
        QVERIFY(live["session_info"]["authentications"].contains(auth::ownerIdentityId().toStdString()));
        QCOMPARE(text(live["identity_set_detail"][0], "username"), u"owner@emulator"_s);
    }

    void logout()
    {
        const QByteArray client = m_emulator->nativeClientId.toLatin1();
        const RawAnswer page = m_emulator->ask("GET", "/v2/web/logout?client=" + client +
                                                          "&redirect_uri=http://localhost:1/&redirect_name=App%3Cb%3E");
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains("<a href=\"http://localhost:1/\">App&lt;b&gt;</a>"));
        for (const QByteArray foreign : {"https://example.org/", "javascript:alert(1)", "//example.org"}) {
            const RawAnswer other =
                m_emulator->ask("GET", "/v2/web/logout?client=" + client + "&redirect_uri=" + foreign);
            QVERIFY(!other.body.contains("<a "));
        }
    }

private:
    std::unique_ptr<EmulatorFixture> m_emulator;
    std::unique_ptr<SignInRig> m_rig;
};

FLOWS_TEST(tst_emulatorsignin, EmulatorSignInTest)
#include "tst_emulatorsignin.moc"
