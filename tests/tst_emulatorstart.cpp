#include "core/ids.h"
#include "emulator/auth/scopebook.h"
#include "emulator/routes/startrequest.h"
#include "emulator/store/logstore.h"
#include "emulator/store/runstore.h"
#include "support/emulatorfixture.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;

class EmulatorStartTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_emulator = std::make_unique<EmulatorFixture>();
        m_me = m_emulator->person(u"me@emulator"_s);
        FlowRecord flow;
        flow.title = u"Flow"_s;
        flow.owner = core::identityUrn(m_emulator->person(u"owner@emulator"_s));
        flow.starters = {u"all_authenticated_users"_s};
        flow.inputSchema = *core::parseJson(R"({"type": "object", "required": ["source"], "properties": {
            "source": {"type": "object", "properties": {"path": {"type": "string"}}}}})")
                                .value;
        m_flow = m_emulator->addFlow(flow);
        m_token = m_emulator->flowToken(m_me, m_flow);
    }
    void cleanup() { m_emulator.reset(); }

    void starts()
    {
        const RawAnswer answer =
            post("run", R"({"body": {"source": {"path": "/x"}}, "label": "My run",
            "tags": ["  a   b ", "", "c"], "run_managers": [], "run_monitors": ["urn:globus:groups:id:)" +
                            groupId() + R"("], "activity_notification_policy": {"status": ["FAILED"]}})");
        QCOMPARE(answer.status, 201);
        const core::Json run = answer.json();
        QCOMPARE(core::stringMember(run, "status"), u"ACTIVE"_s);
        QCOMPARE(core::stringMember(run["details"], "code"), u"FlowStarting"_s);
        QCOMPARE(core::toBytes(run["details"]["details"]["input"]), QByteArray(R"({"source":{"path":"/x"}})"));
        QCOMPARE(core::toBytes(run["tags"]), QByteArray(R"(["a b","c"])"));
        QCOMPARE(core::stringMember(run, "flow_title"), u"Flow"_s);
        QCOMPARE(core::stringMember(run, "run_owner"), core::identityUrn(m_me));
        QCOMPARE(run["run_monitors"].size(), 1U);
        // What was acknowledged is in the store, with the first entry of its log.
        const QString id = core::stringMember(run, "run_id");
        QCOMPARE(m_emulator->runsAdded, QStringList{id});
        const auto stored = RunStore(*m_emulator->database).find(id);
        QCOMPARE(core::toBytes(stored->notificationPolicy), QByteArray(R"({"status":["FAILED"]})"));
        QCOMPARE(stored->stateName, u"Done"_s);
        QCOMPARE(core::stringMember(stored->starter, "username"), u"me@emulator"_s);
        QCOMPARE(stored->consents, QStringList{core::flowUserScope(m_flow)});
        const auto log = LogStore(*m_emulator->database).list(id, {10});
        QCOMPARE(log.items.size(), 1);
        QCOMPARE(log.items.first().code, u"FlowStarted"_s);
    }

    //! What an action of the run may need, the engine reads from there.
    void consentsAreKept()
    {
        const QString scope = core::flowUserScope(m_flow) + u"[*urn:globus:auth:scope:transfer.api.globus.org:all]";
        m_token = m_emulator->token(m_me, scope);
        const RawAnswer answer = post("run", R"({"body": {"source": {"path": "/x"}}})");
        QCOMPARE(answer.status, 201);
        const auto stored = RunStore(*m_emulator->database).find(core::stringMember(answer.json(), "run_id"));
        QCOMPARE(stored->consents, QStringList{scope});
    }

    void inputErrorsNameTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<QString>("says");
        QTest::newRow("missing") << QByteArray("{}") << QByteArray("$") << u"'source' is a required property"_s;
        QTest::newRow("deep") << QByteArray(R"({"source": {"path": 1}})") << QByteArray("$.source.path")
                              << u"is not of type 'string'"_s;
    }
    void inputErrorsNameTheirPlace()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, place);
        QFETCH(QString, says);
        for (const QByteArray route : {"run", "validate_run"}) {
            const RawAnswer answer = post(route, R"({"body": )" + body + "}");
            QCOMPARE(answer.status, 400);
            QCOMPARE(answer.code(), u"FLOW_INPUT_ERROR"_s);
            const core::Json error = answer.json()["error"];
            QCOMPARE(core::toBytes(error["detail"][0]["loc"]), QByteArray(R"([")" + place + R"("])"));
            QVERIFY2(core::stringMember(error["detail"][0], "msg").contains(says), answer.body.constData());
            QCOMPARE(core::stringMember(error["detail"][0], "type"), u"InvalidActionInput"_s);
            QCOMPARE(core::stringMember(error, "message"), u"Input failed schema validation with 1 error."_s);
        }
        QVERIFY(m_emulator->runsAdded.isEmpty());
    }

    //! As large as a run state may be, and not a byte more. Source: flows-service.md 8.
    void inputHasALimit()
    {
        const auto body = [](const QByteArray &x) { return QByteArray("{\"body\": {\"source\":{},\"x\":" + x + "}}"); };
        const auto text = [](qsizetype bytes) { // of an input of so many bytes
            return QByteArray('"' + QByteArray(bytes - 20, 'x') + '"');
        };
        QCOMPARE(post("run", body(text(200'000))).status, 201);
        for (const QByteArray route : {"run", "validate_run"}) {
            const RawAnswer answer = post(route, body(text(200'001)));
            QCOMPARE(answer.status, 400);
            QCOMPARE(answer.code(), u"FLOW_INPUT_ERROR"_s);
            const core::Json problem = answer.json()["error"]["detail"][0];
            QCOMPARE(core::toBytes(problem["loc"]), QByteArray("[\"$\"]"));
            QVERIFY2(core::stringMember(problem, "msg").contains(u"200001 bytes"_s), answer.body.constData());
        }
        const QByteArray deep = QByteArray(200, '[') + QByteArray(200, ']');
        QCOMPARE(post("run", body(deep)).code(), u"FLOW_INPUT_ERROR"_s);
        QCOMPARE(m_emulator->runsAdded.size(), 1);
    }

    void metadataIsChecked_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QByteArray>("places"); // of the problems; empty: it starts
        const QByteArray urn = "urn:globus:auth:identity:" + groupId();
        QTest::newRow("no more than the body") << QByteArray() << QByteArray();
        QTest::newRow("nulls") << QByteArray(R"(, "label": null, "tags": null, "run_managers": null)") << QByteArray();
        QTest::newRow("label of 64") << QByteArray(R"(, "label": ")" + QByteArray("ä").repeated(64) + '"')
                                     << QByteArray();
        QTest::newRow("label of 64 beyond the BMP")
            << QByteArray(R"(, "label": ")" + QByteArray("\xf0\x9f\x98\x80").repeated(64) + '"') << QByteArray();
        QTest::newRow("label of 65") << QByteArray(R"(, "label": ")" + QByteArray(65, 'x') + '"')
                                     << QByteArray(R"(["label"])");
        QTest::newRow("label no text") << QByteArray(R"(, "label": 7)") << QByteArray(R"(["label"])");
        QTest::newRow("tags no list") << QByteArray(R"(, "tags": "a")") << QByteArray(R"(["tags"])");
        QTest::newRow("tag no text") << QByteArray(R"(, "tags": ["a", 1])") << QByteArray(R"(["tags",1])");
        QTest::newRow("bare uuid") << QByteArray(R"(, "run_managers": [")" + groupId() + R"("])")
                                   << QByteArray(R"(["run_managers",0])");
        QTest::newRow("word") << QByteArray(R"(, "run_monitors": ["public"])") << QByteArray(R"(["run_monitors",0])");
        QTest::newRow("twice") << QByteArray(R"(, "run_managers": [")" + urn + R"(", ")" + urn + R"("])")
                               << QByteArray(R"(["run_managers",1])");
        QTest::newRow("too many") << QByteArray(", \"run_managers\": [" + QByteArray("\"\",").repeated(16) + "\"\"]")
                                  << QByteArray("[\"run_managers\"]");
        QTest::newRow("a body full of them")
            << QByteArray(", \"run_monitors\": [" + QByteArray("\"\",").repeated(300'000) + "\"\"]")
            << QByteArray("[\"run_monitors\"]");
        QTest::newRow("policy") << QByteArray(R"(, "activity_notification_policy": {"status": ["ACTIVE"]})")
                                << QByteArray(R"(["activity_notification_policy","status",0])");
        QTest::newRow("policy no object") << QByteArray(R"(, "activity_notification_policy": [])")
                                          << QByteArray(R"(["activity_notification_policy"])");
        QTest::newRow("all at once") << QByteArray(R"(, "label": 1, "tags": 2)") << QByteArray(R"(["label"] ["tags"])");
        QTest::newRow("unknown field") << QByteArray(R"(, "colour": "red")") << QByteArray();
        QTest::newRow("older spelling") << QByteArray(R"(, "manage_by": ["x"])") << QByteArray(R"(["manage_by",0])");
    }
    void metadataIsChecked()
    {
        QFETCH(QByteArray, members);
        QFETCH(QByteArray, places);
        const RawAnswer answer = post("validate_run", R"({"body": {"source": {}})" + members + "}");
        if (places.isEmpty()) {
            QCOMPARE(answer.body, QByteArray(R"({"message":"validation successful"})"));
            return;
        }
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.code(), u"UNPROCESSABLE_ENTITY"_s);
        QByteArrayList found;
        const core::Json document = answer.json();
        for (const core::Json &problem : document["error"]["detail"])
            found.append(core::toBytes(problem["loc"]));
        QCOMPARE(found.join(' '), places);
    }

    void problemsAreAtMostAHundred_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<std::size_t>("problems");
        QTest::newRow("tags") << QByteArray("\"tags\": [" + QByteArray("1,").repeated(300'000) + "1]")
                              << std::size_t(1); // that they are too many
        QTest::newRow("statuses") << QByteArray("\"activity_notification_policy\": {\"status\": [" +
                                                QByteArray("1,").repeated(300'000) + "1]}")
                                  << std::size_t(100);
    }
    void problemsAreAtMostAHundred()
    {
        QFETCH(QByteArray, members);
        QFETCH(std::size_t, problems);
        const RawAnswer answer = post("validate_run", "{\"body\": {\"source\": {}}, " + members + "}");
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.json()["error"]["detail"].size(), problems);
        QVERIFY(answer.body.size() < 50'000);
    }

    void bodyIsNeeded()
    {
        QCOMPARE(core::toBytes(post("run", "{}").json()["error"]["detail"][0]["loc"]), QByteArray(R"(["body"])"));
        QCOMPARE(post("run", R"({"body": []})").status, 422);
        QCOMPARE(post("run", R"({"body": {)").status, 400);
        QVERIFY(m_emulator->runsAdded.isEmpty());
    }

    void strictKnowsNoOtherFields()
    {
        const auto leniency = routes::RouteLeniency::strict();
        QVERIFY_THROWS_EXCEPTION(http::Refusal,
                                 (void)routes::startRequest({{"body", core::Json::object()}, {"colour", 1}}, leniency));
        QVERIFY_THROWS_EXCEPTION(
            http::Refusal,
            (void)routes::startRequest({{"body", core::Json::object()}, {"manage_by", core::Json::array()}}, leniency));
    }

    void needsTheFlowsOwnScope_data()
    {
        QTest::addColumn<QString>("which");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::newRow("service token") << u"all"_s << 403 << u"MISSING_SCOPE"_s;
        QTest::newRow("another flow's token") << u"flow"_s << 403 << u"MISSING_SCOPE"_s;
        QTest::newRow("Transfer's token") << u"transfer"_s << 401 << u"AUTHENTICATION_ERROR"_s;
        QTest::newRow("none") << QString() << 401 << u"AUTHENTICATION_ERROR"_s;
    }
    void needsTheFlowsOwnScope()
    {
        QFETCH(QString, which);
        QFETCH(int, status);
        QFETCH(QString, code);
        m_token = which == "all"_L1        ? m_emulator->allToken(m_me)
                  : which == "flow"_L1     ? m_emulator->flowToken(m_me, m_emulator->addFlow({}))
                  : which == "transfer"_L1 ? m_emulator->token(m_me, auth::transferAllScope())
                                           : QByteArray();
        for (const QByteArray route : {"run", "validate_run"}) {
            const RawAnswer answer = post(route, R"({"body": {"source": {}}})");
            QCOMPARE(answer.status, status);
            QCOMPARE(answer.code(), code);
            if (status == 403)
                QVERIFY(answer.detail().endsWith(core::flowUserScope(m_flow)));
        }
        QVERIFY(m_emulator->runsAdded.isEmpty());
    }

    void jsonPaths()
    {
        const core::Json document = *core::parseJson(R"({"a": [{"b/c": 1}], "0": 1})").value;
        QCOMPARE(routes::jsonPathOf(document, u""_s), u"$"_s);
        QCOMPARE(routes::jsonPathOf(document, u"/a/0/b~1c"_s), u"$.a[0].b/c"_s);
        QCOMPARE(routes::jsonPathOf(document, u"/0"_s), u"$.0"_s);
        QCOMPARE(routes::jsonPathOf(document, u"/missing/x"_s), u"$.missing.x"_s);
    }

private:
    RawAnswer post(const QByteArray &route, const QByteArray &body)
    {
        return m_emulator->ask("POST", "/flows/" + m_flow.toUtf8() + "/" + route, m_token, body);
    }
    static QByteArray groupId() { return "58cf49f4-06ea-4b76-934c-d5c9f6c3ea9d"; }

    std::unique_ptr<EmulatorFixture> m_emulator;
    QString m_me;
    QString m_flow;
    QByteArray m_token;
};

FLOWS_TEST(tst_emulatorstart, EmulatorStartTest)
#include "tst_emulatorstart.moc"
