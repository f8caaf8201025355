#pragma once

#include "auth/callbackrequest.h"

#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <chrono>

class QTimer;

namespace auth {

//! Waits on the loopback addresses for the browser that comes back from the sign-in page. Whoever does not name the
//! state is refused and changes nothing. The first who does is told to `answered`, once; from then on nobody can
//! connect, and the browser waits until tell() says how it ended.
class CallbackListener final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallbackListener)

public:
    //! At once, of whom nothing is known yet; one more, and the oldest has to go.
    static constexpr int mostConnections = 16;

    //! \param state           compared in constant time
    //! \param connectionTime  that a connection may take to ask
    explicit CallbackListener(QByteArray state, std::chrono::milliseconds connectionTime = std::chrono::seconds(10),
                              QObject *parent = nullptr);
    ~CallbackListener() override;

    //! Listens on 127.0.0.1 and, where there is one, on ::1, at a port that the system chooses. \returns false if no
    //! port could be had; see errorString()
    [[nodiscard]] bool listen();
    [[nodiscard]] QString errorString() const { return m_error; }
    //! `http://localhost:<port>`, without a path: what native clients of Globus send.
    [[nodiscard]] QString redirectUri() const;
    //! Stays known after the listener has closed; 0 before it listened.
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] bool isListening() const { return m_four.isListening(); }

    //! Nobody can come any more.
    void stop();

    //! Shows the browser that came how it ended, and lets it go. Does nothing if none came, or the second time.
    //! \param text  plain text
    void tell(const QString &title, const QString &text);

Q_SIGNALS:
    //! Somebody who knew the state came with a code or an error.
    void answered(const auth::CallbackRequest &answer);

private:
    void accept(QTcpServer &server);
    void read(QTcpSocket *socket);
    void refuse(QTcpSocket *socket, int status);
    void take(QTcpSocket *socket, const CallbackRequest &request);

    QByteArray m_state;
    std::chrono::milliseconds m_connectionTime;
    QTcpServer m_four;
    QTcpServer m_six;
    QString m_error;
    quint16 m_port = 0;
    QPointer<QTcpSocket> m_browser; //!< waits for its page
    QList<QTcpSocket *> m_sockets;  //!< of whom nothing is known yet, oldest first
};

} // namespace auth
