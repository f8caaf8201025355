#include "support/logentries.h"
#include "support/testmain.h"

#include "models/runtrace.h"

#include <QTest>

using models::RunTrace;
using testsupport::logEntries;
using Status = RunTrace::VisitStatus;

namespace {

RunTrace traceOf(const QStringList &lines)
{
    const auto entries = logEntries(lines);
    return RunTrace::of(entries, entries.size());
}

QDateTime second(int s)
{
    return QDateTime(QDate(2023, 1, 1), QTime(0, 0), Qt::UTC).addSecs(s);
}

const QString A = QStringLiteral("A");
const QString B = QStringLiteral("B");

} // namespace

class RunTraceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunThatSucceeds()
    {
        const RunTrace trace = traceOf({
            QStringLiteral("0 FlowStarted - \"input\": {\"x\": 1.0}"),
            QStringLiteral("1 PassStarted A \"input\": {\"a\": 1}"),
            QStringLiteral("3 PassCompleted A \"output\": {\"a\": 2}"),
            QStringLiteral("3 ActionStarted B \"state_type\": \"Action\""),
            QStringLiteral("4 ActionPolled B"),
            QStringLiteral("5 ActionPolled B"),
            QStringLiteral("8 ActionCompleted B"),
            QStringLiteral("9 FlowSucceeded - \"output\": {\"done\": true}"),
        });
        QCOMPARE(trace.end(), RunTrace::End::Succeeded);
        QCOMPARE(trace.startTime(), second(0));
        QCOMPARE(trace.endTime(), second(9));
        QCOMPARE(trace.input().bytes(), QByteArray("{\"x\": 1.0}"));
        QCOMPARE(trace.output().bytes(), QByteArray("{\"done\": true}"));
        QCOMPARE(trace.visits().size(), 2);
        const RunTrace::Visit &first = trace.visits()[0];
        QCOMPARE(first.stateType, QStringLiteral("Pass"));
        QCOMPARE(first.status, Status::Succeeded);
        QCOMPARE(first.input.bytes(), QByteArray("{\"a\": 1}"));
        QCOMPARE(first.output.bytes(), QByteArray("{\"a\": 2}"));
        QCOMPARE(first.firstEntry, 1);
        QCOMPARE(first.lastEntry, 2);
        QCOMPARE(trace.visits()[1].polls, 2);
        QCOMPARE(trace.millisecondsIn(A, second(100)), 2000);
        QCOMPARE(trace.millisecondsIn(B, second(100)), 5000);
        QCOMPARE(trace.millisecondsIn(QStringLiteral("none"), second(100)), 0);
        QCOMPARE(trace.transitions(), (QList<RunTrace::Transition>{{A, B, 1}}));
        QVERIFY(trace.currentState().isEmpty() && trace.failingState().isEmpty() && trace.cause().isEmpty());
        QCOMPARE(trace.entryCount(), 8);
    }

    void momentByMoment()
    {
        const auto entries = logEntries({
            QStringLiteral("0 FlowStarted"),
            QStringLiteral("1 ActionStarted A"),
            QStringLiteral("4 FlowInactive - \"cause\": \"consent\""),
            QStringLiteral("6 FlowResumed"),
            QStringLiteral("7 ActionCompleted A"),
        });
        QCOMPARE(RunTrace::of(entries, 1).currentState(), QString());
        const RunTrace running = RunTrace::of(entries, 2);
        QCOMPARE(running.currentState(), A);
        QCOMPARE(running.state(A)->status, Status::Running);
        QVERIFY(running.visits()[0].isOpen());
        QCOMPARE(running.millisecondsIn(A, second(3)), 2000);
        QCOMPARE(running.millisecondsIn(A, second(0)), 0);
        const RunTrace inactive = RunTrace::of(entries, 3);
        QCOMPARE(inactive.state(A)->status, Status::NeedsYou);
        QCOMPARE(inactive.visits()[0].cause, QStringLiteral("consent"));
        QVERIFY(inactive.visits()[0].isOpen());
        QCOMPARE(RunTrace::of(entries, 4).state(A)->status, Status::Running);
        const RunTrace done = RunTrace::of(entries, 99);
        QCOMPARE(done.state(A)->status, Status::Succeeded);
        QVERIFY(done.visits()[0].cause.isEmpty());
        QCOMPARE(done.millisecondsIn(A, second(99)), 6000);
        // step by step comes to the same
        RunTrace steps;
        for (const auto &entry : entries)
            steps.append(entry);
        QCOMPARE(steps, done);
    }

    void aLoopIsCounted()
    {
        QStringList lines;
        for (int i = 0; i < 3; ++i) {
            lines << QStringLiteral("%1 PassStarted A").arg(4 * i)
                  << QStringLiteral("%1 PassCompleted A").arg(4 * i + 1)
                  << QStringLiteral("%1 ChoiceStarted B").arg(4 * i + 1)
                  << QStringLiteral("%1 ChoiceCompleted B").arg(4 * i + 3);
        }
        const RunTrace trace = traceOf(lines);
        QCOMPARE(trace.state(A)->visits, 3);
        QCOMPARE(trace.state(A)->closedMs, 3000);
        QCOMPARE(trace.state(B)->type, QStringLiteral("Choice"));
        QCOMPARE(trace.visitsOf(A), (QList<qsizetype>{0, 2, 4}));
        QCOMPARE(trace.visits()[4].number, 3);
        QCOMPARE(trace.transitionCount(A, B), 3);
        QCOMPARE(trace.transitionCount(B, A), 2);
        QCOMPARE(trace.transitionCount(A, A), 0);
        QCOMPARE(trace.transitions().size(), 2);
    }

    void aStateThatLeadsToItself()
    {
        const RunTrace trace = traceOf({QStringLiteral("0 WaitStarted A"), QStringLiteral("1 WaitCompleted A"),
                                        QStringLiteral("1 WaitStarted A")});
        QCOMPARE(trace.transitionCount(A, A), 1);
        QCOMPARE(trace.state(A)->status, Status::Waiting);
        QCOMPARE(trace.millisecondsIn(A, second(5)), 5000);
    }

    void anErrorThatIsCaught()
    {
        const RunTrace trace = traceOf({
            QStringLiteral("0 FlowStarted"),
            QStringLiteral("1 ActionStarted A"),
            QStringLiteral("2 ActionFailed A \"exception\": \"ActionFailedException\", \"cause\": \"no space\""),
            QStringLiteral("2 LocalCaught A"),
            QStringLiteral("2 PassStarted B"),
            QStringLiteral("3 PassCompleted B"),
            QStringLiteral("3 FlowSucceeded"),
        });
        QCOMPARE(trace.end(), RunTrace::End::Succeeded);
        QCOMPARE(trace.state(A)->status, Status::Failed);
        QVERIFY(trace.visits()[0].caught);
        QCOMPARE(trace.visits()[0].exception, QStringLiteral("ActionFailedException"));
        QCOMPARE(trace.visits()[0].cause, QStringLiteral("no space"));
        QCOMPARE(trace.transitionCount(A, B), 1);
        QVERIFY(trace.cause().isEmpty());
    }

    void aRunThatFails_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QString>("cause");
        const QString begin = QStringLiteral("1 ActionStarted A");
        QTest::newRow("action") << QStringList{begin, QStringLiteral("2 ActionFailed A \"cause\": \"why\""),
                                               QStringLiteral("2 FlowFailed A \"cause\": \"why\"")}
                                << QStringLiteral("why");
        QTest::newRow("action says, flow does not")
            << QStringList{begin, QStringLiteral("2 ActionFailed A \"cause\": \"why\""), QStringLiteral("2 FlowFailed")}
            << QStringLiteral("why");
        QTest::newRow("flow says, action does not")
            << QStringList{begin, QStringLiteral("2 FlowFailed A \"exception\": \"E\", \"cause\": \"why\"")}
            << QStringLiteral("why");
        QTest::newRow("fail state") << QStringList{QStringLiteral("1 FailStarted A"),
                                                   QStringLiteral(
                                                       "2 FlowFailed - \"exception\": \"E\", \"cause\": \"c\"")}
                                    << QStringLiteral("c");
    }

    void aRunThatFails()
    {
        QFETCH(QStringList, lines);
        const RunTrace trace = traceOf(lines);
        QCOMPARE(trace.end(), RunTrace::End::Failed);
        QCOMPARE(trace.failingState(), A);
        QTEST(trace.cause(), "cause");
        QCOMPARE(trace.state(A)->status, Status::Failed);
        QTEST(trace.visits()[0].cause, "cause");
        QVERIFY(!trace.visits()[0].caught && !trace.visits()[0].isOpen());
        QCOMPARE(trace.millisecondsIn(A, second(50)), 1000);
    }

    void aRunThatIsCancelled()
    {
        const RunTrace trace = traceOf({QStringLiteral("0 FlowStarted"), QStringLiteral("1 AwaitWebInputStarted A"),
                                        QStringLiteral("3 FlowCanceled")});
        QCOMPARE(trace.end(), RunTrace::End::Cancelled);
        QCOMPARE(trace.state(A)->status, Status::Cancelled);
        QCOMPARE(trace.failingState(), A);
        QVERIFY(trace.currentState().isEmpty());
    }

    void aPersonIsWaitedFor()
    {
        const RunTrace trace = traceOf({QStringLiteral("1 AwaitWebInputStarted A")});
        QCOMPARE(trace.state(A)->status, Status::NeedsYou);
    }

    void gapsAndOddities()
    {
        QCOMPARE(traceOf({}).end(), RunTrace::End::NotEnded);
        // a state that is left without a word
        const RunTrace left = traceOf({QStringLiteral("1 ActionStarted A"), QStringLiteral("2 PassStarted B")});
        QCOMPARE(left.state(A)->status, Status::Left);
        QVERIFY(!left.visits()[0].isOpen());
        QCOMPARE(left.currentState(), B);
        // a state whose beginning is missing
        const RunTrace late = traceOf({QStringLiteral("1 PassCompleted A"), QStringLiteral("2 ActionFailed B")});
        QCOMPARE(late.state(A)->status, Status::Succeeded);
        QCOMPARE(late.state(B)->status, Status::Failed);
        QCOMPARE(late.millisecondsIn(A, second(9)), 0);
        QCOMPARE(late.transitionCount(A, B), 1);
        // codes that nobody knows, with and without a state
        const RunTrace odd = traceOf({QStringLiteral("1 Mystery"), QStringLiteral("1 ActionStarted A"),
                                      QStringLiteral("2 ActionPondered A"), QStringLiteral("2 Riddle B"),
                                      QStringLiteral("3 FlowResumed"), QStringLiteral("3 PassStarted")});
        QCOMPARE(odd.visits().size(), 1);
        QCOMPARE(odd.currentState(), A);
        QCOMPARE(odd.entryCount(), 6);
        QCOMPARE(traceOf({QStringLiteral("1 FlowInactive"), QStringLiteral("2 FlowFailed")}).failingState(), QString());
    }

    void aStateThatIsOpenIsLeftWhenAnotherOneEnds()
    {
        const RunTrace trace = traceOf({QStringLiteral("1 ActionStarted A"), QStringLiteral("3 PassCompleted B"),
                                        QStringLiteral("4 FlowSucceeded")});
        QCOMPARE(trace.end(), RunTrace::End::Succeeded);
        QCOMPARE(trace.state(A)->status, Status::Left);
        QVERIFY(!trace.visits()[0].isOpen());
        QCOMPARE(trace.millisecondsIn(A, second(50)), 2000);
        QCOMPARE(trace.state(B)->status, Status::Succeeded);
        QCOMPARE(trace.transitionCount(A, B), 1);
        const RunTrace caught = traceOf({QStringLiteral("1 ActionFailed A"), QStringLiteral("3 PassCompleted B")});
        QVERIFY(caught.visits()[0].caught && !caught.visits()[1].caught);
    }

    void timesThatRunBackwardsAreNothing()
    {
        const RunTrace trace = traceOf({QStringLiteral("5 PassStarted A"), QStringLiteral("2 PassCompleted A")});
        QCOMPARE(trace.millisecondsIn(A, second(9)), 0);
    }
};

FLOWS_TEST(tst_runtrace, RunTraceTest)
#include "tst_runtrace.moc"
