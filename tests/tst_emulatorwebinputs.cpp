#include "core/ids.h"
#include "emulator/engine/webinputparameters.h"
#include "emulator/store/runstore.h"
#include "emulator/store/statement.h"
#include "emulator/store/webinputstore.h"
#include "support/emulatorfixture.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using core::Json;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;

class EmulatorWebInputsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_emulator = std::make_unique<EmulatorFixture>();
        m_owner = m_emulator->person(u"owner@emulator"_s);
        m_respondent = m_emulator->person(u"respondent@emulator"_s);
        m_viewer = m_emulator->person(u"viewer@emulator"_s);
        FlowRecord flow;
        flow.owner = core::identityUrn(m_owner);
        m_flow = m_emulator->addFlow(flow);
        m_run = addRun(u"Nightly"_s);
        m_token = m_emulator->allToken(m_respondent);
    }
    void cleanup() { m_emulator.reset(); }

    void document()
    {
        const Json made = make(question());
        const QByteArray path = "/web_inputs/" + id(made);
        const RawAnswer answer = m_emulator->ask("GET", path, m_token);
        QCOMPARE(answer.status, 200);
        const Json input = answer.json();
        QCOMPARE(core::toBytes(input["user_roles"]), QByteArray("[\"respondent\"]"));
        QCOMPARE(core::stringMember(input, "status"), u"open"_s);
        QCOMPARE(core::toBytes(input["context"]),
                 QByteArray("{\"title\":\"Deploy?\",\"presentation_style\":\"text\",\"text\":\"All is well.\"}"));
        const Json option = made["options"][0];
        QVERIFY(input["options"][0] ==
                Json({{"option_id", option["option_id"]}, {"label", "Approve"}, {"description", "Do it."}}));
        QVERIFY(input["input_schema"]["oneOf"][0] ==
                Json({{"const", option["option_id"]}, {"title", "Approve"}, {"description", "Do it."}}));
        QCOMPARE(core::stringMember(input["run"], "label"), u"Nightly"_s);
        QCOMPARE(core::stringMember(input["flow"], "id"), m_flow);
        QVERIFY(input["closed_timestamp"].is_null());
        QVERIFY(!answer.body.contains("the-value")); // that is between the flow and itself
        // Who asked has no right by that; who has no role sees nothing.
        const RawAnswer owner = m_emulator->ask("GET", path, m_emulator->allToken(m_owner));
        QCOMPARE(owner.status, 404);
        QCOMPARE(owner.detail(), u"No Web Input exists with id value %1"_s.arg(QString::fromLatin1(id(made))));
        QCOMPARE(m_emulator->ask("GET", path, m_emulator->allToken(m_viewer)).status, 200);
    }

    void tables()
    {
        Json parameters = question();
        parameters["Context"] = {{"Title", "T"},
                                 {"PresentationStyle", "Table"},
                                 {"Rows", {{{"Field", "a"}, {"Value", "x"}}, {{"Field", "b"}, {"Value", 1.5}}}}};
        const Json input = m_emulator->ask("GET", "/web_inputs/" + id(make(parameters)), m_token).json();
        QCOMPARE(core::toBytes(input["context"]["rows"]),
                 QByteArray("[{\"field\":\"a\",\"value\":\"x\"},{\"field\":\"b\",\"value\":\"1.5\"}]"));
    }

    void parametersAreChecked_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("kind") << QByteArray("InputType") << QByteArray("\"Text\"") << u"InputType"_s;
        QTest::newRow("no context") << QByteArray("Context") << QByteArray("1") << u"Context must be"_s;
        QTest::newRow("no title") << QByteArray("Context") << QByteArray("{}") << u"Context.Title"_s;
        QTest::newRow("style") << QByteArray("Context") << QByteArray("{\"Title\": \"t\"}") << u"PresentationStyle"_s;
        QTest::newRow("no rows") << QByteArray("Context")
                                 << QByteArray("{\"Title\": \"t\", \"PresentationStyle\": \"Table\"}") << u"Rows"_s;
        QTest::newRow("no options") << QByteArray("Options") << QByteArray("[]") << u"Options"_s;
        QTest::newRow("no label") << QByteArray("Options") << QByteArray("[{\"Value\": 1}]") << u"Label"_s;
        QTest::newRow("no value") << QByteArray("Options") << QByteArray("[{\"Label\": \"x\"}]") << u"Value"_s;
        QTest::newRow("nobody") << QByteArray("RespondentUrns") << QByteArray("[]") << u"RespondentUrns"_s;
        QTest::newRow("no principal") << QByteArray("ViewerUrns") << QByteArray("[\"x\"]") << u"ViewerUrns"_s;
    }
    void parametersAreChecked()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        QFETCH(QString, says);
        Json parameters = question();
        parameters[key.toStdString()] = *core::parseJson(value).value;
        const auto made = webInputFrom(parameters);
        const auto *problem = std::get_if<QString>(&made);
        QVERIFY(problem);
        QVERIFY2(problem->contains(says), qPrintable(*problem));
        const Json request = {{"run_id", core::toStd(m_run)}, {"parameters", parameters}};
        QCOMPARE(m_emulator->ask("POST", "/_emulator/web_inputs", "control", core::toBytes(request)).status, 422);
    }

    void onlyTheControlTokenMakesThem()
    {
        const QByteArray request = core::toBytes({{"run_id", core::toStd(m_run)}, {"parameters", question()}});
        QCOMPARE(m_emulator->ask("POST", "/_emulator/web_inputs", m_token, request).status, 401);
        QCOMPARE(m_emulator->ask("POST", "/_emulator/web_inputs", "control", "{}").status, 422);
        const QByteArray elsewhere =
            core::toBytes({{"run_id", core::toStd(core::newId())}, {"parameters", question()}});
        QCOMPARE(m_emulator->ask("POST", "/_emulator/web_inputs", "control", elsewhere).status, 404);
    }

    //! The first valid answer counts, and it is on the disk when it is said to.
    void responds()
    {
        const Json made = make(question());
        const QByteArray path = "/web_inputs/" + id(made) + "/respond";
        const auto respond = [&](const Json &value, const QByteArray &token) {
            return m_emulator->ask("POST", path, token, core::toBytes({{"response", {{"value", value}}}}));
        };
        const Json option = made["options"][1]["option_id"];
        const RawAnswer forbidden = respond(option, m_emulator->allToken(m_viewer));
        QCOMPARE(forbidden.status, 403);
        QCOMPARE(forbidden.detail(),
                 u"User does not have respondent role on web input %1"_s.arg(QString::fromLatin1(id(made))));
        QCOMPARE(respond(option, m_emulator->allToken(m_owner)).status, 404);
        const RawAnswer invalid = respond("the-value", m_token);
        QCOMPARE(invalid.status, 422);
        QCOMPARE(invalid.code(), u"UNPROCESSABLE_ENTITY"_s);
        QCOMPARE(invalid.detail(), u"'the-value' is not a registered option id for this input."_s);
        QCOMPARE(respond(7, m_token).detail(), u"'7' is not a registered option id for this input."_s);
        for (const QByteArray body : {"{}", "{\"response\": {}}", "{\"response\": 1}"})
            QCOMPARE(m_emulator->ask("POST", path, m_token, body).status, 422);
        m_emulator->clock.advance(60);
        const RawAnswer good = respond(option, m_token);
        QCOMPARE(good.status, 200);
        QCOMPARE(good.body, QByteArray("{\"status\":\"ok\"}"));
        Database second(m_emulator->database->path());
        const auto stored = WebInputStore(second).find(QString::fromLatin1(id(made)));
        QCOMPARE(core::toStd(stored->answer), option.get<std::string>());
        QCOMPARE(stored->respondent, core::identityUrn(m_respondent));
        const RawAnswer again = respond(made["options"][0]["option_id"], m_token);
        QCOMPARE(again.status, 409);
        QCOMPARE(again.code(), u"STATE_CONFLICT"_s);
        QCOMPARE(again.detail(), u"Web Input %1 is already closed."_s.arg(QString::fromLatin1(id(made))));
        const Json shown = m_emulator->ask("GET", "/web_inputs/" + id(made), m_token).json();
        QCOMPARE(core::stringMember(shown, "status"), u"closed"_s);
        QVERIFY(shown["closed_timestamp"].is_string());
    }

    void lists_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("titles"); // in order, or the status
        QTest::newRow("open ones of both roles") << QByteArray() << u"d,c,a"_s;
        QTest::newRow("blank filters") << QByteArray("filter_roles=&filter_states=&filter_flow_ids=") << u"d,c,a"_s;
        QTest::newRow("closed") << QByteArray("filter_states=closed") << u"b"_s;
        QTest::newRow("all states") << QByteArray("filter_states=open,closed") << u"d,c,b,a"_s;
        QTest::newRow("viewer") << QByteArray("filter_roles=viewer") << u"c"_s;
        QTest::newRow("respondent") << QByteArray("filter_roles=respondent") << u"d,a"_s;
        QTest::newRow("plural") << QByteArray("filter_roles=viewers,respondents") << u"d,c,a"_s;
        QTest::newRow("page") << QByteArray("per_page=2&page=2") << u"a"_s;
        QTest::newRow("page behind the end") << QByteArray("per_page=2&page=3") << QString();
        QTest::newRow("no page") << QByteArray("page=0") << u"400"_s;
        QTest::newRow("by run") << QByteArray("filter_run_ids=RUN2") << u"d"_s;
        QTest::newRow("by flow") << QByteArray("filter_flow_ids=FLOW") << u"d,c,a"_s;
        QTest::newRow("by another flow") << QByteArray("filter_flow_ids=RUN2") << QString();
        QTest::newRow("oldest first") << QByteArray("orderby=created_timestamp+ASC") << u"a,c,d"_s;
        QTest::newRow("closed first") << QByteArray("filter_states=open&filter_states=closed&orderby=closed_timestamp+"
                                                    "DESC,created_timestamp+ASC")
                                      << u"b,a,c,d"_s;
        QTest::newRow("unknown role") << QByteArray("filter_roles=owner") << u"400"_s;
        QTest::newRow("unknown state") << QByteArray("filter_states=OPEN") << u"400"_s;
        QTest::newRow("unknown order") << QByteArray("orderby=title") << u"400"_s;
        QTest::newRow("no id") << QByteArray("filter_run_ids=x") << u"422"_s;
        QTest::newRow("eleven ids") << QByteArray("filter_run_ids=RUN2" + QByteArray(",RUN2").repeated(10)) << u"422"_s;
    }
    void lists()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, titles);
        const QString second = addRun({});
        const auto titled = [&](const char *title, const QString &run, bool viewer) {
            Json parameters = question();
            parameters["Context"]["Title"] = title;
            if (viewer) {
                parameters["ViewerUrns"] = parameters["RespondentUrns"];
                parameters["RespondentUrns"] = Json::array({core::toStd(core::identityUrn(m_owner))});
            }
            m_emulator->clock.advance(1);
            return make(parameters, run);
        };
        titled("a", m_run, false);
        const Json b = titled("b", m_run, false);
        titled("c", m_run, true);
        titled("d", second, false);
        const Json answer = {{"response", {{"value", b["options"][0]["option_id"]}}}};
        QCOMPARE(m_emulator->ask("POST", "/web_inputs/" + id(b) + "/respond", m_token, core::toBytes(answer)).status,
                 200);
        query.replace("RUN2", second.toUtf8()).replace("FLOW", m_flow.toUtf8());
        const RawAnswer page = m_emulator->ask("GET", "/web_inputs?" + query, m_token);
        if (page.status != 200) {
            QCOMPARE(QString::number(page.status), titles);
            return;
        }
        const Json document = page.json();
        QCOMPARE(document.size(), 2U); // neither limit nor has_next_page
        QVERIFY(document["marker"].is_null());
        QStringList found;
        for (const Json &one : document["web_input_summaries"])
            found.append(core::stringMember(one, "title"));
        QCOMPARE(found.join(u','), titles);
    }

    void pages()
    {
        for (int i = 0; i < 5; ++i)
            make(question());
        QByteArray target = "/web_inputs?per_page=2";
        QStringList seen;
        for (int page = 0; page < 3; ++page) {
            const Json document = m_emulator->ask("GET", target, m_token).json();
            for (const Json &one : document["web_input_summaries"])
                seen.append(core::stringMember(one, "id"));
            QCOMPARE(document["marker"].is_null(), page == 2);
            if (page < 2)
                target = "/web_inputs?filter_states=closed&marker=" + core::stringMember(document, "marker").toUtf8();
        }
        seen.removeDuplicates();
        QCOMPARE(seen.size(), 5);
        QCOMPARE(m_emulator->ask("GET", "/web_inputs?marker=x", m_token).status, 400);
    }

    //! Of the run a list shows the label, not the definition.
    void readsNoMoreThanItShows()
    {
        const QByteArray path = "/web_inputs/" + id(make(question()));
        for (const QString &table : {u"runs"_s, u"flows"_s})
            Statement(*m_emulator->database, u"UPDATE %1 SET definition = 'unreadable'"_s.arg(table)).run();
        QCOMPARE(m_emulator->ask("GET", "/web_inputs", m_token).json()["web_input_summaries"].size(), 1U);
        QCOMPARE(m_emulator->ask("GET", path, m_token).status, 200);
    }

    void goesWithItsRun()
    {
        const QByteArray input = id(make(question()));
        RunStore(*m_emulator->database).remove(m_run);
        QCOMPARE(m_emulator->ask("GET", "/web_inputs/" + input, m_token).status, 404);
        QVERIFY(m_emulator->ask("GET", "/web_inputs", m_token).json()["web_input_summaries"].empty());
    }

