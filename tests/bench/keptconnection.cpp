#include "bench/keptconnection.h"

#include <QHostAddress>

namespace bench {

namespace {

constexpr int patience = 120'000; // milliseconds for one answer

//! The Content-Length of an answer's head.
qsizetype bodyLength(const QByteArray &head)
{
    const QByteArray lower = head.toLower();
    const qsizetype at = lower.indexOf("\r\ncontent-length:");
    return at < 0 ? 0 : lower.mid(at + 17, lower.indexOf('\r', at + 17) - at - 17).trimmed().toLongLong();
}

} // namespace

KeptConnection::KeptConnection(quint16 port)
    : m_port(port)
{
    m_socket.connectToHost(QHostAddress::LocalHost, port);
    if (!m_socket.waitForConnected(patience))
        qFatal("no connection: %s", qPrintable(m_socket.errorString()));
}

void KeptConnection::receive()
{
    if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patience))
        qFatal("no answer: %s", qPrintable(m_socket.errorString()));
    m_received += m_socket.readAll();
}

QByteArray KeptConnection::ask(const QByteArray &method, const QByteArray &target, const QList<QByteArray> &headers,
                               const QByteArray &body)
{
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
    for (const QByteArray &header : headers)
        request += header + "\r\n";
    if (!body.isEmpty())
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    m_socket.write(request + "\r\n" + body);
    m_received.clear();
    while (!m_received.contains("\r\n\r\n"))
        receive();
    const qsizetype head = m_received.indexOf("\r\n\r\n") + 4;
    const qsizetype whole = head + bodyLength(m_received.first(head));
    while (m_received.size() < whole)
        receive();
    if (!m_received.startsWith("HTTP/1.1 2"))
        qFatal("%s %s: %s", method.constData(), target.constData(), m_received.constData());
    return m_received.sliced(head);
}

} // namespace bench
