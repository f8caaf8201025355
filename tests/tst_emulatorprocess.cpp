#include "core/ids.h"
#include "core/json.h"
#include "emulator/store/database.h"
#include "emulator/store/statement.h"
#include "support/paths.h"
#include "support/rawhttp.h"
#include "support/testmain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using testsupport::RawAnswer;
using testsupport::RawHttp;

namespace {

//! The real program as a child. Ended by its pid when the object goes.
class Program
{
public:
    explicit Program(const QStringList &arguments, bool keepInput = true)
    {
        m_process.setProgram(testsupport::binaryDir() + u"/bin/flows-emulator"_s);
        m_process.setArguments(arguments);
        if (!keepInput)
            m_process.setStandardInputFile(QProcess::nullDevice());
        m_process.start();
    }
    ~Program()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }

    //! Waits for the start line. \returns null if none comes.
    core::Json line()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20000)) {
        }
        return core::parseJson(m_process.readLine()).value.value_or(core::Json());
    }
    bool ends() { return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(20000); }
    void signal(int number) { ::kill(static_cast<pid_t>(m_process.processId()), number); }
    QString errors() { return QString::fromUtf8(m_process.readAllStandardError()); }
    QByteArray output() { return m_process.readAllStandardOutput(); }
    QProcess &process() { return m_process; }

private:
    QProcess m_process;
};

quint16 portOf(const core::Json &line)
{
    return static_cast<quint16>(QUrl(core::stringMember(line, "flows_url")).port(0));
}

RawAnswer ask(quint16 port, const QByteArray &method, const QByteArray &target, const QByteArray &body,
              const QList<QByteArray> &headers)
{
    RawHttp client(port);
    client.request(method, target, body, headers);
    (void)QTest::qWaitFor([&client] { return !client.answers().isEmpty(); });
    return client.answers().value(0);
}

QByteArray tokenFor(const core::Json &line, const QByteArray &scope)
{
    const QByteArray pair =
        core::stringMember(line, "client_id").toUtf8() + ':' + core::stringMember(line, "client_secret").toUtf8();
    const RawAnswer answer =
        ask(portOf(line), "POST", "/v2/oauth2/token", "grant_type=client_credentials&scope=" + scope,
            {"Content-Type: application/x-www-form-urlencoded", "Authorization: Basic " + pair.toBase64()});
    return "Authorization: Bearer " + core::stringMember(answer.json(), "access_token").toUtf8();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString examplesFolder()
{
    return testsupport::sourceDir() + u"/resources/examples/"_s;
}

QByteArray inputOf(const QString &folder)
{
    return contentOf(examplesFolder() + folder + u"/input.json"_s);
}

QByteArray exampleId(const QString &folder)
{
    const core::Json entries = *core::parseJson(contentOf(examplesFolder() + u"examples.json"_s)).value;
    for (const core::Json &entry : entries) {
        if (core::stringMember(entry, "folder") == folder)
            return core::stringMember(entry, "id").toUtf8();
    }
    return {};
}

constexpr const char *simpleFlow = "a7f1c0de-5a3e-4c1b-9d55-0f6f3a2b7c01";

} // namespace

class EmulatorProcessTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_data = m_directory->filePath(u"deep/data"_s);
    }

    void startLineAndEndpointFile()
    {
        Program program({u"--data"_s, m_data});
        const core::Json line = program.line();
        for (const char *key :
             {"flows_url", "auth_url", "native_client_id", "client_id", "client_secret", "control_token", "data"})
            QVERIFY2(!core::stringMember(line, key).isEmpty(), key);
        QCOMPARE(line.size(), 7U);
        QCOMPARE(core::stringMember(line, "data"), m_data);
        QVERIFY(core::stringMember(line, "flows_url").startsWith(u"http://127.0.0.1:"_s));
        QFile file(m_data + u"/endpoint.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(core::toBytes(*core::parseJson(file.readAll()).value), core::toBytes(line));
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                                QFile::WriteOther | QFile::ExeOther;
        QDirIterator all(m_data, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext())
            QCOMPARE(QFile::permissions(all.next()) & others, QFile::Permissions());
        QCOMPARE(QFile::permissions(m_data) & others, QFile::Permissions());
        QCOMPARE(ask(portOf(line), "GET", "/flows", {}, {tokenFor(line, core::flowsAllScope().toUtf8())}).status, 200);
        QCOMPARE(program.output(), QByteArray()); // nothing but the one line
    }

    void signalsEndItCleanly_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void signalsEndItCleanly()
    {
        QFETCH(int, number);
        Program program({u"--data"_s, m_data});
        QVERIFY(!program.line().is_null());
        program.signal(number);
        QVERIFY(program.ends());
        QCOMPARE(program.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.process().exitCode(), 0);
        QVERIFY(!QFile::exists(m_data + u"/endpoint.json"_s));
    }

    void endsWithItsParentsPipe()
    {
        Program program({u"--data"_s, m_data, u"--parent-pipe"_s});
        QVERIFY(!program.line().is_null());
        program.process().write("what is written there does not matter\n");
        QVERIFY(program.process().waitForBytesWritten());
        QVERIFY(!program.process().waitForFinished(200));
        program.process().closeWriteChannel();
        QVERIFY(program.ends());
        QCOMPARE(program.process().exitCode(), 0);
    }

    void closedInputDoesNotMatterWithoutParentPipe()
    {
        Program program({u"--data"_s, m_data}, false);
        QVERIFY(!program.line().is_null());
        QVERIFY(!program.process().waitForFinished(200));
    }

    void portAndClientStay()
    {
        quint16 port = 0;
        QString secret;
        for (int i = 0; i < 2; ++i) {
            Program program({u"--data"_s, m_data});
            const core::Json line = program.line();
            if (i == 0) {
                port = portOf(line);
                secret = core::stringMember(line, "client_secret");
            }
            QVERIFY(port != 0);
            QCOMPARE(portOf(line), port);
            QCOMPARE(core::stringMember(line, "client_secret"), secret);
            program.signal(i == 0 ? SIGKILL : SIGTERM);
            QVERIFY(program.ends());
        }
        QTcpServer other; // now somebody else has the port
        QVERIFY(other.listen(QHostAddress::LocalHost, port));
        {
            Program program({u"--data"_s, m_data});
            const core::Json line = program.line();
            QVERIFY(portOf(line) != port && portOf(line) != 0);
        }
        Program program({u"--data"_s, m_data, u"--port"_s, QString::number(port)});
        QVERIFY(program.ends());
        QCOMPARE(program.process().exitCode(), 1);
        QVERIFY(program.errors().contains(u"The port %1 can not be used"_s.arg(port)));
    }

    void otherDirectoryOtherSecret()
    {
        Program one({u"--data"_s, m_data});
        Program two({u"--data"_s, m_directory->filePath(u"two"_s)});
        const core::Json first = one.line();
        const core::Json second = two.line();
        QVERIFY(portOf(first) != portOf(second));
        for (const char *key : {"client_id", "client_secret", "native_client_id", "control_token"})
            QVERIFY(core::stringMember(first, key) != core::stringMember(second, key));
    }

    void oneProcessADirectory()
    {
        Program first({u"--data"_s, m_data});
        const core::Json line = first.line();
        QVERIFY(!line.is_null());
        Program second({u"--data"_s, m_data});
        QVERIFY(second.ends());
        QCOMPARE(second.process().exitCode(), 1);
        QCOMPARE(second.output(), QByteArray());
        const QString message = second.errors();
        QVERIFY2(message.contains(QString::number(first.process().processId())), qPrintable(message));
        QVERIFY(message.contains(core::stringMember(line, "flows_url")));
        QVERIFY(QFile::exists(m_data + u"/endpoint.json"_s)); // the second took nothing away
    }

    void badStoresAreLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        QTest::newRow("no database") << QByteArray("this is not a database, but a text of some length\n")
                                     << u"damaged"_s;
        QTest::newRow("half a header") << QByteArray("SQLite format 3\0and then nothing that makes sense", 50)
                                       << u"damaged"_s;
    }
    void badStoresAreLeftAlone()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        QVERIFY(QDir().mkpath(m_data));
        QFile file(m_data + u"/emulator.sqlite"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        Program program({u"--data"_s, m_data});
        QVERIFY(program.ends());
        QCOMPARE(program.process().exitCode(), 1);
        const QString message = program.errors();
        QVERIFY2(message.contains(says) && message.contains(file.fileName()), qPrintable(message));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }

    void newerStoreIsLeftAlone()
    {
        const QString path = m_data + u"/emulator.sqlite"_s;
        QVERIFY(QDir().mkpath(m_data));
        emulator::Database::prepare(path);
        {
            const emulator::Database database(path);
            emulator::Statement(database, u"PRAGMA user_version = 999"_s).run();
        }
        const QByteArray before = contentOf(path);
        Program program({u"--data"_s, m_data, u"--examples"_s});
        QVERIFY(program.ends());
        QCOMPARE(program.process().exitCode(), 1);
        QVERIFY(program.errors().contains(u"newer version"_s));
        QCOMPARE(contentOf(path), before);
    }

    void badArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown") << QStringList{u"--colour"_s};
        QTest::newRow("port") << QStringList{u"--port"_s, u"70000"_s};
        QTest::newRow("scale") << QStringList{u"--time-scale"_s, u"0"_s};
        QTest::newRow("scale no number") << QStringList{u"--time-scale"_s, u"nan"_s};
        QTest::newRow("stray") << QStringList{u"run"_s};
        QTest::newRow("no directory") << QStringList{u"--data="_s};
    }
    void badArguments()
    {
        QFETCH(QStringList, arguments);
        Program program(arguments);
        QVERIFY(program.ends());
        QCOMPARE(program.process().exitCode(), 2);
        QVERIFY(!program.errors().isEmpty());
        QCOMPARE(program.output(), QByteArray());
    }

    void versionAndEnvironment()
    {
        Program version({u"--version"_s});
        QVERIFY(version.ends());
        QCOMPARE(version.output(), QByteArray("flows-emulator " FLOWS_VERSION "\n"));
        Program none({u"--env"_s, u"--data"_s, m_data});
        QVERIFY(none.ends());
        QCOMPARE(none.process().exitCode(), 1);
        QCOMPARE(none.output(), QByteArray("false\n")); // what a shell that evaluates it is to do
        Program program({u"--data"_s, m_data});
        const core::Json line = program.line();
        Program env({u"--env"_s, u"--data"_s, m_data});
        QVERIFY(env.ends());
        QCOMPARE(env.process().exitCode(), 0);
        const QByteArray text = env.output();
        const auto value = [&line](const char *key) { return core::stringMember(line, key).toUtf8(); };
        const QByteArray url = "export GLOBUS_SDK_SERVICE_URL_FLOWS='" + value("flows_url") + "'\n";
        const QByteArray secret = "export GLOBUS_CLI_CLIENT_SECRET='" + value("client_secret") + "'\n";
        QVERIFY(text.contains(url));
        QVERIFY(text.contains(secret));
        program.signal(SIGKILL);
        QVERIFY(program.ends());
        QVERIFY(QFile::exists(m_data + u"/endpoint.json"_s)); // nobody took it away
        Program dead({u"--env"_s, u"--data"_s, m_data});
        QVERIFY(dead.ends());
        QCOMPARE(dead.process().exitCode(), 1);
        QCOMPARE(dead.output(), QByteArray("false\n"));
    }

    void examplesFillAnEmptyStoreOnce()
    {
        for (int i = 0; i < 2; ++i) {
            Program program({u"--data"_s, m_data, u"--examples"_s});
            const core::Json line = program.line();
            const QByteArray token = tokenFor(line, core::flowsAllScope().toUtf8());
            const core::Json mine = ask(portOf(line), "GET", "/flows", {}, {token}).json();
            QVERIFY(mine["flows"].empty()); // they are somebody else's
            const core::Json page =
                ask(portOf(line), "GET", "/flows?filter_roles=flow_starter&orderby=title+ASC", {}, {token}).json();
            QCOMPARE(page["flows"].size(), 3U);
            QCOMPARE(core::stringMember(page["flows"][0], "title"), u"Move files"_s);
            QCOMPARE(core::stringMember(page["flows"][1], "id"), QString::fromLatin1(simpleFlow));
            QCOMPARE(core::stringMember(page["flows"][0], "user_role"), u"flow_starter"_s);
            program.signal(SIGTERM);
            QVERIFY(program.ends());
        }
        QFile frames(m_data + u"/collections/instrument-data/detector/frames.bin"_s);
        QVERIFY(frames.open(QIODevice::ReadOnly));
        QCOMPARE(frames.size(), 600 * 1024);
        QVERIFY(QDir(m_data + u"/collections/shared-results/staging"_s).exists());
    }

    //! Flows without their files would never get them: the store is not empty any more.
    void examplesThatWereInterruptedAreCompleted()
    {
        const QString folder = m_data + u"/collections/instrument-data/detector"_s;
        QVERIFY(QDir().mkpath(m_data + u"/collections/instrument-data"_s));
        QFile obstacle(folder); // where the folder shall be
        QVERIFY(obstacle.open(QIODevice::WriteOnly));
        obstacle.close();
        {
            Program program({u"--data"_s, m_data, u"--examples"_s});
            QVERIFY(program.ends());
            QVERIFY(program.errors().contains(u"example file"_s));
        }
        QVERIFY(obstacle.remove());
        Program program({u"--data"_s, m_data, u"--examples"_s});
        const core::Json line = program.line();
        const QByteArray token = tokenFor(line, core::flowsAllScope().toUtf8());
        const core::Json page = ask(portOf(line), "GET", "/flows?filter_roles=flow_starter", {}, {token}).json();
        QCOMPARE(page["flows"].size(), 3U);
        QVERIFY(QFile::exists(folder + u"/frames.bin"_s));
    }

    void exampleInputsAreAccepted_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("simple") << u"simple"_s;
        QTest::newRow("move") << u"move"_s;
        QTest::newRow("two_hop") << u"two_hop"_s;
    }
    void exampleInputsAreAccepted()
    {
        QFETCH(QString, folder);
        const QByteArray id = exampleId(folder);
        Program program({u"--data"_s, m_data, u"--examples"_s});
        const core::Json line = program.line();
        const QByteArray token = tokenFor(line, core::flowUserScope(QString::fromLatin1(id)).toUtf8());
        const RawAnswer answer = ask(portOf(line), "POST", "/flows/" + id + "/validate_run",
                                     "{\"body\": " + inputOf(folder) + "}", {token, "Content-Type: application/json"});
        QCOMPARE(answer.body, QByteArray(R"({"message":"validation successful"})"));
    }

    void examplesRunToTheirEnd_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("sourceStays");
        QTest::newRow("simple") << u"simple"_s << u"instrument-data/detector/frames.bin"_s
                                << u"shared-results/results/frames.bin"_s << true;
        QTest::newRow("move") << u"move"_s << u"instrument-data/inbox/sample-042.csv"_s
                              << u"shared-results/archive/sample-042.csv"_s << false;
        QTest::newRow("two_hop") << u"two_hop"_s << u"instrument-data/measurements/calibration/offsets.csv"_s
                                 << u"instrument-data/measurements-copy/calibration/offsets.csv"_s << true;
    }
    void examplesRunToTheirEnd()
    {
        QFETCH(QString, folder);
        QFETCH(QString, source);
        QFETCH(QString, target);
        QFETCH(bool, sourceStays);
        const QString collections = m_data + u"/collections/"_s;
        Program program({u"--data"_s, m_data, u"--examples"_s, u"--time-scale"_s, u"60"_s});
        const core::Json line = program.line();
        const QByteArray content = contentOf(collections + source);
        QVERIFY(!content.isEmpty());
        const QByteArray id = exampleId(folder);
        const QByteArray scope = core::flowUserScope(QString::fromLatin1(id)).toUtf8() +
                                 "[*urn:globus:auth:scope:transfer.api.globus.org:all[*https://auth.globus.org/scopes/"
                                 "6c54cade-bde5-45c1-bdea-f4bd71dba2cc/data_access]]";
        const RawAnswer started =
            ask(portOf(line), "POST", "/flows/" + id + "/run", "{\"body\": " + inputOf(folder) + "}",
                {tokenFor(line, scope), "Content-Type: application/json"});
        QCOMPARE(started.status, 201);
        const QByteArray run = "/runs/" + core::stringMember(started.json(), "run_id").toUtf8();
        const QByteArray token = tokenFor(line, core::flowsAllScope().toUtf8());
        core::Json document;
        QTRY_VERIFY_WITH_TIMEOUT(
            core::stringMember(document = ask(portOf(line), "GET", run, {}, {token}).json(), "status") != u"ACTIVE"_s,
            60000);
        QVERIFY2(core::stringMember(document, "status") == u"SUCCEEDED"_s, core::toBytes(document).constData());
        QCOMPARE(contentOf(collections + target), content);
        QCOMPARE(QFile::exists(collections + source), sourceStays);
        QVERIFY(QDir(collections + u"shared-results/staging"_s).isEmpty());
        const core::Json log = ask(portOf(line), "GET", run + "/log?limit=100", {}, {token}).json();
        QCOMPARE(core::stringMember(log["entries"].front(), "code"), u"FlowStarted"_s);
        QCOMPARE(core::stringMember(log["entries"].back(), "code"), u"FlowSucceeded"_s);
    }

    //! A transfer from the mapped collection stops for a consent; a resume whose token carries it lets it go on.
    void aConsentLetsARunGoOn()
    {
        Program program({u"--data"_s, m_data, u"--examples"_s, u"--time-scale"_s, u"60"_s});
        const core::Json line = program.line();
        const QByteArray id = exampleId(u"simple"_s);
        const QByteArray flow = core::flowUserScope(QString::fromLatin1(id)).toUtf8();
        const RawAnswer started =
            ask(portOf(line), "POST", "/flows/" + id + "/run", "{\"body\": " + inputOf(u"simple"_s) + "}",
                {tokenFor(line, flow), "Content-Type: application/json"});
        const QByteArray run = "/runs/" + core::stringMember(started.json(), "run_id").toUtf8();
        const QByteArray token = tokenFor(line, core::flowsAllScope().toUtf8());
        core::Json document;
        const auto status = [&] {
            document = ask(portOf(line), "GET", run, {}, {token}).json();
            return core::stringMember(document, "status");
        };
        QTRY_VERIFY_WITH_TIMEOUT(status() != u"ACTIVE"_s, 30000);
        QCOMPARE(status(), u"INACTIVE"_s);
        QCOMPARE(core::stringMember(document["details"], "code"), u"ConsentRequired"_s);
        const QByteArray scope = core::stringMember(document["details"], "required_scope").toUtf8();
        const RawAnswer resumed = ask(portOf(line), "POST", run + "/resume", {}, {tokenFor(line, scope)});
        QCOMPARE(resumed.status, 200);
        QCOMPARE(core::stringMember(resumed.json(), "status"), u"ACTIVE"_s);
        QTRY_VERIFY_WITH_TIMEOUT(status() == u"SUCCEEDED"_s, 30000);
    }

    void controlStatus()
    {
        Program program({u"--data"_s, m_data});
        const core::Json line = program.line();
        const QByteArray control = "Authorization: Bearer " + core::stringMember(line, "control_token").toUtf8();
        const core::Json status = ask(portOf(line), "GET", "/_emulator/status", {}, {control}).json();
        QCOMPARE(core::stringMember(status, "data"), m_data);
        QCOMPARE(ask(portOf(line), "POST", "/_emulator/clock", R"({"advance_seconds": 5})",
                     {control, "Content-Type: application/json"})
                     .status,
                 202);
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_data;
};

FLOWS_TEST(tst_emulatorprocess, EmulatorProcessTest)
#include "tst_emulatorprocess.moc"
