#include "support/brokenserver.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "core/clock.h"
#include "flows/flowsclient.h"
#include "flows/parse.h"
#include "flows/transferclient.h"
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
        m_transfer = std::make_unique<flows::TransferClient>(*m_http, m_server->url());
        m_controller = new StartController(*m_client, m_transfer.get(), QUuid::createUuid(), m_window.get());
        m_controller->setLookDelays({5ms, 10ms});
        m_runs = Json::array();
        m_listStatus = 200;
        m_acts = true;
    }

    void cleanup()
    {
        m_window.reset();
        m_transfer.reset();
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

    //! Transfers of the flow may use the collections of its input. Those with a scope are looked up.
    void asksForTheDataOfCollections_data()
    {
        QTest::addColumn<bool>("knowsTransfer");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("assured");
        QTest::addColumn<bool>("asks");
        QTest::newRow("mapped") << true << 200 << false << true;
        QTest::newRow("high assurance") << true << 200 << true << false;
        QTest::newRow("refused") << true << 403 << false << false;
        QTest::newRow("unknown") << true << 404 << false << false;
        QTest::newRow("no Transfer") << false << 200 << false << false;
    }
    void asksForTheDataOfCollections()
    {
        QFETCH(bool, knowsTransfer);
        QFETCH(int, status);
        QFETCH(bool, assured);
        QFETCH(bool, asks);
        const QString mapped = QStringLiteral("6c54cade-bde5-45c1-bdea-f4bd71dba2cc");
        const QString guest = QStringLiteral("31ce9ba0-176d-45a5-add3-f37d233ba47d");
        const QByteArray assuredText = assured ? "true" : "false";
        m_endpointStatus = status;
        m_endpoints = {
            {mapped, "{\"entity_type\": \"GCSv5_mapped_collection\", \"high_assurance\": " + assuredText + "}"},
            {guest, "{\"entity_type\": \"GCSv5_guest_collection\", \"high_assurance\": false}"}};
        if (!knowsTransfer) {
            delete m_controller;
            m_controller = new StartController(*m_client, nullptr, QUuid::createUuid(), m_window.get());
        }
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
        QStringList ofTransfer;
        for (const net::Requirements &asked : std::as_const(m_tokens.asked)) {
            if (asked.resourceServer == QStringLiteral("f"))
                ofFlow.append(asked.scopes.join(u' '));
            else if (asked.resourceServer == QStringLiteral("transfer.api.globus.org"))
                ofTransfer.append(asked.scopes.join(u' '));
        }
        QCOMPARE(ofTransfer.size(), knowsTransfer ? 2 : 0);
        QCOMPARE(ofFlow.size(), 1);
        QCOMPARE(ofFlow.first().contains(mapped), asks);
        QVERIFY(!ofFlow.first().contains(guest));
    }

    //! Whoever closes the dialog while collections are looked up has started nothing.
    void closedWhileLookingUp()
    {
        m_endpointStatus = 0; // silent
        flows::RunRequest request;
        request.body = {{"source", {{"id", "6c54cade-bde5-45c1-bdea-f4bd71dba2cc"}, {"path", "/a"}}}};
        const QPointer<StartDialog> dialog = m_controller->open(flows::parseFlow("{\"id\":\"f\",\"title\":\"Flow\"}"));
        Q_EMIT dialog->startRequested(request);
        QTRY_VERIFY(m_server->count("GET") > 0);
        QVERIFY(dialog->isBusy());
        QSignalSpy notices(m_controller, &StartController::notice);
        dialog->reject();
        QTRY_VERIFY(dialog.isNull());
        QCOMPARE(m_server->count("POST"), 0);
        QCOMPARE(notices.count(), 0);
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
        const QString endpoint = QStringLiteral("/v0.10/endpoint/");
        if (request.path.startsWith(endpoint))
            return m_endpointStatus == 0
                       ? Answer::silence()
                       : Answer::json(m_endpointStatus, m_endpoints.value(request.path.mid(endpoint.size())));
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
    std::unique_ptr<flows::TransferClient> m_transfer;
    std::unique_ptr<QWidget> m_window;
    StartController *m_controller = nullptr; //!< owned by the window
    Json m_runs;
    QHash<QString, QByteArray> m_endpoints; //!< documents of Transfer, by id
    int m_endpointStatus = 404;
    int m_listStatus = 200;
    bool m_acts = true;
};

FLOWS_TEST(tst_startcontroller, StartControllerTest)
#include "tst_startcontroller.moc"
