#include "support/testmain.h"

#include "auth/callbackrequest.h"

#include <QTest>

using auth::CallbackRequest;
using Kind = CallbackRequest::Kind;

//! What may come to the address at which a sign-in waits.
class CallbackRequestTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("errorText");
        const QString none;
        QTest::newRow("code") << QByteArray("/?code=abc&state=x-_9") << QByteArray("x-_9") << QStringLiteral("abc")
                              << none << none;
        QTest::newRow("other order, more") << QByteArray("/?new=1&state=s&&flag&code=a%2Bb") << QByteArray("s")
                                           << QStringLiteral("a+b") << none << none;
        QTest::newRow("error") << QByteArray("/?error=access_denied&error_description=a+b%21&state=s")
                               << QByteArray("s") << none << QStringLiteral("access_denied") << QStringLiteral("a b!");
        QTest::newRow("error alone") << QByteArray("/?error=x&state=s") << QByteArray("s") << none
                                     << QStringLiteral("x") << none;
        QTest::newRow("not UTF-8") << QByteArray("/?code=%ff&state=%ff") << QByteArray("\xff")
                                   << QString(QChar::ReplacementCharacter) << none << none;
    }
    void answers()
    {
        QFETCH(QByteArray, target);
        const CallbackRequest request = read(target);
        QCOMPARE(request.kind, Kind::Answer);
        QTEST(request.state, "state");
        QTEST(request.code, "code");
        QTEST(request.error, "error");
        QTEST(request.errorText, "errorText");
    }

    void textsAreCut()
    {
        const CallbackRequest request = read("/?state=s&error=x&error_description=" + QByteArray(9000, 'y'));
        QCOMPARE(request.errorText.size(), 500);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("status");
        const QByteArray good = "/?code=a&state=s";
        const QByteArray host = "Host: localhost:4321\r\n";
        const auto get = [&](const QByteArray &target) -> QByteArray {
            return "GET " + target + " HTTP/1.1\r\n" + host + "\r\n";
        };
        QTest::newRow("another path") << get("/favicon.ico") << 404;
        QTest::newRow("a path before it") << get("/callback?code=a&state=s") << 404;
        QTest::newRow("two slashes") << get("/" + good) << 404;
        QTest::newRow("absolute") << get("http://localhost:4321" + good) << 404;
        QTest::newRow("no parameters") << get("/") << 400;
        QTest::newRow("no state") << get("/?code=a") << 400;
        QTest::newRow("empty state") << get("/?code=a&state=") << 400;
        QTest::newRow("no code") << get("/?state=s") << 400;
        QTest::newRow("code and error") << get(good + "&error=x") << 400;
        QTest::newRow("code twice") << get(good + "&code=b") << 400;
        QTest::newRow("state twice") << get(good + "&%73tate=t") << 400;
        QTest::newRow("broken escape") << get("/?code=%zz&state=s") << 400;
        QTest::newRow("half an escape") << get("/?state=s&code=%4") << 400;
        QTest::newRow("a zero byte") << get("/?code=a%00b&state=s") << 400;
        QTest::newRow("a line break") << get("/?code=a%0d%0ab&state=s") << 400;
        QTest::newRow("POST") << "POST " + good + " HTTP/1.1\r\n" + host + "\r\n" << 405;
        QTest::newRow("HEAD") << "HEAD " + good + " HTTP/1.1\r\n" + host + "\r\n" << 405;
        QTest::newRow("HTTP/2") << "GET " + good + " HTTP/2.0\r\n" + host + "\r\n" << 400;
        QTest::newRow("no version") << "GET " + good + "\r\n" + host + "\r\n" << 400;
        QTest::newRow("no host") << "GET " + good + " HTTP/1.1\r\n\r\n" << 400;
        QTest::newRow("two hosts") << "GET " + good + " HTTP/1.1\r\n" + host + host + "\r\n" << 400;
        QTest::newRow("foreign host") << "GET " + good + " HTTP/1.1\r\nHost: evil.example:4321\r\n\r\n" << 421;
        QTest::newRow("looks like ours") << "GET " + good + " HTTP/1.1\r\nHost: localhost.evil:4321\r\n\r\n" << 421;
        QTest::newRow("other port") << "GET " + good + " HTTP/1.1\r\nHost: localhost:80\r\n\r\n" << 421;
        QTest::newRow("no port") << "GET " + good + " HTTP/1.1\r\nHost: localhost\r\n\r\n" << 421;
        QTest::newRow("no header") << "GET " + good + " HTTP/1.1\r\n" + host + "nonsense\r\n\r\n" << 400;
        QTest::newRow("nothing") << QByteArray("\r\n\r\n") << 400;
        QTest::newRow("TLS") << QByteArray::fromHex("16030100c8010000c40303") + "\r\n\r\n" << 400;
        QTest::newRow("long head") << get("/?x=" + QByteArray(20000, 'x')) << 431;
        QTest::newRow("long, not ended") << QByteArray(20000, 'x') << 431;
    }
    void refusals()
    {
        QFETCH(QByteArray, head);
        const CallbackRequest request = CallbackRequest::read(head, 4321);
        QCOMPARE(request.kind, Kind::Refused);
        QTEST(request.status, "status");
    }

    void hosts()
    {
        for (const char *host : {"localhost:4321", "LOCALHOST:4321", "127.0.0.1:4321", "[::1]:4321"})
            QCOMPARE(read("/?code=a&state=s", host).kind, Kind::Answer);
    }

    void inPieces()
    {
        const QByteArray whole = "GET /?code=a&state=s HTTP/1.1\r\nHost: localhost:4321\r\n\r\n";
        for (qsizetype size = 0; size < whole.size(); ++size)
            QCOMPARE(CallbackRequest::read(QByteArrayView(whole).first(size), 4321).kind, Kind::Incomplete);
        QCOMPARE(CallbackRequest::read(QByteArray(whole + "GET /second"), 4321).kind, Kind::Answer);
    }

private:
    static CallbackRequest read(const QByteArray &target, const QByteArray &host = "localhost:4321")
    {
        const QByteArray head = "GET " + target + " HTTP/1.1\r\nAccept: text/html\r\nhOST:  " + host + " \r\n\r\n";
        return CallbackRequest::read(head, 4321);
    }
};

FLOWS_TEST(tst_callbackrequest, CallbackRequestTest)
#include "tst_callbackrequest.moc"
