#include "core/ids.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/runstore.h"
#include "support/testmain.h"
#include "support/twopeopletest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using core::Json;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;
using testsupport::TwoPeopleTest;

class EmulatorFlowChangesTest final : public TwoPeopleTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void creates()
    {
        const QString viewer = core::identityUrn(m_other);
        Json request = request1();
        request["subtitle"] = "Sub";
        request["description"] = "Text";
        request["keywords"] = {"a", "b"};
        request["flow_viewers"] = {"public", core::toStd(viewer)};
        request["flow_starters"] = {"all_authenticated_users"};
        request["flow_administrators"] = Json::array();
        request["run_managers"] = {core::toStd(viewer)};
        request["subscription_id"] = nullptr;
        const RawAnswer answer = create(request);
        QCOMPARE(answer.status, 201);
        const Json flow = answer.json();
        const QString id = core::stringMember(flow, "id");
        QVERIFY(core::isUuid(id));
        QCOMPARE(core::stringMember(flow, "flow_owner"), core::identityUrn(m_me));
        QCOMPARE(core::stringMember(flow, "user_role"), u"flow_owner"_s);
        QVERIFY(!flow.contains("input_schema")); // none was given
        QCOMPARE(core::stringMember(flow, "created_at"), core::stringMember(flow, "updated_at"));
        // What was answered is what is there, also for a second connection.
        Database second(m_emulator->database->path());
        const auto stored = FlowStore(second).find(id);
        QVERIFY(stored.has_value());
        QCOMPARE(stored->viewers, (QStringList{u"public"_s, viewer}));
        QCOMPARE(stored->runManagers, QStringList{viewer});
        QCOMPARE(core::toBytes(show(id).json()), core::toBytes(flow));
        QCOMPARE(get(u"/flows"_s).json()["flows"].size(), 1U);
        // Whoever sees it can have a token for it.
        QVERIFY(!m_emulator->flowToken(m_other, id).isEmpty());
    }

    void createSchemaIsKeptAsItIs()
    {
        Json request = request1();
        request["input_schema"] = Json::object();
        const Json flow = create(request).json();
        QCOMPARE(core::toBytes(flow["input_schema"]), QByteArray("{}"));
    }

    void createRefuses_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value"); // empty: left out
        QTest::addColumn<QByteArray>("loc");
        QTest::addColumn<QString>("type");
        const auto row = [](const char *name, const char *field, const QByteArray &value, const char *loc,
                            const char *type) {
            QTest::newRow(name) << QByteArray(field) << value << QByteArray(loc) << QString::fromLatin1(type);
        };
        row("no title", "title", "", "[\"title\"]", "value_error.missing");
        row("title null", "title", "null", "[\"title\"]", "type_error.none.not_allowed");
        row("title empty", "title", "\"\"", "[\"title\"]", "value_error.any_str.min_length");
        row("title long", "title", '"' + QByteArray(129, 'x') + '"', "[\"title\"]", "value_error.any_str.max_length");
        row("title number", "title", "1", "[\"title\"]", "type_error.str");
        row("subtitle long", "subtitle", '"' + QByteArray(129, 'x') + '"', "[\"subtitle\"]",
            "value_error.any_str.max_length");
        row("description long", "description", '"' + QByteArray(4097, 'x') + '"', "[\"description\"]",
            "value_error.any_str.max_length");
        row("keywords long", "keywords", "[\"" + QByteArray(1025, 'x') + "\"]", "[\"keywords\"]", "value_error");
        row("keyword number", "keywords", "[\"a\", 1]", "[\"keywords\",1]", "type_error.str");
        row("no definition", "definition", "", "[\"definition\"]", "value_error.missing");
        row("definition list", "definition", "[]", "[\"definition\"]", "type_error.dict");
        row("schema text", "input_schema", "\"x\"", "[\"input_schema\"]", "type_error.dict");
        row("bare id", "flow_administrators", "[\"ae341a98-d274-11e5-b888-dbae3a8ba545\"]",
            "[\"flow_administrators\",0]", "value_error");
        row("public as administrator", "flow_administrators", "[\"public\"]", "[\"flow_administrators\",0]",
            "value_error");
        row("starters' word for viewers", "flow_viewers", "[\"all_authenticated_users\"]", "[\"flow_viewers\",0]",
            "value_error");
        row("viewers' word for starters", "flow_starters", "[\"public\"]", "[\"flow_starters\",0]", "value_error");
        row("twice", "flow_viewers", "[\"public\", \"public\"]", "[\"flow_viewers\",1]",
            "value_error.list.unique_items");
        row("seventeen", "run_monitors", core::toBytes(strangers(17)), "[\"run_monitors\"]",
            "value_error.list.max_items");
        row("subscription", "subscription_id", "\"x\"", "[\"subscription_id\"]", "type_error.uuid");
        row("policy", "authentication_policy_id", "1", "[\"authentication_policy_id\"]", "type_error.uuid");
    }
    void createRefuses()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, loc);
        QFETCH(QString, type);
        Json request = request1();
        if (value.isEmpty())
            request.erase(field.toStdString());
        else
            request[field.toStdString()] = *core::parseJson(value).value;
        const RawAnswer answer = create(request);
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.code(), u"UNPROCESSABLE_ENTITY"_s);
        const Json problem = answer.json()["error"]["detail"][0];
        QCOMPARE(core::toBytes(problem["loc"]), loc);
        QCOMPARE(core::stringMember(problem, "type"), type);
        QCOMPARE(FlowStore(*m_emulator->database).count(), 0);
    }

    //! As the service says it, one entry for each bad element.
    void badPrincipals()
    {
        Json request = request1();
        request["flow_administrators"] = {1, "ae341a98"};
        QCOMPARE(core::toBytes(create(request).json()["error"]["detail"][1]["loc"]),
                 QByteArray("[\"flow_administrators\",1]")); // its place in the request
        request["flow_administrators"] = {"ae341a98", "4fab4345"};
        const Json detail = create(request).json()["error"]["detail"];
        QCOMPARE(detail.size(), 2U);
        QCOMPARE(core::stringMember(detail[0], "msg"),
                 u"Unrecognized principal string: \"ae341a98\". Allowed principal types in role "
                 "\"FlowAdministrator\": [<AuthGroupUrn>, <AuthIdentityUrn>]"_s);
    }

    void charactersCount()
    {
        Json request = request1();
        request["title"] = core::toStd(QString::fromUcs4(U"\U0001F52C").repeated(128));
        QCOMPARE(create(request).status, 201);
    }

    void definitionsAreChecked()
    {
        Json request = request1();
        request["definition"]["States"]["A"].erase("End");
        QCOMPARE(create(request).status, 422);
        request = request1();
        request["definition"]["States"]["A"] = {{"Type", "Pass"}, {"Result", {{"x", 1}}}, {"Next", "B"}};
        request["definition"]["States"]["B"] = {{"Type", "Wait"}, {"SecondsPath", "$.y"}, {"End", true}};
        QCOMPARE(create(request).code(), u"FLOW_VALIDATION_FAILED"_s);
    }

    //! Only what is sent changes.
    void updatesInPart()
    {
        const QString id = m_emulator->addFlow(mine());
        const Json before = show(id).json();
        m_emulator->clock.advance(60);
        const RawAnswer answer = update(id, {{"subtitle", "New"}, {"keywords", Json::array()}, {"title", nullptr}});
        QCOMPARE(answer.status, 200);
        Json expected = before;
        expected["subtitle"] = "New";
        expected["keywords"] = Json::array();
        expected["updated_at"] = answer.json()["updated_at"];
        QCOMPARE(core::toBytes(answer.json()), core::toBytes(expected));
        QVERIFY(answer.json()["updated_at"] != before["updated_at"]);
        QCOMPARE(core::toBytes(show(id).json()), core::toBytes(expected));
        // Lists are replaced whole; roles follow at once.
        QCOMPARE(update(id, {{"flow_viewers", {core::toStd(core::identityUrn(m_other))}}}).status, 200);
        QCOMPARE(m_emulator->ask("GET", "/flows/" + id.toUtf8(), m_emulator->allToken(m_other)).status, 200);
        QCOMPARE(update(id, {{"flow_viewers", Json::array()}}).status, 200);
        QCOMPARE(m_emulator->ask("GET", "/flows/" + id.toUtf8(), m_emulator->allToken(m_other)).status, 404);
    }

    void updateChecks()
    {
        const QString id = m_emulator->addFlow(mine());
        QCOMPARE(update(id, {{"title", ""}}).status, 422);
        QCOMPARE(update(id, {{"definition", {{"StartAt", "A"}, {"States", Json::object()}}}}).status, 422);
        QCOMPARE(update(id, Json::object()).status, 200);
        QCOMPARE(update(core::newId(), Json::object()).status, 404);
        // The schema that is stored counts for a new definition.
        QCOMPARE(update(id, {{"input_schema", {{"type", "object"}, {"additionalProperties", false}}}}).status, 200);
        const Json reads = {{"StartAt", "A"},
                            {"States", {{"A", {{"Type", "Wait"}, {"SecondsPath", "$.x"}, {"End", true}}}}}};
        QCOMPARE(update(id, {{"definition", reads}}).code(), u"FLOW_VALIDATION_FAILED"_s);
        QCOMPARE(update(id, {{"definition", reads}, {"input_schema", Json::object()}}).status, 200);
    }

    void ownershipIsTakenAndNotGiven()
    {
        FlowRecord flow = mine();
        flow.administrators = {core::identityUrn(m_other)};
        const QString id = m_emulator->addFlow(flow);
        const RawAnswer given = update(id, {{"flow_owner", core::toStd(core::identityUrn(m_other))}});
        QCOMPARE(given.status, 422);
        QCOMPARE(core::toBytes(given.json()["error"]["detail"][0]["loc"]), QByteArray("[\"flow_owner\"]"));
        const QByteArray body = core::toBytes({{"flow_owner", core::toStd(core::identityUrn(m_other))}});
        const RawAnswer taken = m_emulator->ask("PUT", "/flows/" + id.toUtf8(), m_emulator->allToken(m_other), body);
        QCOMPARE(taken.status, 200);
        QCOMPARE(core::stringMember(taken.json(), "flow_owner"), core::identityUrn(m_other));
        QCOMPARE(show(id).status, 404); // nothing is left for who owned it
    }

    void subscriptionsAndPolicies()
    {
        const QString id = m_emulator->addFlow(mine());
        const QString subscription = core::newId();
        QCOMPARE(
            core::stringMember(update(id, {{"subscription_id", core::toStd(subscription)}}).json(), "subscription_id"),
            subscription);
        QVERIFY(
            core::isUuid(core::stringMember(update(id, {{"subscription_id", "DEFAULT"}}).json(), "subscription_id")));
        QVERIFY(update(id, {{"subscription_id", nullptr}}).json()["subscription_id"].is_null());
        // A standard flow gets no policy later.
        QCOMPARE(update(id, {{"authentication_policy_id", core::toStd(core::newId())}}).status, 422);
        QCOMPARE(update(id, {{"authentication_policy_id", nullptr}}).status, 200);
    }

    void deletesSoftly()
    {
        FlowRecord flow = mine();
        flow.keywords = {u"a"_s};
        flow.viewers = {u"public"_s};
        flow.inputSchema = {{"type", "object"}};
        const QString id = m_emulator->addFlow(flow);
        RunRecord run;
        run.flowId = id;
        run.owner = core::identityUrn(m_other);
        const QString runId = m_emulator->addRun(run);
        m_emulator->clock.advance(60);
        const QByteArray path = "/flows/" + id.toUtf8();
        const RawAnswer answer = ask("DELETE", path);
        QCOMPARE(answer.status, 200);
        const Json document = answer.json();
        QVERIFY(document["DELETED"] == true);
        QVERIFY(document["deleted_at"].is_string());
        QVERIFY(document["updated_at"] == document["deleted_at"]);
        QCOMPARE(core::toBytes(document["input_schema"]), QByteArray("{}"));
        for (const char *list : {"flow_viewers", "flow_starters", "flow_administrators", "keywords"})
            QCOMPARE(core::toBytes(document[list]), QByteArray("[]"));
        QCOMPARE(core::stringMember(document, "user_role"), u"flow_owner"_s);
        // Gone for all that asks for it …
        for (const QByteArray method : {"GET", "PUT", "DELETE"})
            QCOMPARE(m_emulator->ask(method, path, m_token, method == "PUT" ? "{}" : "").status, 404);
        QCOMPARE(m_emulator->ask("POST", path + "/run", m_emulator->flowToken(m_me, id), "{\"body\": {}}").status, 404);
        QVERIFY(get(u"/flows"_s).json()["flows"].empty());
        // … but its runs stay, with what the flow's owner may do to them.
        const Json shown = get(u"/runs/"_s + runId).json();
        QVERIFY(shown["flow_deleted_at"] == document["deleted_at"]);
        QCOMPARE(ask("POST", u"/runs/"_s + runId + u"/cancel"_s).status, 202);
    }

    void policyOfANewFlow()
    {
        Json request = request1();
        request["authentication_policy_id"] = core::toStd(core::newId());
        const Json flow = create(request).json();
        QVERIFY(flow["is_high_assurance"] == true);
    }

private:
    static Json request1()
    {
        return {{"title", "Mine"},
                {"definition", {{"StartAt", "A"}, {"States", {{"A", {{"Type", "Pass"}, {"End", true}}}}}}}};
    }
    FlowRecord mine() const
    {
        FlowRecord flow;
        flow.owner = core::identityUrn(m_me);
        flow.keywords = {u"k"_s};
        return flow;
    }
    RawAnswer create(const Json &request) { return ask("POST", u"/flows"_s, request); }
    RawAnswer show(const QString &id) { return get(u"/flows/"_s + id); }
    RawAnswer update(const QString &id, const Json &request) { return ask("PUT", u"/flows/"_s + id, request); }
};

FLOWS_TEST(tst_emulatorflowchanges, EmulatorFlowChangesTest)
#include "tst_emulatorflowchanges.moc"
