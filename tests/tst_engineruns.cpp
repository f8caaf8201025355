#include "support/testmain.h"

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

core::Json place(const EngineBench &bench, const QString &collection, const char *path)
{
    core::Json result = core::Json::object();
    result["id"] = core::toStd(bench.collectionId(collection));
    result["path"] = path;
    return result;
}

core::Json example(const QString &name)
{
    return testsupport::jsonFile(u"example-flows/%1/definition.json"_s.arg(name));
}

QString inside(const EngineBench &bench, const QString &collection, const QString &path)
{
    return bench.folder(collection) + u'/' + path;
}

void collectionRows()
{
    QTest::addColumn<bool>("local");
    QTest::newRow("plain folders") << false;
    QTest::newRow("local collections") << true;
}

core::Json wait(int seconds)
{
    core::Json definition = json(R"({"StartAt": "W", "States": {"W": {"Type": "Wait", "Next": "P"},
                                     "P": {"Type": "Pass", "End": true}}})");
    definition["States"]["W"]["Seconds"] = seconds;
    return definition;
}

core::Json action(const char *url, const char *parameters)
{
    core::Json definition = json(R"({"StartAt": "A", "States": {"A": {"Type": "Action", "End": true}}})");
    definition["States"]["A"]["ActionUrl"] = url;
    definition["States"]["A"]["Parameters"] = json(parameters);
    return definition;
}

core::Json endless()
{
    return json(
        R"({"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}}})");
}

} // namespace

