#include "emulator/http/server.h"

#include "core/logging.h"

#include <QElapsedTimer>
#include <QHttpServerRequest>
#include <QMetaEnum>

using namespace Qt::StringLiterals;

namespace emulator::http {

namespace {

constexpr int portAttempts = 20;

QByteArray methodName(QHttpServerRequest::Method method)
{
    if (method == QHttpServerRequest::Method::Unknown)
        return "UNKNOWN";
    return QByteArray(QMetaEnum::fromType<QHttpServerRequest::Method>().valueToKey(static_cast<int>(method))).toUpper();
}

Request fromQt(const QHttpServerRequest &source)
{
    const QUrl url = source.url();
    Request request;
    request.method = methodName(source.method());
    request.segments = pathSegments(url.path(QUrl::FullyEncoded).toUtf8());
    request.path = u'/' % request.segments.join(u'/');
    request.query = Query::parse(url.query(QUrl::FullyEncoded).toUtf8());
    for (const auto &[name, value] : source.headers())
        request.headers.insert(name.toLower(), value);
    request.body = source.body();
    return request;
}

qsizetype countOf(const QHttpServerRequest &request, const QByteArray &lowerCaseName)
{
    qsizetype count = 0;
    for (const auto &header : request.headers())
        count += header.first.toLower() == lowerCaseName ? 1 : 0;
    return count;
}

} // namespace

Server::Server(Serve serve, const core::Clock &clock, const GuardLimits &limits, QObject *parent)
    : QAbstractHttpServer(parent)
    , m_serve(std::move(serve))
    , m_clock(clock)
    , m_limits(limits)
    , m_budget(std::make_shared<SocketBudget>())
{
}

Server::Listened Server::listenOnce(quint16 port)
{
    auto four = std::make_unique<Guard>(m_limits, m_budget);
    if (!four->listen(QHostAddress::LocalHost, port)) {
        m_error = four->errorString();
        return four->serverError() == QAbstractSocket::AddressInUseError ? Listened::Taken : Listened::Failed;
    }
    auto six = std::make_unique<Guard>(m_limits, m_budget);
    if (!six->listen(QHostAddress::LocalHostIPv6, four->serverPort())) {
        if (six->serverError() == QAbstractSocket::AddressInUseError) {
            m_error = six->errorString();
            return Listened::Taken; // another program would get what is meant for us
        }
        qCInfo(lcEmulator) << "no IPv6 loopback here:" << six->errorString();
        six.reset();
    }
    m_port = four->serverPort();
    m_error.clear();
    bind(four.release());
    if (six)
        bind(six.release());
    return Listened::Yes;
}

bool Server::listen(quint16 port)
{
    for (int attempt = 0; attempt < portAttempts; ++attempt) {
        const Listened result = listenOnce(port);
        if (result == Listened::Yes)
            return true;
        if (port != 0 || result == Listened::Failed)
            return false;
    }
    return false;
}

bool Server::isOurHost(const QByteArray &host) const
{
    const qsizetype colon = host.lastIndexOf(':');
    if (colon < 0 || host.mid(colon + 1) != QByteArray::number(m_port))
        return false;
    const QByteArray name = host.first(colon).toLower();
    return name == "127.0.0.1" || name == "localhost" || name == "[::1]";
}

Response Server::answer(const QHttpServerRequest &source, bool &headOnly) const
{
    if (countOf(source, "host") != 1 || countOf(source, "content-length") > 1 ||
        (countOf(source, "content-length") > 0 && countOf(source, "transfer-encoding") > 0)) {
        return errorAnswer(400, u"BAD_REQUEST"_s,
                           u"A request needs one Host header and at most one way to tell its length."_s);
    }
    Request request = fromQt(source);
    // What a web page makes a browser send here under a name of its own (DNS rebinding) ends here.
    if (!isOurHost(request.header("host")))
        return errorAnswer(421, u"MISDIRECTED_REQUEST"_s, u"This server answers for loopback addresses only."_s);
    if (request.body.size() > bodyLimit) {
        return errorAnswer(413, u"PAYLOAD_TOO_LARGE"_s,
                           u"The request body is larger than "_s % QString::number(bodyLimit) % u" bytes."_s);
    }
    headOnly = request.method == "HEAD";
    if (headOnly)
        request.method = "GET";
    return m_serve(request);
}

bool Server::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    QElapsedTimer timer;
    timer.start();
    bool headOnly = false;
    const Response response = answer(request, headOnly);
    const bool close =
        request.value("connection").toLower().contains("close") || response.status == 413 || response.status == 421;
    socket->write(wireBytes(response, m_clock.now(), headOnly, close));
    qCDebug(lcEmulator).nospace() << methodName(request.method()).constData() << ' ' << request.url().path() << ' '
                                  << response.status << ' ' << timer.elapsed() << " ms";
    if (auto *guarded = qobject_cast<GuardedSocket *>(socket))
        guarded->requestDone();
    if (close)
        socket->disconnectFromHost();
    return true;
}

void Server::missingHandler(const QHttpServerRequest &, QTcpSocket *) {}

} // namespace emulator::http
