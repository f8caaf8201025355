#include "support/testmain.h"

#include "core/ids.h"
#include "emulator/store/actionstore.h"
#include "emulator/store/authstores.h"
#include "emulator/store/runstore.h"
#include "support/enginebench.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::EngineBench;
using testsupport::json;
using testsupport::tree;
using testsupport::writeFile;

namespace {

//! A flow of one Action of the Transfer service; its status document replaces the run state.
core::Json transferFlow(const QString &name, const core::Json &parameters)
{
    core::Json definition = json(R"({"StartAt": "A", "States": {"A": {"Type": "Action", "End": true}}})");
    core::Json &state = definition["States"]["A"];
    state["ActionUrl"] = core::toStd(u"https://transfer.actions.globus.org/%1"_s.arg(name));
    state["Parameters"] = parameters;
    return definition;
}

core::Json copyOf(const char *from, const char *to)
{
    core::Json item = core::Json::object();
    item["source_path"] = from;
    item["destination_path"] = to;
    core::Json body = core::Json::object();
    body["source_endpoint"] = "source";
    body["destination_endpoint"] = "target";
    body["DATA"] = core::Json::array();
    body["DATA"].push_back(item);
    return body;
}

//! Puts a run into the store as a killed engine leaves it: the action of its state A has begun, or was just about to.
//! \param action  input, start and what is known of its progress \returns the run's id
QString addInterrupted(EngineBench &bench, const core::Json &definition, ActionRecord action)
{
    RunRecord run = testsupport::newRun(definition, core::Json::object());
    run.stateName = u"A"_s;
    run.runState = core::Json::object();
    run.phase = RunPhase::Acting;
    RunStore(bench.database()).insert(run);
    action.requestId = core::newId();
    action.actionId = core::newId();
    action.runId = run.id;
    action.stateName = run.stateName;
    action.providerUrl = core::stringMember(definition["States"]["A"], "ActionUrl");
    action.deadline = action.startedAt.addSecs(300);
    ActionStore(bench.database()).insert(action);
    return run.id;
}

} // namespace

