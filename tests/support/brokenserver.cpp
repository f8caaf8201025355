#include "support/brokenserver.h"

#include <QPointer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>

#include <algorithm>

#include <sys/socket.h>

namespace testsupport {

class BrokenServer::Listener final : public QTcpServer
{
public:
    explicit Listener(BrokenServer &server)
        : m_server(server)
    {
    }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    BrokenServer &m_server;
};

//! One connection: reads request after request and answers each.
class BrokenServer::Connection final : public QObject
{
public:
    Connection(BrokenServer &server, QTcpSocket *socket, int number)
        : QObject(socket)
        , m_server(server)
        , m_socket(socket)
        , m_number(number)
    {
        m_socket->setReadBufferSize(16 * 1024);
        connect(m_socket, &QTcpSocket::readyRead, this, &Connection::read);
    }

private:
    void read()
    {
        m_buffer += m_socket->readAll();
        while (!m_busy && parse()) {
        }
    }

    //! \returns true if a whole request was taken from the buffer
    bool parse()
    {
        if (!m_answer) {
            const qsizetype end = m_buffer.indexOf("\r\n\r\n");
            if (end < 0)
                return false;
            parseHead(m_buffer.first(end));
            m_buffer.remove(0, end + 4);
            m_early = false;
            // A script that acts early is for the next request with a body, and nobody else is asked about that.
            const bool mayBeEarly = !m_server.m_handler || m_request.header("content-length").toLongLong() > 0;
            if (mayBeEarly && !m_server.m_script.isEmpty() && m_server.m_script.first().readOnly >= 0) {
                m_early = true;
                m_answer = m_server.m_script.takeFirst();
            } else {
                m_answer = Answer();
            }
        }
        const qint64 length = m_request.header("content-length").toLongLong();
        const qint64 wanted = m_early ? std::min<qint64>(length, m_answer->readOnly) : length;
        if (m_buffer.size() < wanted)
            return false;
        m_request.body = m_buffer.first(wanted);
        m_buffer.remove(0, wanted);
        const QPointer<Connection> alive(this);
        m_server.m_requests.append(m_request);
        if (!m_early)
            m_answer = m_server.choose(m_request);
        Q_EMIT m_server.requested(m_request);
        if (alive.isNull())
            return false;
        m_busy = true;
        QTimer::singleShot(m_answer->delay, this, [this] { answer(); });
        return true;
    }

    void parseHead(const QByteArray &head)
    {
        m_request = SeenRequest();
        m_request.connection = m_number;
        const QList<QByteArray> lines = head.split('\n');
        const QList<QByteArray> first = lines.first().trimmed().split(' ');
        m_request.method = first.value(0);
        const QUrl target = QUrl::fromEncoded(first.value(1));
        m_request.path = target.path(QUrl::FullyDecoded);
        m_request.query = target.query(QUrl::FullyEncoded).toLatin1();
        for (const QByteArray &line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            m_request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
        }
    }

    void answer()
    {
        const Answer answer = *m_answer;
        m_answer.reset();
        m_busy = false;
        QByteArray bytes = answer.bytes();
        if (m_request.method == "HEAD" && !answer.raw)
            bytes.truncate(bytes.indexOf("\r\n\r\n") + 4);
        if (answer.sendOnly >= 0)
            bytes.truncate(answer.sendOnly);
        m_socket->write(bytes);
        if (answer.then == Answer::Then::Reset) {
            m_socket->flush();
            const linger none{1, 0};
            setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
            m_socket->abort();
        } else if (answer.then == Answer::Then::Close) {
            m_socket->disconnectFromHost();
        } else if (!m_buffer.isEmpty()) {
            QTimer::singleShot(0, this, &Connection::read);
        }
    }

    BrokenServer &m_server;
    QTcpSocket *m_socket;
    int m_number;
    QByteArray m_buffer;
    SeenRequest m_request;
    std::optional<Answer> m_answer; //!< set while a request is being read or answered
    bool m_early = false;
    bool m_busy = false;
};

void BrokenServer::Listener::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = nullptr;
    if (m_server.m_tls) {
        auto *secure = new QSslSocket(this);
        secure->setSslConfiguration(*m_server.m_tls);
        secure->setSocketDescriptor(descriptor);
        secure->startServerEncryption();
        socket = secure;
    } else {
        socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
    }
    ++m_server.m_open;
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        --m_server.m_open;
        socket->deleteLater();
    });
    new Connection(m_server, socket, ++m_server.m_connections);
}

BrokenServer::BrokenServer(QObject *parent)
    : QObject(parent)
{
    start();
}

BrokenServer::BrokenServer(const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
    , m_tls(tls)
{
    start();
}

BrokenServer::~BrokenServer()
{
    stop();
}

void BrokenServer::start()
{
    m_listener = std::make_unique<Listener>(*this);
    if (!m_listener->listen(QHostAddress::LocalHost, 0))
        qFatal("no loopback port for the test server: %s", qPrintable(m_listener->errorString()));
    m_port = m_listener->serverPort();
}

void BrokenServer::stop()
{
    m_listener->close();
    const auto sockets = m_listener->findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets)
        socket->abort();
}

void BrokenServer::script(const QList<Answer> &answers)
{
    m_script = answers;
}

void BrokenServer::otherwise(const Answer &answer)
{
    m_otherwise = answer;
}

void BrokenServer::setHandler(Handler handler)
{
    m_handler = std::move(handler);
}

Answer BrokenServer::choose(const SeenRequest &request)
{
    if (m_handler) {
        if (const auto answer = m_handler(request))
            return *answer;
    }
    return m_script.isEmpty() ? m_otherwise : m_script.takeFirst();
}

QUrl BrokenServer::url() const
{
    return url(QStringLiteral("127.0.0.1"));
}

QUrl BrokenServer::url(const QString &host) const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(host);
    url.setPort(port());
    url.setPath(QStringLiteral("/"));
    return url;
}

quint16 BrokenServer::port() const
{
    return m_port;
}

const QList<SeenRequest> &BrokenServer::requests() const
{
    return m_requests;
}

int BrokenServer::count(const QByteArray &method) const
{
    return static_cast<int>(
        std::count_if(m_requests.begin(), m_requests.end(), [&](const auto &seen) { return seen.method == method; }));
}

int BrokenServer::connections() const
{
    return m_connections;
}

int BrokenServer::open() const
{
    return m_open;
}

void BrokenServer::forget()
{
    m_requests.clear();
}

} // namespace testsupport
