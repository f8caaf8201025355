#pragma once

#include "core/json.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <functional>

class QTcpSocket;

namespace testsupport {

//! A real HTTP/1.1 server on 127.0.0.1 that answers from a script and keeps what it was asked. Connections are kept
//! alive. It can stay silent, wait, or hang up.
class ReplayServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayServer)

public:
    struct Request
    {
        QByteArray method;
        QString path;                             //!< decoded
        QList<std::pair<QString, QString>> query; //!< decoded, `+` is a blank
        QHash<QByteArray, QByteArray> headers;    //!< names in lower case
        QByteArray body;

        //! The first value of a parameter, empty if there is none.
        [[nodiscard]] QString parameter(const QString &name) const;
    };

    struct Reply
    {
        int status = 200;
        QByteArray body;
        QByteArray contentType = "application/json";
        QList<std::pair<QByteArray, QByteArray>> headers; //!< `Date` is added unless it is here
        std::chrono::milliseconds delay{0};
        bool hangUp = false; //!< close instead of answering
        bool silent = false; //!< never answer
    };

    using Handler = std::function<Reply(const Request &)>;

    explicit ReplayServer(QObject *parent = nullptr);

    //! `http://127.0.0.1:<port>`
    [[nodiscard]] QUrl url() const;
    void setHandler(Handler handler) { m_handler = std::move(handler); }
    //! Answers one after the other; after the last one with 599.
    void setScript(QList<Reply> replies);
    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }
    void forget() { m_requests.clear(); }

    [[nodiscard]] static Reply json(const core::Json &body, int status = 200);

private:
    void serve(QTcpSocket *socket);
    void readFrom(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const Request &request);
    static void write(QTcpSocket *socket, const Reply &reply);

    QHash<QTcpSocket *, QByteArray> m_pending;
    Handler m_handler;
    QList<Request> m_requests;
    QTcpServer m_server; // last: its sockets go first, and say so
};

//! The same parameters with the same values, in any order; booleans without case, blanks in lists as they are.
[[nodiscard]] bool sameQuery(QList<std::pair<QString, QString>> left, QList<std::pair<QString, QString>> right);

} // namespace testsupport