//! The providers, and how the engine drives them.
class EngineActionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTransferCopiesAndIsSeenActive()
    {
        EngineBench bench(1);
        writeFile(bench.path(u"source/a.txt"_s), "one");
        bench.start();
        const QString id = bench.add(transferFlow(u"transfer"_s, copyOf("/~/a.txt", "/~/new/b.txt")));
        QTRY_VERIFY(bench.run(id).details.contains("action_statuses"));
        const RunRecord running = bench.run(id);
        QCOMPARE(running.status, u"ACTIVE"_s);
        const core::Json status = running.details["action_statuses"][0];
        QCOMPARE(core::stringMember(status, "status"), u"ACTIVE"_s);
        QCOMPARE(core::stringMember(status, "state_name"), u"A"_s);
        QCOMPARE(core::stringMember(running.details, "description"), u"An Action is running"_s);
        QTRY_VERIFY_WITH_TIMEOUT(bench.done(id), 20'000);
        QCOMPARE(bench.codes(id), u"FlowStarted, ActionStarted A, ActionPolled A, ActionCompleted A, FlowSucceeded"_s);
        const auto log = bench.log(id);
        QVERIFY(log[1].time.msecsTo(log[2].time) >= 1900); // the first poll is due after 2 s
        QCOMPARE(testsupport::readFile(bench.path(u"target/new/b.txt"_s)), QByteArray("one"));
        const core::Json task = bench.run(id).details["output"]["details"];
        QCOMPARE(core::stringMember(task, "status"), u"SUCCEEDED"_s);
        QCOMPARE(core::toBytes(task["files_transferred"]), QByteArray("1"));
        QCOMPARE(core::toBytes(task["bytes_transferred"]), QByteArray("3"));
        QCOMPARE(core::stringMember(task, "source_endpoint_id"), u"source"_s);
        QCOMPARE(core::stringMember(task, "destination_endpoint_display_name"), u"Collection target"_s);
        QVERIFY(core::stringMember(task, "completion_time") > core::stringMember(task, "request_time"));
        QVERIFY(!core::stringMember(task, "task_id").isEmpty());
    }

    void aLongTransferIsPolledUntilItEnds()
    {
        EngineBench bench(40, 40); // polls after 50 ms, 100 ms, …; 20 files of 40 ms each
        for (int i = 0; i < 20; ++i)
            writeFile(bench.path(u"source/tree/d%1/f%2"_s.arg(i % 3).arg(i)), QByteArray::number(i));
        bench.start();
        const QString id = bench.add(transferFlow(u"transfer"_s, copyOf("/~/tree", "/~/copy")));
        QTRY_VERIFY_WITH_TIMEOUT(bench.done(id), 20'000);
        QCOMPARE(bench.status(id), u"SUCCEEDED"_s);
        QVERIFY(bench.codes(id).count(u"ActionPolled"_s) >= 3);
        const auto log = bench.log(id);
        const core::Json early = log[2].details["details"];
        QVERIFY(early["files_transferred"].get<int>() < 20); // live numbers
        QCOMPARE(tree(bench.path(u"target/copy"_s)), tree(bench.path(u"source/tree"_s)));
    }

    void providersSayWhatIsWrong_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("exception");
        QTest::addColumn<QString>("cause");
        const QString unable = u"ActionUnableToRun"_s;
        const QString failed = u"ActionFailedException"_s;
        const auto row = [](const char *name, const QString &provider, const char *body, const QString &exception,
                            const QString &cause) {
            QTest::newRow(name) << provider << QByteArray(body) << exception << cause;
        };
        row("ls without endpoint", u"ls"_s, "{}", unable, u"'endpoint_id' is required"_s);
        row("ls with text limit", u"ls"_s, R"({"endpoint_id": "source", "limit": "5"})", unable, u"an integer"_s);
        row("ls with unknown field", u"ls"_s, R"({"endpoint_id": "source", "path_only": true})", unable,
            u"'path_only' is not known"_s);
        row("ls of an unknown collection", u"ls"_s, R"({"endpoint_id": "nowhere"})", unable, u"'nowhere'"_s);
        row("ls with a strange filter", u"ls"_s, R"({"endpoint_id": "source", "filter": "size:5"})", unable,
            u"size:5"_s);
        row("ls with a strange order", u"ls"_s, R"({"endpoint_id": "source", "orderby": "color"})", unable, u"color"_s);
        row("ls with a negative offset", u"ls"_s, R"({"endpoint_id": "source", "offset": -1})", unable, u"negative"_s);
        row("ls of nothing", u"ls"_s, R"({"endpoint_id": "source", "path": "/~/no"})", failed,
            u"ClientError.NotFound"_s);
        row("ls of a file", u"ls"_s, R"({"endpoint_id": "source", "path": "/~/f"})", failed, u"NotDirectory"_s);
        row("stat without path", u"stat"_s, R"({"endpoint_id": "source"})", unable, u"'path' is required"_s);
        row("mkdir of what is there", u"mkdir"_s, R"({"endpoint_id": "source", "path": "/~/f"})", failed,
            u"MkdirFailed.Exists"_s);
        row("mkdir without parent", u"mkdir"_s, R"({"endpoint_id": "source", "path": "/~/no/such"})", failed,
            u"NotFound"_s);
        row("collection_info of nothing", u"collection_info"_s, R"({"endpoint_id": "x"})", unable, u"'x'"_s);
        row("transfer without items", u"transfer"_s,
            R"({"source_endpoint": "source", "destination_endpoint": "target", "DATA": []})", unable,
            u"at least one item"_s);
        row("transfer with a broken item", u"transfer"_s,
            R"({"source_endpoint": "source", "destination_endpoint": "target", "DATA": [{"source_path": "a"}]})",
            unable, u"'destination_path' of DATA[0] is required"_s);
        row("transfer with old names", u"transfer"_s, R"({"source_endpoint_id": "source"})", unable,
            u"'source_endpoint_id' is not known"_s);
        row("transfer with an option that is not performed", u"transfer"_s,
            R"({"source_endpoint": "source", "destination_endpoint": "target", "delete_destination_extra": true,
                "DATA": [{"source_path": "a", "destination_path": "b"}]})",
            unable, u"delete_destination_extra"_s);
        row("transfer to an unknown collection", u"transfer"_s,
            R"({"source_endpoint": "source", "destination_endpoint": "moon",
                "DATA": [{"source_path": "a", "destination_path": "b"}]})",
            unable, u"'moon'"_s);
        row("transfer of nothing", u"transfer"_s,
            R"({"source_endpoint": "source", "destination_endpoint": "target",
                "DATA": [{"source_path": "/~/no", "destination_path": "/~/b"}]})",
            failed, u"FILE_NOT_FOUND"_s);
        row("transfer of a folder, not recursive", u"transfer"_s,
            R"({"source_endpoint": "source", "destination_endpoint": "target",
                "DATA": [{"source_path": "/~/d", "destination_path": "/~/b", "recursive": false}]})",
            failed, u"IS_A_DIRECTORY"_s);
        row("delete of nothing", u"delete"_s, R"({"endpoint": "source", "DATA": [{"path": "/~/no"}]})", failed,
            u"FILE_NOT_FOUND"_s);
        row("delete of a folder, not recursive", u"delete"_s, R"({"endpoint": "source", "DATA": [{"path": "/~/d"}]})",
            failed, u"IS_A_DIRECTORY"_s);
        row("delete with globs", u"delete"_s,
            R"({"endpoint": "source", "DATA": [{"path": "*"}], "interpret_globs": true})", unable,
            u"interpret_globs"_s);
    }

    void providersSayWhatIsWrong()
    {
        QFETCH(QString, provider);
        QFETCH(QByteArray, body);
        QFETCH(QString, exception);
        QFETCH(QString, cause);
        EngineBench bench;
        writeFile(bench.path(u"source/f"_s), "x");
        writeFile(bench.path(u"source/d/inner"_s), "x");
        bench.start();
        const QString id = bench.add(transferFlow(provider, json(body.constData())));
        QTRY_VERIFY_WITH_TIMEOUT(bench.done(id), 20'000);
        QCOMPARE(bench.codes(id, false), u"FlowStarted, ActionStarted A, ActionFailed A, FlowFailed A"_s);
        QCOMPARE(bench.exception(id), exception);
        QVERIFY2(bench.cause(id).contains(cause), qPrintable(bench.cause(id)));
        QCOMPARE(tree(bench.path(u"source"_s)).size(), 2);
        QVERIFY(tree(bench.path(u"target"_s)).isEmpty());
    }

    void anEngineWithoutCollectionsSaysSo()
    {
        EngineBench bench;
        bench.options.files.reset();
        bench.start();
        const QString id = bench.add(transferFlow(u"ls"_s, json(R"({"endpoint_id": "source"})")));
        QTRY_VERIFY(bench.done(id));
        QCOMPARE(bench.exception(id), u"ActionUnableToRun"_s);
    }

    void lsPagesFiltersAndOrders_data()
    {
        QTest::addColumn<QByteArray>("options");
        QTest::addColumn<QString>("names");
        QTest::addColumn<int>("total");
        QTest::newRow("all") << QByteArray("{}") << u".hidden a.txt b.md c.txt dir"_s << 5;
        QTest::newRow("page") << QByteArray(R"({"limit": 2, "offset": 1})") << u"a.txt b.md"_s << 5;
        QTest::newRow("behind the end") << QByteArray(R"({"offset": 9})") << QString() << 5;
        QTest::newRow("not hidden") << QByteArray(R"({"show_hidden": false})") << u"a.txt b.md c.txt dir"_s << 4;
        QTest::newRow("pattern") << QByteArray(R"({"filter": "name:~*.txt"})") << u"a.txt c.txt"_s << 2;
        QTest::newRow("type") << QByteArray(R"({"filter": "type:dir"})") << u"dir"_s << 1;
        QTest::newRow("not") << QByteArray(R"({"filter": "type:file/name:!~*.txt,.hidden"})") << u"b.md"_s << 1;
        QTest::newRow("order") << QByteArray(R"({"orderby": "type ASC,name DESC"})")
                               << u"dir c.txt b.md a.txt .hidden"_s << 5;
    }

    void lsPagesFiltersAndOrders()
    {
        QFETCH(QByteArray, options);
        QFETCH(QString, names);
        QFETCH(int, total);
        EngineBench bench;
        for (const auto &name : {u"a.txt"_s, u"b.md"_s, u"c.txt"_s, u".hidden"_s, u"dir/x"_s})
            writeFile(bench.path(u"source/%1"_s.arg(name)), "12345");
        bench.start();
        core::Json body = json(options.constData());
        body["endpoint_id"] = "source";
        const QString id = bench.add(transferFlow(u"ls"_s, body));
        QTRY_VERIFY(bench.done(id));
        QCOMPARE(bench.codes(id), u"FlowStarted, ActionStarted A, ActionCompleted A, FlowSucceeded"_s);
        const core::Json details = bench.run(id).details["output"]["details"];
        QStringList got;
        for (const core::Json &entry : details["DATA"])
            got.append(core::stringMember(entry, "name"));
        QCOMPARE(got.join(u' '), names);
        QCOMPARE(details["total"].get<int>(), total);
        QCOMPARE(details["length"].get<qsizetype>(), got.size());
    }

    void statTellsWhatIsThere()
    {
        EngineBench bench;
        writeFile(bench.path(u"source/d/f"_s), "12345");
        bench.start();
        const auto stat = [&](const char *path) {
            core::Json body = json(R"({"endpoint_id": "source"})");
            body["path"] = path;
            const QString id = bench.add(transferFlow(u"stat"_s, body));
            [&] { QTRY_VERIFY(bench.done(id)); }();
            return bench.run(id).details["output"]["details"];
        };
        const core::Json file = stat("/~/d/f");
        QCOMPARE(core::stringMember(file, "type"), u"file"_s);
        QCOMPARE(file["size"].get<int>(), 5);
        QCOMPARE(core::stringMember(stat("/~/d/"), "type"), u"dir"_s);
        QCOMPARE(core::stringMember(stat("/~/no"), "code"), u"NotFound"_s); // a success
    }

    void mkdirDeleteAndCollectionInfo()
    {
        EngineBench bench;
        writeFile(bench.path(u"source/d/f"_s), "12345");
        bench.start();
        const auto perform = [&](const QString &provider, const char *body) {
            const QString id = bench.add(transferFlow(provider, json(body)));
            [&] { QTRY_VERIFY(bench.done(id)); }();
            return bench.run(id);
        };
        const RunRecord made = perform(u"mkdir"_s, R"({"endpoint_id": "target", "path": "/~/new/"})");
        QCOMPARE(core::stringMember(made.details["output"]["details"], "code"), u"DirectoryCreated"_s);
        QVERIFY(QDir(bench.path(u"target/new"_s)).exists());
        const auto action = ActionStore(bench.database()).latest(made.id);
        QVERIFY(action && action->effectStarted && action->status == u"SUCCEEDED"_s);
        const RunRecord info = perform(u"collection_info"_s, R"({"endpoint_id": "target"})");
        QCOMPARE(core::stringMember(info.details["output"]["details"], "entity_type"), u"GCSv5_guest_collection"_s);
        QCOMPARE(
            perform(u"delete"_s, R"({"endpoint": "source", "recursive": true, "DATA": [{"path": "/~/d"}]})").status,
            u"SUCCEEDED"_s);
        QVERIFY(!QDir(bench.path(u"source/d"_s)).exists());
        QCOMPARE(perform(u"delete"_s, R"({"endpoint": "source", "ignore_missing": true, "DATA": [{"path": "/~/d"}]})")
                     .status,
                 u"SUCCEEDED"_s);
    }

    //! No work was done while the emulator was down, so that is no reason to give it up.
    void timeWithoutAnEngineIsNoWaitTime()
    {
        EngineBench bench(1000, 200); // each file takes a while
        writeFile(bench.path(u"source/a"_s), "one");
        ActionRecord begun;
        begun.startedAt = core::SystemClock().now().addSecs(-3600);
        begun.input = copyOf("/~/a", "/~/b");
        const QString unanswered = addInterrupted(bench, transferFlow(u"transfer"_s, begun.input), begun);
        begun.input = copyOf("/~/a", "/~/c");
        begun.status = u"ACTIVE"_s;
        begun.nextPoll = begun.startedAt.addSecs(2);
        const QString active = addInterrupted(bench, transferFlow(u"transfer"_s, begun.input), begun);
        begun.status.clear();
        begun.input = json(R"({"endpoint_id": "source", "path": "/~/a"})");
        const QString stat = addInterrupted(bench, transferFlow(u"stat"_s, begun.input), begun);
        // What only waits for a moment kept waiting.
        core::Json sleeping = json(R"({"StartAt": "A", "States": {"A": {"Type": "Action", "End": true,
            "ActionUrl": "https:\/\/actions.globus.org/hello_world", "Parameters": {"sleep_time": 7200000}}}})");
        begun.input = sleeping["States"]["A"]["Parameters"];
        const QString late = addInterrupted(bench, sleeping, begun);
        bench.start();
        for (const QString &id : {unanswered, active, stat, late})
            QTRY_VERIFY_WITH_TIMEOUT(bench.done(id), 20'000);
        QCOMPARE(bench.cause(unanswered), QString());
        QCOMPARE(bench.status(unanswered), u"SUCCEEDED"_s);
        QCOMPARE(bench.status(active), u"SUCCEEDED"_s);
        QCOMPARE(bench.status(stat), u"SUCCEEDED"_s);
        QCOMPARE(testsupport::readFile(bench.path(u"target/c"_s)), QByteArray("one"));
        QCOMPARE(bench.exception(late), u"ActionTimeout"_s);
    }

    void effectsThatBeganBeforeARestartSucceed()
    {
        // The store as a killed engine leaves it: the action is noted as begun, and its change has been made.
        EngineBench bench;
        writeFile(bench.path(u"source/made/x"_s), "x");
        const auto interrupted = [&](const QString &provider, const char *body) {
            ActionRecord action;
            action.input = json(body);
            action.startedAt = core::SystemClock().now();
            action.effectStarted = true;
            return addInterrupted(bench, transferFlow(provider, action.input), action);
        };
        const QString mkdir = interrupted(u"mkdir"_s, R"({"endpoint_id": "source", "path": "/~/made"})");
        const QString gone = interrupted(u"delete"_s, R"({"endpoint": "source", "DATA": [{"path": "/~/gone"}]})");
        bench.start();
        QTRY_VERIFY(bench.done(mkdir));
        QTRY_VERIFY(bench.done(gone));
        QCOMPARE(bench.status(mkdir), u"SUCCEEDED"_s);
        QCOMPARE(bench.status(gone), u"SUCCEEDED"_s);
    }
};

FLOWS_TEST(tst_engineactions, EngineActionsTest)
#include "tst_engineactions.moc"
