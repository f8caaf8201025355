#include "support/brokenserver.h"
#include "support/certificate.h"
#include "support/outcome.h"
#include "support/testmain.h"

#include "net/environment.h"
#include "net/httpclient.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;
using net::HttpClient;
using net::Request;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::outcome;

namespace {

//! A port whose queue of connections is full: the system answers no more, and nobody takes one out.
class FullServer final
{
    Q_DISABLE_COPY_MOVE(FullServer)

public:
    FullServer()
        : m_listener(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto *any = reinterpret_cast<sockaddr *>(&address);
        socklen_t length = sizeof address;
        if (::bind(m_listener, any, length) != 0 || ::listen(m_listener, 0) != 0 ||
            ::getsockname(m_listener, any, &length) != 0)
            qFatal("no loopback port for the test server");
        m_port = ntohs(address.sin_port);
        for (int &filler : m_fillers) {
            filler = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            (void)::connect(filler, any, length);
        }
    }
    ~FullServer()
    {
        for (const int filler : m_fillers)
            ::close(filler);
        ::close(m_listener);
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_port)); }

private:
    int m_listener;
    int m_fillers[4] = {};
    int m_port = 0;
};

Request requestTo(const QUrl &base, bool idempotent = true)
{
    Request request;
    request.baseUrl = base;
    request.idempotent = idempotent;
    request.method = idempotent ? "GET" : "POST";
    if (!idempotent)
        request.body = "{}";
    return request;
}

net::Limits once()
{
    net::Limits limits;
    limits.connect = 200ms;
    limits.maxRetries = 0;
    return limits;
}

} // namespace

