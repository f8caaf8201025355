#include "core/clock.h"
#include "emulator/http/guardedsocket.h"
#include "emulator/http/server.h"
#include "support/rawhttp.h"
#include "support/testmain.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace emulator::http;
using testsupport::RawHttp;

class EmulatorGuardTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { start({}); }
    void cleanup() { m_server.reset(); }

    void listensOnBothLoopbackAddresses()
    {
        for (const QHostAddress &address :
             {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)}) {
            QTcpServer probe;
            if (!probe.listen(address))
                continue; // no such address on this machine
            RawHttp client(m_server->port(), address);
            client.request("GET", "/");
            QTRY_COMPARE(client.answers().size(), 1);
        }
        for (const QTcpServer *server : m_server->servers())
            QVERIFY(server->serverAddress().isLoopback());
    }

    void takenPortIsAnError()
    {
        Server second([](const Request &) { return Response(); }, m_clock);
        QVERIFY(!second.listen(m_server->port()));
        QVERIFY(!second.errorString().isEmpty());
    }

    void tooManySockets()
    {
        start({.sockets = 4});
        std::vector<std::unique_ptr<RawHttp>> clients;
        for (int i = 0; i < 4; ++i)
            clients.push_back(std::make_unique<RawHttp>(m_server->port()));
        QTRY_COMPARE(m_server->openSockets(), 4);
        RawHttp late(m_server->port());
        QTRY_VERIFY(late.closed());
        QCOMPARE(late.answers().value(0).status, 503);
        QCOMPARE(late.answers().value(0).headers.value("retry-after"), QByteArray("1"));
        clients.front()->request("GET", "/"); // who was in is still served
        QTRY_COMPARE(clients.front()->answers().value(0).status, 200);
        clients.pop_back();
        QTRY_COMPARE(m_server->openSockets(), 3);
        RawHttp next(m_server->port());
        next.request("GET", "/");
        QTRY_COMPARE(next.answers().value(0).status, 200);
    }

    void slashesAtTheBeginningCountAsOne_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("path");
        QTest::newRow("one") << QByteArray("/flows") << u"/flows"_s;
        QTest::newRow("two") << QByteArray("//flows") << u"/flows"_s;
        QTest::newRow("more") << QByteArray("////flows/a?b=//c") << u"/flows/a"_s;
        QTest::newRow("nothing else") << QByteArray("//") << u"/"_s;
        QTest::newRow("later ones") << QByteArray("/flows//a") << u"/flows//a"_s;
    }
    void slashesAtTheBeginningCountAsOne()
    {
        QFETCH(QByteArray, target);
        QFETCH(QString, path);
        QStringList seen;
        m_server = std::make_unique<Server>(
            [&seen](const Request &request) {
                seen.append(request.path);
                return Response();
            },
            m_clock);
        QVERIFY(m_server->listen(0));
        RawHttp client(m_server->port());
        client.request("GET", target);
        QTRY_COMPARE(client.answers().size(), 1);
        client.request("POST", target, "a //body");
        QTRY_COMPARE(client.answers().size(), 2);
        QCOMPARE(seen, QStringList({path, path}));
    }

    void slowRequestIsCut_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("says nothing") << QByteArray();
        QTest::newRow("half a line") << QByteArray("GET /");
        QTest::newRow("half a head") << QByteArray("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: b");
        QTest::newRow("half a body") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc");
        QTest::newRow("half a chunk") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc");
    }
    void slowRequestIsCut()
    {
        QFETCH(QByteArray, begin);
        start({.requestTime = std::chrono::milliseconds(150), .idleTime = std::chrono::minutes(5)});
        RawHttp client(m_server->port());
        client.send(begin);
        QTRY_VERIFY(client.closed());
        QTRY_COMPARE(m_server->openSockets(), 0);
    }

    void dripDoesNotExtendTheTime()
    {
        start({.requestTime = std::chrono::milliseconds(300), .idleTime = std::chrono::minutes(5)});
        RawHttp client(m_server->port());
        QTimer drip;
        connect(&drip, &QTimer::timeout, &client, [&client] {
            if (client.connected())
                client.send("x");
        });
        drip.start(20);
        QTRY_VERIFY(client.closed());
    }

    void idleConnectionIsClosedButLives()
    {
        start({.requestTime = std::chrono::minutes(5), .idleTime = std::chrono::milliseconds(300)});
        RawHttp client(m_server->port());
        client.request("GET", "/");
        QTRY_COMPARE(client.answers().size(), 1);
        client.request("GET", "/"); // kept alive
        QTRY_COMPARE(client.answers().size(), 2);
        QTRY_VERIFY(client.closed());
    }

    void hugeBodyIsReset()
    {
        RawHttp client(m_server->port());
        client.request("POST", "/", QByteArray(5 * 1024 * 1024, 'x'), {"Content-Type: application/json"});
        QTRY_VERIFY(client.closed());
        QCOMPARE(m_served, 0);
        RawHttp head(m_server->port());
        head.send("GET / HTTP/1.1\r\nX: " + QByteArray(5 * 1024 * 1024, 'x'));
        QTRY_VERIFY(head.closed());
        QTRY_COMPARE(m_server->openSockets(), 0);
    }

    void bodyInPiecesArrivesWhole()
    {
        RawHttp client(m_server->port());
        const QByteArray body(900 * 1024, 'y');
        client.send("POST / HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_server->port()) +
                    "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n");
        QTRY_COMPARE(client.socket().bytesToWrite(), 0);
        client.send(body.first(1000));
        QTRY_COMPARE(client.socket().bytesToWrite(), 0);
        client.send(body.mid(1000));
        QTRY_COMPARE(client.answers().size(), 1);
        QCOMPARE(m_bodySize, body.size());
    }

    void host_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        QTest::newRow("address") << QByteArray("Host: 127.0.0.1:PORT\r\n") << 200;
        QTest::newRow("localhost") << QByteArray("Host: LocalHost:PORT\r\n") << 200;
        QTest::newRow("IPv6") << QByteArray("Host: [::1]:PORT\r\n") << 200;
        QTest::newRow("foreign") << QByteArray("Host: evil.example:PORT\r\n") << 421;
        QTest::newRow("looks like ours") << QByteArray("Host: 127.0.0.1.evil.example:PORT\r\n") << 421;
        QTest::newRow("other port") << QByteArray("Host: 127.0.0.1:80\r\n") << 421;
        QTest::newRow("no port") << QByteArray("Host: 127.0.0.1\r\n") << 421;
        QTest::newRow("user") << QByteArray("Host: localhost@evil:PORT\r\n") << 421;
        QTest::newRow("empty") << QByteArray("Host:\r\n") << 421;
        QTest::newRow("none") << QByteArray() << 400;
        QTest::newRow("two") << QByteArray("Host: 127.0.0.1:PORT\r\nHost: evil.example\r\n") << 400;
        QTest::newRow("two lengths") << QByteArray("Host: 127.0.0.1:PORT\r\nContent-Length: 0\r\nContent-Length: 0\r\n")
                                     << 400;
    }
    void host()
    {
        QFETCH(QByteArray, headers);
        QFETCH(int, status);
        RawHttp client(m_server->port());
        client.send("GET / HTTP/1.1\r\n" + headers.replace("PORT", QByteArray::number(m_server->port())) + "\r\n");
        QTRY_COMPARE(client.answers().size(), 1);
        QCOMPARE(client.answers().first().status, status);
        QCOMPARE(m_served, status == 200 ? 1 : 0);
        QVERIFY(!client.received().toLower().contains("access-control"));
    }

    void nonsenseIsClosed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no request") << QByteArray("hello\r\n\r\n");
        QTest::newRow("TLS") << QByteArray::fromHex("16030100c8010000c40303") + QByteArray("\n");
        QTest::newRow("no version") << QByteArray("GET /\r\n\r\n");
        QTest::newRow("odd version") << QByteArray("GET / SPDY/9\r\n\r\n");
        QTest::newRow("zeros") << QByteArray(100, '\0') + "\n";
    }
    void nonsenseIsClosed()
    {
        QFETCH(QByteArray, bytes);
        RawHttp client(m_server->port());
        client.send(bytes);
        QTRY_VERIFY(client.closed());
        QCOMPARE(m_served, 0);
        QVERIFY(client.received().isEmpty());
        QTRY_COMPARE(m_server->openSockets(), 0);
    }

    //! Some versions of Qt cut all connections of signals of a socket that they give up.
    void whoeverIsCutOffGivesItsPlaceBack()
    {
        const auto budget = std::make_shared<SocketBudget>();
        auto socket = std::make_unique<GuardedSocket>(GuardLimits(), budget);
        QCOMPARE(budget->open, 1);
        socket->disconnect(); // not one that Qt HttpServer serves: it frees its request by such a signal
        socket.reset();
        QCOMPARE(budget->open, 0);
    }

    void oddTargetsDoNotHarm_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("star") << QByteArray("*");
        QTest::newRow("absolute") << QByteArray("http://evil.example/flows");
        QTest::newRow("bad host") << QByteArray("http://[::/x");
        QTest::newRow("dots") << QByteArray("/../../etc/passwd");
        QTest::newRow("zero byte") << QByteArray("/a%00b");
        QTest::newRow("bad escapes") << QByteArray("/%%%zz?%=%&%41=%");
        QTest::newRow("not UTF-8") << QByteArray("/%ff\xfe?\xff=\xff");
        QTest::newRow("double slash") << QByteArray("//flows//x");
    }
    void oddTargetsDoNotHarm()
    {
        QFETCH(QByteArray, target);
        RawHttp client(m_server->port());
        client.request("GET", target);
        QTRY_COMPARE(client.answers().size(), 1);
        client.request("GET", "/still/there");
        QTRY_COMPARE(client.answers().size(), 2);
    }

    void closeIsHeeded()
    {
        RawHttp client(m_server->port());
        client.request("GET", "/", {}, {"Connection: close"});
        QTRY_VERIFY(client.closed());
        QCOMPARE(client.answers().size(), 1);
        QCOMPARE(client.answers().first().headers.value("connection"), QByteArray("close"));
        QTRY_COMPARE(m_server->openSockets(), 0);
    }

    void requestsInOnePacketAreAllAnswered()
    {
        RawHttp client(m_server->port());
        const QByteArray one = "GET / HTTP/1.1\r\nHost: localhost:" + QByteArray::number(m_server->port()) + "\r\n\r\n";
        client.send(one.repeated(3));
        QTRY_COMPARE(client.answers().size(), 3);
        QCOMPARE(m_served, 3);
    }

    void clientThatHangsUpDoesNotHarm()
    {
        for (int i = 0; i < 50; ++i) {
            RawHttp client(m_server->port());
            QTRY_VERIFY(client.connected());
            client.request("GET", "/");
            client.socket().flush();
            if (i % 2 == 0)
                client.socket().abort();
        }
        QTRY_COMPARE(m_server->openSockets(), 0);
        RawHttp client(m_server->port());
        client.request("GET", "/");
        QTRY_COMPARE(client.answers().size(), 1);
    }

    void accessManagerIsServed()
    {
        QNetworkAccessManager manager;
        for (int i = 0; i < 3; ++i) {
            QNetworkRequest request(QUrl(u"http://localhost:%1/x?a=b+c"_s.arg(m_server->port())));
            request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
            QNetworkReply *reply = manager.post(request, QByteArray("{}"));
            QSignalSpy finished(reply, &QNetworkReply::finished);
            QTRY_COMPARE(finished.size(), 1);
            QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
            QCOMPARE(reply->readAll(), QByteArray(R"({"ok":true})"));
            reply->deleteLater();
        }
        QCOMPARE(m_served, 3);
    }

private:
    void start(const GuardLimits &limits)
    {
        m_served = 0;
        m_bodySize = 0;
        m_server = std::make_unique<Server>(
            [this](const Request &request) {
                ++m_served;
                m_bodySize = request.body.size();
                return jsonAnswer(200, {{"ok", true}});
            },
            m_clock, limits);
        QVERIFY(m_server->listen(0));
    }

    core::SystemClock m_clock;
    std::unique_ptr<Server> m_server;
    int m_served = 0;
    qsizetype m_bodySize = 0;
};

FLOWS_TEST(tst_emulatorguard, EmulatorGuardTest)
#include "tst_emulatorguard.moc"
