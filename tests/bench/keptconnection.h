#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpSocket>

namespace bench {

//! One kept connection to a service on loopback, asked one request after the other; the calling thread waits.
class KeptConnection
{
public:
    explicit KeptConnection(quint16 port);

    //! \returns the answer's body. Ends the program for a status other than 2xx, or if nothing comes.
    QByteArray ask(const QByteArray &method, const QByteArray &target, const QList<QByteArray> &headers,
                   const QByteArray &body = {});

private:
    void receive();

    quint16 m_port;
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace bench
