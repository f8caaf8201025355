#pragma once

#include <QProcessEnvironment>
#include <QSslCertificate>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>

namespace net {

//! Base URLs of one of Globus' environments.
struct ServiceUrls
{
    QString name; //!< as in GLOBUS_SDK_ENVIRONMENT
    QUrl flows;
    QUrl auth;
    QUrl transfer;
};

//! All environments there are, production first. Source: flows-service.md 1.1, globus-auth.md 1.
[[nodiscard]] const QList<ServiceUrls> &knownEnvironments();

//! What the variables of the Python SDK say: GLOBUS_SDK_ENVIRONMENT, GLOBUS_SDK_SERVICE_URL_FLOWS,
//! GLOBUS_SDK_SERVICE_URL_AUTH, GLOBUS_SDK_SERVICE_URL_TRANSFER, GLOBUS_SDK_HTTP_TIMEOUT, GLOBUS_SDK_VERIFY_SSL; and
//! those in which the `globus` command
//! takes a confidential client: GLOBUS_CLI_CLIENT_ID, GLOBUS_CLI_CLIENT_SECRET. Source: flows-service.md 1.2.
struct Environment
{
    QString name;                              //!< `production` unless set
    QUrl flowsUrl;                             //!< empty if it could not be understood
    QUrl authUrl;                              //!< empty if it could not be understood
    QUrl transferUrl;                          //!< empty also if Flows or Auth are elsewhere, and this is not named
    std::chrono::milliseconds timeout{60'000}; //!< of one attempt; zero: none
    bool timeoutGiven = false;                 //!< the variable said so, with a value that could be understood
    QString caBundle;                          //!< path of a PEM file; empty: the system's authorities
    QString clientId;                          //!< empty: no such client
    QString clientSecret;                      //!< never logged
    //! What is wrong with them, one English sentence each. If there is any, the values must not be used, which
    //! HttpClient::configure() sees to.
    QStringList problems;
    bool given = false; //!< at least one of the variables that choose a service has a value

    [[nodiscard]] static Environment from(const QProcessEnvironment &variables);
    //! The certificates of `caBundle`; empty without one.
    [[nodiscard]] QList<QSslCertificate> caCertificates() const;
};

} // namespace net
