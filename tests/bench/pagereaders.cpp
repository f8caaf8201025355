#include "bench/pagereaders.h"

#include <QNetworkReply>
#include <QTcpSocket>

namespace bench {

namespace {

QByteArray targetOf(const Pages &pages, int from)
{
    const QString query = from == 0 ? QString() : QString(u"?marker=" + markerOf(from));
    return (pages.path + query).toLatin1();
}

//! Reads one answer with a Content-Length to its end.
void readAnswer(QTcpSocket &socket)
{
    QByteArray got;
    qsizetype head = -1;
    qsizetype whole = -1;
    while (whole < 0 || got.size() < whole) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(10'000))
            qFatal("the server stopped answering");
        got += socket.readAll();
        if (head >= 0)
            continue;
        head = got.indexOf("\r\n\r\n");
        if (head < 0)
            continue;
        const qsizetype length = got.indexOf("Content-Length: ") + 16;
        whole = head + 4 + got.mid(length, got.indexOf('\r', length) - length).toLongLong();
    }
}

} // namespace

qint64 readRaw(const Pages &pages, const QUrl &server)
{
    QElapsedTimer clock;
    clock.start();
    QTcpSocket socket;
    socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
    socket.waitForConnected();
    for (int from = 0; from < pages.rows; from += pages.pageSize) {
        socket.write("GET " + targetOf(pages, from) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        readAnswer(socket);
    }
    return clock.nsecsElapsed();
}

PlainReader::PlainReader(const Pages &pages, const QUrl &server, std::function<void(qint64)> done)
    : m_pages(pages)
    , m_server(server)
    , m_done(std::move(done))
{
    m_clock.start();
    next(0);
}

void PlainReader::next(int from)
{
    if (from >= m_pages.rows) {
        m_done(m_clock.nsecsElapsed());
        return;
    }
    const QUrl url(m_server.toString() + QString::fromLatin1(targetOf(m_pages, from)));
    QNetworkReply *reply = m_manager.get(QNetworkRequest(url));
    connect(reply, &QNetworkReply::finished, this, [this, reply, from] {
        reply->deleteLater();
        if (reply->readAll().isEmpty())
            qFatal("a page did not come");
        next(from + m_pages.pageSize);
    });
}

} // namespace bench
