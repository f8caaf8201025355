#include "support/rawhttp.h"

#include <QStringBuilder>

namespace testsupport {

core::Json RawAnswer::json() const
{
    return core::parseJson(body).value.value_or(core::Json());
}

QString RawAnswer::code() const
{
    const core::Json document = json();
    const core::Json *error = core::member(document, "error");
    return error ? core::stringMember(*error, "code") : QString();
}

QString RawAnswer::detail() const
{
    const core::Json document = json();
    const core::Json *error = core::member(document, "error");
    return error ? core::stringMember(*error, "detail") : QString();
}

RawHttp::RawHttp(quint16 port, const QHostAddress &address, QObject *parent)
    : QObject(parent)
    , m_port(port)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] { m_received += m_socket.readAll(); });
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] { m_closed = true; });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { m_closed = true; });
    m_socket.connectToHost(address, port);
}

void RawHttp::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
}

void RawHttp::request(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                      const QList<QByteArray> &headers)
{
    QByteArray bytes = method % " " % target % " HTTP/1.1\r\nHost: 127.0.0.1:" % QByteArray::number(m_port) % "\r\n";
    for (const QByteArray &header : headers)
        bytes += header % "\r\n";
    if (!body.isEmpty())
        bytes += "Content-Length: " % QByteArray::number(body.size()) % "\r\n";
    send(bytes % "\r\n" % body);
}

QList<RawAnswer> RawHttp::answers(bool headOnly) const
{
    QList<RawAnswer> answers;
    qsizetype at = 0;
    for (;;) {
        const qsizetype end = m_received.indexOf("\r\n\r\n", at);
        if (end < 0)
            return answers;
        RawAnswer answer;
        const QList<QByteArray> lines = m_received.mid(at, end - at).split('\n');
        answer.status = lines.first().split(' ').value(1).toInt();
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            answer.headers.insert(line.first(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        const qsizetype length = headOnly ? 0 : answer.headers.value("content-length").toLongLong();
        if (m_received.size() < end + 4 + length)
            return answers;
        answer.body = m_received.mid(end + 4, length);
        at = end + 4 + length;
        answers.append(answer);
    }
}

} // namespace testsupport
