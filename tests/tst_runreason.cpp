#include "support/testmain.h"

#include "widgets/pages/runreason.h"

#include <QTest>

//! What a person reads first about a run that failed: words, wherever the service keeps them.
class RunReasonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void causes_data()
    {
        QTest::addColumn<QByteArray>("cause");
        QTest::addColumn<QString>("says");
        const auto text = [](const char *words) { return QString::fromLatin1(words); };
        QTest::newRow("plain") << QByteArray("It broke.") << text("It broke.");
        QTest::newRow("a number") << QByteArray("42") << text("42");
        QTest::newRow("no words") << QByteArray("{\"x\": 1}") << text("{\"x\": 1}");
        QTest::newRow("empty") << QByteArray() << QString();
        QTest::newRow("a refusal") << QByteArray("{\"code\": \"Forbidden\", \"description\": \"You may not.\"}")
                                   << text("You may not. (Forbidden)");
        QTest::newRow("a task") << QByteArray(
                                       "{\"status\": \"FAILED\", \"details\": {\"nice_status\": \"FILE_NOT_FOUND\","
                                       " \"nice_status_details\": \"There is no /a.\"}}")
                                << text("There is no /a. (FILE_NOT_FOUND)");
        QTest::newRow("a task that only names it")
            << QByteArray("{\"details\": {\"nice_status\": \"EXPIRED\", \"nice_status_details\": null}}")
            << text("EXPIRED");
        QTest::newRow("a task that ended for good")
            << QByteArray("{\"details\": {\"fatal_error\": {\"code\": \"X\", \"description\": \"Gone.\"}}}")
            << text("Gone.");
        QTest::newRow("words as details") << QByteArray("{\"details\": \"It is full.\"}") << text("It is full.");
    }
    void causes()
    {
        QFETCH(QByteArray, cause);
        core::Json details = {{"code", "FlowFailed"},
                              {"details", {{"state_name", "Copy"}, {"exception", "ActionFailedException"}}}};
        details["details"]["cause"] = cause.toStdString();
        const widgets::RunReason reason = widgets::readRunReason(flows::RawJson(core::toBytes(details)));
        QTEST(reason.cause, "says");
        QCOMPARE(reason.state, QStringLiteral("Copy"));
        QCOMPARE(reason.exception, QStringLiteral("ActionFailedException"));
        QVERIFY(reason.document.contains(QStringLiteral("FlowFailed")));
    }
};

FLOWS_TEST(tst_runreason, RunReasonTest)
#include "tst_runreason.moc"
