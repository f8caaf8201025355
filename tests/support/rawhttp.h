#pragma once

#include "core/json.h"

#include <QHash>
#include <QTcpSocket>

namespace testsupport {

//! One HTTP answer, as it stood on the wire.
struct RawAnswer
{
    int status = 0;
    QHash<QByteArray, QByteArray> headers; //!< names in lower case
    QByteArray body;

    [[nodiscard]] core::Json json() const;
    //! `error.code` of the service's error documents.
    [[nodiscard]] QString code() const;
    //! `error.detail`, if it is text.
    [[nodiscard]] QString detail() const;
};

//! A client that sends exactly the bytes it is told to, and keeps what comes back.
class RawHttp final : public QObject
{
    Q_OBJECT

public:
    explicit RawHttp(quint16 port, const QHostAddress &address = QHostAddress::LocalHost, QObject *parent = nullptr);

    void send(const QByteArray &bytes);
    //! A whole request with a right Host header and, if there is a body, its length.
    void request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                 const QList<QByteArray> &headers = {});

    //! The answers that are complete by now.
    [[nodiscard]] QList<RawAnswer> answers(bool headOnly = false) const;
    [[nodiscard]] bool closed() const { return m_closed; }
    [[nodiscard]] bool connected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    quint16 m_port;
    QByteArray m_received;
    bool m_closed = false;
};

} // namespace testsupport
