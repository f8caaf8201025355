#include "support/brokenserver.h"
#include "support/certificate.h"
#include "support/gzip.h"
#include "support/settled.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "core/clock.h"
#include "flows/runstarter.h"

#include <QTest>

using namespace std::chrono_literals;
using core::ApiError;
using core::Json;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::SeenRequest;

namespace {

const QString flowId = QStringLiteral("24bc4997-b483-4c25-a19c-64b0afc00743");

//! A service that starts runs, and answers in its own way when it has, or has not.
class Service final
{
    Q_DISABLE_COPY_MOVE(Service)

public:
    explicit Service(std::optional<QSslConfiguration> tls)
        : m_server(tls ? std::make_unique<BrokenServer>(*tls) : std::make_unique<BrokenServer>())
    {
        m_server->setHandler([this](const SeenRequest &request) { return serve(request); });
    }

    //! The next start is answered so. \param acts  it has been done by then
    void nextStart(const Answer &answer, bool acts)
    {
        m_acts = acts;
        m_server->script({answer});
    }
    void failToList(const Answer &answer) { m_list = answer; }
    [[nodiscard]] BrokenServer &server() { return *m_server; }
    [[nodiscard]] QStringList ids() const { return m_ids; }
    void forget()
    {
        m_ids.clear();
        m_runs = Json::array();
        m_server->forget();
    }

private:
    std::optional<Answer> serve(const SeenRequest &request)
    {
        if (request.method == "GET")
            return m_list.value_or(Answer::json(200, core::toBytes(Json{{"runs", m_runs}})));
        if (m_acts)
            start(request);
        return {}; // the script answers
    }

    void start(const SeenRequest &request)
    {
        const Json sent = core::parseJson(request.body).value.value_or(Json::object());
        const QString id = QStringLiteral("run-%1").arg(m_ids.size() + 1);
        m_ids.append(id);
        m_runs.push_back({{"run_id", core::toStd(id)},
                          {"flow_id", core::toStd(flowId)},
                          {"status", "ACTIVE"},
                          {"label", sent["label"]},
                          {"start_time", core::toStd(core::toServiceTime(QDateTime::currentDateTimeUtc()))}});
    }

    std::unique_ptr<BrokenServer> m_server;
    std::optional<Answer> m_list;
    Json m_runs = Json::array();
    QStringList m_ids;
    bool m_acts = false;
};

//! A client with a starter, and what it told.
class Client final : public QObject
{
    Q_DISABLE_COPY_MOVE(Client)

public:
    Client(const QUrl &url, const QList<QSslCertificate> &trusted)
        : m_http(&m_tokens)
        , m_flows(m_http, url)
        , m_flow(m_http, url, flowId)
        , m_starter(m_flows, m_flow)
    {
        net::Limits limits;
        limits.connect = 500ms;
        limits.idle = 300ms;
        limits.firstBackoff = 1ms;
        limits.maxBody = 64 * 1024;
        m_http.setLimits(limits);
        if (!trusted.isEmpty())
            m_http.setCaCertificates(trusted);
        m_starter.setDelays({5ms, 10ms});
        connect(&m_starter, &flows::RunStarter::started, this, [this](const flows::Run &run, bool reconciled) {
            tell(QLatin1String("started ") + run.runId + QLatin1String(reconciled ? ", found" : ", answered"));
        });
        connect(&m_starter, &flows::RunStarter::notFound, this, [this] { tell(QStringLiteral("none")); });
        connect(&m_starter, &flows::RunStarter::failed, this,
                [this](const ApiError &error) { tell(QLatin1String("failed ") + ApiError::kindName(error.kind)); });
    }

    //! What was told of a start; everything, should more than one thing be told.
    QString start(const QString &label, const Json &input = Json::object())
    {
        flows::RunRequest request;
        request.label = label;
        request.body = input;
        m_told.clear();
        m_starter.start(request);
        testsupport::Waiting waiting;
        m_waiting = &waiting;
        (void)waiting.wait();
        m_waiting = nullptr;
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return m_told.join(QLatin1String("; "));
    }
    //! What has not been cleared away yet.
    [[nodiscard]] qsizetype left() const
    {
        return m_http.findChildren<QObject *>().size() + m_starter.findChildren<QObject *>().size() +
               m_http.accessManager()->findChildren<QNetworkReply *>().size();
    }

private:
    void tell(const QString &text)
    {
        m_told.append(text);
        if (m_waiting != nullptr)
            m_waiting->wake();
    }

