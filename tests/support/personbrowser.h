#pragma once

#include "auth/browseropener.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QStringList>
#include <QUrl>

namespace testsupport {

//! A person with a browser who is sent to the emulator's sign-in page: reads it, chooses who to be, presses a button,
//! and confirms what it has to prove, and is led back to the program. Does it over the network, as a browser would.
class PersonBrowser final : public QObject, public auth::BrowserOpener
{
    Q_OBJECT

public:
    enum class Does { Allows, Denies, ReadsOnly };

    [[nodiscard]] bool open(const QUrl &page) override;

    Does does = Does::Allows;
    QString username;       //!< who to sign in as; empty: whom the page proposes
    bool hasBrowser = true; //!< false: open() fails
    QList<QUrl> visited;    //!< sign-in pages, in order
    QStringList pages;      //!< what they said
    int pageStatus = 0;     //!< of the last of them
    QString end;            //!< what the page said to which the last one led
    QUrl endedAt;           //!< where that was, without its query
    QString code;           //!< shown for copying
    QStringList offered;    //!< user names on the last page

private:
    void read(const QUrl &page, int status, const QString &html);
    void leave(const QUrl &page, const QString &html);
    void prove(const QUrl &page, const QString &html);
    void post(const QUrl &page, const QByteArray &form);
    void arrive(const QUrl &address, const QString &html);

    QNetworkAccessManager m_network;
};

} // namespace testsupport
