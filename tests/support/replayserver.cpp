#include "support/replayserver.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace testsupport {

namespace {

QString decoded(QByteArray text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

QList<std::pair<QString, QString>> queryOf(const QByteArray &text)
{
    QList<std::pair<QString, QString>> query;
    const QList<QByteArray> pieces = text.isEmpty() ? QList<QByteArray>() : text.split('&');
    for (const QByteArray &piece : pieces) {
        const qsizetype equals = piece.indexOf('=');
        query.append(equals < 0 ? std::pair(decoded(piece), QString())
                                : std::pair(decoded(piece.left(equals)), decoded(piece.mid(equals + 1))));
    }
    return query;
}

ReplayServer::Request requestOf(const QByteArray &head)
{
    ReplayServer::Request request;
    QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> first = lines.takeFirst().trimmed().split(' ');
    request.method = first.value(0);
    const QByteArray target = first.value(1);
    const qsizetype mark = target.indexOf('?');
    request.path = QString::fromUtf8(QByteArray::fromPercentEncoding(mark < 0 ? target : target.left(mark)));
    request.query = queryOf(mark < 0 ? QByteArray() : target.mid(mark + 1));
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    return request;
}

QByteArray httpDate()
{
    const QString text =
        QLocale::c().toString(QDateTime::currentDateTimeUtc(), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    return text.toLatin1() + " GMT";
}

} // namespace

QString ReplayServer::Request::parameter(const QString &name) const
{
    for (const auto &[key, value] : query) {
        if (key == name)
            return value;
    }
    return {};
}

ReplayServer::ReplayServer(QObject *parent)
    : QObject(parent)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            serve(socket);
    });
    if (!m_server.listen(QHostAddress::LocalHost, 0))
        qFatal("the test server can not listen");
}

QUrl ReplayServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
}

void ReplayServer::setScript(QList<Reply> replies)
{
    auto left = std::make_shared<QList<Reply>>(std::move(replies));
    m_handler = [left](const Request &) { return left->isEmpty() ? Reply{599, {}, {}, {}, {}} : left->takeFirst(); };
}

ReplayServer::Reply ReplayServer::json(const core::Json &body, int status)
{
    Reply reply;
    reply.status = status;
    reply.body = core::toBytes(body);
    return reply;
}

void ReplayServer::serve(QTcpSocket *socket)
{
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readFrom(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        m_pending.remove(socket);
        socket->deleteLater();
    });
}

void ReplayServer::readFrom(QTcpSocket *socket)
{
    QByteArray &pending = m_pending[socket];
    pending += socket->readAll();
    for (;;) {
        const qsizetype end = pending.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request = requestOf(pending.left(end));
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (pending.size() < end + 4 + length)
            return;
        request.body = pending.mid(end + 4, length);
        pending.remove(0, end + 4 + length);
        m_requests.append(request);
        answer(socket, request);
    }
}

void ReplayServer::answer(QTcpSocket *socket, const Request &request)
{
    const Reply reply = m_handler ? m_handler(request) : Reply{404, "{}", "application/json", {}, {}};
    if (reply.silent)
        return;
    if (reply.hangUp) {
        QTimer::singleShot(0, socket, [socket] { socket->abort(); });
    } else if (reply.delay.count() > 0) {
        QTimer::singleShot(reply.delay, socket, [socket, reply] { write(socket, reply); });
    } else {
        write(socket, reply);
    }
}

void ReplayServer::write(QTcpSocket *socket, const Reply &reply)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Scripted\r\n";
    bool dated = false;
    for (const auto &[name, value] : reply.headers) {
        dated = dated || name.toLower() == "date";
        head += name + ": " + value + "\r\n";
    }
    if (!dated)
        head += "Date: " + httpDate() + "\r\n";
    if (!reply.contentType.isEmpty())
        head += "Content-Type: " + reply.contentType + "\r\n";
    head += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n";
    socket->write(head + reply.body); // in one piece: two would wait for each other's acknowledgement
}

bool sameQuery(QList<std::pair<QString, QString>> left, QList<std::pair<QString, QString>> right)
{
    const auto normalise = [](QList<std::pair<QString, QString>> &query) {
        for (auto &[key, value] : query) {
            const QString lower = value.toLower();
            if (lower == QLatin1String("true") || lower == QLatin1String("false"))
                value = lower;
        }
        std::sort(query.begin(), query.end());
    };
    normalise(left);
    normalise(right);
    return left == right;
}

} // namespace testsupport
