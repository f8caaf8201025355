#pragma once

#include <QByteArray>
#include <QIODevice>

namespace net {

//! The body of a request that must reach the server at most once.
//!
//! The access manager sends a request again by itself when the connection ends before the answer; it can do so only if
//! the body can be rewound. This one can not: it is sequential, and reset() refuses. With
//! QNetworkRequest::DoNotBufferUploadDataAttribute and an explicit Content-Length the request then ends in
//! RemoteHostClosedError or ContentReSendError instead.
class OneShotBody final : public QIODevice
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OneShotBody)

public:
    //! \param data  may be empty; an empty body protects an empty POST as well
    explicit OneShotBody(QByteArray data, QObject *parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool atEnd() const override;
    bool reset() override;
    bool seek(qint64 position) override;

    //! True once the request may have been on its way: somebody read from the body, or wanted to rewind it.
    [[nodiscard]] bool touched() const { return m_touched; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_data;
    qsizetype m_read = 0;
    bool m_touched = false;
};

} // namespace net
