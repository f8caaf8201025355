#pragma once

#include <QSslConfiguration>
#include <QString>
#include <QTemporaryDir>

namespace testsupport {

//! A certificate that nobody signed but itself, made by the openssl command.
class Certificate final
{
public:
    //! \param names  whom it is for, as OpenSSL writes them in subjectAltName
    explicit Certificate(const QString &names = QStringLiteral("IP:127.0.0.1,DNS:localhost"));

    [[nodiscard]] bool isValid() const { return !m_server.isNull(); }
    //! For BrokenServer.
    [[nodiscard]] const QSslConfiguration &serverConfiguration() const { return m_server; }
    //! A PEM file with the certificate, as a client would name it as its CA bundle.
    [[nodiscard]] QString path() const;

private:
    QTemporaryDir m_folder;
    QSslConfiguration m_server;
};

} // namespace testsupport
