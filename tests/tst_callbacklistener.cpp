#include "support/rawhttp.h"
#include "support/testmain.h"

#include "auth/callbacklistener.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <vector>

using namespace std::chrono_literals;
using auth::CallbackListener;
using testsupport::RawHttp;

//! Whoever can reach the loopback address may try: nothing counts but the state.
class CallbackListenerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { start(10s); }
    void cleanup() { m_listener.reset(); }

    void theRightOneIsTakenAndToldLater()
    {
        RawHttp browser(m_listener->port());
        browser.request("GET", "/?code=c0de&state=right");
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers.first().code, QStringLiteral("c0de"));
        QVERIFY(!m_listener->isListening());
        QTest::qWait(50);
        QVERIFY(browser.received().isEmpty()); // how it ends is not known yet
        m_listener->tell(QStringLiteral("Title <1>"), QStringLiteral("text & \"more\""));
        QTRY_VERIFY(browser.closed());
        QCOMPARE(browser.answers().size(), 1);
        const testsupport::RawAnswer page = browser.answers().first();
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains("Title &lt;1&gt;") && page.body.contains("text &amp; &quot;more&quot;"));
        QVERIFY(!page.body.contains("c0de") && !page.body.contains("right"));
        QVERIFY(!page.body.contains("<script"));
        QCOMPARE(page.headers.value("cache-control"), QByteArray("no-store"));
        QCOMPARE(page.headers.value("referrer-policy"), QByteArray("no-referrer"));
        QVERIFY(page.headers.value("content-security-policy").startsWith("default-src 'none'"));
        QVERIFY(!browser.received().toLower().contains("access-control"));
    }

    void listensOnLoopbackAlone()
    {
        for (const QHostAddress &address :
             {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)}) {
            QTcpServer probe;
            if (!probe.listen(address))
                continue; // no such address on this machine
            RawHttp client(m_listener->port(), address);
            client.request("GET", "/other");
            QTRY_COMPARE(client.answers().size(), 1);
        }
        QCOMPARE(m_listener->redirectUri(), QStringLiteral("http://localhost:%1").arg(m_listener->port()));
        QTcpServer another; // a listener on any address would be in its way
        QVERIFY(another.listen(QHostAddress(QStringLiteral("127.0.0.2")), m_listener->port()));
    }

    void aWrongStateKeepsWaiting_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("forged") << QByteArray("/?code=evil&state=wrong");
        QTest::newRow("missing") << QByteArray("/?code=evil");
        QTest::newRow("the beginning of it") << QByteArray("/?code=evil&state=righ");
        QTest::newRow("more than it") << QByteArray("/?code=evil&state=right1");
        QTest::newRow("other case") << QByteArray("/?code=evil&state=RIGHT");
        QTest::newRow("an error, forged") << QByteArray("/?error=access_denied&state=wrong");
        QTest::newRow("an error without") << QByteArray("/?error=access_denied");
        QTest::newRow("both") << QByteArray("/?code=evil&state=wrong&state=right");
        QTest::newRow("elsewhere") << QByteArray("/favicon.ico?code=evil&state=right");
    }
    void aWrongStateKeepsWaiting()
    {
        QFETCH(QByteArray, target);
        RawHttp attacker(m_listener->port());
        attacker.request("GET", target);
        QTRY_VERIFY(attacker.closed());
        QVERIFY(attacker.answers().first().status >= 400);
        QVERIFY(!attacker.received().contains("evil"));
        QVERIFY(m_answers.isEmpty() && m_listener->isListening());
        RawHttp browser(m_listener->port());
        browser.request("GET", "/?code=good&state=right");
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers.first().code, QStringLiteral("good"));
    }

    void anotherHostName()
    {
        RawHttp attacker(m_listener->port());
        attacker.send("GET /?code=evil&state=right HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        QTRY_VERIFY(attacker.closed());
        QCOMPARE(attacker.answers().first().status, 421);
        QVERIFY(m_answers.isEmpty());
    }

    void aSecondOneComesTooLate()
    {
        RawHttp waiting(m_listener->port());
        QTRY_VERIFY(waiting.connected());
        RawHttp browser(m_listener->port());
        browser.request("GET", "/?code=good&state=right");
        QTRY_COMPARE(m_answers.size(), 1);
        waiting.request("GET", "/?code=second&state=right");
        QTRY_VERIFY(waiting.closed());
        RawHttp late(m_listener->port());
        QTRY_COMPARE(late.socket().error(), QAbstractSocket::ConnectionRefusedError);
        browser.request("GET", "/?code=again&state=right"); // on the same connection
        QTest::qWait(50);
        QCOMPARE(m_answers.size(), 1);
    }

    void inPieces()
    {
        RawHttp browser(m_listener->port());
        const QByteArray whole =
            "GET /?code=good&state=right HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_listener->port()) +
            "\r\n\r\n";
        for (const char byte : whole) {
            QVERIFY(m_answers.isEmpty());
            browser.send(QByteArray(1, byte));
            QTRY_COMPARE(browser.socket().bytesToWrite(), 0);
        }
        QTRY_COMPARE(m_answers.size(), 1);
    }

    void whoSaysNothingIsCutOff()
    {
        start(150ms);
        RawHttp silent(m_listener->port());
        RawHttp half(m_listener->port());
        half.send("GET /?code=good&state=right HTTP/1.1\r\nHost: ");
        QTRY_VERIFY(silent.closed() && half.closed());
        QVERIFY(m_listener->isListening() && m_answers.isEmpty());
    }

    void aFloodDoesNotKeepTheBrowserOut()
    {
        std::vector<std::unique_ptr<RawHttp>> flood;
        for (int i = 0; i < 200; ++i)
            flood.push_back(std::make_unique<RawHttp>(m_listener->port()));
        const auto open = [&] {
            return std::count_if(flood.begin(), flood.end(), [](const auto &one) { return one->connected(); });
        };
        QTRY_VERIFY(open() == CallbackListener::mostConnections);
        RawHttp browser(m_listener->port());
        browser.request("GET", "/?code=good&state=right");
        QTRY_COMPARE(m_answers.size(), 1);
        QTRY_COMPARE(open(), 0);
    }

    void anEndlessAddress()
    {
        RawHttp attacker(m_listener->port());
        attacker.send("GET /?code=");
        const QByteArray megabyte(1024 * 1024, 'x');
        for (int i = 0; i < 100 && !attacker.closed(); ++i) {
            if (attacker.connected())
                attacker.send(megabyte);
            QTest::qWait(1);
        }
        QTRY_VERIFY(attacker.closed());
        QVERIFY(m_answers.isEmpty() && m_listener->isListening());
    }

    void theBrowserMayGo()
    {
        {
            RawHttp browser(m_listener->port());
            browser.request("GET", "/?code=good&state=right");
            QTRY_COMPARE(m_answers.size(), 1);
        }
        QTest::qWait(50);
        m_listener->tell(QStringLiteral("a"), QStringLiteral("b")); // nobody is there any more
    }

private:
    void start(std::chrono::milliseconds connectionTime)
    {
        m_answers.clear();
        m_listener = std::make_unique<CallbackListener>("right", connectionTime);
        connect(m_listener.get(), &CallbackListener::answered, this,
                [this](const auth::CallbackRequest &answer) { m_answers.append(answer); });
        QVERIFY(m_listener->listen());
    }

    std::unique_ptr<CallbackListener> m_listener;
    QList<auth::CallbackRequest> m_answers;
};

FLOWS_TEST(tst_callbacklistener, CallbackListenerTest)
#include "tst_callbacklistener.moc"
