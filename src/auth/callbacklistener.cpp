#include "auth/callbacklistener.h"

#include "auth/callbackpage.h"
#include "auth/pkce.h"
#include "core/logging.h"

#include <QTimer>

#include <utility>

namespace auth {

namespace {

constexpr int portAttempts = 20;

} // namespace

CallbackListener::CallbackListener(QByteArray state, std::chrono::milliseconds connectionTime, QObject *parent)
    : QObject(parent)
    , m_state(std::move(state))
    , m_connectionTime(connectionTime)
{
    for (QTcpServer *server : {&m_four, &m_six}) {
        server->setMaxPendingConnections(mostConnections);
        connect(server, &QTcpServer::newConnection, this, [this, server] { accept(*server); });
    }
}

CallbackListener::~CallbackListener() = default;

bool CallbackListener::listen()
{
    for (int attempt = 0; attempt < portAttempts; ++attempt) {
        if (!m_four.listen(QHostAddress::LocalHost)) {
            m_error = m_four.errorString();
            return false;
        }
        m_port = m_four.serverPort();
        // A browser may try ::1 first; whoever has that port would get the code.
        if (m_six.listen(QHostAddress::LocalHostIPv6, m_port))
            return true;
        if (m_six.serverError() != QAbstractSocket::AddressInUseError) {
            qCInfo(lcAuth) << "no IPv6 loopback here:" << m_six.errorString();
            return true;
        }
        m_error = m_six.errorString();
        m_four.close();
    }
    return false;
}

QString CallbackListener::redirectUri() const
{
    return QStringLiteral("http://localhost:%1").arg(port());
}

void CallbackListener::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_sockets.removeOne(socket);
            socket->deleteLater();
        });
        if (m_sockets.size() >= mostConnections)
            m_sockets.takeFirst()->abort(); // not the newest: a flood would keep the browser out
        socket->setParent(this);            // it outlives the server
        socket->setReadBufferSize(CallbackRequest::longestHead + 4);
        m_sockets.append(socket);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        QTimer::singleShot(m_connectionTime, socket, [this, socket] {
            if (socket != m_browser)
                socket->abort();
        });
    }
}

void CallbackListener::read(QTcpSocket *socket)
{
    if (!m_sockets.contains(socket))
        return; // answered already: whatever else comes is not read
    const QByteArray bytes = socket->peek(CallbackRequest::longestHead + 4);
    const CallbackRequest request = CallbackRequest::read(bytes, port());
    switch (request.kind) {
    case CallbackRequest::Kind::Incomplete:
        if (bytes.size() >= CallbackRequest::longestHead + 4)
            refuse(socket, 431);
        return;
    case CallbackRequest::Kind::Refused:
        refuse(socket, request.status);
        return;
    case CallbackRequest::Kind::Answer:
        if (m_four.isListening() && sameSecret(request.state, m_state))
            take(socket, request);
        else
            refuse(socket, 400);
        return;
    }
}

void CallbackListener::refuse(QTcpSocket *socket, int status)
{
    m_sockets.removeOne(socket);
    socket->readAll();
    socket->write(refusalAnswer(status));
    socket->disconnectFromHost();
}

void CallbackListener::take(QTcpSocket *socket, const CallbackRequest &request)
{
    m_sockets.removeOne(socket);
    socket->readAll();
    m_browser = socket;
    stop(); // one answer ends it
    Q_EMIT answered(request);
}

void CallbackListener::stop()
{
    m_four.close();
    m_six.close();
    const QList<QTcpSocket *> others = std::exchange(m_sockets, {});
    for (QTcpSocket *other : others)
        other->abort();
}

void CallbackListener::tell(const QString &title, const QString &text)
{
    if (m_browser == nullptr)
        return;
    QTcpSocket *browser = m_browser;
    m_browser.clear();
    browser->readAll(); // what is unread when a connection closes takes the answer with it
    browser->write(pageAnswer(200, title, text));
    browser->flush(); // whoever tells may be gone before the event loop comes to it
    browser->disconnectFromHost();
}

} // namespace auth
