#include "net/turnstile.h"

#include <utility>

namespace net {

Turnstile::Ticket::Ticket(Turnstile *turnstile, QString lane, std::function<void()> go)
    : m_turnstile(turnstile)
    , m_lane(std::move(lane))
    , m_go(std::move(go))
{
}

Turnstile::Ticket::~Ticket()
{
    if (m_turnstile != nullptr)
        m_turnstile->leave(this);
}

Turnstile::Turnstile(QObject *parent)
    : QObject(parent)
{
}

std::unique_ptr<Turnstile::Ticket> Turnstile::enter(const QString &lane, std::function<void()> go)
{
    auto ticket = std::make_unique<Ticket>(this, lane, std::move(go));
    m_lanes[lane].waiting.append(ticket.get());
    schedule(lane);
    return ticket;
}

void Turnstile::leave(Ticket *ticket)
{
    Lane &lane = m_lanes[ticket->m_lane];
    if (lane.waiting.removeOne(ticket))
        return;
    --lane.open;
    schedule(ticket->m_lane);
}

void Turnstile::schedule(const QString &lane)
{
    QMetaObject::invokeMethod(
        this, [this, lane] { admit(lane); }, Qt::QueuedConnection);
}

//! One at a time: what is let through may do anything, also to the tickets behind it. Each that came or left has
//! scheduled a call of its own.
void Turnstile::admit(const QString &name)
{
    Lane &lane = m_lanes[name];
    if (lane.waiting.isEmpty() || lane.open >= width)
        return;
    ++lane.open;
    const auto go = std::exchange(lane.waiting.takeFirst()->m_go, {});
    go();
}

} // namespace net
