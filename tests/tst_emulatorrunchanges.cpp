#include "core/ids.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/runstore.h"
#include "emulator/store/statement.h"
#include "support/testmain.h"
#include "support/twopeopletest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using core::Json;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;
using testsupport::TwoPeopleTest;

class EmulatorRunChangesTest final : public TwoPeopleTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        begin();
        FlowRecord flow;
        flow.owner = core::identityUrn(m_emulator->person(u"owner@emulator"_s));
        flow.viewers = {u"public"_s};
        m_flow = m_emulator->addFlow(flow);
    }
    void cleanup() { end(); }

    void updatesInPart()
    {
        RunRecord run = mine();
        run.label = u"Old"_s;
        run.tags = {u"a"_s};
        const QString id = m_emulator->addRun(run);
        const RawAnswer answer = put(id, {{"tags", {"  x   y ", ""}}, {"label", nullptr}});
        QCOMPARE(answer.status, 200);
        QCOMPARE(core::stringMember(answer.json(), "label"), u"Old"_s);
        QCOMPARE(core::toBytes(answer.json()["tags"]), QByteArray("[\"x y\"]"));
        QCOMPARE(core::stringMember(put(id, {{"label", "New"}}).json(), "label"), u"New"_s);
        const std::string other = core::toStd(core::identityUrn(m_other));
        QCOMPARE(put(id, {{"run_managers", {other}}, {"run_monitors", {other}}}).json()["run_managers"].size(), 1U);
        QCOMPARE(m_emulator->ask("GET", "/runs/" + id.toUtf8(), m_emulator->allToken(m_other)).status, 200);
        QCOMPARE(put(id, {{"run_managers", Json::array()}, {"run_monitors", Json::array()}}).status, 200);
        QCOMPARE(m_emulator->ask("GET", "/runs/" + id.toUtf8(), m_emulator->allToken(m_other)).status, 404);
        // The new label is found at once.
        QCOMPARE(get(u"/runs?filter_label=new"_s).json()["runs"].size(), 1U);
    }

    void updateRefuses()
    {
        const QString id = m_emulator->addRun(mine());
        const RawAnswer answer = put(id, {{"label", std::string(65, 'x')}, {"run_managers", {"x"}}});
        QCOMPARE(answer.status, 422);
        const Json detail = answer.json()["error"]["detail"];
        QCOMPARE(core::toBytes(detail[0]),
                 QByteArray("{\"loc\":[\"label\"],\"msg\":\"ensure this value has at most 64 characters\",\"type\":"
                            "\"value_error.any_str.max_length\",\"ctx\":{\"limit_value\":64}}"));
        QCOMPARE(core::toBytes(detail[1]["loc"]), QByteArray("[\"run_managers\",0]"));
        QCOMPARE(put(core::newId(), Json::object()).status, 404);
        RunRecord watched;
        watched.flowId = m_flow;
        watched.owner = core::identityUrn(m_other);
        watched.monitors = {core::identityUrn(m_me)};
        const RawAnswer forbidden = put(m_emulator->addRun(watched), {{"label", "x"}});
        QCOMPARE(forbidden.status, 403);
        QCOMPARE(forbidden.code(), u"FORBIDDEN"_s);
    }

    void releases()
    {
        RunRecord run = mine();
        run.label = u"Last"_s;
        const QString id = m_emulator->addRun(run);
        const QByteArray path = "/runs/" + id.toUtf8();
        const RawAnswer early = ask("POST", path + "/release");
        QCOMPARE(early.status, 409);
        QCOMPARE(early.code(), u"STATE_CONFLICT"_s);
        QCOMPARE(early.detail(), u"Run %1 has status 'ACTIVE' but must have status in {'ENDED', 'SUCCEEDED', 'FAILED'} "
                                 "for requested operation"_s.arg(id));
        QCOMPARE(get(path).status, 200);
        run = *RunStore(*m_emulator->database).find(id);
        run.status = u"SUCCEEDED"_s;
        run.phase = RunPhase::Done;
        RunStore(*m_emulator->database).updateProgress(run);
        const RawAnswer released = ask("POST", path + "/release");
        QCOMPARE(released.status, 200);
        QCOMPARE(core::stringMember(released.json(), "label"), u"Last"_s);
        for (const QByteArray rest : {"", "/log", "/definition"})
            QCOMPARE(get(path + rest).status, 404);
        QCOMPARE(ask("POST", path + "/release").status, 404);
        QVERIFY(get(u"/runs"_s).json()["runs"].empty());
    }

    //! The token of the resume brings its consents, and the run shows itself as active at once.
    void resumes_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("today's") << QByteArray("/runs/RUN/resume");
        QTest::newRow("below its flow") << QByteArray("/flows/FLOW/RUN/resume");
        QTest::newRow("below its flow's runs") << QByteArray("/flows/FLOW/runs/RUN/resume");
    }
    void resumes()
    {
        QFETCH(QByteArray, path);
        const QString id = m_emulator->addRun(waiting());
        path.replace("RUN", id.toUtf8()).replace("FLOW", m_flow.toUtf8());
        QCOMPARE(ask("POST", path).code(), u"MISSING_SCOPE"_s);
        const QString scope = core::flowUserScope(m_flow) + u"[urn:globus:auth:scope:transfer.api.globus.org:all]"_s;
        const QByteArray token = m_emulator->token(m_me, scope);
        const RawAnswer answer = m_emulator->ask("POST", path, token);
        QCOMPARE(answer.status, 200);
        QCOMPARE(core::stringMember(answer.json(), "status"), u"ACTIVE"_s);
        QCOMPARE(m_emulator->resumed, QStringList{id});
        const auto stored = RunStore(*m_emulator->database).find(id);
        QVERIFY(stored->resumeRequested);
        QVERIFY(stored->consents.contains(scope));
        // Once it goes on there is nothing to resume.
        QCOMPARE(m_emulator->ask("POST", path, token).status, 200);
        QCOMPARE(m_emulator->resumed.size(), 1);
    }

    void resumeIsForWhoMay()
    {
        const QString id = m_emulator->addRun(waiting());
        const QByteArray path = "/runs/" + id.toUtf8() + "/resume";
        QCOMPARE(m_emulator->ask("POST", path, m_emulator->flowToken(m_other, m_flow)).status, 404);
        FlowRecord flow = *FlowStore(*m_emulator->database).find(m_flow);
        flow.runManagers = {core::identityUrn(m_other)};
        FlowStore(*m_emulator->database).update(flow);
        QCOMPARE(m_emulator->ask("GET", "/runs/" + id.toUtf8(), m_emulator->allToken(m_other)).status, 200);
        QCOMPARE(m_emulator->ask("POST", path, m_emulator->flowToken(m_other, m_flow)).status, 404);
        const QString elsewhere = m_emulator->addFlow(flow2());
        QCOMPARE(m_emulator
                     ->ask("POST", "/flows/" + elsewhere.toUtf8() + "/" + id.toUtf8() + "/resume",
                           m_emulator->flowToken(m_me, elsewhere))
                     .status,
                 404);
        QVERIFY(m_emulator->resumed.isEmpty());
    }

    void batch()
    {
        RunRecord run = mine();
        run.tags = {u"a"_s, u"b"_s};
        const QString first = m_emulator->addRun(run);
        const QString second = m_emulator->addRun(mine());
        const auto tags = [this](const QString &id) { return core::toBytes(get(u"/runs/"_s + id).json()["tags"]); };
        const RawAnswer added = batch({first, second}, {{"add", {{"tags", {"b", "c"}}}}});
        QCOMPARE(added.status, 202);
        QCOMPARE(added.json()["run_ids"].size(), 2U);
        QCOMPARE(tags(first), QByteArray("[\"a\",\"b\",\"c\"]"));
        QCOMPARE(tags(second), QByteArray("[\"b\",\"c\"]"));
        QCOMPARE(batch({first}, {{"remove", {{"tags", {"b"}}}}}).status, 202);
        QCOMPARE(tags(first), QByteArray("[\"a\",\"c\"]"));
        const std::string other = core::toStd(core::identityUrn(m_other));
        QCOMPARE(batch({first, second, first},
                       {{"set", {{"tags", {"z"}}, {"status", "cancel"}}}, {"add", {{"run_monitors", {other}}}}})
                     .status,
                 202);
        QCOMPARE(tags(second), QByteArray("[\"z\"]"));
        QCOMPARE(m_emulator->cancelled, (QStringList{first, second}));
        QCOMPARE(m_emulator->ask("GET", "/runs/" + second.toUtf8(), m_emulator->allToken(m_other)).status, 200);
    }

    //! All or none.
    void batchRefuses()
    {
        const QString good = m_emulator->addRun(mine());
        RunRecord watched = mine();
        watched.owner = core::identityUrn(m_other);
        watched.monitors = {core::identityUrn(m_me)};
        const Json tag = {{"add", {{"tags", {"x"}}}}};
        for (const QString &bad : {m_emulator->addRun(watched), core::newId()}) {
            const RawAnswer answer = batch({good, bad}, tag);
            QCOMPARE(answer.status, 403);
            QCOMPARE(answer.code(), u"FORBIDDEN"_s);
        }
        QCOMPARE(core::toBytes(get(u"/runs/"_s + good).json()["tags"]), QByteArray("[]"));
        const auto locOf = [this](const Json &request) {
            const RawAnswer answer = ask("POST", u"/batch/runs"_s, request);
            return answer.status == 422 ? core::toBytes(answer.json()["error"]["detail"][0]["loc"]) : answer.body;
        };
        QCOMPARE(locOf(Json::object()), QByteArray("[\"filters\"]"));
        QCOMPARE(locOf({{"filters", Json::object()}}), QByteArray("[\"filters\",\"run_ids\"]"));
        QCOMPARE(locOf({{"filters", {{"run_ids", {"x"}}}}}), QByteArray("[\"filters\",\"run_ids\",0]"));
        const Json ids = Json::array({7, core::toStd(good), "x"}); // places are those in the request
        const RawAnswer places = ask("POST", u"/batch/runs"_s, {{"filters", {{"run_ids", ids}}}});
        QCOMPARE(core::toBytes(places.json()["error"]["detail"][0]["loc"]), QByteArray("[\"filters\",\"run_ids\",0]"));
        QCOMPARE(core::toBytes(places.json()["error"]["detail"][1]["loc"]), QByteArray("[\"filters\",\"run_ids\",2]"));
        const Json many(Json::array_t(1001, core::toStd(good)));
        QCOMPARE(locOf({{"filters", {{"run_ids", many}}}}), QByteArray("[\"filters\",\"run_ids\"]"));
        const Json filters = {{"run_ids", {core::toStd(good)}}};
        QCOMPARE(locOf({{"filters", filters}, {"set", {{"status", "resume"}}}}), QByteArray("[\"set\",\"status\"]"));
        QCOMPARE(locOf({{"filters", filters}, {"add", {{"run_managers", {"x"}}}}}),
                 QByteArray("[\"add\",\"run_managers\",0]"));
        QCOMPARE(locOf({{"filters", filters}, {"add", {{"tags", {"x"}}}}, {"remove", {{"tags", {"y"}}}}}),
                 QByteArray("[]"));
    }

    void batchKeepsTheLimit()
    {
        RunRecord run = mine();
        for (int i = 0; i < 16; ++i)
            run.managers.append(core::identityUrn(core::newId()));
        const QString id = m_emulator->addRun(run);
        const std::string one = core::toStd(core::identityUrn(core::newId()));
        QCOMPARE(batch({id}, {{"add", {{"run_managers", {one}}}}}).status, 422);
        QCOMPARE(RunStore(*m_emulator->database).find(id)->managers.size(), 16);
    }

    //! A thousand runs are changed at once, so that each may only have so much.
    void tagsAreCounted()
    {
        const auto tags = [](int count) {
            Json list = Json::array();
            for (int i = 0; i < count; ++i)
                list.push_back("t" + std::to_string(i));
            return list;
        };
        const QString id = m_emulator->addRun(mine());
        QCOMPARE(put(id, {{"tags", tags(100)}}).status, 200);
        const RawAnswer many = put(id, {{"tags", tags(101)}});
        QCOMPARE(many.status, 422);
        QCOMPARE(core::toBytes(many.json()["error"]["detail"][0]["loc"]), QByteArray("[\"tags\"]"));
        const RawAnswer lengthy = put(id, {{"tags", {1, std::string(256, 'x'), std::string(257, 'x')}}});
        QCOMPARE(core::toBytes(lengthy.json()["error"]["detail"][1]["loc"]), QByteArray("[\"tags\",2]"));
        QCOMPARE(batch({id}, {{"add", {{"tags", {"t1"}}}}}).status, 202); // it is there
        const RawAnswer added = batch({id}, {{"add", {{"tags", {"more"}}}}});
        QCOMPARE(added.status, 422);
        QCOMPARE(core::toBytes(added.json()["error"]["detail"][0]["loc"]), QByteArray("[\"add\",\"tags\"]"));
        QCOMPARE(RunStore(*m_emulator->database).find(id)->tags.size(), 100);
        QCOMPARE(batch({id}, {{"remove", {{"tags", tags(99)}}}}).status, 202);
        QCOMPARE(RunStore(*m_emulator->database).find(id)->tags, QStringList{u"t99"_s});
    }

    //! Whole definitions stand in runs and flows: who shows or changes a run does not read them.
    void readsNoMoreThanItShows()
    {
        const QString id = m_emulator->addRun(mine());
        for (const QString &table : {u"runs"_s, u"flows"_s})
            Statement(*m_emulator->database, u"UPDATE %1 SET definition = 'unreadable'"_s.arg(table)).run();
        QCOMPARE(batch({id}, {{"add", {{"tags", {"x"}}}}}).status, 202);
        QCOMPARE(put(id, {{"label", "New"}}).status, 200);
        QCOMPARE(get(u"/runs/"_s + id).status, 200);
        QCOMPARE(get(u"/runs"_s).status, 200);
        QCOMPARE(get(u"/runs/"_s + id + u"/definition"_s).status, 500);
    }

    //! The run's list and log below its flow, for the flow's own token too.
    void belowTheFlow()
    {
        const QString id = m_emulator->addRun(mine());
        RunRecord elsewhere = mine();
        elsewhere.flowId = m_emulator->addFlow(flow2());
        const QString other = m_emulator->addRun(elsewhere);
        const QByteArray flow = "/flows/" + m_flow.toUtf8();
        for (const QByteArray &token : {m_token, m_emulator->flowToken(m_me, m_flow)}) {
            const RawAnswer listed = m_emulator->ask("GET", flow + "/runs", token);
            QCOMPARE(listed.status, 200);
            QCOMPARE(listed.json()["runs"].size(), 1U);
            QCOMPARE(m_emulator->ask("GET", flow + "/actions", token).json()["actions"].size(), 1U);
            QCOMPARE(m_emulator->ask("GET", flow + "/runs/" + id.toUtf8() + "/log", token).status, 200);
            QCOMPARE(m_emulator->ask("GET", flow + "/runs/" + other.toUtf8() + "/log", token).status, 404);
        }
        QCOMPARE(m_emulator->ask("GET", flow + "/runs", m_emulator->flowToken(m_me, elsewhere.flowId)).code(),
                 u"MISSING_SCOPE"_s);
        QVERIFY(get(flow + "/runs?filter_status=FAILED").json()["runs"].empty());
    }

private:
    RunRecord mine() const { return ownRun(m_flow); }
    RunRecord waiting() const
    {
        RunRecord run = mine();
        run.status = u"INACTIVE"_s;
        run.phase = RunPhase::Acting;
        return run;
    }
    static FlowRecord flow2()
    {
        FlowRecord flow;
        flow.owner = core::identityUrn(core::newId());
        flow.viewers = {u"public"_s};
        return flow;
    }
    RawAnswer put(const QString &id, const Json &request) { return ask("PUT", u"/runs/"_s + id, request); }
    RawAnswer batch(const QStringList &ids, Json request)
    {
        for (const QString &id : ids)
            request["filters"]["run_ids"].push_back(core::toStd(id));
        return ask("POST", u"/batch/runs"_s, request);
    }

    QString m_flow;
};

FLOWS_TEST(tst_emulatorrunchanges, EmulatorRunChangesTest)
#include "tst_emulatorrunchanges.moc"