//! Whole runs: the official examples, cancelling, fairness, the clock, and going on after a restart.
class EngineRunsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theExampleSimple_data() { collectionRows(); }

    void theExampleSimple()
    {
        QFETCH(bool, local);
        EngineBench bench(20);
        if (local)
            bench.useLocalCollections();
        writeFile(inside(bench, u"source"_s, u"data/a"_s), "one");
        writeFile(inside(bench, u"source"_s, u"data/deep/b"_s), "two");
        bench.start();
        core::Json body = core::Json::object();
        body["source"] = place(bench, u"source"_s, "/~/data");
        body["destination"] = place(bench, u"target"_s, "/~/copy");
        const QString id = bench.add(example(u"simple"_s), body);
        QTRY_VERIFY_WITH_TIMEOUT(bench.done(id), 20'000);
        QCOMPARE(bench.codes(id), u"FlowStarted, ActionStarted Transfer, ActionPolled Transfer, "
                                  "ActionCompleted Transfer, FlowSucceeded"_s);
        QCOMPARE(tree(inside(bench, u"target"_s, u"copy"_s)), tree(inside(bench, u"source"_s, u"data"_s)));
        QCOMPARE(tree(inside(bench, u"target"_s, u"copy"_s)).size(), 2);
        const auto started = bench.log(id)[1];
        QCOMPARE(core::stringMember(started.details["input"]["DATA"][0], "source_path"), u"/~/data"_s);
    }

    void theExampleMove_data() { collectionRows(); }

    void theExampleMove()
    {
        QFETCH(bool, local);
        EngineBench bench(20);
        if (local)
            bench.useLocalCollections();
        writeFile(inside(bench, u"source"_s, u"data/a"_s), "one");
        const auto before = tree(inside(bench, u"source"_s, u"data"_s));
        bench.start();
        core::Json body = core::Json::object();
        body["source"] = place(bench, u"source"_s, "/~/data");
        body["destination"] = place(bench, u"target"_s, "/~/moved");
        const QString id = bench.add(example(u"move"_s), body);
        QTRY_VERIFY_WITH_TIMEOUT(bench.done(id), 20'000);
        QCOMPARE(bench.codes(id, false),
                 u"FlowStarted, ActionStarted GetSourcePathInfo, ActionCompleted GetSourcePathInfo, "
                 "ActionStarted GetDestinationPathInfo, ActionCompleted GetDestinationPathInfo, "
                 "ExpressionEvalStarted IdentifyPathTypes, ExpressionEvalCompleted IdentifyPathTypes, "
                 "ChoiceStarted TestPathConstraints, ChoiceCompleted TestPathConstraints, "
                 "ExpressionEvalStarted ComputeDestPathNoOp, ExpressionEvalCompleted ComputeDestPathNoOp, "
                 "ActionStarted Transfer, ActionCompleted Transfer, ActionStarted Delete, ActionCompleted Delete, "
                 "PassStarted Success, PassCompleted Success, FlowSucceeded"_s);
        QCOMPARE(bench.status(id), u"SUCCEEDED"_s);
        QCOMPARE(tree(inside(bench, u"target"_s, u"moved"_s)), before);
        QVERIFY(!QDir(inside(bench, u"source"_s, u"data"_s)).exists());
    }

    void theExampleMoveOfAFileUnderAFolder_data() { collectionRows(); }

    void theExampleMoveOfAFileUnderAFolder()
    {
        QFETCH(bool, local);
        EngineBench bench(20);
        if (local)
            bench.useLocalCollections();
        writeFile(inside(bench, u"source"_s, u"a.txt"_s), "one");
        writeFile(inside(bench, u"target"_s, u"there/old"_s), "old");
        bench.start();
        core::Json body = core::Json::object();
        body["source"] = place(bench, u"source"_s, "/~/a.txt");
        body["destination"] = place(bench, u"target"_s, "/~/there/");
        const QString id = bench.add(example(u"move"_s), body);
        QTRY_VERIFY_WITH_TIMEOUT(bench.done(id), 20'000);
        QCOMPARE(bench.status(id), u"SUCCEEDED"_s);
        QCOMPARE(testsupport::readFile(inside(bench, u"target"_s, u"there/a.txt"_s)), QByteArray("one"));
        QVERIFY(tree(bench.folder(u"source"_s)).isEmpty());
    }

    void theExampleTwoHop_data() { collectionRows(); }

    void theExampleTwoHop()
    {
        QFETCH(bool, local);
        EngineBench bench(20);
        if (local)
            bench.useLocalCollections();
        writeFile(inside(bench, u"source"_s, u"data/a"_s), "one");
        QDir().mkpath(inside(bench, u"target"_s, u"between"_s));
        bench.start();
        core::Json body = core::Json::object();
        body["source"] = place(bench, u"source"_s, "/~/data/");
        body["intermediate"] = place(bench, u"target"_s, "/~/between/");
        body["destination"] = place(bench, u"source"_s, "/~/twice/");
        const QString id = bench.add(example(u"two_hop"_s), body);
        QTRY_VERIFY_WITH_TIMEOUT(bench.done(id), 20'000);
        QCOMPARE(bench.status(id), u"SUCCEEDED"_s);
        QCOMPARE(tree(inside(bench, u"source"_s, u"twice"_s)), tree(inside(bench, u"source"_s, u"data"_s)));
        QVERIFY(tree(bench.folder(u"target"_s)).isEmpty());
        QVERIFY(QDir(inside(bench, u"target"_s, u"between"_s)).isEmpty());
    }

    void aCancelledRunIsOver_data()
    {
        QTest::addColumn<QByteArray>("url"); // empty: a Wait
        QTest::addColumn<QByteArray>("parameters");
        QTest::addColumn<QString>("reached"); // the log when it is cancelled
        QTest::newRow("waiting") << QByteArray() << QByteArray() << u"FlowStarted, WaitStarted W"_s;
        QTest::newRow("sleeping action") << QByteArray("https://actions.globus.org/hello_world")
                                         << QByteArray(R"({"sleep_time": 1000})") << u"FlowStarted, ActionStarted A"_s;
        QTest::newRow("inactive action") << QByteArray("https://actions.globus.org/hello_world")
                                         << QByteArray(R"({"required_dependent_scope": "x"})")
                                         << u"FlowStarted, ActionStarted A, FlowInactive A"_s;
        QTest::newRow("copying") << QByteArray("https://transfer.actions.globus.org/transfer")
                                 << QByteArray(R"({"source_endpoint": "source", "destination_endpoint": "target",
                              "DATA": [{"source_path": "/~/tree", "destination_path": "/~/copy"}]})")
                                 << u"FlowStarted, ActionStarted A"_s;
    }

    void aCancelledRunIsOver()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, parameters);
        QFETCH(QString, reached);
        EngineBench bench(1, 20);
        for (int i = 0; i < 500; ++i)
            writeFile(bench.path(u"source/tree/f%1"_s.arg(i)), "x");
        bench.start();
        const QString id = bench.add(url.isEmpty() ? wait(1000) : action(url.constData(), parameters.constData()));
        QTRY_COMPARE(bench.codes(id), reached);
        if (!url.isEmpty())
            QTRY_VERIFY(bench.run(id).details.contains("action_statuses"));
        QSignalSpy finished(&bench.engine(), &EngineThread::runFinished);
        QVERIFY(RunStore(bench.database()).requestCancel(id));
        bench.engine().cancelRequested(id);
        bench.engine().cancelRequested(id); // twice is once
        QTRY_VERIFY(bench.done(id));
        QCOMPARE(bench.codes(id), QString(reached + u", FlowCanceled"_s));
        const RunRecord run = bench.run(id);
        QCOMPARE(run.status, u"FAILED"_s);
        QVERIFY(run.completionTime.isValid());
        QCOMPARE(core::stringMember(run.details, "code"), u"FlowCanceled"_s);
        QCOMPARE(core::stringMember(run.details, "description"), u"The Flow Instance was canceled by the user"_s);
        QVERIFY(run.details["details"].is_object() && run.details["details"].empty());
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished[0][1].toString(), u"FAILED"_s);
        bench.stop(); // waits for the pool: the copy has stopped by itself, far from its end
        QVERIFY(tree(bench.path(u"target"_s)).size() < 400);
        QVERIFY(!RunStore(bench.database()).requestCancel(id));
    }

    void aRunCancelledBeforeItsFirstStepNeverStarts()
    {
        EngineBench bench;
        const QString id = bench.add(wait(1));
        RunStore(bench.database()).requestCancel(id);
        bench.start();
        QTRY_VERIFY(bench.done(id));
        QCOMPARE(bench.codes(id), u"FlowCanceled"_s);
    }

    void cancellingWhatIsDoneChangesNothing()
    {
        EngineBench bench;
        bench.start();
        const QString id = bench.add(wait(0));
        QTRY_VERIFY(bench.done(id));
        const RunRecord before = bench.run(id);
        bench.engine().cancelRequested(id);
        bench.engine().cancelRequested(u"unknown"_s);
        bench.engine().runAdded(id);
        bench.engine().resumeRequested(id);
        const QString other = bench.add(wait(0));
        QTRY_VERIFY(bench.done(other));
        QVERIFY(bench.run(id) == before);
    }

    void aRunThatLoopsDoesNotStarveOthers()
    {
        EngineBench bench;
        bench.start();
        const QString loop = bench.add(endless());
        QTRY_VERIFY(bench.run(loop).transitions > 10);
        QStringList others;
        for (int i = 0; i < 5; ++i)
            others.append(bench.add(wait(0)));
        for (const QString &id : std::as_const(others))
            QTRY_VERIFY(bench.done(id));
        // Between two steps of one run at most one step of each other run lies.
        QVERIFY(!bench.done(loop));
        QVERIFY(bench.run(loop).transitions < 9000);
        RunStore(bench.database()).requestCancel(loop);
        bench.engine().cancelRequested(loop);
        QTRY_VERIFY(bench.done(loop));
    }

    void aRunThatNeverEndsIsStopped()
    {
        EngineBench bench;
        RunRecord run = testsupport::newRun(endless(), core::Json::object());
        run.stateName = u"A"_s;
        run.runState = core::Json::object();
        run.phase = RunPhase::Entering;
        run.transitions = 9'997;
        bench.add(run);
        bench.start();
        QTRY_VERIFY(bench.done(run.id));
        QCOMPARE(bench.codes(run.id), u"PassStarted A, PassCompleted A, PassStarted B, PassCompleted B, "
                                      "PassStarted A, PassCompleted A, FlowFailed B"_s);
        QVERIFY(bench.cause(run.id).contains(u"10000"_s));
    }

    void theClockOfWaitsCanBeMoved()
    {
        EngineBench bench(1);
        bench.start();
        const QString waiting = bench.add(wait(3600));
        const QString sleeping = bench.add(action("https://actions.globus.org/hello_world", R"({"sleep_time": 200})"));
        QTRY_COMPARE(bench.codes(waiting), u"FlowStarted, WaitStarted W"_s);
        QTRY_VERIFY(bench.run(sleeping).details.contains("action_statuses"));
        bench.engine().advanceClock(1800);
        QTRY_VERIFY(bench.done(sleeping));
        QCOMPARE(bench.status(sleeping), u"SUCCEEDED"_s); // looked at before its WaitTime is found to be over
        QVERIFY(!bench.done(waiting));
        bench.engine().advanceClock(1801);
        QTRY_VERIFY(bench.done(waiting));
        QCOMPARE(bench.status(waiting), u"SUCCEEDED"_s);
    }

    //! As the route puts a run into the store: its start is logged, and the engine enters the first state.
    void aRunThatWasStartedElsewhereHasItsInput()
    {
        EngineBench bench;
        bench.start();
        RunRecord run = testsupport::newRun(wait(0), json(R"({"x": 1})"));
        run.stateName = u"W"_s;
        run.phase = RunPhase::Entering;
        const QString id = bench.add(run);
        QTRY_VERIFY(bench.done(id));
        QVERIFY(bench.run(id).details["output"] == run.body);
    }

    void aRunStateOfNullIsKeptOverARestart()
    {
        EngineBench bench;
        core::Json definition = wait(600'000);
        definition["StartAt"] = "N";
        definition["States"]["N"] = json(R"({"Type": "Pass", "InputPath": "$.nothing", "Next": "W"})");
        bench.start();
        const QString id = bench.add(definition, json(R"({"nothing": null})"));
        QTRY_COMPARE(bench.run(id).phase, RunPhase::Waiting);
        bench.stop();
        bench.start();
        bench.engine().advanceClock(600'000);
        QTRY_VERIFY(bench.done(id));
        QCOMPARE(bench.status(id), u"SUCCEEDED"_s);
        QVERIFY(bench.run(id).details["output"].is_null());
    }

    void unfinishedRunsGoOnAfterARestart()
    {
        EngineBench bench(100);
        bench.start();
        const QString waiting = bench.add(wait(20));
        const QString sleeping = bench.add(action("https://actions.globus.org/hello_world", R"({"sleep_time": 40})"));
        QTRY_COMPARE(bench.codes(waiting), u"FlowStarted, WaitStarted W"_s);
        QTRY_VERIFY(bench.run(sleeping).details.contains("action_statuses"));
        bench.stop();
        const QString added = bench.add(wait(0)); // while no engine runs
        bench.start();
        QTRY_VERIFY(bench.done(waiting) && bench.done(sleeping) && bench.done(added));
        QCOMPARE(bench.codes(waiting),
                 u"FlowStarted, WaitStarted W, WaitCompleted W, PassStarted P, PassCompleted P, FlowSucceeded"_s);
        QCOMPARE(bench.codes(sleeping, false), u"FlowStarted, ActionStarted A, ActionCompleted A, FlowSucceeded"_s);
    }

    void aRunThatIsDeletedMeanwhileIsDropped()
    {
        EngineBench bench(1);
        bench.start();
        const QString id = bench.add(wait(3600));
        QTRY_COMPARE(bench.codes(id), u"FlowStarted, WaitStarted W"_s);
        QVERIFY(RunStore(bench.database()).remove(id));
        bench.engine().advanceClock(4000);
        const QString other = bench.add(wait(0));
        QTRY_VERIFY(bench.done(other));
        QVERIFY(bench.log(id).isEmpty());
    }

    void labelsAreNotOverwrittenByTheEngine()
    {
        EngineBench bench(100);
        bench.start();
        const QString id = bench.add(wait(20));
        QTRY_COMPARE(bench.codes(id), u"FlowStarted, WaitStarted W"_s);
        RunRecord run = bench.run(id);
        run.label = u"changed while it runs"_s;
        QVERIFY(RunStore(bench.database()).updateMetadata(run));
        QTRY_VERIFY(bench.done(id));
        QCOMPARE(bench.run(id).label, u"changed while it runs"_s);
    }

    void aStoreThatCanNotBeOpenedIsSaid()
    {
        EngineOptions options;
        options.databasePath = u"/nonexistent/folder/store.sqlite"_s;
        EngineThread engine(options);
        QVERIFY(!engine.start().isEmpty());
        engine.runAdded(u"x"_s); // harmless
    }
};

FLOWS_TEST(tst_engineruns, EngineRunsTest)
#include "tst_engineruns.moc"
