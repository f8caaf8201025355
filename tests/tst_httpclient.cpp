#include "support/brokenserver.h"
#include "support/outcome.h"
#include "support/testmain.h"

#include "net/httpclient.h"

#include <QNetworkProxy>
#include <QTest>

using namespace std::chrono_literals;
using net::HttpClient;
using net::Request;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::outcome;
using testsupport::SeenRequest;

//! What a request looks like on the wire, and what becomes of an answer.
class HttpClientTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheHeaders()
    {
        BrokenServer server;
        HttpClient client;
        client.setProduct(QStringLiteral("flows;desktop"), QStringLiteral("1.0,2=\r\nä"));
        Request request;
        request.baseUrl = server.url();
        request.path = QStringLiteral("flows");
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
        const SeenRequest seen = server.requests().first();
        QCOMPARE(seen.method, QByteArray("GET"));
        QCOMPARE(seen.header("accept"), QByteArray("application/json"));
        QCOMPARE(seen.header("user-agent"), QByteArray("flows_desktop/1.0_2____"));
        QCOMPARE(seen.header("x-globus-client-info"), QByteArray("product=flows_desktop,version=1.0_2____"));
        QVERIFY(seen.header("accept-encoding").contains("gzip"));
        QVERIFY(!seen.headers.contains("content-type"));
        QVERIFY(!seen.headers.contains("authorization"));
        QVERIFY(!seen.headers.contains("cookie"));
    }

    void namesItselfUnlessToldOtherwise()
    {
        BrokenServer server;
        HttpClient client;
        Request request;
        request.baseUrl = server.url();
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
        QCOMPARE(server.requests().first().header("x-globus-client-info"),
                 QByteArray("product=flows-desktop,version=" FLOWS_VERSION));
    }

    void buildsTheAddress_data()
    {
        QTest::addColumn<QString>("base"); // a path
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *base, const char *path, const char *expected) {
            QTest::newRow(name) << QString::fromUtf8(base) << QString::fromUtf8(path) << QString::fromUtf8(expected);
        };
        row("root", "/", "flows", "/flows");
        row("no slash", "", "flows/1/run", "/flows/1/run");
        row("a prefix", "/proxy", "flows", "/proxy/flows");
        row("a prefix with a slash", "/proxy/", "flows", "/proxy/flows");
        row("blanks and percent", "/", "flows/a b%20c", "/flows/a b%20c");
        row("a question mark", "/", "flows/a?b#c", "/flows/a?b#c");
        row("letters", "/", "flows/ä", "/flows/ä");
        row("nothing", "/", "", "/");
    }

    void buildsTheAddress()
    {
        QFETCH(const QString, base);
        QFETCH(const QString, path);
        QFETCH(const QString, expected);
        BrokenServer server;
        HttpClient client;
        Request request;
        request.baseUrl = server.url();
        request.baseUrl.setPath(base);
        request.path = path;
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
        QCOMPARE(server.requests().first().path, expected);
    }

    void encodesTheQuery()
    {
        BrokenServer server;
        HttpClient client;
        Request request;
        request.baseUrl = server.url();
        request.query.addQueryItem(QStringLiteral("filter"), QStringLiteral("a+b & c=ä"));
        request.query.addQueryItem(QStringLiteral("orderby"), QStringLiteral("title ASC"));
        request.query.addQueryItem(QStringLiteral("orderby"), QStringLiteral("id DESC"));
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
        const QByteArray query = server.requests().first().query;
        QVERIFY2(query.contains("a%2Bb%20%26%20c%3D%C3%A4") || query.contains("a%2Bb%20%26%20c=%C3%A4"),
                 query.constData());
        QCOMPARE(query.count("orderby="), 2);
        QVERIFY(!query.contains('+'));
    }

    void sendsEveryMethod_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<bool>("idempotent");
        QTest::addColumn<bool>("withBody");
        for (const char *method : {"GET", "HEAD", "DELETE", "PUT", "POST", "PATCH"}) {
            for (const bool idempotent : {true, false}) {
                for (const bool withBody : {true, false}) {
                    if (withBody && (method[0] == 'G' || method[0] == 'H'))
                        continue;
                    QTest::addRow("%s, %s, %s", method, idempotent ? "idempotent" : "once",
                                  withBody ? "body" : "no body")
                        << QByteArray(method) << idempotent << withBody;
                }
            }
        }
    }

    void sendsEveryMethod()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const bool, idempotent);
        QFETCH(const bool, withBody);
        BrokenServer server;
        HttpClient client;
        Request request;
        request.baseUrl = server.url();
        request.method = method;
        request.idempotent = idempotent;
        if (withBody)
            request.body = R"({"a":"ä"})";
        for (int i = 0; i < 2; ++i) { // the second one shows that the first left the connection clean
            QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
            const SeenRequest &seen = server.requests().last();
            QCOMPARE(seen.method, method);
            QCOMPARE(seen.body, withBody ? *request.body : QByteArray());
            QCOMPARE(seen.header("content-type"), withBody ? QByteArray("application/json") : QByteArray());
        }
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(server.connections(), 1);
    }

    void readsTheAnswer()
    {
        BrokenServer server;
        server.otherwise(Answer::json(202, R"({"id":1})")
                             .with("Date", "Sun, 06 Nov 1994 08:49:37 GMT")
                             .with("X-Request-ID", "req-1"));
        HttpClient client;
        Request request;
        request.baseUrl = server.url();
        const auto result = outcome(client.send(request));
        QCOMPARE(result.kind(), QStringLiteral("Ok"));
        QCOMPARE(result.value->status, 202);
        QCOMPARE(result.value->body, QByteArray(R"({"id":1})"));
        QCOMPARE(result.value->contentType, QByteArray("application/json"));
        QCOMPARE(result.value->serverTime, QDateTime(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC));
        QCOMPARE(result.value->requestId, QStringLiteral("req-1"));
    }

    void readsAnError()
    {
        BrokenServer server;
        server.otherwise(Answer::json(409, R"({"error":{"code":"STATE_CONFLICT","detail":"Busy"},"debug_id":"d-1"})")
                             .with("X-Request-Id", "req-2")
                             .with("Retry-After", "Sun, 06 Nov 1994 08:49:57 GMT")
                             .with("Date", "Sun, 06 Nov 1994 08:49:37 GMT"));
        HttpClient client;
        Request request;
        request.baseUrl = server.url();
        const auto result = outcome(client.send(request));
        QCOMPARE(result.kind(), QStringLiteral("Conflict"));
        QCOMPARE(result.error->httpStatus, 409);
        QCOMPARE(result.error->code, QStringLiteral("STATE_CONFLICT"));
        QCOMPARE(result.error->detail, QStringLiteral("Busy"));
        QCOMPARE(result.error->debugId, QStringLiteral("d-1"));
        QCOMPARE(result.error->requestId, QStringLiteral("req-2"));
        QCOMPARE(result.error->retryAfter, 20s); // by the server's own clock
        QVERIFY(result.error->body.contains("STATE_CONFLICT"));
    }

    void anErrorInHtmlKeepsItsText()
    {
        BrokenServer server;
        server.otherwise(Answer::html(404));
        HttpClient client;
        Request request;
        request.baseUrl = server.url();
        const auto result = outcome(client.send(request));
        QCOMPARE(result.kind(), QStringLiteral("NotFound"));
        QCOMPARE(result.error->code, QString());
        QCOMPARE(result.error->detail, QStringLiteral("Status 404"));
        QVERIFY(result.error->body.contains("<h1>"));
    }

    void aLongErrorIsCapped()
    {
        BrokenServer server;
        server.otherwise(Answer::json(404, QByteArray(1024 * 1024, 'x')));
        HttpClient client;
        Request request;
        request.baseUrl = server.url();
        const auto result = outcome(client.send(request));
        QCOMPARE(result.kind(), QStringLiteral("NotFound"));
        QCOMPARE(result.error->body.size(), core::ApiError::bodyLimit);
    }

    void plainHttpStaysAtHome()
    {
        HttpClient client;
        QSignalSpy attempts(&client, &HttpClient::attempted);
        Request request;
        request.baseUrl = QUrl(QStringLiteral("http://flows.example.org/"));
        const auto result = outcome(client.send(request));
        QCOMPARE(result.kind(), QStringLiteral("Network"));
        QVERIFY(result.error->detail.contains(QStringLiteral("HTTPS")));
        QCOMPARE(attempts.count(), 0);
    }

    void loopbackIsReachedDirectly()
    {
        BrokenServer proxy;
        BrokenServer server;
        QNetworkProxy::setApplicationProxy(
            QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.port()));
        HttpClient client;
        Request request;
        request.baseUrl = server.url();
        const QString direct = outcome(client.send(request)).kind();
        request.baseUrl = server.url(QStringLiteral("localhost"));
        const QString byName = outcome(client.send(request)).kind();
        // Everything else does go through it.
        request.baseUrl = QUrl(QStringLiteral("https://flows.example.org/"));
        proxy.otherwise(Answer::json(403, "{}"));
        net::Limits limits;
        limits.maxRetries = 0;
        client.setLimits(limits);
        const QString far = outcome(client.send(request)).kind();
        QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::DefaultProxy));
        QCOMPARE(direct, QStringLiteral("Ok"));
        QCOMPARE(byName, QStringLiteral("Ok"));
        QCOMPARE(server.requests().size(), 2);
        QVERIFY(far != QStringLiteral("Ok"));
        QVERIFY(proxy.count("CONNECT") >= 1);
        QCOMPARE(proxy.count("GET"), 0);
    }

    void cookiesAreNotKept()
    {
        BrokenServer server;
        server.otherwise(Answer::json(200, "{}").with("Set-Cookie", "session=s3cret; Path=/"));
        HttpClient client;
        Request request;
        request.baseUrl = server.url();
        for (int i = 0; i < 2; ++i)
            QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
        QVERIFY(!server.requests().last().headers.contains("cookie"));
    }

    void manyWaitForTheirTurnWithoutTimingOut()
    {
        BrokenServer server;
        server.otherwise(Answer::json(200, "{}").after(60ms));
        HttpClient client;
        net::Limits limits;
        limits.idle = 250ms; // thirty of them take longer than that
        limits.maxRetries = 0;
        client.setLimits(limits);
        Request request;
        request.baseUrl = server.url();
        QList<QFuture<net::Response>> futures;
        for (int i = 0; i < 30; ++i)
            futures.append(client.send(request));
        for (const auto &future : std::as_const(futures))
            QCOMPARE(outcome(future).kind(), QStringLiteral("Ok"));
        QCOMPARE(server.requests().size(), 30);
    }

    void logsNothingSecret()
    {
        static QStringList lines;
        lines.clear();
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { lines.append(text); });
        {
            BrokenServer server;
            server.script({Answer::json(503, R"({"error":{"code":"S3CRET-BODY"}})")});
            HttpClient client;
            net::Limits limits;
            limits.firstBackoff = 1ms;
            client.setLimits(limits);
            Request request;
            request.baseUrl = server.url();
            request.path = QStringLiteral("flows");
            request.query.addQueryItem(QStringLiteral("filter"), QStringLiteral("S3CRET-QUERY"));
            request.authorization = "Basic S3CRET-HEADER";
            (void)outcome(client.send(request));
        }
        qInstallMessageHandler(before);
        const QString all = lines.join(u'\n');
        QVERIFY2(all.contains(QStringLiteral("GET /flows 503")), qPrintable(all));
        QVERIFY(all.contains(QStringLiteral("GET /flows 200")));
        QVERIFY2(!all.contains(QStringLiteral("S3CRET")), qPrintable(all));
    }
};

FLOWS_TEST(tst_httpclient, HttpClientTest)
#include "tst_httpclient.moc"
