#include "support/testmain.h"

#include "flows/parse.h"
#include "models/roles.h"
#include "models/status.h"
#include "models/words.h"

#include <QLocale>
#include <QTest>

using models::StatusKind;

//! The words for durations, moments, roles and statuses: told in one place, the same on every page.
class WordsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusWords_data()
    {
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<StatusKind>("kind");
        QTest::addColumn<QString>("word");
        QTest::newRow("active") << QByteArray(R"("status": "ACTIVE")") << StatusKind::Running
                                << QStringLiteral("Running");
        QTest::newRow("asks") << QByteArray("\"status\": \"ACTIVE\", \"blocking_web_input_id\": \"w\"")
                              << StatusKind::NeedsYou << QStringLiteral("Needs you");
        QTest::newRow("inactive") << QByteArray(R"("status": "INACTIVE")") << StatusKind::NeedsYou
                                  << QStringLiteral("Needs you");
        QTest::newRow("failed") << QByteArray(R"("status": "FAILED")") << StatusKind::Failed
                                << QStringLiteral("Failed");
        QTest::newRow("cancelled") << QByteArray(R"("status": "FAILED", "details": {"code": "FlowCanceled"})")
                                   << StatusKind::Cancelled << QStringLiteral("Cancelled");
        QTest::newRow("ended") << QByteArray(R"("status": "ENDED")") << StatusKind::Other << QStringLiteral("ENDED");
        QTest::newRow("unknown") << QByteArray(R"("status": "Odd")") << StatusKind::Other << QStringLiteral("Odd");
    }

    void statusWords()
    {
        QFETCH(QByteArray, rest);
        const flows::Run run = flows::parseRun(R"({"run_id": "r", )" + rest + "}");
        QTEST(models::statusKind(run), "kind");
        QTEST(models::statusWord(run), "word");
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *words, qint64 milliseconds) {
            QTest::addRow("%lld ms", milliseconds) << milliseconds << QString::fromLatin1(words);
        };
        row("", -1);
        row("0.0 s", 0);
        row("0.4 s", 449);
        row("9.9 s", 9'949);
        row("10 s", 9'950);
        row("10 s", 10'499);
        row("59 s", 59'499);
        row("1 m", 59'500);
        row("1 m", 60'000);
        row("3 m 20 s", 200'000);
        row("1 h", 3'600'000);
        row("2 h 5 m", 7'500'000);
        row("1 d", 86'400'000);
        row("1 d 3 h", 97'200'000);
        row("106,751,991,167 d 7 h", std::numeric_limits<qint64>::max());
    }

    void durations()
    {
        QFETCH(qint64, milliseconds);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QTEST(models::durationWords(milliseconds), "words");
        QLocale::setDefault(QLocale::c());
    }

    void moments()
    {
        const QDateTime time(QDate(2023, 4, 25), QTime(18, 54, 30, 683), Qt::UTC);
        QCOMPARE(models::exactTime(time), QStringLiteral("2023-04-25 18:54:30 UTC"));
        QCOMPARE(models::clockTime(time), QStringLiteral("18:54:30.6"));
        QCOMPARE(models::relativeTime(time, time.addSecs(59)), QStringLiteral("just now"));
        QCOMPARE(models::relativeTime(time, time.addSecs(-59)), QStringLiteral("just now")); // clocks differ
        QCOMPARE(models::relativeTime(time, time.addSecs(125)), QStringLiteral("2 min ago"));
        const QString clock = QLocale().toString(QTime(18, 54, 30), QLocale::ShortFormat);
        QCOMPARE(models::relativeTime(time, time.addSecs(2 * 3600)), QStringLiteral("today, ") + clock);
        QCOMPARE(models::relativeTime(time, time.addSecs(20 * 3600)), QStringLiteral("yesterday, ") + clock);
        QVERIFY(models::relativeTime(time, time.addDays(3)).endsWith(clock));
        for (const QString &words :
             {models::exactTime({}), models::clockTime({}), models::timeWords({}), models::relativeTime({}, time)})
            QCOMPARE(words, QString());
        QCOMPARE(models::zoneWords(time), QStringLiteral("UTC"));
    }

    void roles()
    {
        using models::roleWord;
        QCOMPARE(roleWord({}), QString());
        QCOMPARE(roleWord({QStringLiteral("flow_starter"), QStringLiteral("flow_owner")}), QStringLiteral("Owner"));
        QCOMPARE(roleWord({QStringLiteral("flow_run_manager"), QStringLiteral("flow_starter")}),
                 QStringLiteral("Starter"));
        QCOMPARE(roleWord({QStringLiteral("run_manager")}), QStringLiteral("Run manager"));
        QCOMPARE(roleWord({QStringLiteral("something_new")}), QStringLiteral("something_new"));
        QVERIFY(models::mayStart({QStringLiteral("flow_viewer"), QStringLiteral("flow_starter")}));
        QVERIFY(!models::mayStart({QStringLiteral("flow_viewer"), QStringLiteral("flow_run_manager")}));
    }

    void whatIsCutOffIsSaid()
    {
        const auto text = [](const char *words) { return QString::fromLatin1(words); };
        QCOMPARE(models::shortened(text(" a  b "), 5), text("a b"));
        QCOMPARE(models::shortened(text("abcdef"), 5), text("abcd") + QChar(0x2026));
        QCOMPARE(models::shortened(QString(12, QLatin1Char(' ')) + text("word"), 5), QString(QChar(0x2026)));
    }

    void principals()
    {
        const QString urn = QStringLiteral("urn:globus:auth:identity:0a46");
        QCOMPARE(models::principalWords(urn), QStringLiteral("0a46"));
        QCOMPARE(models::principalWords(urn, urn), QStringLiteral("you"));
        QCOMPARE(models::principalWords(QString(), QString()), QString());
        QCOMPARE(models::principalWords(QStringLiteral("public")), QStringLiteral("public"));
    }
};

FLOWS_TEST(tst_words, WordsTest)
#include "tst_words.moc"
