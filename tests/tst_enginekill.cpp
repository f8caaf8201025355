#include "support/testmain.h"

#include "support/enginebench.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::EngineBench;
using testsupport::json;
using testsupport::tree;
using testsupport::writeFile;

namespace {

//! Waits, makes a folder, copies a tree, waits again, deletes the source. Each step can only be done once.
core::Json longFlow(const EngineBench &bench)
{
    core::Json definition = json(R"({"StartAt": "First", "States": {
        "First": {"Type": "Wait", "Seconds": 4, "Next": "Make"},
        "Make": {"Type": "Action", "ResultPath": "$.made", "Next": "Copy",
                 "Parameters": {"endpoint_id": "target", "path": "/~/new"}},
        "Copy": {"Type": "Action", "ResultPath": "$.copied", "Next": "Second",
                 "Parameters": {"source_endpoint": "source", "destination_endpoint": "target",
                                "DATA": [{"source_path": "/~/tree", "destination_path": "/~/new/tree"}]}},
        "Second": {"Type": "Wait", "Seconds": 4, "Next": "Delete"},
        "Delete": {"Type": "Action", "ResultPath": "$.deleted", "Next": "End",
                   "Parameters": {"endpoint": "source", "recursive": true, "DATA": [{"path": "/~/tree"}]}},
        "End": {"Type": "Pass", "End": true}}})");
    const std::string base = "https://transfer.actions.globus.org/";
    definition["States"]["Make"]["ActionUrl"] = base + "mkdir";
    definition["States"]["Copy"]["ActionUrl"] = base + "transfer";
    definition["States"]["Delete"]["ActionUrl"] = base + "delete";
    const std::string source = core::toStd(bench.collectionId(u"source"_s));
    const std::string target = core::toStd(bench.collectionId(u"target"_s));
    definition["States"]["Make"]["Parameters"]["endpoint_id"] = target;
    definition["States"]["Copy"]["Parameters"]["source_endpoint"] = source;
    definition["States"]["Copy"]["Parameters"]["destination_endpoint"] = target;
    definition["States"]["Delete"]["Parameters"]["endpoint"] = source;
    return definition;
}

QString wantedCodes()
{
    return u"FlowStarted, WaitStarted First, WaitCompleted First, ActionStarted Make, ActionCompleted Make, "
           "ActionStarted Copy, ActionCompleted Copy, WaitStarted Second, WaitCompleted Second, "
           "ActionStarted Delete, ActionCompleted Delete, PassStarted End, PassCompleted End, FlowSucceeded"_s;
}

} // namespace

//! An engine that is killed (SIGKILL) at random moments ends its run as if nothing had happened.
class EngineKillTest final : public QObject
{
    Q_OBJECT

private:
    static QString program() { return QCoreApplication::applicationDirPath() + u"/emulator_engine_child"_s; }

    static void launch(QProcess &process, const EngineBench &bench)
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program(), {bench.path(u"."_s), u"10"_s});
        QVERIFY(process.waitForStarted());
        while (!process.canReadLine())
            QVERIFY(process.waitForReadyRead(20'000));
        QCOMPARE(process.readLine().trimmed(), QByteArray("ready"));
    }

    static void checkLog(EngineBench &bench, const QString &id)
    {
        const auto log = bench.log(id);
        for (qsizetype i = 0; i < log.size(); ++i)
            QCOMPARE(log[i].seq, i + 1);
        const QString codes = bench.codes(id, false);
        QVERIFY2(wantedCodes().startsWith(codes), qPrintable(codes));
    }

private Q_SLOTS:
    void aKilledEngineGoesOn()
    {
        const int kills = qMax(5, qEnvironmentVariableIntValue("FLOWS_TEST_KILLS"));
        int done = 0;
        while (done < kills) {
            EngineBench bench;
            bench.useLocalCollections();
            for (int i = 0; i < 150; ++i)
                writeFile(bench.folder(u"source"_s) + u"/tree/d%1/f%2"_s.arg(i % 4).arg(i),
                          QByteArray::number(i).repeated(100));
            const QString sourceTree = bench.folder(u"source"_s) + u"/tree"_s;
            const auto wanted = tree(sourceTree);
            const QString id = bench.add(longFlow(bench));
            for (int round = 0; round < 5 && done < kills && !bench.done(id); ++round, ++done) {
                QProcess process;
                launch(process, bench);
                QTest::qSleep(QRandomGenerator::global()->bounded(20, 600)); // the moment of the kill, no result
                process.kill();
                QVERIFY(process.waitForFinished());
                checkLog(bench, id);
            }
            QProcess process;
            launch(process, bench);
            QTRY_VERIFY_WITH_TIMEOUT(bench.done(id), 60'000);
            process.terminate();
            QVERIFY(process.waitForFinished());
            checkLog(bench, id);
            QVERIFY2(bench.status(id) == u"SUCCEEDED"_s, qPrintable(bench.cause(id)));
            QCOMPARE(bench.codes(id, false), wantedCodes());
            QCOMPARE(tree(bench.folder(u"target"_s) + u"/new/tree"_s), wanted); // whole, and no temporary file left
            QVERIFY(!QDir(sourceTree).exists());
        }
    }
};

FLOWS_TEST(tst_enginekill, EngineKillTest)
#include "tst_enginekill.moc"
