#pragma once

#include <QSslConfiguration>
#include <QString>
#include <QTemporaryDir>

namespace testsupport {

//! A certificate for 127.0.0.1 and localhost that nobody signed but itself, made by the openssl command.
class Certificate final
{
public:
    Certificate();

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