private:
    QString addRun(const QString &label)
    {
        RunRecord run;
        run.flowId = m_flow;
        run.flowTitle = u"A flow"_s;
        run.label = label;
        run.owner = core::identityUrn(m_owner);
        return m_emulator->addRun(run);
    }
    Json question() const
    {
        return {{"InputType", "Selection"},
                {"Context", {{"Title", "Deploy?"}, {"PresentationStyle", "Text"}, {"Text", "All is well."}}},
                {"Options",
                 {{{"Value", "the-value"}, {"Label", "Approve"}, {"Description", "Do it."}},
                  {{"Value", 2}, {"Label", "Reject"}}}},
                {"RespondentUrns", Json::array({core::toStd(core::identityUrn(m_respondent))})},
                {"ViewerUrns", Json::array({core::toStd(core::identityUrn(m_viewer))})}};
    }
    Json make(const Json &parameters, const QString &run = {})
    {
        const Json request = {{"run_id", core::toStd(run.isEmpty() ? m_run : run)}, {"parameters", parameters}};
        const RawAnswer answer = m_emulator->ask("POST", "/_emulator/web_inputs", "control", core::toBytes(request));
        if (answer.status != 201)
            qWarning("%s", answer.body.constData());
        return answer.json();
    }
    static QByteArray id(const Json &made) { return core::stringMember(made, "id").toUtf8(); }

    std::unique_ptr<EmulatorFixture> m_emulator;
    QString m_owner;
    QString m_respondent;
    QString m_viewer;
    QString m_flow;
    QString m_run;
    QByteArray m_token;
};

FLOWS_TEST(tst_emulatorwebinputs, EmulatorWebInputsTest)
#include "tst_emulatorwebinputs.moc"
