#include "core/ids.h"
#include "emulator/routes/privacy.h"
#include "emulator/routes/roles.h"
#include "emulator/store/authstores.h"
#include "support/emulatorfixture.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace emulator::routes;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;

class EmulatorRolesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void specialWordsCountInTheirOwnListOnly()
    {
        FlowRecord flow;
        flow.owner = u"o"_s;
        QVERIFY(flowRoles(flow, {u"x"_s}).isEmpty());
        flow.viewers = {u"public"_s};
        QCOMPARE(flowRoles(flow, {u"x"_s}), QList<FlowRole>{FlowRole::Viewer});
        QVERIFY(!mayStartFlow(flowRoles(flow, {u"x"_s})));
        flow.viewers = {};
        flow.starters = {u"all_authenticated_users"_s};
        QCOMPARE(flowRoles(flow, {u"x"_s}), QList<FlowRole>{FlowRole::Starter});
        QVERIFY(mayStartFlow(flowRoles(flow, {u"x"_s})));
        flow.starters = {u"public"_s}; // means nothing here
        QVERIFY(flowRoles(flow, {u"x"_s}).isEmpty());
    }

    void rolesAreHighestFirst()
    {
        FlowRecord flow;
        flow.owner = u"me"_s;
        flow.administrators = flow.viewers = flow.runMonitors = QStringList{u"me"_s};
        const QList<FlowRole> roles = flowRoles(flow, {u"me"_s});
        QCOMPARE(roles,
                 (QList<FlowRole>{FlowRole::Owner, FlowRole::Administrator, FlowRole::RunMonitor, FlowRole::Viewer}));
        QCOMPARE(userRole(roles), u"flow_owner"_s);
        QCOMPARE(userRole(QList<FlowRole>{FlowRole::RunManager}), u"run_manager"_s);
        QCOMPARE(roleName(FlowRole::RunManager), u"flow_run_manager"_s);
    }

    void flowAdministratorsManageRunsButDoNotResume()
    {
        FlowRecord flow;
        flow.owner = u"owner"_s;
        flow.administrators = {u"admin"_s};
        flow.runMonitors = {u"watcher"_s};
        RunRecord run;
        run.owner = u"starter"_s;
        run.managers = {u"manager"_s};
        const auto roles = [&](const QString &who) { return runRoles(run, &flow, {who}); };
        QVERIFY(mayManageRun(roles(u"admin"_s)));
        QVERIFY(mayManageRun(roles(u"owner"_s)));
        QVERIFY(!mayResumeRun(roles(u"admin"_s)));
        QVERIFY(mayResumeRun(roles(u"manager"_s)));
        QVERIFY(mayResumeRun(roles(u"starter"_s)));
        QVERIFY(maySeeRun(roles(u"watcher"_s)));
        QVERIFY(!mayManageRun(roles(u"watcher"_s)));
        QVERIFY(!maySeeRun(roles(u"other"_s)));
        QVERIFY(!maySeeRun(runRoles(run, nullptr, {u"admin"_s})));
    }

    void namesInFilters()
    {
        QCOMPARE(flowRoleOf(u"flow_viewers"_s), FlowRole::Viewer);
        QCOMPARE(flowRoleOf(u"flow_viewer"_s), FlowRole::Viewer);
        QCOMPARE(flowRoleOf(u"run_managers"_s), FlowRole::RunManager);
        QCOMPARE(flowRoleOf(u"flow_run_monitor"_s), FlowRole::RunMonitor);
        QVERIFY(!flowRoleOf(u"viewer"_s));
        QCOMPARE(runRoleOf(u"flow_run_managers"_s), RunRole::FlowManager);
        QVERIFY(!runRoleOf(u""_s));
        QCOMPARE(flowRolesFrom(u"flow_administrator"_s), (QList<FlowRole>{FlowRole::Administrator, FlowRole::Owner}));
        QVERIFY(flowRolesFrom(u"run_manager"_s).isEmpty()); // not on the ladder
        QCOMPARE(runRolesFrom(u"run_monitor"_s), (QList<RunRole>{RunRole::Monitor, RunRole::Manager, RunRole::Owner}));
    }

    // Who may do what: one row a role, one column an operation.
    void whoMayDoWhat_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<int>("getFlow");
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("getRun");
        QTest::addColumn<int>("cancel");
        QTest::addColumn<bool>("seesFlowLists");
        QTest::addColumn<bool>("seesRunLists");
        QTest::newRow("owner") << u"flow_owner"_s << 200 << 201 << 200 << 202 << true << true;
        QTest::newRow("administrator") << u"flow_administrator"_s << 200 << 201 << 200 << 202 << true << true;
        QTest::newRow("starter") << u"flow_starter"_s << 200 << 201 << 404 << 404 << false << false;
        QTest::newRow("viewer") << u"flow_viewer"_s << 200 << 403 << 404 << 404 << false << false;
        QTest::newRow("flow run manager") << u"flow_run_manager"_s << 200 << 403 << 200 << 202 << false << true;
        QTest::newRow("flow run monitor") << u"flow_run_monitor"_s << 200 << 403 << 200 << 404 << false << false;
        QTest::newRow("run owner") << u"run_owner"_s << 404 << 404 << 200 << 202 << false << true;
        QTest::newRow("run manager") << u"run_manager"_s << 404 << 404 << 200 << 202 << false << true;
        QTest::newRow("run monitor") << u"run_monitor"_s << 404 << 404 << 200 << 404 << false << false;
        QTest::newRow("nobody") << QString() << 404 << 404 << 404 << 404 << false << false;
        QTest::newRow("linked identity of the owner") << u"linked"_s << 200 << 201 << 200 << 202 << true << true;
    }
    void whoMayDoWhat()
    {
        QFETCH(QString, role);
        QFETCH(int, getFlow);
        QFETCH(int, start);
        QFETCH(int, getRun);
        QFETCH(int, cancel);
        QFETCH(bool, seesFlowLists);
        QFETCH(bool, seesRunLists);
        EmulatorFixture emulator;
        const QString boss = emulator.person(u"boss@emulator"_s);
        const QString me = emulator.person(u"me@emulator"_s, role == "linked"_L1 ? QStringList{boss} : QStringList());
        const QStringList mine{core::identityUrn(me)};
        const auto ifRole = [&](const char *name) { return role == QLatin1StringView(name) ? mine : QStringList(); };
        FlowRecord flow;
        flow.owner = core::identityUrn(role == "flow_owner"_L1 ? me : boss);
        flow.administrators = ifRole("flow_administrator");
        flow.starters = ifRole("flow_starter");
        flow.viewers = ifRole("flow_viewer") + QStringList{core::identityUrn(core::newId())};
        flow.runManagers = ifRole("flow_run_manager");
        flow.runMonitors = ifRole("flow_run_monitor");
        const QString flowId = emulator.addFlow(flow);
        RunRecord run;
        run.flowId = flowId;
        run.owner = core::identityUrn(role == "run_owner"_L1 ? me : emulator.person(u"starter@emulator"_s));
        run.managers = ifRole("run_manager");
        run.monitors = ifRole("run_monitor") + QStringList{core::identityUrn(core::newId())};
        const QByteArray runPath = "/runs/" + emulator.addRun(run).toUtf8();
        const QByteArray token = emulator.allToken(me);
        const QByteArray flowPath = "/flows/" + flowId.toUtf8();

        const RawAnswer shown = emulator.ask("GET", flowPath, token);
        QCOMPARE(shown.status, getFlow);
        if (getFlow == 200) {
            QCOMPARE(shown.json()["flow_viewers"].empty(), !seesFlowLists);
            QCOMPARE(core::stringMember(shown.json(), "flow_owner"), flow.owner);
            if (role.startsWith("flow_"_L1))
                QCOMPARE(core::toBytes(shown.json()["user_roles"]), QByteArray("[\"" + role.toUtf8() + "\"]"));
        }
        const QByteArray flowToken = emulator.flowToken(me, flowId);
        QCOMPARE(emulator.ask("POST", flowPath + "/validate_run", flowToken, R"({"body": {}})").status,
                 start == 201 ? 200 : start);
        const RawAnswer started = emulator.ask("POST", flowPath + "/run", flowToken, R"({"body": {}})");
        QCOMPARE(started.status, start);
        if (start == 403)
            QVERIFY(started.detail().endsWith(u"Missing permissions: RUN."_s));
        const RawAnswer runShown = emulator.ask("GET", runPath, token);
        QCOMPARE(runShown.status, getRun);
        if (getRun == 200)
            QCOMPARE(runShown.json()["run_monitors"].empty(), !seesRunLists);
        QCOMPARE(emulator.ask("GET", runPath + "/log", token).status, getRun);
        QCOMPARE(emulator.ask("GET", runPath + "/definition", token).status, getRun);
        QCOMPARE(emulator.ask("POST", runPath + "/cancel", token).status, cancel);
        QCOMPARE(emulator.cancelled.size(), cancel == 202 ? 1 : 0);
    }

    //! As many names as a definition has room for; looking each up among the others would take minutes.
    void manyPrivateParametersAreNoWork()
    {
        core::Json::object_t parameters;
        core::Json names = core::Json::array();
        for (int i = 0; i < 100'000; ++i) {
            const std::string name = "n" + std::to_string(i);
            parameters.emplace_back(name + ".$", "$");
            parameters.emplace_back("open-" + name, i);
            names.push_back(name);
        }
        parameters.emplace_back("__Private_Parameters", std::move(names));
        const core::Json shown = withoutPrivateParameters({{"Parameters", std::move(parameters)}});
        QCOMPARE(shown["Parameters"].size(), 100'000U);
    }

    void privateParametersAreForAdministrators()
    {
        const core::Json definition = *core::parseJson(R"({"StartAt": "A", "States": {"A": {"Type": "Action",
            "Parameters": {"__Private_Parameters": ["key", "list"], "key.$": "$.k", "open": 1, "list": [1],
                "inner": {"__Private_Parameters": ["x"], "x.=": "1", "y": [{"__Private_Parameters": ["z"], "z": 2}]}},
            "key": "not below Parameters"}}})")
                                           .value;
        const core::Json shown = withoutPrivateParameters(definition);
        QCOMPARE(
            core::toBytes(shown["States"]["A"]),
            QByteArray(R"({"Type":"Action","Parameters":{"open":1,"inner":{"y":[{}]}},"key":"not below Parameters"})"));
        EmulatorFixture emulator;
        const QString owner = emulator.person(u"owner@emulator"_s);
        FlowRecord flow;
        flow.owner = core::identityUrn(owner);
        flow.viewers = {u"public"_s};
        flow.definition = definition;
        const QByteArray path = "/flows/" + emulator.addFlow(flow).toUtf8();
        QVERIFY(emulator.ask("GET", path, emulator.allToken(owner)).body.contains("__Private_Parameters"));
        const RawAnswer other = emulator.ask("GET", path, emulator.allToken(emulator.clientId));
        QCOMPARE(other.status, 200);
        QVERIFY(!other.body.contains("Private"));
        QVERIFY(!other.body.contains("$.k"));
    }
};

FLOWS_TEST(tst_emulatorroles, EmulatorRolesTest)
#include "tst_emulatorroles.moc"
