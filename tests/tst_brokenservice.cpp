#include "support/brokenserver.h"
#include "support/certificate.h"
#include "support/gzip.h"
#include "support/settled.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "flows/flowsclient.h"

#include <QDir>
#include <QElapsedTimer>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace std::chrono_literals;
using core::ApiError;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::Certificate;
using testsupport::Settled;

namespace {

constexpr qint64 bodyLimit = 128 * 1024;

net::Limits quick()
{
    net::Limits limits;
    limits.connect = 500ms;
    limits.idle = 200ms;
    limits.total = 800ms;
    limits.firstBackoff = 5ms;
    limits.maxBody = bodyLimit;
    return limits;
}

//! How many sockets are open in this process.
qsizetype openSockets()
{
    const QDir files(QStringLiteral("/proc/self/fd"));
    const auto all = files.entryInfoList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System);
    return std::count_if(all.begin(), all.end(),
                         [](const QFileInfo &file) { return file.symLinkTarget().contains(QLatin1String("socket:")); });
}

//! A client of the service, which can say what it has not cleared away.
class Client final
{
    Q_DISABLE_COPY_MOVE(Client)

public:
    Client(const QUrl &url, const QList<QSslCertificate> &trusted)
        : m_http(&m_tokens)
        , m_flows(m_http, url)
    {
        if (!trusted.isEmpty())
            m_http.setCaCertificates(trusted);
        m_http.setLimits(quick());
    }
    [[nodiscard]] flows::FlowsClient &flows() { return m_flows; }
    [[nodiscard]] QObject *scope() { return &m_scope; }
    //! Exchanges, attempts, timers, watchers and replies that are still there.
    [[nodiscard]] qsizetype left() const
    {
        return m_http.findChildren<QObject *>().size() + m_flows.findChildren<QObject *>().size() +
               m_scope.findChildren<QObject *>().size() +
               m_http.accessManager()->findChildren<QNetworkReply *>().size();
    }

private:
    testsupport::StaticTokens m_tokens;
    net::HttpClient m_http;
    flows::FlowsClient m_flows;
    QObject m_scope;
};

template<typename T>
QString kindOf(const Settled<T> &settled)
{
    return settled.error ? ApiError::kindName(settled.error->kind) : QStringLiteral("Ok");
}

struct Trouble
{
    const char *name;
    QList<Answer> first; //!< what comes first
    Answer then;         //!< what comes after that
    const char *read;    //!< how a list of runs ends
    int reads = -1;      //!< how many requests that takes; -1: the access manager may have added its own
    const char *changed; //!< how the end of a run, sent once, ends
};

//! The list of runs and a run at once: good for both calls.
const QByteArray goodBody = "{\"runs\":[],\"run_id\":\"r\",\"status\":\"ACTIVE\"}";

Answer withBody(const QByteArray &body)
{
    return Answer::json(200, body);
}

Answer cut(Answer answer, qsizetype bytesOfBody, Answer::Then then)
{
    answer.sendOnly = answer.bytes().size() - answer.body.size() + bytesOfBody;
    answer.then = then;
    return answer;
}

QByteArray nested(int depth)
{
    return "{\"run_id\":\"r\",\"status\":\"ACTIVE\",\"runs\":[],\"details\":" + QByteArray(depth, '[') +
           QByteArray(depth, ']') + '}';
}

QList<Trouble> troublesOfTheWire()
{
    using Then = Answer::Then;
    const Answer good = withBody(goodBody);
    Answer endless = withBody(QByteArray(8 * 1024 * 1024, ' '));
    endless.claimedLength = -1;
    endless.then = Then::Close;
    Answer surplus = good.ending(Then::Close);
    surplus.claimedLength = goodBody.size() - 1;
    Answer missing = good.ending(Then::Close);
    missing.claimedLength = goodBody.size() + 1;
    const Answer bomb = withBody(testsupport::gzip(QByteArray(4 * 1024 * 1024, ' '))).with("Content-Encoding", "gzip");
    return {
        {"good", {}, good, "Ok", 1, "Ok"},
        {"good and packed", {}, withBody(testsupport::gzip(goodBody)).with("Content-Encoding", "gzip"), "Ok", 1, "Ok"},
        {"closes", {}, Answer::closed(), "Network", -1, "Ambiguous"},
        {"resets", {}, Answer::reset(), "Network", -1, "Ambiguous"},
        {"resets in the head", {}, Answer::halfHead().ending(Then::Reset), "Network", -1, "Ambiguous"},
        {"resets after the head", {}, cut(good, 0, Then::Reset), "Network", -1, "Ambiguous"},
        {"resets in the body", {}, cut(good, 10, Then::Reset), "Network", -1, "Ambiguous"},
        {"closes after the head", {}, cut(good, 0, Then::Close), "Network", 4, "Ambiguous"},
        {"closes in the body", {}, cut(good, 10, Then::Close), "Network", 4, "Ambiguous"},
        {"closes in the body, once", {cut(good, 10, Then::Close)}, good, "Ok", 2, "Ambiguous"},
        {"closes in a chunk", {}, Answer::halfChunked(), "Network", -1, "Ambiguous"},
        {"silent", {}, Answer::silence(), "Timeout", 4, "Ambiguous"},
        {"silent once", {Answer::silence()}, good, "Ok", 2, "Ambiguous"},
        {"stalls after the head", {}, cut(good, 0, Then::KeepOpen), "Timeout", 4, "Ambiguous"},
        {"stalls in the body", {}, cut(good, 10, Then::KeepOpen), "Timeout", 4, "Ambiguous"},
        {"announces too much", {}, withBody(QByteArray(bodyLimit + 1, ' ')), "BadResponse", 1, "Ambiguous"},
        {"sends without end", {}, endless, "BadResponse", 1, "Ambiguous"},
        {"a gzip bomb", {}, bomb, "BadResponse", 1, "Ambiguous"},
        {"more than it announced", {}, surplus, "BadResponse", 1, "BadResponse"},
        {"less than it announced", {}, missing, "Network", 4, "Ambiguous"},
        {"not HTTP", {}, Answer::garbage(), "Network", -1, "Ambiguous"},
    };
}

