#include "support/replayserver.h"
#include "support/settled.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "core/ids.h"
#include "flows/flowsclient.h"
#include "flows/runrequest.h"
#include "flows/scopes.h"
#include "flows/specificflowclient.h"

#include <QTest>

using core::ApiError;
using core::Json;
using flows::Change;
using flows::RawJson;
using Policy = flows::RunActivityNotificationPolicy;

namespace {

template<typename T>
concept TakesEmptyBraces = requires(T change)
{
    change = {};
};
static_assert(!TakesEmptyBraces<Change<QString>> && !TakesEmptyBraces<Change<QStringList>>,
              "it could mean to clear the field, or to leave it alone");

const QStringList none;

QString detailOf(const std::optional<ApiError> &problem)
{
    return problem ? ApiError::kindName(problem->kind) + QLatin1String(": ") + problem->detail : QString();
}

QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

} // namespace

class RequestsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangeHasThreeStates()
    {
        Change<QString> change;
        QVERIFY(!change.isSet() && !change.isNull());
        change = QString();
        QVERIFY(change.isSet() && !change.isNull());
        QVERIFY(change != Change<QString>());
        change = nullptr;
        QVERIFY(change.isSet() && change.isNull());
        change = text("x");
        QVERIFY(change.isSet() && !change.isNull());
        QCOMPARE(change.value(), text("x"));
        change.reset();
        QCOMPARE(change, Change<QString>());
    }

    void onlyWhatIsSetIsSent()
    {
        flows::FlowUpdate update;
        QCOMPARE(update.toBytes(), QByteArray("{}"));
        update.title = text("t\"");
        update.subtitle = QString();
        update.flowViewers = none;
        update.keywords = QStringList{text("k")};
        update.subscriptionId = nullptr;
        update.authenticationPolicyId = text("p");
        QCOMPARE(update.toBytes(),
                 QByteArray("{\"title\":\"t\\\"\",\"subtitle\":\"\",\"flow_viewers\":[],\"keywords\":[\"k\"],"
                            "\"subscription_id\":null,\"authentication_policy_id\":\"p\"}"));

        flows::RunUpdate run;
        QCOMPARE(run.toBytes(), QByteArray("{}"));
        run.label = text("l");
        run.tags = none;
        QCOMPARE(run.toBytes(), QByteArray("{\"label\":\"l\",\"tags\":[]}"));
    }

    void documentsGoOutByteForByte()
    {
        const QByteArray odd("{ \"b\": 1.10, \"a\": 1e2, \"b\": 123456789012345678901234567890 }");
        flows::NewFlow flow;
        flow.title = text("t");
        flow.definition = RawJson(odd);
        QCOMPARE(flow.toBytes(), QByteArray("{\"title\":\"t\",\"definition\":" + odd + ",\"input_schema\":{}}"));
        QVERIFY(!flow.problem());
        flows::FlowUpdate update;
        update.definition = RawJson(odd);
        update.inputSchema = nullptr;
        QCOMPARE(update.toBytes(), QByteArray("{\"definition\":" + odd + ",\"input_schema\":null}"));
        QVERIFY(!update.problem());
    }

    void additionalFieldsComeLastAndWin()
    {
        flows::NewFlow flow;
        flow.title = text("mine");
        flow.definition = RawJson("{}");
        flow.additionalFields = Json{{"title", "theirs"}, {"new field", Json::array({1, nullptr})}};
        QCOMPARE(flow.toBytes(), QByteArray("{\"title\":\"theirs\",\"definition\":{},\"input_schema\":{},"
                                            "\"new field\":[1,null]}"));
        flows::RunRequest run;
        run.additionalFields = Json{{"body", 1}};
        QCOMPARE(run.toBytes(), QByteArray("{\"body\":1}"));
    }

    void whatIsNoObjectIsNotSent_data()
    {
        QTest::addColumn<QByteArray>("definition");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("half") << QByteArray("{\"a\": {");
        QTest::newRow("more than one") << QByteArray("{}, \"flow_owner\": {}");
        QTest::newRow("broken out of its place") << QByteArray("{}}, {");
        QTest::newRow("deep") << QByteArray("{\"a\":").repeated(1000) + "1" + QByteArray(1000, '}');
    }

    void whatIsNoObjectIsNotSent()
    {
        QFETCH(QByteArray, definition);
        testsupport::ReplayServer server;
        testsupport::StaticTokens tokens;
        net::HttpClient http(&tokens);
        flows::FlowsClient client(http, server.url());
        const RawJson bad(definition);

        flows::NewFlow flow;
        flow.definition = bad;
        QCOMPARE(errorOf(client.createFlow(flow, this)), text("Validation: definition is not a JSON object"));
        flow.definition = RawJson("{}");
        flow.inputSchema = bad;
        QCOMPARE(detailOf(flow.problem()),
                 bad.isEmpty() ? QString() : text("Validation: input_schema is not a JSON object"));
        flows::FlowUpdate update;
        update.inputSchema = bad;
        QCOMPARE(errorOf(client.updateFlow(text("f"), update, this)),
                 text("Validation: input_schema is not a JSON object"));
        QCOMPARE(errorOf(client.validateFlow(bad, {}, this)), text("Validation: definition is not a JSON object"));
        flows::NewRegisteredApi api;
        api.target = bad;
        QCOMPARE(errorOf(client.createRegisteredApi(api, this)), text("Validation: target is not a JSON object"));
        flows::RegisteredApiUpdate apiUpdate;
        apiUpdate.target = bad;
        QCOMPARE(errorOf(client.updateRegisteredApi(text("a"), apiUpdate, this)),
                 text("Validation: target is not a JSON object"));
        QVERIFY(server.requests().isEmpty());
    }

    void registeredApis()
    {
        flows::NewRegisteredApi api;
        api.name = text("n");
        api.target = RawJson("{\"type\": \"openapi\"}");
        QCOMPARE(api.toBytes(), QByteArray("{\"name\":\"n\",\"target\":{\"type\": \"openapi\"}}"));
        flows::RegisteredApiUpdate update;
        QCOMPARE(update.toBytes(), QByteArray("{}"));
        QVERIFY(!update.problem());
        update.roles.viewers = none;
        update.subscriptionId = nullptr;
        QCOMPARE(update.toBytes(), QByteArray("{\"roles\":{\"viewers\":[]},\"subscription_id\":null}"));
    }

    void batches()
    {
        flows::RunBatch batch;
        QCOMPARE(detailOf(batch.problem()), text("Validation: a batch without runs"));
        batch.runIds = QStringList{text("r1"), text("r2")};
        QCOMPARE(detailOf(batch.problem()), text("Validation: a batch with nothing to do"));
        batch.set.cancel = true;
        QVERIFY(!batch.problem());
        QCOMPARE(batch.toBytes(),
                 QByteArray("{\"filters\":{\"run_ids\":[\"r1\",\"r2\"]},\"set\":{\"status\":\"cancel\"}}"));
        batch.set.tags = none;
        batch.add.runManagers = QStringList{text("m")};
        batch.remove.runMonitors = QStringList{text("o")};
        QVERIFY(!batch.problem());
        QCOMPARE(batch.toBytes(),
                 QByteArray("{\"filters\":{\"run_ids\":[\"r1\",\"r2\"]},\"set\":{\"tags\":[],\"status\":\"cancel\"},"
                            "\"add\":{\"run_managers\":[\"m\"]},\"remove\":{\"run_monitors\":[\"o\"]}}"));
        batch.add.tags = QStringList{text("t")};
        QCOMPARE(detailOf(batch.problem()), text("Validation: a batch that changes one field in two ways"));
        batch.add.tags.clear();
        batch.remove.runManagers = QStringList{text("m")};
        QVERIFY(batch.problem());
    }

    void aPolicyIsCheckedWhenItIsMade()
    {
        using Status = Policy::Status;
        QVERIFY(Policy().toJson() == Json::object());
        QVERIFY(!Policy().statuses());
        QVERIFY((Policy(QList<Status>()).toJson() == Json{{"status", Json::array()}}));
        QVERIFY((Policy({Status::Failed, Status::Inactive, Status::Failed}).toJson() ==
                 Json{{"status", {"FAILED", "INACTIVE"}}}));
        const QStringList words{text("INACTIVE"), text("SUCCEEDED"), text("FAILED")};
        QCOMPARE(Policy::fromWords(words), Policy({Status::Inactive, Status::Succeeded, Status::Failed}));
        QCOMPARE(Policy::fromWords({}), Policy(QList<Status>()));
        for (const char *wrong : {"ACTIVE", "ENDED", "failed", "", "FAILED "})
            QVERIFY2(!Policy::fromWords(QStringList{text("FAILED"), text(wrong)}), wrong);
    }

    void scopesOfTheService()
    {
        const QString prefix = text("https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/");
        QStringList names;
        for (const core::Scope &scope : flows::FlowsScopes::every()) {
            QVERIFY(scope.name.startsWith(prefix));
            names.append(scope.name.sliced(prefix.size()));
            QCOMPARE(core::Scope::parse(scope.toString()), scope);
        }
        QCOMPARE(names.join(u' '), text("all manage_flows view_flows run run_status run_manage web_input_view "
                                        "web_input_respond"));
        QCOMPARE(flows::FlowsScopes::all().toString(), core::flowsAllScope());
        QCOMPARE(flows::FlowsScopes::resourceServer(), text("flows.globus.org"));
    }

    void scopesOfAFlow()
    {
        const QString id = text("24bc4997-b483-4c25-a19c-64b0afc00743");
        const flows::SpecificFlowScopes scopes(id);
        const QString user = text("https://auth.globus.org/scopes/24bc4997-b483-4c25-a19c-64b0afc00743/"
                                  "flow_24bc4997_b483_4c25_a19c_64b0afc00743_user");
        QCOMPARE(scopes.resourceServer(), id);
        QCOMPARE(scopes.user().toString(), user);
        QCOMPARE(scopes.userWithDataAccess({})->toString(), user);
        const QStringList collections{core::newId(), core::newId()};
        const auto access = scopes.userWithDataAccess(collections + collections);
        QCOMPARE(access->toString(),
                 QString(user + text("[*urn:globus:auth:scope:transfer.api.globus.org:all[") +
                         text("*https://auth.globus.org/scopes/%1/data_access ").arg(collections[0]) +
                         text("*https://auth.globus.org/scopes/%1/data_access]]").arg(collections[1])));
        QCOMPARE(core::Scope::parse(access->toString()), access);
        QVERIFY(access->covers(scopes.user()));
        QVERIFY(!scopes.userWithDataAccess(collections + QStringList{text("not an id")}));
    }

    void consentForCollectionsIsAskedForWithTheToken()
    {
        testsupport::ReplayServer server;
        server.setHandler([](const testsupport::ReplayServer::Request &) {
            return testsupport::ReplayServer::json({{"run_id", "r"}, {"status", "ACTIVE"}});
        });
        testsupport::StaticTokens tokens;
        net::HttpClient http(&tokens);
        flows::SpecificFlowClient flow(http, server.url(), core::newId());
        const QString first = core::newId();
        const QString second = core::newId();
        QVERIFY(flow.addAppTransferDataAccessScope({first}));
        QVERIFY(!flow.addAppTransferDataAccessScope({second, text("x")}));
        QVERIFY(flow.addAppTransferDataAccessScope({second}));
        QCOMPARE(errorOf(flow.runFlow({}, this)), QString());
        QCOMPARE(tokens.asked.size(), 1);
        QCOMPARE(tokens.asked[0].resourceServer, flow.flowId());
        QCOMPARE(tokens.asked[0].scopes, QStringList{flow.scopes().userWithDataAccess({first, second})->toString()});
    }

    void orders()
    {
        using namespace flows;
        const auto all = [](auto last) {
            QStringList texts;
            for (int i = 0; i <= static_cast<int>(last); ++i)
                texts.append(orderBy(static_cast<decltype(last)>(i)));
            return texts.join(u',');
        };
        QCOMPARE(all(FlowOrder::UpdatedAt), text("id ASC,scope_string ASC,flow_owner ASC,flow_administrators ASC,"
                                                 "title ASC,created_at ASC,updated_at ASC"));
        QCOMPARE(all(RunOrder::Label), text("id ASC,start_time ASC,completion_time ASC,status ASC,label ASC"));
        QCOMPARE(all(RegisteredApiOrder::UpdatedTimestamp),
                 text("id ASC,name ASC,created_timestamp ASC,updated_timestamp ASC"));
        QCOMPARE(all(WebInputOrder::ClosedTimestamp),
                 text("created_timestamp ASC,edited_timestamp ASC,closed_timestamp ASC"));
        QCOMPARE(orderBy(RunOrder::StartTime, Sort::Descending), text("start_time DESC"));
    }

    void parametersByHandWinButForTheMarker()
    {
        flows::ListFlowsQuery query;
        query.queryParams = {
            {text("filter_roles"), text("a")}, {text("filter_roles"), text("b+c")}, {text("marker"), text("mine")}};
        QCOMPARE(query.toUrlQuery().toString(QUrl::FullyEncoded),
                 text("filter_roles=a&filter_roles=b%2Bc&marker=mine"));
        QCOMPARE(query.toUrlQuery(text("m")).toString(QUrl::FullyEncoded),
                 text("filter_roles=a&filter_roles=b%2Bc&marker=m"));
    }

    void nothingIsSentBlank()
    {
        flows::ListWebInputsQuery inputs;
        QCOMPARE(inputs.toUrlQuery().toString(), text("filter_roles=viewer%2Crespondent"));
        inputs.roles.clear();
        QVERIFY(inputs.toUrlQuery().isEmpty());
        flows::ListRegisteredApisQuery apis;
        QCOMPARE(apis.toUrlQuery().toString(), text("filter_roles=owner%2Cadministrator%2Cviewer"));
        apis.roles.clear();
        apis.perPage = -1;
        QVERIFY(apis.toUrlQuery().isEmpty());
        QVERIFY(flows::RunLogQuery().toUrlQuery().isEmpty());
    }

private:
    template<typename T>
    QString errorOf(const QFuture<T> &future)
    {
        testsupport::Settled<T> outcome;
        outcome.watch(future, this);
        if (!outcome.wait())
            return text("no end");
        return detailOf(outcome.error);
    }
};

FLOWS_TEST(tst_requests, RequestsTest)
#include "tst_requests.moc"