    testsupport::Waiting *m_waiting = nullptr;
    testsupport::StaticTokens m_tokens;
    net::HttpClient m_http;
    flows::FlowsClient m_flows;
    flows::SpecificFlowClient m_flow;
    flows::RunStarter m_starter;
    QStringList m_told;
};

struct Case
{
    const char *name;
    Answer answer;
    const char *done;    //!< what is told if the run was started; null: such a service is not known
    const char *notDone; //!< what is told if it was not; null: the same
};

QList<Case> cases()
{
    const char *found = "started run-1, found";
    const char *none = "none";
    const Answer good = Answer::json(201, "{\"run_id\":\"run-1\",\"status\":\"ACTIVE\"}");
    Answer slowBody = good;
    slowBody.sendOnly = good.bytes().size() - 5;
    Answer packedGarbage = good.with("Content-Encoding", "gzip");
    Answer bomb = Answer::json(201, testsupport::gzip(QByteArray(1024 * 1024, ' '))).with("Content-Encoding", "gzip");
    const QByteArray deep =
        "{\"run_id\":\"run-1\",\"status\":" + QByteArray(10'000, '[') + QByteArray(10'000, ']') + '}';
    return {
        {"answers", good, "started run-1, answered", nullptr},
        {"answers with 200", Answer::json(200, good.body), "started run-1, answered", nullptr},
        {"answers and closes", good.ending(Answer::Then::Close), "started run-1, answered", nullptr},
        {"closes", Answer::closed(), found, none},
        {"closes later", Answer::closed().after(20ms), found, none},
        {"resets", Answer::reset(), found, none},
        {"silent", Answer::silence(), found, none},
        {"half a head", Answer::halfHead(), found, none},
        {"half a body", Answer::halfBody(), found, none},
        {"half a chunk", Answer::halfChunked(), found, none},
        {"stalls in the body", slowBody, found, none},
        {"wrong length", Answer::wrongLength(5), found, none},
        {"not HTTP", Answer::garbage(), found, none},
        {"too large", Answer::json(201, QByteArray(128 * 1024, ' ')), found, none},
        {"a gzip bomb", bomb, found, none},
        {"not packed", packedGarbage, found, none},
        {"HTML", Answer::html(200), found, none},
        {"no content", Answer::json(204, ""), found, none},
        {"an empty object", Answer::json(201, "{}"), found, none},
        {"a list", Answer::json(201, "[]"), found, none},
        {"not UTF-8", Answer::json(201, "{\"run_id\":\"\xff\",\"status\":\"ACTIVE\"}"), found, none},
        {"depth 10,000", Answer::json(201, deep), found, none},
        {"sends elsewhere", Answer::redirect(QUrl(QStringLiteral("/elsewhere")), 303), found, none},
        {"500", Answer::json(500, "{}"), found, "failed Server"},
        {"502", Answer::html(502), found, "failed Server"},
        {"504", Answer::html(504), found, "failed Server"},
        {"503", Answer::json(503, "{}"), nullptr, "failed Server"},
        {"503, come back", Answer::json(503, "{}").with("Retry-After", "1"), nullptr, "failed Server"},
        {"429", Answer::json(429, "{}"), nullptr, "failed RateLimited"},
        {"400", Answer::json(400, "{}"), nullptr, "failed Validation"},
        {"403", Answer::json(403, "{}"), nullptr, "failed Forbidden"},
        {"404", Answer::json(404, "{}"), nullptr, "failed NotFound"},
        {"409", Answer::json(409, "{}"), nullptr, "failed Conflict"},
    };
}

} // namespace

//! A start reaches the service at most once, whatever becomes of it, and what is told of it is true.
class StartOnceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificate.isValid()); }

    void whatIsToldIsTrue_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<bool>("done");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<bool>("keptAlive");
        QTest::addColumn<QString>("told");
        const QList<Case> all = cases();
        for (const Case &one : all) {
            for (const bool done : {true, false}) {
                const char *told = done ? one.done : one.notDone;
                if (told == nullptr)
                    continue;
                for (const bool tls : {false, true}) {
                    for (const bool keptAlive : {false, true})
                        QTest::addRow("%s, %s, %s, %s", one.name, done ? "started" : "not started",
                                      tls ? "TLS" : "plain", keptAlive ? "kept alive" : "fresh")
                            << one.answer << done << tls << keptAlive << QString::fromLatin1(told);
                }
            }
        }
    }

    void whatIsToldIsTrue()
    {
        QFETCH(const Answer, answer);
        QFETCH(const bool, done);
        QFETCH(const bool, tls);
        QFETCH(const bool, keptAlive);
        QFETCH(const QString, told);
        Service service(serverTls(tls));
        Client client(service.server().url(), trusted(tls));
        if (keptAlive) {
            service.nextStart(Answer::json(201, "{\"run_id\":\"run-1\",\"status\":\"ACTIVE\"}"), true);
            QCOMPARE(client.start(QStringLiteral("earlier")), QStringLiteral("started run-1, answered"));
            service.forget();
        }
        service.nextStart(answer, done);
        QCOMPARE(client.start(QStringLiteral("mine")), told);
        QCOMPARE(service.server().count("POST"), 1);
        QCOMPARE(service.server().requests().first().connection, 1);
        QCOMPARE(service.ids().size(), done ? 1 : 0);
        QTRY_COMPARE(client.left(), 0);
    }

    void halfReadRequests_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<bool>("keptAlive");
        for (const bool tls : {false, true}) {
            for (const bool keptAlive : {false, true}) {
                for (const int bytes : {0, 1000, 200'000}) {
                    for (const bool reset : {false, true})
                        QTest::addRow("%s after %d bytes, %s, %s", reset ? "resets" : "closes", bytes,
                                      tls ? "TLS" : "plain", keptAlive ? "kept alive" : "fresh")
                            << (reset ? Answer::resetWhileReading(bytes) : Answer::closedWhileReading(bytes)) << tls
                            << keptAlive;
                }
            }
        }
    }

    //! What was read in part can not have been started.
    void halfReadRequests()
    {
        QFETCH(const Answer, answer);
        QFETCH(const bool, tls);
        QFETCH(const bool, keptAlive);
        Service service(serverTls(tls));
        Client client(service.server().url(), trusted(tls));
        if (keptAlive) {
            service.nextStart(Answer::json(201, "{\"run_id\":\"run-1\",\"status\":\"ACTIVE\"}"), true);
            QCOMPARE(client.start(QStringLiteral("earlier")), QStringLiteral("started run-1, answered"));
            service.forget();
        }
        service.nextStart(answer, false);
        QCOMPARE(client.start(QStringLiteral("mine"), Json{{"text", std::string(400'000, 'x')}}),
                 QStringLiteral("none"));
        QCOMPARE(service.server().count("POST"), 1);
        QTRY_COMPARE(client.left(), 0);
    }

    void neverSent_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("refused") << false;
        QTest::newRow("another's certificate") << true;
    }

    //! What never left is known not to have happened, and nobody is asked about it.
    void neverSent()
    {
        QFETCH(const bool, tls);
        const testsupport::Certificate other(QStringLiteral("DNS:flows.example.org"));
        Service service(tls ? std::optional(other.serverConfiguration()) : std::nullopt);
        Client client(service.server().url(), tls ? QSslCertificate::fromPath(other.path()) : QList<QSslCertificate>());
        if (!tls)
            service.server().stop();
        QCOMPARE(client.start(QStringLiteral("mine")), QStringLiteral("failed Network"));
        QCOMPARE(service.server().requests().size(), 0);
        QTRY_COMPARE(client.left(), 0);
    }

    void nobodyCanSay_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::newRow("closed") << Answer::closed();
        QTest::newRow("not understood") << Answer::html(200);
        QTest::newRow("broke down") << Answer::json(500, "{}");
    }

    //! The list can not be asked either: then that is what is told, whatever the answer to the start was.
    void nobodyCanSay()
    {
        QFETCH(const Answer, answer);
        for (const bool done : {true, false}) {
            Service service({});
            service.failToList(Answer::json(403, "{}"));
            Client client(service.server().url(), {});
            service.nextStart(answer, done);
            QCOMPARE(client.start(QStringLiteral("mine")), QStringLiteral("failed Ambiguous"));
            QCOMPARE(service.server().count("POST"), 1);
            QTRY_COMPARE(client.left(), 0);
        }
    }

private:
    [[nodiscard]] std::optional<QSslConfiguration> serverTls(bool tls) const
    {
        return tls ? std::optional(m_certificate.serverConfiguration()) : std::nullopt;
    }
    [[nodiscard]] QList<QSslCertificate> trusted(bool tls) const
    {
        return tls ? QSslCertificate::fromPath(m_certificate.path()) : QList<QSslCertificate>();
    }

    testsupport::Certificate m_certificate;
};

FLOWS_TEST(tst_startonce, StartOnceTest)
#include "tst_startonce.moc"
