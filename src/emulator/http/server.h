#pragma once

#include "core/clock.h"
#include "emulator/http/guard.h"
#include "emulator/http/request.h"
#include "emulator/http/response.h"

#include <QAbstractHttpServer>

#include <functional>
#include <memory>

namespace emulator::http {

//! The HTTP server on loopback: 127.0.0.1 and, where there is IPv6, ::1 on the same port. Every request is answered
//! before its handler returns: asynchronous answers of Qt 6.4.2 crash when the client hangs up.
class Server final : public QAbstractHttpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Server)

public:
    using Serve = std::function<Response(const Request &)>;

    //! \param clock  for the Date of every answer; outlives the server
    Server(Serve serve, const core::Clock &clock, const GuardLimits &limits = {}, QObject *parent = nullptr);

    //! Listens on the port, 0 for one that is free on both addresses. \returns false with errorString() if it can not.
    [[nodiscard]] bool listen(quint16 port);
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString errorString() const { return m_error; }
    //! Connections that are open now.
    [[nodiscard]] int openSockets() const { return m_budget->open; }

    //! Larger bodies are answered by 413.
    static constexpr qsizetype bodyLimit = 1024 * 1024;

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

private:
    enum class Listened { Yes, Taken, Failed };
    [[nodiscard]] Listened listenOnce(quint16 port);
    [[nodiscard]] Response answer(const QHttpServerRequest &request, bool &headOnly) const;
    [[nodiscard]] bool isOurHost(const QByteArray &host) const;

    Serve m_serve;
    const core::Clock &m_clock;
    GuardLimits m_limits;
    std::shared_ptr<SocketBudget> m_budget;
    quint16 m_port = 0;
    QString m_error;
};

} // namespace emulator::http
