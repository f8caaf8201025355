#include "support/certificate.h"
#include "support/testmain.h"

#include "net/environment.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using net::Environment;

namespace {

Environment from(const QHash<QString, QString> &variables)
{
    QProcessEnvironment environment;
    for (auto it = variables.begin(); it != variables.end(); ++it)
        environment.insert(it.key(), it.value());
    return Environment::from(environment);
}

const QString timeoutName = QStringLiteral("GLOBUS_SDK_HTTP_TIMEOUT");
const QString verifyName = QStringLiteral("GLOBUS_SDK_VERIFY_SSL");
const QString flowsName = QStringLiteral("GLOBUS_SDK_SERVICE_URL_FLOWS");
const QString authName = QStringLiteral("GLOBUS_SDK_SERVICE_URL_AUTH");
const QString environmentName = QStringLiteral("GLOBUS_SDK_ENVIRONMENT");

} // namespace

class EnvironmentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data()
    {
        QTest::addColumn<QString>("flows");
        QTest::addColumn<QString>("auth");
        const auto row = [](const char *name, const char *flows, const char *auth) {
            QTest::newRow(name) << QString::fromLatin1(flows) << QString::fromLatin1(auth);
        };
        row("production", "https://flows.automate.globus.org/", "https://auth.globus.org/");
        row("preview", "https://preview.flows.automate.globus.org/", "https://auth.preview.globus.org/");
        row("sandbox", "https://sandbox.flows.automate.globus.org/", "https://auth.sandbox.globuscs.info/");
        row("integration", "https://integration.flows.automate.globus.org/", "https://auth.integration.globuscs.info/");
        row("test", "https://test.flows.automate.globus.org/", "https://auth.test.globuscs.info/");
        row("staging", "https://staging.flows.automate.globus.org/", "https://auth.staging.globuscs.info/");
    }

    void table()
    {
        QFETCH(const QString, flows);
        QFETCH(const QString, auth);
        const Environment read = from({{environmentName, QString::fromLatin1(QTest::currentDataTag())}});
        QCOMPARE(read.problems, QStringList());
        QCOMPARE(read.flowsUrl, QUrl(flows));
        QCOMPARE(read.authUrl, QUrl(auth));
        QVERIFY(read.given);
        QCOMPARE(net::knownEnvironments().size(), 6);
    }

    void nothingMeansProduction()
    {
        for (const Environment &read : {from({}), from({{environmentName, QString()},
                                                        {flowsName, QString()},
                                                        {timeoutName, QString()},
                                                        {verifyName, QString()}})}) {
            QCOMPARE(read.name, QStringLiteral("production"));
            QCOMPARE(read.flowsUrl, QUrl(QStringLiteral("https://flows.automate.globus.org/")));
            QCOMPARE(read.timeout, 60s);
            QVERIFY(read.caBundle.isEmpty());
            QVERIFY(read.caCertificates().isEmpty());
            QVERIFY(!read.given);
            QVERIFY(read.problems.isEmpty());
        }
    }

    void urlsWinOverTheTable()
    {
        const Environment read =
            from({{environmentName, QStringLiteral("preview")}, {flowsName, QStringLiteral("http://127.0.0.1:8080")}});
        QCOMPARE(read.flowsUrl, QUrl(QStringLiteral("http://127.0.0.1:8080")));
        QCOMPARE(read.authUrl, QUrl(QStringLiteral("https://auth.preview.globus.org/")));
        QVERIFY(read.given);
    }

    //! Tokens of one Auth do not go to the Transfer of another.
    void transferIsOfTheSameEnvironment()
    {
        const QString transfer = QStringLiteral("GLOBUS_SDK_SERVICE_URL_TRANSFER");
        const QString here = QStringLiteral("http://127.0.0.1:8080");
        QCOMPARE(from({}).transferUrl, QUrl(QStringLiteral("https://transfer.api.globus.org/")));
        QCOMPARE(from({{environmentName, QStringLiteral("preview")}}).transferUrl,
                 QUrl(QStringLiteral("https://transfer.api.preview.globus.org/")));
        QCOMPARE(from({{environmentName, QStringLiteral("test")}}).transferUrl,
                 QUrl(QStringLiteral("https://transfer.api.test.globuscs.info/")));
        QVERIFY(from({{flowsName, here}}).transferUrl.isEmpty());
        QVERIFY(from({{authName, here}}).transferUrl.isEmpty());
        QCOMPARE(from({{authName, here}, {transfer, here}}).transferUrl, QUrl(here));
        QCOMPARE(from({{transfer, QStringLiteral("http://transfer.example.org/")}}).problems.size(), 1);
    }

    void aClientOfItsOwn()
    {
        QVERIFY(from({}).clientId.isEmpty() && from({}).clientSecret.isEmpty());
        const Environment read = from({{QStringLiteral("GLOBUS_CLI_CLIENT_ID"), QStringLiteral("an id")},
                                       {QStringLiteral("GLOBUS_CLI_CLIENT_SECRET"), QStringLiteral("a secret")}});
        QCOMPARE(read.clientId, QStringLiteral("an id"));
        QCOMPARE(read.clientSecret, QStringLiteral("a secret"));
        QVERIFY(!read.given); // it says who, not which service
        QVERIFY(read.problems.isEmpty());
        for (const char *alone : {"GLOBUS_CLI_CLIENT_ID", "GLOBUS_CLI_CLIENT_SECRET"})
            QCOMPARE(from({{QLatin1String(alone), QStringLiteral("x")}}).problems.size(), 1);
    }

    void problems_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        const auto row = [](const QString &variable, const char *value) {
            QTest::addRow("%s=%s", qPrintable(variable), value) << variable << QString::fromLatin1(value);
        };
        row(environmentName, "produktion");
        row(environmentName, "Production");
        row(flowsName, "http://flows.example.org/");
        row(flowsName, "not a url");
        row(flowsName, "https://example.org/?a=b");
        row(authName, "https://user:pw@example.org/");
        row(authName, "/v2");
        row(timeoutName, "soon");
        row(timeoutName, "-2");
        row(timeoutName, "0");
        row(timeoutName, "nan");
        row(timeoutName, "inf");
        row(timeoutName, "10s");
        for (const char *off : {"n", "no", "f", "false", "off", "0", "No", "FALSE"})
            row(verifyName, off);
        row(verifyName, "/nowhere/bundle.pem");
        row(verifyName, "/tmp"); // no file
        row(verifyName, "maybe");
    }

    void problems()
    {
        QFETCH(const QString, variable);
        QFETCH(const QString, value);
        const Environment read = from({{variable, value}});
        QCOMPARE(read.problems.size(), 1);
        QVERIFY2(read.problems.first().contains(variable), qPrintable(read.problems.first()));
        QVERIFY(!read.problems.first().contains(QStringLiteral("pw")));
        QVERIFY(variable != flowsName || read.flowsUrl.isEmpty());
        QVERIFY(variable != authName || read.authUrl.isEmpty());
        QVERIFY(read.caBundle.isEmpty());
    }

    void everyProblemIsNamed()
    {
        const Environment read = from({{environmentName, QStringLiteral("x")},
                                       {timeoutName, QStringLiteral("x")},
                                       {verifyName, QStringLiteral("no")},
                                       {flowsName, QStringLiteral("x")}});
        QCOMPARE(read.problems.size(), 4);
    }

    void timeouts()
    {
        QCOMPARE(from({{timeoutName, QStringLiteral("2.5")}}).timeout, 2500ms);
        QCOMPARE(from({{timeoutName, QStringLiteral("-1")}}).timeout, 0ms); // none
        QCOMPARE(from({{timeoutName, QStringLiteral("1e300")}}).timeout, std::chrono::hours(7 * 24));
        QVERIFY(!from({{timeoutName, QStringLiteral("5")}}).given); // chooses no service
    }

    void verificationStaysOn()
    {
        for (const char *on : {"y", "yes", "t", "true", "on", "1", "YES", "True"}) {
            const Environment read = from({{verifyName, QString::fromLatin1(on)}});
            QVERIFY(read.problems.isEmpty());
            QVERIFY(read.caBundle.isEmpty());
        }
    }

    void aBundleIsRead()
    {
        const testsupport::Certificate certificate;
        QVERIFY(certificate.isValid());
        const Environment read = from({{verifyName, certificate.path()}});
        QCOMPARE(read.problems, QStringList());
        QCOMPARE(read.caBundle, certificate.path());
        QCOMPARE(read.caCertificates().size(), 1);
    }

    void aFileWithoutCertificates()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("empty.pem"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no certificate\n");
        file.close();
        const Environment read = from({{verifyName, path}});
        QCOMPARE(read.problems.size(), 1);
        QVERIFY(read.caBundle.isEmpty());
    }
};

FLOWS_TEST(tst_environment, EnvironmentTest)
#include "tst_environment.moc"
