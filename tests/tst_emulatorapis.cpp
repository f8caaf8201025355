#include "core/ids.h"
#include "emulator/routes/apitarget.h"
#include "emulator/store/grantstores.h"
#include "emulator/store/registeredapistore.h"
#include "support/testmain.h"
#include "support/twopeopletest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using core::Json;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;
using testsupport::TwoPeopleTest;

class EmulatorApisTest final : public TwoPeopleTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void creates()
    {
        const RawAnswer answer = create(request());
        QCOMPARE(answer.status, 201);
        const Json api = answer.json();
        QCOMPARE(core::toBytes(api["roles"]["owners"]), QByteArray("[\"" + core::identityUrn(m_me).toUtf8() + "\"]"));
        QCOMPARE(core::stringMember(api, "status"), u"ACTIVE"_s);
        QVERIFY(api["edited_timestamp"].is_null() && api["scheduled_deletion_timestamp"].is_null());
        QVERIFY(api["target"].contains("transforms"));
        QCOMPARE(core::toBytes(api["data_templates"]["request"]),
                 QByteArray("{\"template\":{\"path\":{\"$T_ref\":\"$\"}}}"));
        QCOMPARE(
            core::toBytes(api["state_input_schema"]),
            QByteArray("{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}},\"required\":[\"id\"]}"));
        Database second(m_emulator->database->path());
        QVERIFY(RegisteredApiStore(second).find(core::stringMember(api, "id"), m_emulator->clock.now()));
        QCOMPARE(core::toBytes(show(core::stringMember(api, "id")).json()), core::toBytes(api));
    }

    //! Parameters for several places of the request stand below their names.
    void severalPlaces()
    {
        Json target = request()["target"];
        target["components"] = {{"schemas", {{"Body", {{"type", "object"}}}}}};
        target["specification"]["parameters"].push_back({{"name", "limit"}, {"in", "query"}});
        target["specification"]["requestBody"] = {
            {"required", true},
            {"content", {{"application/json", {{"schema", {{"$ref", "#/components/schemas/Body"}}}}}}}};
        QCOMPARE(routes::targetProblem(target), QString());
        const Json schema = routes::stateInputSchema(target);
        QCOMPARE(core::toBytes(schema["required"]), QByteArray("[\"path\",\"body\"]"));
        QVERIFY(schema["properties"]["query"]["properties"].contains("limit"));
        QVERIFY(schema["components"]["schemas"].contains("Body")); // where the body's schema points to
        QCOMPARE(core::toBytes(routes::dataTemplates(target)["request"]["template"]),
                 QByteArray("{\"path\":{\"$T_ref\":\"$.path\"},\"query\":{\"$T_ref\":\"$.query\"},"
                            "\"body\":{\"$T_ref\":\"$.body\"}}"));
        Json onePlace = target;
        onePlace["specification"].erase("requestBody");
        onePlace["specification"]["parameters"] =
            Json::array({{{"name", "limit"}, {"in", "query"}, {"schema", {{"$ref", "#/components/schemas/Body"}}}}});
        QVERIFY(routes::stateInputSchema(onePlace)["components"]["schemas"].contains("Body")); // there too
        target["specification"].erase("parameters");
        QCOMPARE(core::toBytes(routes::stateInputSchema(target)["$ref"]), QByteArray("\"#/components/schemas/Body\""));
        target["specification"].erase("requestBody");
        QCOMPARE(core::toBytes(routes::stateInputSchema(target)),
                 QByteArray("{\"type\":\"object\",\"properties\":{}}"));
    }

    //! In JSON Schema true and false are schemas, too.
    void schemasCanBeTruthValues()
    {
        Json target = request()["target"];
        target["components"] = {{"schemas", Json::object()}};
        target["specification"] = {{"requestBody", {{"content", {{"application/json", {{"schema", true}}}}}}}};
        QCOMPARE(routes::targetProblem(target), QString());
        QCOMPARE(core::toBytes(routes::stateInputSchema(target)), QByteArray("{\"components\":{\"schemas\":{}}}"));
        target["specification"]["requestBody"]["content"]["application/json"]["schema"] = false;
        QCOMPARE(core::toBytes(routes::stateInputSchema(target)["not"]), QByteArray("{}"));
    }

    void createRefuses_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QByteArray>("value"); // empty: left out
        QTest::addColumn<QString>("says");
        QTest::newRow("no name") << u"/name"_s << QByteArray() << u"name: field required"_s;
        QTest::newRow("empty name") << u"/name"_s << QByteArray("\"\"") << u"name: "_s;
        QTest::newRow("no target") << u"/target"_s << QByteArray() << u"target: field required"_s;
        QTest::newRow("kind") << u"/target/type"_s << QByteArray("\"graphql\"") << u"target.type"_s;
        QTest::newRow("version") << u"/target/openapi_version"_s << QByteArray("\"3.0\"") << u"'3.1'"_s;
        QTest::newRow("no destination") << u"/target/destination"_s << QByteArray() << u"target.destination"_s;
        QTest::newRow("method") << u"/target/destination/method"_s << QByteArray("\"fetch\"") << u"method"_s;
        QTest::newRow("plain http") << u"/target/destination/url"_s << QByteArray("\"http:x\"") << u"https"_s;
        QTest::newRow("no operation") << u"/target/specification"_s << QByteArray("[]") << u"specification"_s;
        QTest::newRow("parameter") << u"/target/specification/parameters"_s << QByteArray("[{\"name\": \"x\"}]")
                                   << u"parameter"_s;
        QTest::newRow("schema of a parameter")
            << u"/target/specification/parameters"_s
            << QByteArray("[{\"name\": \"x\", \"in\": \"query\", \"schema\": 1}]") << u"schema of the parameter 'x'"_s;
        QTest::newRow("body") << u"/target/specification/requestBody"_s << QByteArray("[]") << u"requestBody"_s;
        QTest::newRow("content of the body")
            << u"/target/specification/requestBody"_s << QByteArray("{\"content\": 1}") << u"requestBody"_s;
        for (const char *schema : {"[1]", "\"x\"", "1", "null"}) {
            QTest::addRow("%s as the schema of the body", schema)
                << u"/target/specification"_s
                << QByteArray("{\"requestBody\": {\"content\": {\"application/json\": {\"schema\": " +
                              QByteArray(schema) + "}}}}")
                << u"schema of target.specification.requestBody"_s;
        }
        QTest::newRow("seventeen owners")
            << u"/roles"_s << QByteArray("{\"owners\": " + core::toBytes(strangers(16)) + '}') << u"roles.owners: "_s;
        QTest::newRow("role") << u"/roles"_s << QByteArray("{\"viewers\": [\"x\"]}") << u"roles.viewers.0: "_s;
        QTest::newRow("subscription") << u"/subscription_id"_s << QByteArray("1") << u"subscription_id: "_s;
    }
    void createRefuses()
    {
        QFETCH(QString, pointer);
        QFETCH(QByteArray, value);
        QFETCH(QString, says);
        Json document = request();
        const QStringList steps = pointer.split(u'/').mid(1);
        Json *at = &document;
        for (const QString &step : steps.first(steps.size() - 1))
            at = &(*at)[core::toStd(step)];
        if (value.isEmpty())
            at->erase(core::toStd(steps.last()));
        else
            (*at)[core::toStd(steps.last())] = *core::parseJson(value).value;
        const RawAnswer answer = create(document);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.code(), u"VALIDATION_ERROR"_s);
        QVERIFY2(answer.detail().contains(says), answer.body.constData());
    }

    void updatesInPart()
    {
        const Json before = create(request()).json();
        const QString id = core::stringMember(before, "id");
        m_emulator->clock.advance(60);
        const RawAnswer answer = patch(id, {{"description", "New"}});
        QCOMPARE(answer.status, 200);
        Json expected = before;
        expected["description"] = "New";
        expected["updated_timestamp"] = answer.json()["updated_timestamp"];
        expected["edited_timestamp"] = answer.json()["updated_timestamp"];
        QCOMPARE(core::toBytes(answer.json()), core::toBytes(expected));
        QVERIFY(answer.json()["updated_timestamp"] != before["updated_timestamp"]);
        Json target = request()["target"];
        target["specification"]["parameters"] = Json::array();
        const Json changed = patch(id, {{"target", target}}).json();
        QVERIFY(changed["state_input_schema"]["properties"].empty());
        QCOMPARE(patch(id, {{"target", Json::object()}}).status, 400);
        QCOMPARE(patch(core::newId(), Json::object()).status, 404);
    }

    //! Administrators change it and its viewers; owners and administrators are the owners' business.
    void rolesOfRoles()
    {
        const QString id = core::stringMember(create(request()).json(), "id");
        const std::string other = core::toStd(core::identityUrn(m_other));
        const QByteArray theirs = m_emulator->allToken(m_other);
        const QByteArray path = "/registered_apis/" + id.toUtf8();
        const auto asOther = [&](const Json &body) {
            return m_emulator->ask("PATCH", path, theirs, core::toBytes(body)).status;
        };
        QCOMPARE(asOther({{"description", "x"}}), 404);
        QCOMPARE(patch(id, {{"roles", {{"viewers", Json::array({other})}}}}).status, 200);
        QCOMPARE(m_emulator->ask("GET", path, theirs).status, 200);
        QCOMPARE(asOther({{"description", "x"}}), 403);
        QCOMPARE(patch(id, {{"roles", {{"administrators", Json::array({other})}}}}).status, 200);
        QCOMPARE(asOther({{"description", "x"}}), 200);
        QCOMPARE(asOther({{"roles", {{"viewers", Json::array()}}}}), 200);
        QCOMPARE(asOther({{"roles", {{"owners", Json::array({other})}}}}), 403);
        const RawAnswer deleted = m_emulator->ask("DELETE", path, theirs);
        QCOMPARE(deleted.status, 403);
        QCOMPARE(deleted.detail(), u"Caller must be an owner of this registered API to delete"_s);
        // Nobody locks himself out: he can leave it to a group, but only to one that he is in.
        QCOMPARE(patch(id, {{"roles", {{"owners", Json::array({other})}}}}).status, 400);
        const QString groupId = core::newId();
        const auto leaveToGroup = [&] {
            return patch(id, {{"roles", {{"owners", Json::array({"urn:globus:groups:id:" + core::toStd(groupId)})}}}});
        };
        QCOMPARE(leaveToGroup().status, 400);
        GroupStore groups(*m_emulator->database);
        groups.put(groupId, u"Ours"_s);
        groups.putMember(groupId, m_me, u"member"_s);
        QCOMPARE(leaveToGroup().status, 200);
        QCOMPARE(show(id).status, 200);
        QCOMPARE(patch(id, {{"roles", {{"owners", Json::array({other})}}}}).status, 400); // through the group alone
    }

    void sixteenOwnersAreEnough()
    {
        Json document = request();
        document["roles"] = {{"owners", strangers(15)}};
        const Json api = create(document).json();
        QCOMPARE(api["roles"]["owners"].size(), 16U);
        QCOMPARE(core::toQString(api["roles"]["owners"][0].get<std::string>()), core::identityUrn(m_me));
    }

    void deletesLater()
    {
        const QString id = core::stringMember(create(request()).json(), "id");
        const QByteArray path = "/registered_apis/" + id.toUtf8();
        const RawAnswer answer = ask("DELETE", path);
        QCOMPARE(answer.status, 202);
        QCOMPARE(core::stringMember(answer.json(), "status"), u"DELETE_PENDING"_s);
        QVERIFY(answer.json()["scheduled_deletion_timestamp"].is_string());
        m_emulator->clock.advance(3600);
        QCOMPARE(ask("DELETE", path).body, answer.body);
        QCOMPARE(show(id).status, 200);
        QCOMPARE(get(u"/registered_apis"_s).json()["registered_apis"].size(), 1U);
        m_emulator->clock.advance(31LL * 24 * 3600);
        m_token = m_emulator->allToken(m_me);
        QCOMPARE(show(id).status, 404);
        QVERIFY(get(u"/registered_apis"_s).json()["registered_apis"].empty());
    }

    void lists_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("names"); // in order, or the status
        QTest::newRow("owned, newest first") << QByteArray() << u"b,A"_s;
        QTest::newRow("viewed") << QByteArray("filter_roles=viewer") << u"d"_s;
        QTest::newRow("plural") << QByteArray("filter_roles=administrators,viewers") << u"d,c,A"_s;
        QTest::newRow("all, by name") << QByteArray("filter_roles=owner,administrator,viewer&orderby=name+ASC")
                                      << u"A,b,c,d"_s;
        QTest::newRow("repeated order") << QByteArray("orderby=updated_timestamp+ASC&orderby=name+DESC") << u"A,b"_s;
        QTest::newRow("blank") << QByteArray("filter_roles=") << u"b,A"_s;
        QTest::newRow("page") << QByteArray("per_page=1&page=2") << u"A"_s;
        QTest::newRow("no page") << QByteArray("page=x") << u"400"_s;
        QTest::newRow("unknown role") << QByteArray("filter_roles=king") << u"400"_s;
        QTest::newRow("unknown order") << QByteArray("orderby=status") << u"400"_s;
        QTest::newRow("too many") << QByteArray("per_page=101") << u"400"_s;
    }
    void lists()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, names);
        const auto add = [this](const QString &name, const QString &owner, const QString &admin,
                                const QString &viewer) {
            RegisteredApiRecord api;
            api.id = core::newId();
            api.name = name;
            api.owners = {core::identityUrn(owner)};
            api.administrators = {core::identityUrn(admin)};
            api.viewers = {core::identityUrn(viewer)};
            api.target = request()["target"];
            m_emulator->clock.advance(1);
            api.createdAt = api.updatedAt = m_emulator->clock.now();
            RegisteredApiStore(*m_emulator->database).insert(api);
        };
        const QString nobody = core::newId();
        add(u"A"_s, m_me, m_me, nobody);
        add(u"b"_s, m_me, nobody, nobody);
        add(u"c"_s, nobody, m_me, nobody);
        add(u"d"_s, nobody, nobody, m_me);
        const RawAnswer page = m_emulator->ask("GET", "/registered_apis?" + query, m_token);
        if (page.status != 200) {
            QCOMPARE(QString::number(page.status), names);
            return;
        }
        const Json document = page.json();
        QStringList found;
        for (const Json &one : document["registered_apis"])
            found.append(core::stringMember(one, "name"));
        QCOMPARE(found.join(u','), names);
        QCOMPARE(document["limit"].get<qsizetype>(), found.size());
        QCOMPARE(document["has_next_page"].get<bool>(), false);
        QVERIFY(document["marker"].is_null());
    }

    void pages()
    {
        for (int i = 0; i < 25; ++i)
            create(request());
        QByteArray target = "/registered_apis";
        QStringList seen;
        for (int page = 0; page < 3; ++page) {
            const Json document = get(target).json();
            for (const Json &one : document["registered_apis"])
                seen.append(core::stringMember(one, "id"));
            QCOMPARE(document["has_next_page"].get<bool>(), page < 2);
            if (page < 2)
                target = "/registered_apis?marker=" + core::stringMember(document, "marker").toUtf8();
        }
        seen.removeDuplicates();
        QCOMPARE(seen.size(), 25);
    }

    //! What a flow needs to call it is found without the network.
    void givesItsScopesToFlows()
    {
        const QString id = core::stringMember(create(request()).json(), "id");
        const Json state = {{"Type", "Action"},
                            {"Handler", {{"Type", "RegisteredAPI"}, {"Id", core::toStd(id)}}},
                            {"Parameters", Json::object()},
                            {"End", true}};
        const Json flow = {{"definition", {{"StartAt", "A"}, {"States", {{"A", state}}}}}};
        const RawAnswer answer = ask("POST", u"/flows/validate"_s, flow);
        QCOMPARE(core::toBytes(answer.json()["scopes"]),
                 QByteArray("{\"User\":[\"urn:globus:auth:scope:example.com:all\"]}"));
    }

private:
    static Json request()
    {
        return {
            {"name", "test"},
            {"target",
             {{"type", "openapi"},
              {"openapi_version", "3.1"},
              {"destination", {{"method", "get"}, {"url", "https://example.com/x/{id}"}}},
              {"specification",
               {{"parameters",
                 Json::array({{{"name", "id"}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}}})},
                {"security",
                 Json::array({{{"GlobusAuth", Json::array({"urn:globus:auth:scope:example.com:all"})}}})}}}}}};
    }
    RawAnswer create(const Json &document) { return ask("POST", u"/registered_apis"_s, document); }
    RawAnswer show(const QString &id) { return get(u"/registered_apis/"_s + id); }
    RawAnswer patch(const QString &id, const Json &document)
    {
        return ask("PATCH", u"/registered_apis/"_s + id, document);
    }
};

FLOWS_TEST(tst_emulatorapis, EmulatorApisTest)
#include "tst_emulatorapis.moc"
