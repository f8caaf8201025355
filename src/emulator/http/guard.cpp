#include "emulator/http/guard.h"

#include "core/clock.h"
#include "core/logging.h"
#include "emulator/http/response.h"

#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace emulator::http {

namespace {

//! Says no on a bare descriptor, without waiting: a socket object would count against what is to be limited.
void turnAway(qintptr descriptor)
{
    Response busy = errorAnswer(503, u"SERVICE_UNAVAILABLE"_s, u"Too many connections are open."_s);
    busy.addHeader("Retry-After", "1");
    const QByteArray bytes = wireBytes(busy, core::SystemClock().now(), false, true);
    const int handle = static_cast<int>(descriptor);
    [[maybe_unused]] const ssize_t sent =
        ::send(handle, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(handle, SHUT_WR);
    ::close(handle);
}

} // namespace

Guard::Guard(const GuardLimits &limits, std::shared_ptr<SocketBudget> budget, QObject *parent)
    : QTcpServer(parent)
    , m_limits(limits)
    , m_budget(std::move(budget))
{
}

void Guard::incomingConnection(qintptr descriptor)
{
    if (m_budget->open >= m_limits.sockets) {
        if (m_budget->refused++ == 0)
            qCWarning(lcEmulator) << "more than" << m_limits.sockets << "connections are open: turning new ones away";
        turnAway(descriptor);
        return;
    }
    auto *socket = new GuardedSocket(m_limits, m_budget, this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        ::close(static_cast<int>(descriptor));
        return;
    }
    addPendingConnection(socket);
}

} // namespace emulator::http
