#include "emulator/http/guardedsocket.h"

#include "core/clock.h"
#include "core/logging.h"
#include "emulator/http/response.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace emulator::http {

GuardedSocket::GuardedSocket(const GuardLimits &limits, std::shared_ptr<SocketBudget> budget, QObject *parent)
    : QTcpSocket(parent)
    , m_limits(limits)
    , m_budget(std::move(budget))
{
    ++m_budget->open;
    setReadBufferSize(limits.requestBytes);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &GuardedSocket::finish);
    connect(this, &QTcpSocket::readyRead, this, &GuardedSocket::received);
    m_timer.start(limits.requestTime); // who connects and says nothing has no claim to the long time
}

GuardedSocket::~GuardedSocket()
{
    --m_budget->open; // not by a signal: whoever disconnects all of them would keep the place taken
}

void GuardedSocket::requestDone()
{
    m_requestBytes = 0;
    if (bytesToWrite() > m_limits.unsentBytes)
        QTimer::singleShot(0, this, &GuardedSocket::finish);
    else
        m_timer.start(m_limits.idleTime);
}

void GuardedSocket::received()
{
    if (m_requestBytes == 0) {
        m_timer.start(m_limits.requestTime);
        mergeSlashes();
    }
    m_requestBytes += bytesAvailable(); // the parser, which comes after this, takes all of it
    if (m_requestBytes >= m_limits.requestBytes) {
        // Not from inside the signal: the parser has still to be called for it.
        QTimer::singleShot(0, this, [this] {
            refuse(413, u"PAYLOAD_TOO_LARGE"_s, u"The request is larger than this server reads."_s);
        });
    }
}

//! Qt takes `//flows` for the name of a host, and loses it. Addresses are often joined with one slash too many, so that
//! several at the beginning of a path count as one.
void GuardedSocket::mergeSlashes()
{
    constexpr qint64 looked = 1024;
    const QByteArray start = peek(looked);
    const qsizetype path = start.indexOf(' ') + 1;
    const bool method = path > 1 && std::all_of(start.cbegin(), start.cbegin() + path - 1,
                                                [](char letter) { return letter >= 'A' && letter <= 'Z'; });
    qsizetype slashes = path;
    while (slashes < start.size() && start[slashes] == '/')
        ++slashes;
    if (!method || slashes < path + 2)
        return;
    skip(slashes - 1);
    for (qsizetype i = path; i > 0; --i)
        ungetChar(start[i - 1]);
}

void GuardedSocket::refuse(int status, const QString &code, const QString &detail)
{
    if (m_ending)
        return;
    write(wireBytes(errorAnswer(status, code, detail), core::SystemClock().now(), false, true));
    flush();
    finish();
}

void GuardedSocket::finish()
{
    if (m_ending)
        return;
    m_ending = true;
    abort();
    deleteLater();
}

} // namespace emulator::http
