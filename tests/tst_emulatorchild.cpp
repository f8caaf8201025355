#include "support/brokenserver.h"
#include "support/paths.h"
#include "support/testmain.h"

#include "app/emulatorprocess.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using app::EmulatorProcess;
using app::Endpoint;

namespace {

bool isAlive(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

} // namespace

//! The real emulator as a child of the program.
class EmulatorChildTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("FLOWS_EMULATOR", QFile::encodeName(QString(testsupport::binaryDir() + u"/bin/flows-emulator")));
    }

    void startsAndEndsItsChild()
    {
        qint64 pid = 0;
        {
            EmulatorProcess emulator(data());
            QSignalSpy ready(&emulator, &EmulatorProcess::ready);
            emulator.start();
            QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, 20000);
            const auto endpoint = ready.first().first().value<Endpoint>();
            QVERIFY(endpoint.flowsUrl.port() > 0);
            QVERIFY(!endpoint.clientSecret.isEmpty());
            pid = emulator.processId();
            QVERIFY(isAlive(pid));
            QVERIFY(!emulator.isAttached());
        }
        QVERIFY(!isAlive(pid));
    }

    void startsAChildThatWasKilledAgainAndKeepsItsPort()
    {
        EmulatorProcess emulator(data());
        QSignalSpy ready(&emulator, &EmulatorProcess::ready);
        QSignalSpy failed(&emulator, &EmulatorProcess::failed);
        emulator.start();
        for (int start = 1; start <= 4; ++start) { // the first, and three more
            QTRY_COMPARE_WITH_TIMEOUT(ready.count(), start, 20000);
            ::kill(static_cast<pid_t>(emulator.processId()), SIGKILL);
        }
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20000);
        QCOMPARE(ready.count(), 4);
        QCOMPARE(ready.first().first().value<Endpoint>().clientId, ready.last().first().value<Endpoint>().clientId);
    }

    void attachesToOneThatRunsAlready()
    {
        QProcess running;
        running.start(EmulatorProcess::findProgram(),
                      {QStringLiteral("--data"), data(), QStringLiteral("--parent-pipe")});
        QVERIFY(running.waitForReadyRead(20000));
        {
            EmulatorProcess emulator(data());
            QSignalSpy ready(&emulator, &EmulatorProcess::ready);
            emulator.start();
            QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, 20000);
            QVERIFY(emulator.isAttached());
            QCOMPARE(emulator.processId(), 0);
        }
        QVERIFY(isAlive(running.processId())); // it is somebody else's
        running.closeWriteChannel();
        QVERIFY(running.waitForFinished(20000));
    }

    void anEndpointThatWasLeftBehindDoesNotMislead()
    {
        QDir().mkpath(data());
        QFile file(data() + QStringLiteral("/endpoint.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"flows_url":"http:\/\/127.0.0.1:9\/","auth_url":"http:\/\/127.0.0.1:9\/","client_id":"x"})");
        file.close();
        EmulatorProcess emulator(data());
        QSignalSpy ready(&emulator, &EmulatorProcess::ready);
        emulator.start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, 20000);
        QVERIFY(!emulator.isAttached());
    }

    void oneThatWasAttachedToAndEndsIsReplaced()
    {
        QProcess running;
        running.start(EmulatorProcess::findProgram(),
                      {QStringLiteral("--data"), data(), QStringLiteral("--parent-pipe")});
        QVERIFY(running.waitForReadyRead(20000));
        EmulatorProcess emulator(data());
        QSignalSpy ready(&emulator, &EmulatorProcess::ready);
        emulator.start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, 20000);
        QVERIFY(emulator.isAttached());
        running.kill();
        QVERIFY(running.waitForFinished(20000));
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 2, 30000);
        QVERIFY(!emulator.isAttached());
        QVERIFY(isAlive(emulator.processId()));
    }

    void anotherServerOnAPortThatWasLeftBehindIsNotTakenForIt()
    {
        testsupport::BrokenServer server;
        server.setHandler([](const testsupport::SeenRequest &) { return testsupport::Answer::json(200, "{}"); });
        QDir().mkpath(data());
        QFile file(data() + QStringLiteral("/endpoint.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray url = server.url().toEncoded();
        file.write("{\"flows_url\":\"" + url + "\",\"auth_url\":\"" + url +
                   "\",\"client_id\":\"x\",\"control_token\":\"y\",\"data\":\"" + data().toUtf8() + "\"}");
        file.close();
        EmulatorProcess emulator(data());
        QSignalSpy ready(&emulator, &EmulatorProcess::ready);
        emulator.start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, 20000);
        QVERIFY(!emulator.isAttached());
        QCOMPARE(server.requests().size(), 1);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("says");
        QTest::newRow("no program") << QByteArray() << QStringLiteral("not found");
        QTest::newRow("another program") << QByteArray("echo hello; sleep 5") << QStringLiteral("first line");
        QTest::newRow("ends at once") << QByteArray("echo the store is newer >&2; exit 3") << QStringLiteral("ended");
        QTest::newRow("elsewhere") << QByteArray("echo '{\"flows_url\":\"http://example.org/\",\"auth_url\":"
                                                 "\"http://example.org/\",\"client_id\":\"x\"}'; sleep 5")
                                   << QStringLiteral("first line");
    }

    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, says);
        const QString program = m_folder->filePath(QStringLiteral("fake"));
        if (!script.isEmpty()) {
            QFile file(program);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("#!/bin/sh\n" + script + "\n");
            file.close();
            file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        }
        qputenv("FLOWS_EMULATOR", QFile::encodeName(program));
        EmulatorProcess emulator(data());
        QSignalSpy failed(&emulator, &EmulatorProcess::failed);
        emulator.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20000);
        QVERIFY2(failed.first().first().toString().contains(says), qPrintable(failed.first().first().toString()));
        if (says == QStringLiteral("ended"))
            QVERIFY(failed.first().at(1).toString().contains(QStringLiteral("the store is newer")));

        // and goes on when it is put right
        qputenv("FLOWS_EMULATOR", QFile::encodeName(QString(testsupport::binaryDir() + u"/bin/flows-emulator")));
        QSignalSpy ready(&emulator, &EmulatorProcess::ready);
        emulator.start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, 20000);
    }

private:
    QString data() const { return m_folder->filePath(QStringLiteral("data")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

FLOWS_TEST(tst_emulatorchild, EmulatorChildTest)
#include "tst_emulatorchild.moc"
