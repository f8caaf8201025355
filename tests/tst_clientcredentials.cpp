#include "support/brokenserver.h"
#include "support/outcome.h"
#include "support/testmain.h"

#include "auth/clientcredentials.h"
#include "net/environment.h"

#include <QTest>
#include <QUrlQuery>

using namespace std::chrono_literals;
using auth::ClientCredentials;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::outcome;
using testsupport::SeenRequest;

namespace {

class SetClock final : public core::Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return time; }
    QDateTime time = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
};

const QString flowsServer = QStringLiteral("flows.globus.org");

QString scopeOf(const SeenRequest &request)
{
    // a form: plus is a blank
    QByteArray body = request.body;
    body.replace('+', "%20");
    return QUrlQuery(QString::fromLatin1(body)).queryItemValue(QStringLiteral("scope"), QUrl::FullyDecoded);
}

//! A token endpoint: numbers its tokens, grants the roots of what is asked for.
class Endpoint final
{
public:
    Endpoint()
    {
        server.setHandler([this](const SeenRequest &request) {
            QStringList roots;
            const auto scopes = core::Scope::parseList(scopeOf(request));
            for (const core::Scope &scope : scopes.value_or(QList<core::Scope>()))
                roots.append(scope.name);
            const QByteArray token = "token-" + QByteArray::number(++given);
            return Answer::json(200, "{\"access_token\":\"" + token + "\",\"scope\":\"" + roots.join(u' ').toUtf8() +
                                         "\",\"expires_in\":3600,\"token_type\":\"Bearer\",\"resource_server\":\"" +
                                         resourceServer + "\",\"other_tokens\":" + otherTokens + "}")
                .after(delay);
        });
    }

    [[nodiscard]] std::unique_ptr<ClientCredentials> source(const core::Clock *clock = nullptr) const
    {
        auto http = std::make_unique<net::HttpClient>();
        net::Limits limits;
        limits.idle = 300ms;
        http->setLimits(limits);
        return std::make_unique<ClientCredentials>(
            std::move(http), server.url(),
            ClientCredentials::Client{QStringLiteral("the-client"), QStringLiteral("s3cret+/:=word")}, clock);
    }

    BrokenServer server;
    QByteArray resourceServer = "flows.globus.org";
    QByteArray otherTokens = "[]";
    std::chrono::milliseconds delay{0};
    int given = 0;
};

} // namespace

class ClientCredentialsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEnvironmentNamesTheClient()
    {
        Endpoint endpoint;
        QProcessEnvironment variables;
        variables.insert(QStringLiteral("GLOBUS_SDK_SERVICE_URL_AUTH"), endpoint.server.url().toString());
        ClientCredentials nobody(net::Environment::from(variables));
        QCOMPARE(outcome(nobody.token(flowsServer, {QStringLiteral("a")})).kind(), QStringLiteral("Unauthorized"));
        QCOMPARE(endpoint.server.requests().size(), 0);
        variables.insert(QStringLiteral("GLOBUS_CLI_CLIENT_ID"), QStringLiteral("the-client"));
        variables.insert(QStringLiteral("GLOBUS_CLI_CLIENT_SECRET"), QStringLiteral("s3cret"));
        ClientCredentials client(net::Environment::from(variables));
        QCOMPARE(outcome(client.token(flowsServer, {QStringLiteral("a")})).value, QStringLiteral("token-1"));
        QCOMPARE(endpoint.server.requests().first().header("authorization"),
                 "Basic " + QByteArray("the-client:s3cret").toBase64());
        variables.insert(QStringLiteral("GLOBUS_SDK_HTTP_TIMEOUT"), QStringLiteral("2"));
        endpoint.server.setHandler({});
        endpoint.server.otherwise(Answer::silence());
        ClientCredentials hurried(net::Environment::from(variables));
        const auto late = outcome(hurried.token(flowsServer, {QStringLiteral("a")}));
        QCOMPARE(late.kind(), QStringLiteral("Network")); // nobody knows whether a token was given
        QVERIFY2(late.error->detail.contains(QStringLiteral("2 seconds")), qPrintable(late.error->detail));
    }

    void asksAsTheReferenceSays()
    {
        Endpoint endpoint;
        const auto source = endpoint.source();
        const QString scope = QStringLiteral("https://auth.globus.org/scopes/f/flow_user[*urn:x:all]");
        const auto result = outcome(source->token(flowsServer, {scope, QStringLiteral("other")}));
        QCOMPARE(result.value, QStringLiteral("token-1"));
        QCOMPARE(endpoint.server.requests().size(), 1);
        const SeenRequest &request = endpoint.server.requests().first();
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.path, QStringLiteral("/v2/oauth2/token"));
        QCOMPARE(request.query, QByteArray());
        QCOMPARE(request.header("content-type"), QByteArray("application/x-www-form-urlencoded"));
        QCOMPARE(request.header("authorization"),
                 QByteArray("Basic " + QByteArray("the-client:s3cret+/:=word").toBase64()));
        QCOMPARE(scopeOf(request), scope + QStringLiteral(" other"));
        QVERIFY(request.body.startsWith("grant_type=client_credentials&scope=https%3A%2F%2Fauth.globus.org"));
    }

    void keepsATokenUntilAMinuteBeforeItsEnd()
    {
        Endpoint endpoint;
        SetClock clock;
        const auto source = endpoint.source(&clock);
        const QStringList scopes{QStringLiteral("a")};
        QCOMPARE(outcome(source->token(flowsServer, scopes)).value, QStringLiteral("token-1"));
        clock.time = clock.time.addSecs(3600 - 61);
        QCOMPARE(outcome(source->token(flowsServer, scopes)).value, QStringLiteral("token-1"));
        QCOMPARE(outcome(source->token(flowsServer, {})).value, QStringLiteral("token-1"));
        clock.time = clock.time.addSecs(1);
        QCOMPARE(outcome(source->token(flowsServer, {})).value, QStringLiteral("token-2")); // the scopes are remembered
        QCOMPARE(scopeOf(endpoint.server.requests().last()), QStringLiteral("a"));
    }

    void asksForTheUnion()
    {
        Endpoint endpoint;
        const auto source = endpoint.source();
        QCOMPARE(outcome(source->token(flowsServer, {QStringLiteral("a")})).value, QStringLiteral("token-1"));
        QCOMPARE(outcome(source->token(flowsServer, {QStringLiteral("b[c]")})).value, QStringLiteral("token-2"));
        QCOMPARE(scopeOf(endpoint.server.requests().last()), QStringLiteral("a b[c]"));
        QCOMPARE(outcome(source->token(flowsServer, {QStringLiteral("a"), QStringLiteral("b[c]")})).value,
                 QStringLiteral("token-2"));
        QCOMPARE(outcome(source->token(flowsServer, {QStringLiteral("b[d]")})).value, QStringLiteral("token-3"));
        QCOMPARE(scopeOf(endpoint.server.requests().last()), QStringLiteral("a b[c d]"));
    }

    void manyCallersMakeOneRequest()
    {
        Endpoint endpoint;
        endpoint.delay = 30ms;
        const auto source = endpoint.source();
        QList<QFuture<QString>> futures;
        for (int i = 0; i < 20; ++i)
            futures.append(source->token(flowsServer, {QStringLiteral("a")}));
        futures.append(source->token(flowsServer, {QStringLiteral("b")})); // not covered: a second one, for both
        futures.append(source->token(flowsServer, {QStringLiteral("a"), QStringLiteral("b")}));
        for (qsizetype i = 0; i < futures.size(); ++i)
            QCOMPARE(outcome(futures[i]).value, i < 20 ? QStringLiteral("token-1") : QStringLiteral("token-2"));
        QCOMPARE(endpoint.server.requests().size(), 2);
        QCOMPARE(scopeOf(endpoint.server.requests().last()), QStringLiteral("a b"));
        QCOMPARE(outcome(source->token(flowsServer, {QStringLiteral("a")})).value, QStringLiteral("token-2"));
    }

    void keepsOtherTokens()
    {
        Endpoint endpoint;
        endpoint.otherTokens = R"([{"access_token":"for-transfer","scope":"urn:t","expires_in":3600,
                                    "token_type":"Bearer","resource_server":"transfer.api.globus.org"}])";
        const auto source = endpoint.source();
        QCOMPARE(outcome(source->token(flowsServer, {QStringLiteral("a")})).value, QStringLiteral("token-1"));
        QCOMPARE(outcome(source->token(QStringLiteral("transfer.api.globus.org"), {QStringLiteral("urn:t")})).value,
                 QStringLiteral("for-transfer"));
        QCOMPARE(endpoint.server.requests().size(), 1);
    }

    void renewsOnlyTheCurrentToken()
    {
        Endpoint endpoint;
        endpoint.delay = 20ms;
        const auto source = endpoint.source();
        const QStringList scopes{QStringLiteral("a")};
        QCOMPARE(outcome(source->token(flowsServer, scopes)).value, QStringLiteral("token-1"));
        const auto first = source->renew(flowsServer, scopes, QStringLiteral("token-1"));
        const auto second = source->renew(flowsServer, scopes, QStringLiteral("token-1"));
        QCOMPARE(outcome(first).value, QStringLiteral("token-2"));
        QCOMPARE(outcome(second).value, QStringLiteral("token-2"));
        QCOMPARE(endpoint.given, 2);
        // Somebody who was slow to hear of it gets the current one, without a request.
        QCOMPARE(outcome(source->renew(flowsServer, scopes, QStringLiteral("token-1"))).value,
                 QStringLiteral("token-2"));
        QCOMPARE(endpoint.given, 2);
    }

    void fails_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("detail"); // a part of it
        const auto row = [](const char *name, const Answer &answer, const char *kind, const char *detail) {
            QTest::newRow(name) << answer << QString::fromLatin1(kind) << QString::fromLatin1(detail);
        };
        row("invalid client", Answer::json(401, R"({"error":"invalid_client","error_description":"No such client"})"),
            "Unauthorized", "No such client");
        row("invalid client with a challenge",
            Answer::json(401, R"({"error":"invalid_client","error_description":"No such client"})")
                .with("WWW-Authenticate", "Basic realm=\"auth\""),
            "Unauthorized", "No such client");
        row("invalid grant, 400", Answer::json(400, R"({"error":"invalid_grant","error_description":"Gone"})"),
            "Unauthorized", "Gone");
        row("invalid grant, bare", Answer::json(401, R"({"error":"invalid_grant"})"), "Unauthorized", "");
        row("unknown scope", Answer::json(400, R"({"errors":[{"id":"1","status":"400","code":"UNKNOWN_SCOPE_ERROR",
                                  "detail":"requested unknown scopes: ['x']"}],"error":"unknown_scope_error"})"),
            "Validation", "unknown scopes");
        row("a defect of ours", Answer::json(400, R"({"error":"unsupported_grant_type"})"), "Validation", "");
        row("HTML, 200", Answer::html(200), "BadResponse", "no JSON");
        row("HTML, 400", Answer::html(400), "BadResponse", "");
        row("HTML, 502", Answer::html(502), "Server", "");
        row("half JSON", Answer::json(200, "{\"access_token\":\"tok"), "BadResponse", "no JSON");
        row("no token for us", Answer::json(200, R"({"access_token":"x","resource_server":"other","scope":"a",
                                                    "expires_in":60})"),
            "BadResponse", "flows.globus.org");
        row("fewer scopes", Answer::json(200, R"({"access_token":"x","resource_server":"flows.globus.org","scope":"z",
                                                 "expires_in":60})"),
            "Unauthorized", "scopes");
        row("429", Answer::json(429, "{}"), "RateLimited", "");
        row("closed", Answer::closed(), "Network", "");
        row("silent", Answer::silence(), "Network", "");
        row("redirect", Answer::redirect(QUrl(QStringLiteral("/elsewhere"))), "BadResponse", "");
    }

    void fails()
    {
        QFETCH(const Answer, answer);
        QFETCH(const QString, kind);
        QFETCH(const QString, detail);
        Endpoint endpoint;
        bool broken = true;
        const auto good = endpoint.server.handler();
        endpoint.server.setHandler([&](const SeenRequest &request) { return broken ? answer : good(request); });
        const auto source = endpoint.source();
        const auto result = outcome(source->token(flowsServer, {QStringLiteral("a")}));
        QCOMPARE(result.kind(), kind);
        QVERIFY2(result.error->detail.contains(detail), qPrintable(result.error->detail));
        QVERIFY(!result.error->detail.contains(QStringLiteral("s3cret")));
        QVERIFY(result.error->body.isEmpty());
        QCOMPARE(endpoint.server.count("POST"), 1);
        broken = false; // a failure is not kept
        QVERIFY(outcome(source->token(flowsServer, {QStringLiteral("a")})).value.has_value());
    }

    void withoutAnyScopeNothingIsAsked()
    {
        Endpoint endpoint;
        const auto source = endpoint.source();
        QCOMPARE(outcome(source->token(flowsServer, {})).kind(), QStringLiteral("Unauthorized"));
        QCOMPARE(outcome(source->token(flowsServer, {QStringLiteral("a[")})).kind(), QStringLiteral("Internal"));
        QCOMPARE(endpoint.server.requests().size(), 0);
    }

    void goneInFlightEndsInCancelled()
    {
        Endpoint endpoint;
        endpoint.server.setHandler([](const SeenRequest &) { return Answer::silence(); });
        auto source = endpoint.source();
        const auto future = source->token(flowsServer, {QStringLiteral("a")});
        QTRY_COMPARE(endpoint.server.requests().size(), 1);
        source.reset();
        QCOMPARE(outcome(future).kind(), QStringLiteral("Cancelled"));
        QTRY_COMPARE(endpoint.server.open(), 0);
    }

    //! With an HttpClient on top: ten calls with a dead token cost one more token.
    void servesTheHttpClient()
    {
        Endpoint endpoint;
        const auto source = endpoint.source();
        BrokenServer flows;
        flows.setHandler([](const SeenRequest &request) {
            return Answer::json(request.header("authorization") == "Bearer token-2" ? 200 : 401, "{}");
        });
        net::HttpClient client(source.get());
        net::Request request;
        request.baseUrl = flows.url();
        request.needs = {flowsServer, {QStringLiteral("a")}};
        QList<QFuture<net::Response>> futures;
        for (int i = 0; i < 10; ++i)
            futures.append(client.send(request));
        for (const auto &future : std::as_const(futures))
            QCOMPARE(outcome(future).kind(), QStringLiteral("Ok"));
        QCOMPARE(endpoint.given, 2);
    }

    void nothingSecretIsLogged()
    {
        static QStringList lines;
        lines.clear();
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { lines.append(text); });
        {
            Endpoint endpoint;
            const auto source = endpoint.source();
            (void)outcome(source->token(flowsServer, {QStringLiteral("a")}));
            endpoint.server.setHandler([](const SeenRequest &) { return Answer::json(401, "{}"); });
            (void)outcome(source->renew(flowsServer, {QStringLiteral("a")}, QStringLiteral("token-1")));
        }
        qInstallMessageHandler(before);
        const QString all = lines.join(u'\n');
        QVERIFY(all.contains(QStringLiteral("/v2/oauth2/token")));
        QVERIFY(!all.contains(QStringLiteral("token-1")));
        QVERIFY(!all.contains(QStringLiteral("s3cret")));
        QVERIFY(!all.contains(QStringLiteral("Basic")));
    }
};

FLOWS_TEST(tst_clientcredentials, ClientCredentialsTest)
#include "tst_clientcredentials.moc"
