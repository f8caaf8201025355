#include "support/brokenserver.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "core/clock.h"
#include "flows/flowsclient.h"
#include "flows/parse.h"
#include "widgets/form/startcontroller.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUuid>

using namespace std::chrono_literals;
using core::Json;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::SeenRequest;
using widgets::StartController;
using widgets::StartDialog;

//! What a person is told of a start whose answer was lost: never that there is no run when there may be one.
class StartControllerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<BrokenServer>();
        m_server->setHandler([this](const SeenRequest &request) { return serve(request); });
        m_http = std::make_unique<net::HttpClient>(&m_tokens);
        m_client = std::make_unique<flows::FlowsClient>(*m_http, m_server->url());
        m_window = std::make_unique<QWidget>();
        m_controller = new StartController(*m_client, QUuid::createUuid(), m_window.get());
        m_controller->setLookDelays({5ms, 10ms});
        m_runs = Json::array();
        m_listStatus = 200;
        m_acts = true;
    }

    void cleanup()
    {
        m_tokens.refusal.reset();
        m_window.reset();
        m_client.reset();
        m_http.reset();
        m_server.reset();
    }

    void aLostRunIsFound()
    {
        QSignalSpy started(m_controller, &StartController::started);
        QSignalSpy notices(m_controller, &StartController::notice);
        const QPointer<StartDialog> dialog = start();
        QTRY_COMPARE(started.count(), 1);
        QCOMPARE(started.first().first().value<flows::Run>().runId, QStringLiteral("run-1"));
        QCOMPARE(notices.count(), 1);
        QVERIFY(notices.first().first().toString().contains(QStringLiteral("the run was started")));
        QTRY_VERIFY(dialog.isNull());
    }

    void noRunIsSaid()
    {
        m_acts = false;
        const StartDialog *dialog = start();
        QTRY_VERIFY(said(dialog).startsWith(QStringLiteral("No run was started.")));
        QVERIFY(said(dialog).contains(QStringLiteral("there is no such run")));
    }

    void nobodyCanSay()
    {
        for (const bool acts : {true, false}) {
            m_acts = acts;
            m_listStatus = 403;
            const StartDialog *dialog = start();
            QTRY_VERIFY(said(dialog).contains(QStringLiteral("not certain")));
            QVERIFY(!said(dialog).contains(QStringLiteral("No run was started")));
            QVERIFY(dialog->isVisible());
            QVERIFY(!dialog->findChild<QPushButton *>(QStringLiteral("startButton"))->hasFocus());
        }
    }

    //! The run of a moment ago has the same label, and is not the lost one.
    void anEarlierRunIsNotTheLostOne()
    {
        QSignalSpy started(m_controller, &StartController::started);
        (void)start();
        QTRY_COMPARE(started.count(), 1);
        m_acts = false;
        const StartDialog *dialog = start();
        QTRY_VERIFY(said(dialog).startsWith(QStringLiteral("No run was started.")));
        QCOMPARE(started.count(), 1);
    }

    //! Transfers of the flow may use the collections of its input. Which of them have a scope only Auth knows.
    void asksForTheDataOfCollections_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("named");
        QTest::newRow("OAuth's word") << QStringLiteral("invalid_scope") << true;
        QTest::newRow("Auth's word") << QStringLiteral("UNKNOWN_SCOPE_ERROR") << true;
        QTest::newRow("nothing is named") << QStringLiteral("invalid_scope") << false;
    }
    void asksForTheDataOfCollections()
    {
        QFETCH(QString, code);
        QFETCH(bool, named);
        const QString mapped = QStringLiteral("6c54cade-bde5-45c1-bdea-f4bd71dba2cc");
        const QString guest = QStringLiteral("31ce9ba0-176d-45a5-add3-f37d233ba47d");
        m_tokens.refusal = core::ApiError(core::ApiError::Kind::Unauthorized);
        m_tokens.refusal->code = code;
        m_tokens.refusal->detail = named ? QStringLiteral("unknown scopes: x/%1/y").arg(guest) : QString();
        m_tokens.refused = guest;
        m_tokens.asked.clear();
        QSignalSpy started(m_controller, &StartController::started);
        flows::RunRequest request;
        request.body = {{"source", {{"id", core::toStd(mapped)}, {"path", "/a"}}},
                        {"list", Json::array({{{"id", core::toStd(guest)}, {"path", "/b"}}})},
                        {"other", {{"id", "no uuid"}, {"path", "/c"}}}};
        StartDialog *dialog = m_controller->open(flows::parseFlow("{\"id\":\"f\",\"title\":\"Flow\"}"));
        Q_EMIT dialog->startRequested(request);
        QTRY_COMPARE(started.count(), 1);
        QStringList ofFlow;
        for (const net::Requirements &asked : std::as_const(m_tokens.asked)) {
            if (asked.resourceServer == QStringLiteral("f"))
                ofFlow.append(asked.scopes.join(u' '));
        }
        QCOMPARE(ofFlow.size(), 2);
        QVERIFY(ofFlow.first().contains(mapped) && ofFlow.first().contains(guest));
        QCOMPARE(ofFlow.last().contains(mapped), named);
        QVERIFY(!ofFlow.last().contains(guest));
    }

private:
    std::optional<Answer> serve(const SeenRequest &request)
    {
        if (request.method == "POST") {
            if (m_acts)
                m_runs.push_back({{"run_id", core::toStd(QStringLiteral("run-%1").arg(m_runs.size() + 1))},
                                  {"flow_id", "f"},
                                  {"status", "ACTIVE"},
                                  {"start_time", core::toStd(core::toServiceTime(QDateTime::currentDateTimeUtc()))}});
            return Answer::closed();
        }
        if (request.path == QLatin1String("/runs"))
            return Answer::json(m_listStatus, core::toBytes(Json{{"runs", m_runs}}));
        return Answer::json(404, "{}");
    }

    StartDialog *start()
    {
        StartDialog *dialog = m_controller->open(flows::parseFlow("{\"id\":\"f\",\"title\":\"Flow\"}"));
        flows::RunRequest request;
        Q_EMIT dialog->startRequested(request);
        return dialog;
    }

    static QString said(const StartDialog *dialog)
    {
        return dialog->findChild<QLabel *>(QStringLiteral("message"))->text();
    }

    testsupport::StaticTokens m_tokens;
    std::unique_ptr<BrokenServer> m_server;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::FlowsClient> m_client;
    std::unique_ptr<QWidget> m_window;
    StartController *m_controller = nullptr; //!< owned by the window
    Json m_runs;
    int m_listStatus = 200;
    bool m_acts = true;
};

FLOWS_TEST(tst_startcontroller, StartControllerTest)
#include "tst_startcontroller.moc"
