#include "support/brokenserver.h"
#include "support/outcome.h"
#include "support/testmain.h"

#include "net/httpclient.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace std::chrono_literals;
using net::HttpClient;
using net::Request;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::outcome;

namespace {

net::Limits quick()
{
    net::Limits limits;
    limits.idle = 300ms;
    limits.total = 3s;
    limits.firstBackoff = 5ms;
    limits.maxBody = 256 * 1024;
    return limits;
}

Request get(const QUrl &base)
{
    Request request;
    request.baseUrl = base;
    request.path = QStringLiteral("flows");
    return request;
}

} // namespace

//! Servers that misbehave in every way, met by a GET (sent again where that helps) and by a start (never).
class BrokenServersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void get_data()
    {
        QTest::addColumn<QList<Answer>>("script"); // what comes first
        QTest::addColumn<Answer>("otherwise");     // what comes after that
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("requests"); // -1: the access manager may have added its own
        const auto row = [](const char *name, const QList<Answer> &script, const Answer &otherwise, const char *kind,
                            int requests) {
            QTest::newRow(name) << script << otherwise << QString::fromLatin1(kind) << requests;
        };
        const Answer good = Answer::json(200, "{}");
        const Answer limited = Answer::json(429, R"({"error":{"code":"TOO_MANY","detail":"slow down"}})");
        row("good", {}, good, "Ok", 1);
        row("no content", {}, Answer::json(204, ""), "Ok", 1);
        row("created", {}, Answer::json(201, "{}"), "Ok", 1);
        row("silent for ever", {}, Answer::silence(), "Timeout", 4);
        row("silent once", {Answer::silence()}, good, "Ok", 2);
        row(
            "stalls in the body", {},
            [] {
                Answer answer = Answer::halfBody();
                answer.then = Answer::Then::KeepOpen;
                return answer;
            }(),
            "Timeout", 4);
        row("HTML that says 200", {}, Answer::html(200), "Ok", 1); // whoever parses it finds out
        row("HTML, bad gateway", {}, Answer::html(502), "Server", 4);
        row("half a body", {}, Answer::halfBody(), "Network", -1);
        row("half a body once", {Answer::halfBody()}, good, "Ok", 2);
        row("half a chunked body", {}, Answer::halfChunked(), "Network", -1);
        row("half a head", {}, Answer::halfHead(), "Network", -1);
        row("closes", {}, Answer::closed(), "Network", -1);
        row("closes once", {Answer::closed()}, good, "Ok", -1);
        row("resets", {}, Answer::reset(), "Network", -1);
        row("not HTTP", {}, Answer::garbage(), "Network", -1);
        row("more than Content-Length", {}, Answer::wrongLength(-5), "Ok", 1); // the surplus is not ours
        row("less than Content-Length", {}, Answer::wrongLength(5), "Network", 4);
        row("400", {}, Answer::json(400, "{}"), "Validation", 1);
        row("401", {}, Answer::json(401, "{}"), "Unauthorized", 1);
        row("401 with a challenge", {}, Answer::json(401, "{}").with("WWW-Authenticate", "Basic realm=\"x\""),
            "Unauthorized", 1);
        row("403", {}, Answer::json(403, "{}"), "Forbidden", 1);
        row("404", {}, Answer::json(404, "{}"), "NotFound", 1);
        row("407", {}, Answer::json(407, "{}"), "Validation", 1);
        row("409", {}, Answer::json(409, "{}"), "Conflict", 1);
        row("422", {}, Answer::json(422, "{}"), "Validation", 1);
        row("429 for ever", {}, limited, "RateLimited", 4);
        row("429 twice", {limited, limited}, good, "Ok", 3);
        row("429, come back tomorrow", {}, limited.with("Retry-After", "86400"), "RateLimited", 1);
        row("500 for ever", {}, Answer::json(500, "{}"), "Server", 4);
        row("501", {}, Answer::json(501, "{}"), "Server", 1);
        row("503 once", {Answer::json(503, "")}, good, "Ok", 2);
        row("504 for ever", {}, Answer::json(504, "{"), "Server", 4);
        row("malformed JSON error", {}, Answer::json(404, "{\"error\":{\"code\":\"NOT_"), "NotFound", 1);
        row(
            "half an error body", {},
            [] {
                Answer answer = Answer::json(404, R"({"error":{"code":"NOT_FOUND","detail":"No such flow"}})");
                answer.sendOnly = answer.bytes().size() - 10;
                return answer.ending(Answer::Then::Close);
            }(),
            "NotFound", -1);
        row(
            "an error body that stalls", {},
            [] {
                Answer answer = Answer::json(404, R"({"error":{"code":"NOT_FOUND","detail":"No such flow"}})");
                answer.sendOnly = answer.bytes().size() - 10;
                return answer;
            }(),
            "NotFound", 1);
        row("too large", {}, Answer::json(200, QByteArray(512 * 1024, ' ')), "BadResponse", 1);
        row("304 out of the blue", {}, Answer::json(304, ""), "BadResponse", 1);
    }

    void get()
    {
        QFETCH(const QList<Answer>, script);
        QFETCH(const Answer, otherwise);
        QFETCH(const QString, kind);
        QFETCH(const int, requests);
        BrokenServer server;
        server.script(script);
        server.otherwise(otherwise);
        HttpClient client;
        client.setLimits(quick());
        QCOMPARE(outcome(client.send(::get(server.url()))).kind(), kind);
        if (requests >= 0)
            QCOMPARE(server.count("GET"), requests);
    }

    void anEndlessBodyIsRefusedEarly()
    {
        BrokenServer server;
        Answer answer = Answer::json(200, QByteArray(8 * 1024 * 1024, ' '));
        answer.claimedLength = -1; // no length: the size shows only while it comes
        answer.then = Answer::Then::Close;
        server.otherwise(answer);
        HttpClient client;
        client.setLimits(quick());
        const auto result = outcome(client.send(::get(server.url())));
        QCOMPARE(result.kind(), QStringLiteral("BadResponse"));
        QVERIFY(result.error->detail.contains(QStringLiteral("262144")));
        QVERIFY(result.error->body.isEmpty());
        QTRY_COMPARE(server.open(), 0);
    }

    void aDripIsEndedByTheTotalLimit()
    {
        QTcpServer drip;
        QVERIFY(drip.listen(QHostAddress::LocalHost));
        connect(&drip, &QTcpServer::newConnection, &drip, [&drip] {
            auto *socket = drip.nextPendingConnection();
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            auto *timer = new QTimer(socket);
            connect(timer, &QTimer::timeout, socket, [socket] { socket->write("."); });
            timer->start(20);
        });
        HttpClient client;
        net::Limits limits = quick();
        limits.total = 400ms;
        limits.maxRetries = 0;
        client.setLimits(limits);
        const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(drip.serverPort()));
        const auto result = outcome(client.send(::get(url)));
        QCOMPARE(result.kind(), QStringLiteral("Timeout"));
        QVERIFY2(result.error->detail.contains(QStringLiteral("0.4 seconds")), qPrintable(result.error->detail));
    }

    void anUnreachableServer()
    {
        BrokenServer server;
        const QUrl url = server.url();
        server.stop();
        HttpClient client;
        client.setLimits(quick());
        QSignalSpy attempts(&client, &HttpClient::attempted);
        const auto result = outcome(client.send(::get(url)));
        QCOMPARE(result.kind(), QStringLiteral("Network"));
        QCOMPARE(result.error->httpStatus, 0);
        QVERIFY(!result.error->detail.isEmpty());
        QCOMPARE(attempts.count(), 4);
    }

    void aRefusedStartWasNeverSent()
    {
        BrokenServer server;
        const QUrl url = server.url();
        server.stop();
        HttpClient client;
        client.setLimits(quick());
        for (const auto &body : {std::optional<QByteArray>("{}"), std::optional<QByteArray>()}) {
            Request request = ::get(url);
            request.method = "POST";
            request.body = body;
            request.idempotent = false;
            QSignalSpy attempts(&client, &HttpClient::attempted);
            QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Network"));
            QCOMPARE(attempts.count(), 1);
        }
    }

    void start_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *name, const Answer &answer, const char *kind) {
            QTest::newRow(name) << answer << QString::fromLatin1(kind);
        };
        row("good", Answer::json(201, "{}"), "Ok");
        row("silent", Answer::silence(), "Ambiguous");
        row("closes", Answer::closed(), "Ambiguous");
        row("half a head", Answer::halfHead(), "Ambiguous");
        row("half a body", Answer::halfBody(), "Ambiguous");
        row("half a chunked body", Answer::halfChunked(), "Ambiguous");
        row("not HTTP", Answer::garbage(), "Ambiguous");
        row("too large", Answer::json(200, QByteArray(512 * 1024, ' ')), "Ambiguous");
        row("less than Content-Length", Answer::wrongLength(5), "Ambiguous");
        row("401 with a challenge", Answer::json(401, "{}").with("WWW-Authenticate", "Basic realm=\"x\""),
            "Unauthorized");
        row("429", Answer::json(429, "{}"), "RateLimited");
        row("500", Answer::json(500, "{}"), "Server");
        row("503, come back", Answer::json(503, "{}").with("Retry-After", "1"), "Server");
        row("redirect", Answer::redirect(QUrl(QStringLiteral("/elsewhere")), 307), "BadResponse");
    }

    //! One POST, whatever happens, and the right word for it.
    void start()
    {
        QFETCH(const Answer, answer);
        QFETCH(const QString, kind);
        for (const QByteArray &body : {QByteArray(R"({"body":{}})"), QByteArray()}) {
            BrokenServer server;
            server.otherwise(answer);
            HttpClient client;
            client.setLimits(quick());
            Request request = ::get(server.url());
            request.method = "POST";
            request.idempotent = false;
            if (!body.isEmpty())
                request.body = body;
            QCOMPARE(outcome(client.send(request)).kind(), kind);
            QCOMPARE(server.requests().size(), 1);
            QCOMPARE(server.requests().first().body, body);
            QCOMPARE(server.requests().first().header("content-length"), QByteArray::number(body.size()));
            QCOMPARE(server.requests().first().headers.contains("content-type"), !body.isEmpty());
        }
    }
};

FLOWS_TEST(tst_brokenservers, BrokenServersTest)
#include "tst_brokenservers.moc"