//! How long is waited: for the connection, between two bytes, in all; and that the environment's word counts.
class TimeLimitsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificate.isValid()); }

    void aConnectionThatIsNotTakenUp_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::addColumn<bool>("idempotent");
        for (const bool tls : {false, true}) {
            for (const bool idempotent : {false, true})
                QTest::addRow("%s, %s", tls ? "no handshake" : "no connection", idempotent ? "GET" : "a start")
                    << tls << idempotent;
        }
    }

    //! Nothing can have been done, so a start says so, too: not Ambiguous.
    void aConnectionThatIsNotTakenUp()
    {
        QFETCH(const bool, tls);
        QFETCH(const bool, idempotent);
        FullServer full;
        QTcpServer deaf; // takes the connection and never says a word
        QVERIFY(deaf.listen(QHostAddress::LocalHost));
        const QUrl url = tls ? QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(deaf.serverPort())) : full.url();
        HttpClient client;
        client.setLimits(once());
        QElapsedTimer time;
        time.start();
        const auto result = outcome(client.send(requestTo(url, idempotent)));
        QCOMPARE(result.kind(), QStringLiteral("Timeout"));
        QCOMPARE(result.error->httpStatus, 0);
        QVERIFY2(result.error->detail.contains(QStringLiteral("no connection after 0.2 s")),
                 qPrintable(result.error->detail));
        QVERIFY(time.elapsed() >= 150 && time.elapsed() < 5000); // coarse timers are up to 5 % early
    }

    //! A start without a body might have left in the same moment.
    void aStartWithoutABodyStaysOpen()
    {
        FullServer full;
        HttpClient client;
        client.setLimits(once());
        Request request = requestTo(full.url(), false);
        request.body.reset();
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ambiguous"));
    }

    //! Once the request is on its way the limit for the connection no longer counts, on a connection kept alive
    //! neither.
    void slowAnswersAreNotSlowConnections()
    {
        BrokenServer plain;
        BrokenServer secure(m_certificate.serverConfiguration());
        HttpClient client;
        client.setCaCertificates(QSslCertificate::fromPath(m_certificate.path()));
        client.setLimits(once());
        for (BrokenServer *server : {&plain, &secure}) {
            server->otherwise(Answer::json(200, "{}").after(300ms));
            for (const bool idempotent : {true, false, true, false})
                QCOMPARE(outcome(client.send(requestTo(server->url(), idempotent))).kind(), QStringLiteral("Ok"));
            QCOMPARE(server->requests().size(), 4);
        }
    }

    void zeroIsNoLimit()
    {
        BrokenServer server;
        server.otherwise(Answer::json(200, "{}").after(100ms));
        HttpClient client;
        net::Limits limits;
        limits.connect = limits.idle = limits.total = 0ms;
        client.setLimits(limits);
        QCOMPARE(outcome(client.send(requestTo(server.url()))).kind(), QStringLiteral("Ok"));
    }

    void theServersPauseIsKept_data()
    {
        QTest::addColumn<Answer>("busy");
        const Answer busy = Answer::json(503, "{}");
        QTest::newRow("seconds") << busy.with("Retry-After", "1");
        // By the server's own clock, which may be years off.
        QTest::newRow("a date")
            << busy.with("Date", "Sun, 06 Nov 1994 08:49:37 GMT").with("Retry-After", "Sun, 06 Nov 1994 08:49:38 GMT");
        QTest::newRow("429") << Answer::json(429, "{}").with("Retry-After", "1");
    }

    //! Before each repetition, not only the first.
    void theServersPauseIsKept()
    {
        QFETCH(const Answer, busy);
        BrokenServer server;
        server.script({busy, busy});
        HttpClient client;
        net::Limits limits;
        limits.firstBackoff = 1ms; // what would be waited otherwise
        client.setLimits(limits);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(outcome(client.send(requestTo(server.url()))).kind(), QStringLiteral("Ok"));
        QCOMPARE(server.requests().size(), 3);
        QVERIFY2(timer.elapsed() >= 1900, qPrintable(QString::number(timer.elapsed()))); // coarse timers may be early
    }

    void theEnvironmentSetsThem()
    {
        const net::Limits before;
        HttpClient client;
        client.configure(from({}));
        QCOMPARE(client.limits().total, before.total);
        QCOMPARE(client.limits().idle, before.idle);
        QCOMPARE(client.limits().connect, before.connect);
        client.configure(from({{QStringLiteral("GLOBUS_SDK_HTTP_TIMEOUT"), QStringLiteral("120")}}));
        QCOMPARE(client.limits().total, 120s);
        QCOMPARE(client.limits().idle, 120s); // who waits longer for an answer means the silence before it
        QCOMPARE(client.limits().connect, before.connect);
        client.configure(from({{QStringLiteral("GLOBUS_SDK_HTTP_TIMEOUT"), QStringLiteral("2.5")}}));
        QCOMPARE(client.limits().total, 2500ms);
        QCOMPARE(client.limits().idle, 2500ms);
        QCOMPARE(client.limits().connect, 2500ms);
        client.configure(from({{QStringLiteral("GLOBUS_SDK_HTTP_TIMEOUT"), QStringLiteral("-1")}}));
        QCOMPARE(client.limits().total, 0ms);
        QCOMPARE(client.limits().idle, 0ms);
        QCOMPARE(client.limits().connect, before.connect);
    }

    void theEnvironmentsLimitHolds()
    {
        BrokenServer server;
        server.otherwise(Answer::silence());
        HttpClient client;
        client.setLimits(once());
        client.configure(from({{QStringLiteral("GLOBUS_SDK_HTTP_TIMEOUT"), QStringLiteral("0.3")}}));
        const auto result = outcome(client.send(requestTo(server.url())));
        QCOMPARE(result.kind(), QStringLiteral("Timeout"));
        QVERIFY2(result.error->detail.contains(QStringLiteral("0.3 seconds")), qPrintable(result.error->detail));
    }

    void theEnvironmentsBundleIsTrusted()
    {
        BrokenServer server(m_certificate.serverConfiguration());
        HttpClient client;
        client.setLimits(once());
        QCOMPARE(outcome(client.send(requestTo(server.url()))).kind(), QStringLiteral("Network"));
        client.configure(from({{QStringLiteral("GLOBUS_SDK_VERIFY_SSL"), m_certificate.path()}}));
        QCOMPARE(outcome(client.send(requestTo(server.url()))).kind(), QStringLiteral("Ok"));
        client.configure(from({})); // and no longer
        QCOMPARE(outcome(client.send(requestTo(server.url()))).kind(), QStringLiteral("Network"));
    }

    //! The check can not be switched off: the word for it is a problem.
    void theCheckStaysOn()
    {
        BrokenServer server(m_certificate.serverConfiguration());
        HttpClient client;
        client.setLimits(once());
        const net::Environment off = from({{QStringLiteral("GLOBUS_SDK_VERIFY_SSL"), QStringLiteral("0")}});
        QCOMPARE(off.problems.size(), 1);
        client.configure(off);
        const auto refused = outcome(client.send(requestTo(server.url())));
        QCOMPARE(refused.kind(), QStringLiteral("Network"));
        QCOMPARE(refused.error->detail, off.problems.first());
        QCOMPARE(server.requests().size(), 0);
    }

    //! Whoever does not look at the problems does not go on with half of what was meant.
    void nothingIsSentWhileThereAreProblems()
    {
        BrokenServer server;
        HttpClient client;
        const net::Environment bad = from({{QStringLiteral("GLOBUS_SDK_HTTP_TIMEOUT"), QStringLiteral("soon")},
                                           {QStringLiteral("GLOBUS_SDK_ENVIRONMENT"), QStringLiteral("produktion")}});
        QCOMPARE(bad.problems.size(), 2);
        client.configure(bad);
        const auto refused = outcome(client.send(requestTo(server.url())));
        QCOMPARE(refused.kind(), QStringLiteral("Network"));
        for (const QString &problem : bad.problems)
            QVERIFY2(refused.error->detail.contains(problem), qPrintable(refused.error->detail));
        QCOMPARE(server.requests().size(), 0);
        client.configure(from({}));
        QCOMPARE(outcome(client.send(requestTo(server.url()))).kind(), QStringLiteral("Ok"));
    }

private:
    static net::Environment from(const QHash<QString, QString> &variables)
    {
        QProcessEnvironment environment;
        for (auto it = variables.begin(); it != variables.end(); ++it)
            environment.insert(it.key(), it.value());
        return net::Environment::from(environment);
    }

    testsupport::Certificate m_certificate;
};

FLOWS_TEST(tst_timelimits, TimeLimitsTest)
#include "tst_timelimits.moc"
