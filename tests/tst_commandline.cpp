#include "support/testmain.h"

#include "app/commandline.h"
#include "widgets/theme/thememanager.h"

#include <QSettings>
#include <QTest>

using app::readCommandLine;

class CommandLineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads()
    {
        const auto line = read({"--emulator-data", "/tmp/x", "--tour", "/tmp/y", "--time-scale", "60"});
        QVERIFY(!line.exitStatus);
        QCOMPARE(line.options.emulatorData, QStringLiteral("/tmp/x"));
        QCOMPARE(line.options.tourDirectory, QStringLiteral("/tmp/y"));
        QCOMPARE(line.options.timeScale, QStringLiteral("60"));
        QVERIFY(!line.options.scheme);
        QVERIFY(read({"--scheme", "dark"}).options.scheme == widgets::ColourScheme::Dark);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--frobnicate")};
        QTest::newRow("no number") << QStringList{QStringLiteral("--time-scale"), QStringLiteral("fast")};
        QTest::newRow("no scheme") << QStringList{QStringLiteral("--scheme"), QStringLiteral("blue")};
        QTest::newRow("zero") << QStringList{QStringLiteral("--time-scale"), QStringLiteral("0")};
        QTest::newRow("no link") << QStringList{QStringLiteral("https:/example.org")};
        QTest::newRow("two links") << QStringList{QStringLiteral("flows-desktop:/p/library"),
                                                  QStringLiteral("flows-desktop:/p/runs")};
    }

    void refuses()
    {
        QFETCH(QStringList, arguments);
        arguments.prepend(QStringLiteral("flows-desktop"));
        QCOMPARE(readCommandLine(arguments).exitStatus.value_or(0), 2);
    }

    void asksForHelp()
    {
        QCOMPARE(read({"--help"}).exitStatus.value_or(1), 0);
        QCOMPARE(read({"--version"}).exitStatus.value_or(1), 0);
    }

    void aTourTouchesNothingOfTheUser()
    {
        app::CommandLine line = read({"--tour", "/tmp/y"});
        const QString usual = line.options.emulatorData;
        QString settings;
        {
            const app::TourSandbox sandbox(line.options);
            QVERIFY(line.options.emulatorData != usual);
            QSettings probe;
            settings = probe.fileName();
            QVERIFY(line.options.emulatorData.section(u'/', 0, -2) == settings.section(u'/', 0, 2) ||
                    settings.startsWith(line.options.emulatorData.section(u'/', 0, -2)));
        }
        QVERIFY(!QFile::exists(line.options.emulatorData));

        app::CommandLine named = read({"--tour", "/tmp/y", "--emulator-data", "/tmp/z"});
        const app::TourSandbox sandbox(named.options);
        QCOMPARE(named.options.emulatorData, QStringLiteral("/tmp/z"));
    }

private:
    static app::CommandLine read(const std::initializer_list<const char *> arguments)
    {
        QStringList list{QStringLiteral("flows-desktop")};
        for (const char *argument : arguments)
            list.append(QString::fromLatin1(argument));
        return readCommandLine(list);
    }
};

FLOWS_TEST(tst_commandline, CommandLineTest)
#include "tst_commandline.moc"
