#include "support/testmain.h"

#include "flows/parse.h"
#include "models/runtrace.h"
#include "widgets/pages/tracetext.h"

#include <QTest>

//! What the inspector shows of a visit.
class TraceTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAFailedVisitSays_data()
    {
        QTest::addColumn<QByteArray>("cause");
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QString>("says");
        QTest::newRow("words") << QByteArray("\"It is full.\"") << QByteArray()
                               << QStringLiteral("ActionFailedException\n\nIt is full.");
        QTest::newRow("a document") << QByteArray("\"{\\\"code\\\": \\\"X\\\"}\"") << QByteArray("{\"code\": \"X\"}")
                                    << QStringLiteral("ActionFailedException");
    }
    void whatAFailedVisitSays()
    {
        QFETCH(QByteArray, cause);
        models::RunTrace trace;
        trace.append(entry("ActionStarted", "\"input\": {\"a\": 1}"));
        trace.append(entry("ActionFailed", "\"exception\": \"ActionFailedException\", \"cause\": " + cause));
        const QList<widgets::VisitText> visits = widgets::visitsOf(QStringLiteral("A"), trace);
        QCOMPARE(visits.size(), 1);
        QTEST(visits.first().output.bytes(), "output");
        QTEST(visits.first().cause, "says");
        QCOMPARE(visits.first().input.bytes(), QByteArray("{\"a\": 1}"));
        QCOMPARE(visits.first().status, widgets::RunStatusKind::Failed);
    }

private:
    static flows::RunLogEntry entry(const QByteArray &code, const QByteArray &details)
    {
        const QByteArray text = "{\"entries\": [{\"time\": \"2023-04-25T18:54:30.000000+00:00\", \"code\": \"" + code +
                                "\", \"description\": \"\", \"details\": {\"state_name\": \"A\", " + details + "}}]}";
        return flows::parseRunLogPage(text).items.first();
    }
};

FLOWS_TEST(tst_tracetext, TraceTextTest)
#include "tst_tracetext.moc"
