#include "core/ids.h"
#include "emulator/auth/credentials.h"
#include "emulator/auth/scopebook.h"
#include "emulator/store/authstores.h"
#include "emulator/store/flowstore.h"
#include "support/emulatorfixture.h"
#include "support/testmain.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;

namespace {

QByteArray text(const core::Json &document, const char *key)
{
    return core::stringMember(document, key).toUtf8();
}

//! So many form fields that nobody knows, each of another name.
QByteArray fields(int count)
{
    QByteArray form;
    for (int i = 0; i < count; ++i)
        form += "&f" + QByteArray::number(i) + "=";
    return form;
}

} // namespace

class EmulatorTokensTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_emulator = std::make_unique<EmulatorFixture>(); }
    void cleanup() { m_emulator.reset(); }

    void grant()
    {
        const RawAnswer answer = ask("grant_type=client_credentials&scope=" + all());
        QCOMPARE(answer.status, 200);
        const core::Json document = answer.json();
        QCOMPARE(text(document, "scope"), all());
        QCOMPARE(text(document, "resource_server"), QByteArray("flows.globus.org"));
        QCOMPARE(text(document, "token_type"), QByteArray("Bearer"));
        QCOMPARE(document["expires_in"].get<int>(), 172800);
        QVERIFY(document["other_tokens"].is_array() && document["other_tokens"].empty());
        QCOMPARE(answer.headers.value("cache-control"), QByteArray("no-store"));
        QCOMPARE(m_emulator->ask("GET", "/flows", text(document, "access_token")).status, 200);
    }

    void oneTokenForEachResourceServer()
    {
        const QString flow = m_emulator->addFlow({});
        const QByteArray user = core::flowUserScope(flow).toUtf8();
        const QByteArray scope =
            user + "[*" + transfer() + "] " + all() + "+openid " + all().replace("/all", "/view_flows");
        const core::Json document = ask("grant_type=client_credentials&scope=" + scope).json();
        QCOMPARE(text(document, "resource_server"), flow.toUtf8());
        QCOMPARE(text(document, "scope"), user); // what it depends on is not told
        const core::Json &others = document["other_tokens"];
        QCOMPARE(others.size(), 2U);
        QCOMPARE(text(others[0], "resource_server"), QByteArray("flows.globus.org"));
        QCOMPARE(text(others[0], "scope"), all() + " " + all().replace("/all", "/view_flows"));
        QCOMPARE(text(others[1], "resource_server"), QByteArray("auth.globus.org"));
        QVERIFY(text(others[0], "access_token") != text(others[1], "access_token"));
        // What a token depends on is kept: a run will need it.
        const auto caller = m_emulator->tokens->verify(text(document, "access_token"));
        QCOMPARE(caller->scopeStrings(), QStringList(QString::fromUtf8(user + "[*" + transfer() + "]")));
    }

    void credentialsInTheForm()
    {
        const QByteArray fields =
            "grant_type=client_credentials&scope=openid&client_id=" + id() + "&client_secret=" + secret();
        QCOMPARE(m_emulator->form("/v2/oauth2/token", fields).status, 200);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("secret"); // empty: the right one; "-": no Basic at all
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<QByteArray>("says");
        const QByteArray grant = "grant_type=client_credentials&scope=";
        const QByteArray right;
        QTest::newRow("wrong secret") << QByteArray(grant + "openid") << QByteArray("guess") << 401
                                      << QByteArray("invalid_client") << QByteArray();
        QTest::newRow("no credentials") << QByteArray(grant + "openid") << QByteArray("-") << 401
                                        << QByteArray("invalid_client") << QByteArray();
        QTest::newRow("unknown scope") << QByteArray(grant + "openid+https://example.org/none") << right << 400
                                       << QByteArray("invalid_scope") << QByteArray("https://example.org/none");
        QTest::newRow("unknown dependency")
            << QByteArray(grant + "openid[nope]") << right << 400 << QByteArray("invalid_scope") << QByteArray("nope");
        QTest::newRow("broken scope") << QByteArray(grant + "openid[") << right << 400 << QByteArray("invalid_scope")
                                      << QByteArray();
        QTest::newRow("cycle") << QByteArray(grant + "openid[openid]") << right << 400 << QByteArray("invalid_scope")
                               << QByteArray("itself");
        QTest::newRow("no scope") << QByteArray("grant_type=client_credentials") << right << 400
                                  << QByteArray("invalid_scope") << QByteArray();
        QTest::newRow("other grant") << QByteArray("grant_type=password&scope=openid") << right << 400
                                     << QByteArray("unsupported_grant_type") << QByteArray("password");
        QTest::newRow("no grant") << QByteArray("scope=openid") << right << 400 << QByteArray("invalid_request")
                                  << QByteArray("grant_type");
        QTest::newRow("twice") << QByteArray(grant + "openid&scope=email") << right << 400
                               << QByteArray("invalid_request") << QByteArray("scope");
        QTest::newRow("too many fields") << QByteArray(grant + "openid" + fields(99)) << QByteArray("-") << 400
                                         << QByteArray("invalid_request") << QByteArray("more than 100 fields");
        QTest::newRow("as many fields as may be") << QByteArray(grant + "nope" + fields(98)) << right << 400
                                                  << QByteArray("invalid_scope") << QByteArray("nope");
        QTest::newRow("both ways") << QByteArray(grant + "openid&client_secret=x") << right << 400
                                   << QByteArray("invalid_request") << QByteArray();
    }
    void refusals()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, secret);
        QFETCH(int, status);
        QFETCH(QByteArray, error);
        QFETCH(QByteArray, says);
        const RawAnswer answer = m_emulator->form("/v2/oauth2/token", fields, secret == "-" ? QByteArray() : id(),
                                                  secret.isEmpty() ? this->secret() : secret);
        QCOMPARE(answer.status, status);
        const core::Json document = answer.json();
        QCOMPARE(text(document, "error"), error);
        QVERIFY2(text(document, "error_description").contains(says), text(document, "error_description").constData());
        QCOMPARE(text(document["errors"][0], "status"), QByteArray::number(status));
        QVERIFY(core::isUuid(core::stringMember(document["errors"][0], "id")));
        QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
        QCOMPARE(answer.headers.contains("www-authenticate"), status == 401);
    }

    void nativeClientHasNoClientCredentials()
    {
        const RawAnswer answer = m_emulator->form("/v2/oauth2/token", "grant_type=client_credentials&scope=openid",
                                                  m_emulator->nativeClientId.toUtf8(), "");
        QCOMPARE(answer.status, 401);
    }

    void jsonBodyIsRefused()
    {
        const RawAnswer answer = m_emulator->ask("POST", "/v2/oauth2/token", {}, "{}");
        QCOMPARE(answer.status, 415);
        QCOMPARE(text(answer.json(), "error"), QByteArray("invalid_request"));
    }

    // Audience, scope and expiry: who is let in where.
    void admission_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const QString none;
        QTest::newRow("view flows") << u"view_flows"_s << QByteArray("/flows") << 200 << none;
        QTest::newRow("all flows") << u"all"_s << QByteArray("/flows") << 200 << none;
        QTest::newRow("run_manage is not for flows")
            << u"run_manage"_s << QByteArray("/flows") << 403 << u"MISSING_SCOPE"_s;
        QTest::newRow("run_status reads runs") << u"run_status"_s << QByteArray("/runs") << 200 << none;
        QTest::newRow("run_manage reads runs") << u"run_manage"_s << QByteArray("/runs") << 200 << none;
        QTest::newRow("view_flows is not for runs")
            << u"view_flows"_s << QByteArray("/runs") << 403 << u"MISSING_SCOPE"_s;
        QTest::newRow("token of a flow") << u"FLOW"_s << QByteArray("/flows") << 403 << u"MISSING_SCOPE"_s;
        QTest::newRow("token of Transfer") << u"TRANSFER"_s << QByteArray("/flows") << 401 << u"AUTHENTICATION_ERROR"_s;
        QTest::newRow("token of Auth") << u"openid"_s << QByteArray("/runs") << 401 << u"AUTHENTICATION_ERROR"_s;
        QTest::newRow("no token") << QString() << QByteArray("/flows") << 401 << u"AUTHENTICATION_ERROR"_s;
        QTest::newRow("garbage") << u"GARBAGE"_s << QByteArray("/flows") << 401 << u"AUTHENTICATION_ERROR"_s;
        QTest::newRow("flows token at Auth") << u"all"_s << QByteArray("/v2/api/identities?usernames=x") << 401 << none;
        QTest::newRow("any token at control")
            << u"all"_s << QByteArray("/_emulator/status") << 401 << u"AUTHENTICATION_ERROR"_s;
    }
    void admission()
    {
        QFETCH(QString, scope);
        QFETCH(QByteArray, target);
        QFETCH(int, status);
        QFETCH(QString, code);
        const QString me = m_emulator->person(u"me@emulator"_s);
        QByteArray token;
        if (scope == "GARBAGE"_L1)
            token = "garbage";
        else if (scope == "TRANSFER"_L1)
            token = m_emulator->token(me, auth::transferAllScope());
        else if (scope == "FLOW"_L1)
            token = m_emulator->flowToken(me, m_emulator->addFlow({}));
        else if (!scope.isEmpty())
            token = m_emulator->token(me, scope == "openid"_L1 ? scope : auth::flowsScope(scope));
        const RawAnswer answer = m_emulator->ask("GET", target, token);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.code(), code);
        if (status == 401)
            QVERIFY(answer.headers.contains("www-authenticate"));
        if (code == "MISSING_SCOPE"_L1)
            QVERIFY(
                answer.detail().startsWith(u"This action requires the following scope: https://auth.globus.org/"_s));
    }

    void expiry()
    {
        const QByteArray token = m_emulator->allToken(m_emulator->clientId);
        m_emulator->clock.advance(172799);
        QCOMPARE(m_emulator->ask("GET", "/flows", token).status, 200);
        m_emulator->clock.advance(1);
        const RawAnswer answer = m_emulator->ask("GET", "/flows", token);
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.code(), u"AUTHENTICATION_ERROR"_s);
        QCOMPARE(answer.detail(), u"Expired or invalid Bearer token"_s);
    }

    void nothingSecretIsStoredInClear()
    {
        const QByteArray token = m_emulator->allToken(m_emulator->clientId);
        m_emulator->server.reset();
        m_emulator->database.reset(); // checkpoints
        QFile file(m_emulator->directory.filePath(u"emulator.sqlite"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(content.contains(m_emulator->clientId.toUtf8()));
        QVERIFY(!content.contains(token));
        QVERIFY(!content.contains(secret()));
        QCOMPARE(QFile::permissions(m_emulator->directory.filePath(u"client.json"_s)) &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }

    void secretStaysAndCanBeLost()
    {
        QCOMPARE(auth::ensureBuiltInClients(m_emulator->directory.path(), *m_emulator->database).clientSecret,
                 m_emulator->clientSecret);
        QVERIFY(QFile::remove(m_emulator->directory.filePath(u"client.json"_s)));
        const auth::BuiltInClients fresh =
            auth::ensureBuiltInClients(m_emulator->directory.path(), *m_emulator->database);
        QVERIFY(fresh.clientSecret != m_emulator->clientSecret);
        QCOMPARE(m_emulator
                     ->form("/v2/oauth2/token", "grant_type=client_credentials&scope=openid", fresh.clientId.toUtf8(),
                            fresh.clientSecret.toUtf8())
                     .status,
                 200);
        QFile file(m_emulator->directory.filePath(u"client.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{}");
        file.close();
        QVERIFY_THROWS_EXCEPTION(StoreError,
                                 (void)auth::ensureBuiltInClients(m_emulator->directory.path(), *m_emulator->database));
    }

    void introspection()
    {
        const QByteArray token = m_emulator->allToken(m_emulator->clientId);
        const core::Json live =
            m_emulator->form("/v2/oauth2/token/introspect", "token=" + token, id(), secret()).json();
        QVERIFY(live["active"].get<bool>());
        QCOMPARE(text(live, "sub"), id());
        QCOMPARE(text(live, "username"), id() + "@clients.auth.globus.org");
        QCOMPARE(text(live, "scope"), all());
        QCOMPARE(live["exp"].get<qint64>() - live["iat"].get<qint64>(), 172800);
        QCOMPARE(live["aud"][0].get<std::string>(), "flows.globus.org");
        const RawAnswer dead = m_emulator->form("/v2/oauth2/token/introspect", "token=nonsense", id(), secret());
        QCOMPARE(dead.body, QByteArray(R"({"active":false})"));
        QCOMPARE(m_emulator->form("/v2/oauth2/token/introspect", "token=" + token, id(), "wrong").status, 401);
    }

    void revocation()
    {
        const QByteArray token = m_emulator->allToken(m_emulator->clientId);
        for (int i = 0; i < 2; ++i) { // the second time nothing is different
            const RawAnswer answer = m_emulator->form("/v2/oauth2/token/revoke", "token=" + token, id(), secret());
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, QByteArray(R"({"active":false})"));
        }
        QCOMPARE(m_emulator->ask("GET", "/flows", token).status, 401);
    }

    void identities()
    {
        const QString linked = core::newId();
        const QString ann = m_emulator->person(u"ann@example.org"_s, {linked});
        const QByteArray token = m_emulator->token(ann, u"openid"_s);
        const core::Json byName =
            m_emulator->ask("GET", "/v2/api/identities?usernames=ANN@example.org,nobody@example.org", token).json();
        QCOMPARE(byName["identities"].size(), 1U);
        QCOMPARE(text(byName["identities"][0], "id"), ann.toUtf8());
        const core::Json byId =
            m_emulator
                ->ask("GET", "/v2/api/identities?ids=" + ann.toUtf8() + "," + id() + "&ids=" + linked.toUtf8(), token)
                .json();
        QCOMPARE(byId["identities"].size(), 2U);
        QCOMPARE(text(byId["identities"][1], "username"), id() + "@clients.auth.globus.org");
        QCOMPARE(m_emulator->ask("GET", "/v2/api/identities", token).status, 400);
        QCOMPARE(m_emulator->ask("GET", "/v2/api/identities?ids=a&usernames=b", token).status, 400);
        QCOMPARE(m_emulator->ask("GET", "/v2/api/identities?ids=a").status, 401);
    }

    void control()
    {
        const core::Json status = m_emulator->ask("GET", "/_emulator/status", "control").json();
        QCOMPARE(text(status, "data"), m_emulator->directory.path().toUtf8());
        QCOMPARE(m_emulator->ask("POST", "/_emulator/clock", "control", R"({"advance_seconds": 90})").status, 202);
        QCOMPARE(m_emulator->advanced, QList<qint64>{90});
        for (const QByteArray body : {"{}", R"({"advance_seconds": -1})", R"({"advance_seconds": 1.5})",
                                      R"({"advance_seconds": "1"})", R"({"advance_seconds": 1e300})"})
            QCOMPARE(m_emulator->ask("POST", "/_emulator/clock", "control", body).status, 422);
        QCOMPARE(m_emulator->ask("POST", "/_emulator/clock", "contro", R"({"advance_seconds": 1})").status, 401);
        QCOMPARE(m_emulator->advanced.size(), 1);
    }

private:
    RawAnswer ask(const QByteArray &fields) { return m_emulator->form("/v2/oauth2/token", fields, id(), secret()); }
    QByteArray id() const { return m_emulator->clientId.toUtf8(); }
    QByteArray secret() const { return m_emulator->clientSecret.toUtf8(); }
    static QByteArray all() { return core::flowsAllScope().toUtf8(); }
    static QByteArray transfer() { return auth::transferAllScope().toUtf8(); }

    std::unique_ptr<EmulatorFixture> m_emulator;
};

FLOWS_TEST(tst_emulatortokens, EmulatorTokensTest)
#include "tst_emulatortokens.moc"
