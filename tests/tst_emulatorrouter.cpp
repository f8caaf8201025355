#include "core/clock.h"
#include "emulator/http/router.h"
#include "emulator/http/server.h"
#include "support/rawhttp.h"
#include "support/testmain.h"

#include <QTest>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace emulator::http;
using testsupport::RawAnswer;
using testsupport::RawHttp;

namespace {

class FixedClock final : public core::Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return QDateTime({2026, 3, 4}, {5, 6, 7}, Qt::UTC); }
};

} // namespace

class EmulatorRouterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_router = {};
        m_router.add("GET", u"/flows/{id}"_s, [](const Request &request) {
            return jsonAnswer(200, {{"id", core::toStd(request.argument(u"id"_s))}});
        });
        m_router.add("POST", u"/flows/validate"_s,
                     [](const Request &request) { return jsonAnswer(200, jsonObject(request)); });
        m_router.add("PUT", u"/flows/{id}"_s, [](const Request &) { return jsonAnswer(200, core::Json::object()); });
        m_router.add("GET", u"/broken"_s, [](const Request &) -> Response { throw std::runtime_error("secret"); });
        m_server =
            std::make_unique<Server>([this](const Request &request) { return m_router.serve(request); }, m_clock);
        QVERIFY(m_server->listen(0));
    }
    void cleanup() { m_server.reset(); }

    void finds()
    {
        const RawAnswer answer = ask("GET", "/flows/a%20b?x=1");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["id"].get<std::string>(), "a b");
        QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
        QCOMPARE(answer.headers.value("date"), QByteArray("Wed, 04 Mar 2026 05:06:07 GMT"));
    }

    void unknownPath()
    {
        const RawAnswer answer = ask("GET", "/nowhere/at/all");
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.code(), u"NOT_FOUND"_s);
        QVERIFY(answer.json().contains("debug_id"));
        QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    }

    void wrongMethodNamesTheRightOnes()
    {
        const RawAnswer answer = ask("DELETE", "/flows/1");
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.code(), u"METHOD_NOT_ALLOWED"_s);
        QCOMPARE(answer.headers.value("allow"), QByteArray("GET, HEAD, PUT"));
        // The exact pattern alone counts where there is one: /flows/validate is no flow.
        QCOMPARE(ask("GET", "/flows/validate").headers.value("allow"), QByteArray("POST"));
        QCOMPARE(ask("OPTIONS", "/flows/1").status, 405);
        QCOMPARE(ask("BREW", "/flows/1").status, 405);
    }

    void headHasNoBodyButItsLength()
    {
        RawHttp client(m_server->port());
        client.request("HEAD", "/flows/7");
        client.request("GET", "/flows/7");
        QTRY_VERIFY(client.received().count("HTTP/1.1 200") == 2);
        QTRY_VERIFY(client.received().endsWith("{\"id\":\"7\"}"));
        QCOMPARE(client.received().count("{\"id\":\"7\"}"), 1);
        QCOMPARE(client.received().count("Content-Length: 10"), 2);
    }

    void body_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        const QByteArray json = "application/json";
        QTest::newRow("good") << json << QByteArray(R"({"a": 1})") << 200 << QString() << QString();
        QTest::newRow("charset") << QByteArray("Application/JSON; charset=utf-8") << QByteArray("{}") << 200
                                 << QString() << QString();
        QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded") << QByteArray("a=1") << 415
                              << u"UNSUPPORTED_MEDIA_TYPE"_s << u"x-www-form-urlencoded"_s;
        QTest::newRow("broken") << json << QByteArray("{\n  \"a\": ]\n}") << 400 << u"BAD_REQUEST"_s
                                << u"line 2, column 8"_s;
        QTest::newRow("nothing") << json << QByteArray(" ") << 400 << u"BAD_REQUEST"_s << u"line 1"_s;
        QTest::newRow("bad UTF-8") << json << QByteArray("{\"a\": \"\xff\"}") << 400 << u"BAD_REQUEST"_s << QString();
        QTest::newRow("deep") << json << QByteArray(5000, '[') << 400 << u"BAD_REQUEST"_s << QString();
        QTest::newRow("no object") << json << QByteArray("[1]") << 422 << u"UNPROCESSABLE_ENTITY"_s << QString();
        QTest::newRow("large") << json << QByteArray(1024 * 1024 + 1, ' ') << 413 << u"PAYLOAD_TOO_LARGE"_s
                               << u"1048576 bytes"_s;
    }
    void body()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, says);
        const RawAnswer answer = ask("POST", "/flows/validate", body, {"Content-Type: " + type});
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.code(), code);
        QVERIFY2(answer.detail().contains(says), qPrintable(answer.detail()));
        QCOMPARE(answer.json().contains("debug_id"), status != 200);
    }

    void failingHandlerTellsNothing()
    {
        QTest::ignoreMessage(QtCriticalMsg, "\"GET\" \"/broken\" failed: secret");
        const RawAnswer answer = ask("GET", "/broken");
        QCOMPARE(answer.status, 500);
        QCOMPARE(answer.code(), u"UNKNOWN_ERROR"_s);
        QVERIFY(!answer.body.contains("secret"));
    }

private:
    RawAnswer ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                  const QList<QByteArray> &headers = {})
    {
        RawHttp client(m_server->port());
        client.request(method, target, body, headers);
        if (!QTest::qWaitFor([&client] { return !client.answers().isEmpty(); }))
            qWarning("no answer came");
        return client.answers().value(0);
    }

    Router m_router;
    FixedClock m_clock;
    std::unique_ptr<Server> m_server;
};

FLOWS_TEST(tst_emulatorrouter, EmulatorRouterTest)
#include "tst_emulatorrouter.moc"
