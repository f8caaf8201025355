#include "support/certificate.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>

namespace testsupport {

Certificate::Certificate(const QString &names)
{
    const QString key = m_folder.filePath(QStringLiteral("key.pem"));
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                   QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-days"), QStringLiteral("2"),
                   QStringLiteral("-subj"), QStringLiteral("/O=Flows Desktop tests"), QStringLiteral("-addext"),
                   QString(QStringLiteral("subjectAltName=") + names), QStringLiteral("-keyout"), key,
                   QStringLiteral("-out"), path()});
    if (!openssl.waitForFinished(30'000) || openssl.exitCode() != 0) {
        qWarning("openssl made no certificate: %s", openssl.readAllStandardError().constData());
        return;
    }
    QFile keyFile(key);
    const QList<QSslCertificate> chain = QSslCertificate::fromPath(path());
    if (!keyFile.open(QIODevice::ReadOnly) || chain.isEmpty())
        return;
    m_server = QSslConfiguration::defaultConfiguration();
    m_server.setLocalCertificateChain(chain);
    m_server.setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
    m_server.setPeerVerifyMode(QSslSocket::VerifyNone);
}

QString Certificate::path() const
{
    return m_folder.filePath(QStringLiteral("certificate.pem"));
}

} // namespace testsupport
