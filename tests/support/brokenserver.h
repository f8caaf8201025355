#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QSslConfiguration>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QTcpServer;

namespace testsupport {

//! A request as it stood on the wire.
struct SeenRequest
{
    QByteArray method;
    QString path;                          //!< decoded, without the query
    QByteArray query;                      //!< as sent
    QHash<QByteArray, QByteArray> headers; //!< names in lower case
    QByteArray body;
    int connection = 0; //!< number of the connection, from 1; equal numbers: kept alive

    [[nodiscard]] QByteArray header(const QByteArray &name) const { return headers.value(name.toLower()); }
    [[nodiscard]] QString queryValue(const QString &name) const
    {
        return QUrlQuery(QString::fromLatin1(query)).queryItemValue(name, QUrl::FullyDecoded);
    }
};

//! One answer, good or bad. Build one with the functions below and change what should be different.
struct Answer
{
    enum class Then { KeepOpen, Close, Reset };

    int status = 200;
    QByteArray body = "{}";
    QByteArray contentType = "application/json";
    QList<std::pair<QByteArray, QByteArray>> headers;
    std::optional<qint64> claimedLength; //!< this Content-Length instead of the true one; -1: none is sent
    bool chunked = false;                //!< the body as one chunk; cut by sendOnly like everything else
    std::optional<QByteArray> raw;       //!< exactly these bytes instead of all of the above
    qsizetype sendOnly = -1;             //!< how many bytes of the whole answer are sent; -1: all
    qsizetype readOnly = -1; //!< answers after so many bytes of the request's body, without reading the rest
    std::chrono::milliseconds delay{0};
    Then then = Then::KeepOpen;

    static Answer json(int status, const QByteArray &body);
    static Answer html(int status);
    static Answer redirect(const QUrl &target, int status = 302);
    //! Reads the request and says nothing; the connection stays open.
    static Answer silence();
    //! Reads the request and ends the connection without a word.
    static Answer closed();
    static Answer reset();
    //! Ends the connection after a part of the request's body.
    static Answer closedWhileReading(qsizetype bytes);
    static Answer resetWhileReading(qsizetype bytes);
    //! The first half of the status line and headers, of the body; then the end of the connection.
    static Answer halfHead();
    static Answer halfBody();
    static Answer halfChunked();
    //! Something that is not HTTP.
    static Answer garbage();
    //! Promises `delta` bytes more (or less) than it sends, then closes.
    static Answer wrongLength(qint64 delta);

    [[nodiscard]] Answer after(std::chrono::milliseconds time) const;
    [[nodiscard]] Answer with(const QByteArray &name, const QByteArray &value) const;
    [[nodiscard]] Answer ending(Then end) const;
    [[nodiscard]] QByteArray bytes() const;
};

//! A server on 127.0.0.1 that answers as it is told, well or badly, and remembers what it was asked. Ends with its
//! object.
class BrokenServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BrokenServer)

public:
    using Handler = std::function<std::optional<Answer>(const SeenRequest &)>;

    explicit BrokenServer(QObject *parent = nullptr);
    //! With TLS, from a server configuration that holds certificate and key.
    explicit BrokenServer(const QSslConfiguration &tls, QObject *parent = nullptr);
    ~BrokenServer() override;

    //! The next requests get these answers, one each, in this order.
    void script(const QList<Answer> &answers);
    //! For what neither the handler nor the script answers. An empty object with status 200 at first.
    void otherwise(const Answer &answer);
    //! Asked before the script; returning nothing leaves the request to it. Not asked about a request with a body when
    //! the script's next answer has Answer::readOnly: that one comes before the body.
    void setHandler(Handler handler);
    [[nodiscard]] const Handler &handler() const { return m_handler; }
    //! Closes the listening socket, connections too: from now on connections are refused.
    void stop();

    [[nodiscard]] QUrl url() const;
    //! The same server under another name than 127.0.0.1.
    [[nodiscard]] QUrl url(const QString &host) const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] const QList<SeenRequest> &requests() const;
    [[nodiscard]] int count(const QByteArray &method) const;
    [[nodiscard]] int connections() const;
    //! Connections that are open now.
    [[nodiscard]] int open() const;
    void forget();

Q_SIGNALS:
    void requested(const testsupport::SeenRequest &request);

private:
    class Listener;
    class Connection;
    void start();
    [[nodiscard]] Answer choose(const SeenRequest &request);

    std::optional<QSslConfiguration> m_tls;
    std::unique_ptr<Listener> m_listener;
    QList<Answer> m_script;
    Answer m_otherwise;
    Handler m_handler;
    QList<SeenRequest> m_requests;
    int m_connections = 0;
    int m_open = 0;
    quint16 m_port = 0;
};

} // namespace testsupport