QList<Trouble> troublesOfTheAnswer()
{
    const Answer good = withBody(goodBody);
    const Answer limited = Answer::json(429, "{\"error\":{\"code\":\"TOO_MANY\",\"detail\":\"slow down\"}}");
    const Answer busy = Answer::json(503, "{}");
    return {
        {"not UTF-8",
         {},
         withBody("{\"runs\":[],\"run_id\":\"\xc3\x28\",\"status\":\"A\"}"),
         "BadResponse",
         1,
         "BadResponse"},
        {"depth 10,000", {}, withBody(nested(10'000)), "BadResponse", 1, "BadResponse"},
        {"depth 200", {}, withBody(nested(200)), "Ok", 1, "Ok"},
        {"HTML that says 200", {}, Answer::html(200), "BadResponse", 1, "BadResponse"},
        {"204", {}, Answer::json(204, ""), "BadResponse", 1, "BadResponse"},
        {"200 and nothing", {}, withBody(""), "BadResponse", 1, "BadResponse"},
        {"another document", {}, withBody("{}"), "BadResponse", 1, "BadResponse"},
        {"a list", {}, withBody("[]"), "BadResponse", 1, "BadResponse"},
        {"null", {}, withBody("null"), "BadResponse", 1, "BadResponse"},
        {"rows that are none",
         {},
         withBody("{\"runs\":[1],\"run_id\":1,\"status\":{}}"),
         "BadResponse",
         1,
         "BadResponse"},
        {"sends round in circles",
         {},
         Answer::redirect(QUrl(QStringLiteral("/runs"))),
         "BadResponse",
         6,
         "BadResponse"},
        {"sends nowhere", {}, Answer::json(302, ""), "BadResponse", 1, "BadResponse"},
        {"304 out of the blue", {}, Answer::json(304, ""), "BadResponse", 1, "BadResponse"},
        {"401 for ever", {}, Answer::json(401, "{}"), "Unauthorized", 2, "Unauthorized"},
        {"401 once", {Answer::json(401, "{}")}, good, "Ok", 2, "Ok"},
        {"429 for ever", {}, limited, "RateLimited", 4, "RateLimited"},
        {"429 once", {limited}, good, "Ok", 2, "RateLimited"},
        {"429, come back tomorrow", {}, limited.with("Retry-After", "86400"), "RateLimited", 1, "RateLimited"},
        {"503 for ever", {}, busy, "Server", 4, "Server"},
        {"503, then 200", {busy}, good, "Ok", 2, "Server"},
        {"503 with seconds, then 200", {busy.with("Retry-After", "1")}, good, "Ok", 2, "Server"},
        {"503 with a date, then 200",
         {busy.with("Date", "Sun, 06 Nov 1994 08:49:37 GMT").with("Retry-After", "Sun, 06 Nov 1994 08:49:38 GMT")},
         good,
         "Ok",
         2,
         "Server"},
        {"500 for ever", {}, Answer::json(500, "{}"), "Server", 4, "Server"},
        {"502 as a page", {}, Answer::html(502), "Server", 4, "Server"},
    };
}

} // namespace

//! A service that misbehaves, met by the client of it: the right error, once, in time, and nothing is left behind.
class BrokenServiceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificate.isValid()); }

    void troubles_data()
    {
        QTest::addColumn<QList<Answer>>("first");
        QTest::addColumn<Answer>("then");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("once");
        QTest::addColumn<int>("requests");
        const QList<Trouble> all = troublesOfTheWire() + troublesOfTheAnswer();
        for (const Trouble &one : all) {
            QTest::addRow("%s, read", one.name)
                << one.first << one.then << QString::fromLatin1(one.read) << false << one.reads;
            // Sent once; after a 401 it was not done, and goes again with another token.
            const bool renewed = qstrncmp(one.name, "401", 3) == 0;
            QTest::addRow("%s, sent once", one.name)
                << one.first << one.then << QString::fromLatin1(one.changed) << true << (renewed ? 2 : 1);
        }
    }

    void troubles()
    {
        QFETCH(const QList<Answer>, first);
        QFETCH(const Answer, then);
        QFETCH(const QString, kind);
        QFETCH(const bool, once);
        QFETCH(const int, requests);
        BrokenServer server;
        server.script(first);
        server.otherwise(then);
        const QString ended = meet(server.url(), {}, once);
        QCOMPARE(ended, kind);
        if (requests >= 0)
            QCOMPARE(server.requests().size(), requests);
        QTRY_COMPARE(server.open(), 0); // the client has gone, and its connections with it
    }

    void refuses()
    {
        for (const bool once : {false, true}) {
            BrokenServer server;
            server.stop();
            QCOMPARE(meet(server.url(), {}, once), QStringLiteral("Network"));
        }
    }

    void anotherName()
    {
        const Certificate other(QStringLiteral("DNS:flows.example.org"));
        for (const bool once : {false, true}) {
            BrokenServer server(other.serverConfiguration());
            QCOMPARE(meet(server.url(), QSslCertificate::fromPath(other.path()), once), QStringLiteral("Network"));
            QCOMPARE(server.requests().size(), 0);
            BrokenServer stranger(m_certificate.serverConfiguration());
            QCOMPARE(meet(stranger.url(), {}, once), QStringLiteral("Network"));
            QCOMPARE(stranger.requests().size(), 0);
        }
    }

    //! Accepts, and never says a word: no TLS, no answer.
    void noHandshake()
    {
        QTcpServer deaf;
        QVERIFY(deaf.listen(QHostAddress::LocalHost));
        const QUrl url(QStringLiteral("https://127.0.0.1:%1/").arg(deaf.serverPort()));
        QCOMPARE(meet(url, {}, false), QStringLiteral("Timeout"));
    }

    void dripsForEver()
    {
        for (const bool once : {false, true}) {
            QTcpServer drip;
            QVERIFY(drip.listen(QHostAddress::LocalHost));
            connect(&drip, &QTcpServer::newConnection, &drip, [&drip] {
                auto *socket = drip.nextPendingConnection();
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{");
                auto *timer = new QTimer(socket);
                connect(timer, &QTimer::timeout, socket, [socket] { socket->write(" "); });
                timer->start(20);
            });
            const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(drip.serverPort()));
            QCOMPARE(meet(url, {}, once), once ? QStringLiteral("Ambiguous") : QStringLiteral("Timeout"));
        }
    }

    //! Many at once, each with its own outcome.
    void manyAtOnce()
    {
        const qsizetype before = openSockets();
        {
            BrokenServer server;
            server.script({Answer::closed(), Answer::html(200), Answer::json(503, "{}"), Answer::silence(),
                           Answer::reset(), Answer::json(404, "{}")});
            server.otherwise(withBody(goodBody));
            Client client(server.url(), {});
            std::vector<Settled<flows::Page<flows::Run>>> settled(30);
            for (auto &one : settled)
                one.watch(client.flows().listRuns({}, {}, client.scope()), client.scope());
            QTRY_COMPARE(client.left(), 0);
            for (const auto &one : settled)
                QCOMPARE(one.calls, 1);
            const auto good = std::count_if(settled.begin(), settled.end(), [](const auto &one) { return one.value; });
            QCOMPARE(good, 28); // all but the page that was none and the one that was not found
        }
        QTRY_COMPARE(openSockets(), before);
    }

