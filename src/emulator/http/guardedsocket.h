#pragma once

#include <QTcpSocket>
#include <QTimer>

#include <chrono>

namespace emulator::http {

//! What one client may cost. The defaults fit any client on the same machine.
struct GuardLimits
{
    int sockets = 64;                             //!< open at once, over all addresses
    qint64 requestBytes = 4 * 1024 * 1024;        //!< of one request, head and body
    qint64 unsentBytes = 32 * 1024 * 1024;        //!< answers that the client does not fetch
    std::chrono::milliseconds requestTime{15000}; //!< from a request's first byte to its last
    std::chrono::milliseconds idleTime{75000};    //!< between requests
};

//! A connection that ends by itself when its client is slow, silent, too generous or talks nonsense. Qt HttpServer has
//! no limit of its own, and leaves a socket open and unread after a request that it can not parse.
class GuardedSocket final : public QTcpSocket
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GuardedSocket)

public:
    explicit GuardedSocket(const GuardLimits &limits, QObject *parent = nullptr);

    //! To be called when a request has been answered: the next one is waited for.
    void requestDone();

protected:
    void disconnectNotify(const QMetaMethod &signal) override;

private:
    void received();
    void refuse(int status, const QString &code, const QString &detail);
    void finish();

    GuardLimits m_limits;
    QTimer m_timer;
    qint64 m_requestBytes = 0;
    bool m_ending = false;
};

} // namespace emulator::http
