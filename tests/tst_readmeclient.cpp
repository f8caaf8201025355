#include "support/paths.h"
#include "support/testmain.h"

#include "core/json.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

//! The fenced block of that language in README's section about the client, without its fences.
QString readmeBlock(const QString &language)
{
    const QString section = textOf(testsupport::sourceDir() + u"/README.md"_s)
                                .section(u"\n## The client in C++\n"_s, 1)
                                .section(u"\n## "_s, 0, 0);
    return section.section(u"\n```"_s + language + u"\n"_s, 1).section(u"```\n"_s, 0, 0);
}

//! What a program did that has ended.
struct Ended
{
    int exitCode = -1;
    QString output;
};

Ended run(const QString &program, const QStringList &arguments, const QStringList &environment = {})
{
    QProcess process;
    QProcessEnvironment variables;
    for (const QString &variable : environment)
        variables.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    process.setProcessEnvironment(variables); // nothing of whoever runs the tests
    process.start(program, arguments);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput())};
}

//! `flows-emulator` with the examples, ready. Ended by its pid.
class Emulator
{
    Q_DISABLE_COPY_MOVE(Emulator)

public:
    Emulator()
    {
        m_process.start(testsupport::binaryDir() + u"/bin/flows-emulator"_s,
                        {u"--data"_s, data(), u"--examples"_s, u"--time-scale"_s, u"60"_s});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        endpoint = core::parseJson(m_process.readLine()).value.value_or(core::Json());
    }
    ~Emulator()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    [[nodiscard]] QString data() const { return m_directory.filePath(u"data"_s); }
    [[nodiscard]] QByteArray file(const QString &path) const
    {
        QFile file(data() + u"/collections/"_s + path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    core::Json endpoint; //!< its first line

private:
    QTemporaryDir m_directory;
    QProcess m_process;
};

} // namespace

//! The program that README shows is the one in docs/examples, and does what README says of it.
class ReadmeClientTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readmeShowsTheProgram()
    {
        const QString program = textOf(testsupport::sourceDir() + u"/docs/examples/run_a_flow.cpp"_s);
        QVERIFY(program.contains(u"int main("_s));
        QCOMPARE(readmeBlock(u"cpp"_s), program);
    }

    //! By the commands of README, in its own words but for the places.
    void listsStartsAndWaits()
    {
        const Emulator emulator;
        QVERIFY(emulator.endpoint.is_object());
        const QByteArray content = emulator.file(u"instrument-data/detector/frames.bin"_s);
        QVERIFY(!content.isEmpty());
        const qsizetype commandsToRun = 2; // those before them build
        QStringList commands = readmeBlock(u"sh"_s).split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(commands.size() > commandsToRun);
        commands = commands.last(commandsToRun);
        commands.replaceInStrings(u"build/release/bin"_s, testsupport::binaryDir() + u"/bin"_s);
        commands.replaceInStrings(u"/tmp/emulator"_s, emulator.data());
        const Ended ended = run(u"/bin/sh"_s, {u"-euc"_s, commands.join(u'\n')});
        const QStringList lines = ended.output.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 4);
        for (const char *line : {"a7f1c0de-5a3e-4c1b-9d55-0f6f3a2b7c01  Simple transfer",
                                 "a7f1c0de-5a3e-4c1b-9d55-0f6f3a2b7c02  Move files",
                                 "a7f1c0de-5a3e-4c1b-9d55-0f6f3a2b7c03  Two-hop transfer"})
            QVERIFY2(lines.first(3).contains(QLatin1String(line)), qPrintable(ended.output));
        QVERIFY2(lines.last().endsWith(u"  SUCCEEDED"_s), qPrintable(ended.output));
        QCOMPARE(ended.exitCode, 0);
        QCOMPARE(emulator.file(u"shared-results/results/frames.bin"_s), content);
    }

    void aSecretThatIsWrongIsSaid()
    {
        const Emulator emulator;
        const auto variable = [&emulator](const char *name, const char *key) {
            return QString(QLatin1String(name) + u'=' + core::stringMember(emulator.endpoint, key));
        };
        const Ended ended = run(testsupport::binaryDir() + u"/bin/run_a_flow"_s, {},
                                {variable("GLOBUS_SDK_SERVICE_URL_FLOWS", "flows_url"),
                                 variable("GLOBUS_SDK_SERVICE_URL_AUTH", "auth_url"),
                                 variable("GLOBUS_CLI_CLIENT_ID", "client_id"), u"GLOBUS_CLI_CLIENT_SECRET=guessed"_s});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.output.startsWith(u"Unauthorized  "_s), qPrintable(ended.output));
        QVERIFY2(ended.output.trimmed() != u"Unauthorized"_s, qPrintable(ended.output)); // and why
        QVERIFY2(!ended.output.contains(u"guessed"_s), qPrintable(ended.output));
    }

    void anAddressThatCanNotBeIsSaid()
    {
        const Ended ended = run(testsupport::binaryDir() + u"/bin/run_a_flow"_s, {},
                                {u"GLOBUS_SDK_SERVICE_URL_FLOWS=http://flows.example.org/"_s});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.output.startsWith(u"Network  GLOBUS_SDK_SERVICE_URL_FLOWS can not be used."_s),
                 qPrintable(ended.output));
    }
};

FLOWS_TEST(tst_readmeclient, ReadmeClientTest)
#include "tst_readmeclient.moc"
