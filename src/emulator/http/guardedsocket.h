#pragma once

#include <QTcpSocket>
#include <QTimer>

#include <chrono>
#include <memory>

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

//! How many connections are open, counted over all addresses.
struct SocketBudget
{
    int open = 0;
    int refused = 0;
};

//! A connection that ends by itself when its client is slow, silent or too generous: Qt HttpServer has no limit of its
//! own. Who talks nonsense is disconnected by Qt HttpServer, without an answer.
class GuardedSocket final : public QTcpSocket
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GuardedSocket)

public:
    //! Counts in the budget as long as it lives.
    GuardedSocket(const GuardLimits &limits, std::shared_ptr<SocketBudget> budget, QObject *parent = nullptr);
    ~GuardedSocket() override;

    //! To be called when a request has been answered: the next one is waited for.
    void requestDone();

private:
    void received();
    void mergeSlashes();
    void refuse(int status, const QString &code, const QString &detail);
    void finish();

    GuardLimits m_limits;
    std::shared_ptr<SocketBudget> m_budget;
    QTimer m_timer;
    qint64 m_requestBytes = 0;
    bool m_ending = false;
};

} // namespace emulator::http
