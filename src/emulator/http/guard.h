#pragma once

#include "emulator/http/guardedsocket.h"

#include <QTcpServer>

namespace emulator::http {

//! Accepts connections for Qt HttpServer: as many as the budget allows, each a GuardedSocket. One that is too many gets
//! 503 and is closed.
class Guard final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Guard)

public:
    Guard(const GuardLimits &limits, std::shared_ptr<SocketBudget> budget, QObject *parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    GuardLimits m_limits;
    std::shared_ptr<SocketBudget> m_budget;
};

} // namespace emulator::http
