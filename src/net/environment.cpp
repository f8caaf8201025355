#include "net/environment.h"

#include "net/origin.h"

#include <QFileInfo>

#include <cmath>

namespace net {

namespace {

ServiceUrls internalEnvironment(const QString &name)
{
    return {name, QUrl(QStringLiteral("https://%1.flows.automate.globus.org/").arg(name)),
            QUrl(QStringLiteral("https://auth.%1.globuscs.info/").arg(name)),
            QUrl(QStringLiteral("https://transfer.api.%1.globuscs.info/").arg(name))};
}

void readEnvironment(const QProcessEnvironment &variables, Environment &result)
{
    result.name = variables.value(QStringLiteral("GLOBUS_SDK_ENVIRONMENT"));
    if (result.name.isEmpty())
        result.name = QStringLiteral("production");
    for (const ServiceUrls &urls : knownEnvironments()) {
        if (urls.name == result.name) {
            result.flowsUrl = urls.flows;
            result.authUrl = urls.auth;
            result.transferUrl = urls.transfer;
            return;
        }
    }
    QStringList names;
    for (const ServiceUrls &urls : knownEnvironments())
        names.append(urls.name);
    result.problems.append(QStringLiteral("GLOBUS_SDK_ENVIRONMENT names no known environment: “%1”. Known are %2.")
                               .arg(result.name, names.join(QStringLiteral(", "))));
}

void readUrl(const QProcessEnvironment &variables, const QString &variable, QUrl &url, QStringList &problems)
{
    const QString text = variables.value(variable);
    if (text.isEmpty())
        return;
    url = QUrl(text, QUrl::StrictMode);
    QString why = refusal(url);
    if (why.isEmpty() && (url.hasQuery() || url.hasFragment()))
        why = QStringLiteral("A base address has no query and no fragment.");
    if (why.isEmpty())
        return;
    url.clear();
    problems.append(QStringLiteral("%1 can not be used. %2").arg(variable, why));
}

void readTimeout(const QProcessEnvironment &variables, Environment &result)
{
    const QString text = variables.value(QStringLiteral("GLOBUS_SDK_HTTP_TIMEOUT")).trimmed();
    if (text.isEmpty())
        return;
    bool good = false;
    const double seconds = text.toDouble(&good);
    if (good && seconds == -1.0) {
        result.timeout = std::chrono::milliseconds(0);
        result.timeoutGiven = true;
        return;
    }
    constexpr double most = 7 * 24 * 3600.0;
    if (!good || !std::isfinite(seconds) || seconds < 0.001) {
        result.problems.append(QStringLiteral("GLOBUS_SDK_HTTP_TIMEOUT is no number of seconds above zero, and not -1 "
                                              "for no limit: “%1”.")
                                   .arg(text));
        return;
    }
    result.timeout = std::chrono::milliseconds(static_cast<qint64>(std::min(seconds, most) * 1000.0));
    result.timeoutGiven = true;
}

void readVerification(const QProcessEnvironment &variables, Environment &result)
{
    const QString variable = QStringLiteral("GLOBUS_SDK_VERIFY_SSL");
    const QString text = variables.value(variable);
    const QString word = text.toLower();
    static const QStringList on{QStringLiteral("y"),    QStringLiteral("yes"), QStringLiteral("t"),
                                QStringLiteral("true"), QStringLiteral("on"),  QStringLiteral("1")};
    static const QStringList off{QStringLiteral("n"),     QStringLiteral("no"),  QStringLiteral("f"),
                                 QStringLiteral("false"), QStringLiteral("off"), QStringLiteral("0")};
    if (text.isEmpty() || on.contains(word))
        return;
    if (off.contains(word)) {
        result.problems.append(QStringLiteral("%1 would switch the check of certificates off, which this program does "
                                              "not do. Name a file with the certificates to trust instead.")
                                   .arg(variable));
        return;
    }
    if (!QFileInfo(text).isFile()) {
        result.problems.append(
            QStringLiteral("%1 is neither a word for yes or no nor a file that exists: “%2”.").arg(variable, text));
        return;
    }
    result.caBundle = text;
    if (result.caCertificates().isEmpty()) {
        result.problems.append(
            QStringLiteral("%1 names a file without certificates that could be read: “%2”.").arg(variable, text));
        result.caBundle.clear();
    }
}

} // namespace

const QList<ServiceUrls> &knownEnvironments()
{
    static const QList<ServiceUrls> all{
        {QStringLiteral("production"), QUrl(QStringLiteral("https://flows.automate.globus.org/")),
         QUrl(QStringLiteral("https://auth.globus.org/")), QUrl(QStringLiteral("https://transfer.api.globus.org/"))},
        {QStringLiteral("preview"), QUrl(QStringLiteral("https://preview.flows.automate.globus.org/")),
         QUrl(QStringLiteral("https://auth.preview.globus.org/")),
         QUrl(QStringLiteral("https://transfer.api.preview.globus.org/"))},
        internalEnvironment(QStringLiteral("sandbox")),
        internalEnvironment(QStringLiteral("integration")),
        internalEnvironment(QStringLiteral("test")),
        internalEnvironment(QStringLiteral("staging")),
    };
    return all;
}

Environment Environment::from(const QProcessEnvironment &variables)
{
    const QString flows = QStringLiteral("GLOBUS_SDK_SERVICE_URL_FLOWS");
    const QString auth = QStringLiteral("GLOBUS_SDK_SERVICE_URL_AUTH");
    const QString transfer = QStringLiteral("GLOBUS_SDK_SERVICE_URL_TRANSFER");
    Environment result;
    for (const QString &name : {QStringLiteral("GLOBUS_SDK_ENVIRONMENT"), flows, auth})
        result.given = result.given || !variables.value(name).isEmpty();
    readEnvironment(variables, result);
    if (!variables.value(flows).isEmpty() || !variables.value(auth).isEmpty())
        result.transferUrl.clear(); // another Auth's tokens are nothing for the Transfer of an environment
    readUrl(variables, transfer, result.transferUrl, result.problems);
    readUrl(variables, flows, result.flowsUrl, result.problems);
    readUrl(variables, auth, result.authUrl, result.problems);
    readTimeout(variables, result);
    readVerification(variables, result);
    result.clientId = variables.value(QStringLiteral("GLOBUS_CLI_CLIENT_ID"));
    result.clientSecret = variables.value(QStringLiteral("GLOBUS_CLI_CLIENT_SECRET"));
    if (result.clientId.isEmpty() != result.clientSecret.isEmpty())
        result.problems.append(
            QStringLiteral("GLOBUS_CLI_CLIENT_ID and GLOBUS_CLI_CLIENT_SECRET have to be set together."));
    return result;
}

QList<QSslCertificate> Environment::caCertificates() const
{
    // A path is a path, not a pattern.
    return caBundle.isEmpty()
               ? QList<QSslCertificate>()
               : QSslCertificate::fromPath(caBundle, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
}

} // namespace net