private:
    //! How a call ended. Fails if it ended twice, took longer than its limits allow, or left something behind.
    static QString meet(const QUrl &url, const QList<QSslCertificate> &trusted, bool once)
    {
        const qsizetype before = openSockets();
        QString kind;
        const auto check = [&] {
            Client client(url, trusted);
            Settled<flows::Page<flows::Run>> page;
            Settled<flows::Run> run;
            QElapsedTimer time;
            time.start();
            if (once)
                run.watch(client.flows().cancelRun(QStringLiteral("r"), client.scope()), client.scope());
            else
                page.watch(client.flows().listRuns({}, {}, client.scope()), client.scope());
            QVERIFY(once ? run.wait() : page.wait());
            // Four attempts, the pauses between them, and what a busy machine adds.
            const auto most = 4 * quick().total + 2s;
            QVERIFY2(time.elapsed() < std::chrono::milliseconds(most).count(),
                     qPrintable(QString::number(time.elapsed())));
            kind = once ? kindOf(run) : kindOf(page);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QTRY_COMPARE(client.left(), 0); // so nothing can tell anything more
            QCOMPARE(page.calls + run.calls, 1);
        };
        check();
        if (!QTest::qWaitFor([&] { return openSockets() <= before; }))
            return QStringLiteral("%1, and %2 open sockets more").arg(kind).arg(openSockets() - before);
        return QTest::currentTestFailed() ? QStringLiteral("see above") : kind;
    }

    Certificate m_certificate;
};

FLOWS_TEST(tst_brokenservice, BrokenServiceTest)
#include "tst_brokenservice.moc"
