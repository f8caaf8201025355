#pragma once

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

#include <optional>

namespace net {
class HttpClient;
}

namespace app {

//! How to reach a service, and as whom. Filled from the emulator's start line.
struct Endpoint
{
    QUrl flowsUrl;
    QUrl authUrl;
    QString clientId;
    QString clientSecret;
    QString controlToken;
    QString dataDirectory;

    bool operator==(const Endpoint &) const = default;

    //! Reads the start line. \returns nothing if it is not one, or its URLs are not on this machine.
    [[nodiscard]] static std::optional<Endpoint> fromStartLine(const QByteArray &line);
};

//! The emulator as a child of the application, or one that runs already on the same data and is only attached to. An
//! attached one is asked now and then whether it is still there: when it is not, one is launched.
//!
//! \code
//! start ─► endpoint.json answers? ─yes─► ready (attached)
//!            │ no
//!            ▼
//!         launch ─► first line within 10 s ─► ready ─► exits unasked ─► launch again, at most 3 times ─► failed
//!            └────► no line, exits, no binary ──────────────────────────────────────────────────────► failed
//! \endcode
class EmulatorProcess final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmulatorProcess)

public:
    //! \param dataDirectory  absolute; made if it is not there
    explicit EmulatorProcess(const QString &dataDirectory, QObject *parent = nullptr);
    //! Ends the child (it ends by itself when its standard input closes); an attached emulator goes on.
    ~EmulatorProcess() override;

    //! Also used to try again after failed().
    void start();
    //! More arguments for the child, such as `--time-scale 60`; before start().
    void setExtraArguments(const QStringList &arguments);
    //! Beside this program, else in libexecdir, else what FLOWS_EMULATOR names; empty if there is none.
    [[nodiscard]] static QString findProgram();
    [[nodiscard]] qint64 processId() const;
    [[nodiscard]] bool isAttached() const { return m_attachedTo.has_value(); }

Q_SIGNALS:
    void ready(const app::Endpoint &endpoint);
    //! \param problem  one sentence; \param details  the end of the child's standard error, plain text
    void failed(const QString &problem, const QString &details);

private:
    void attachOrLaunch();
    void lookAtAttached();
    [[nodiscard]] QFuture<void> probe(const Endpoint &endpoint);
    void launch();
    void readStartLine();
    void readErrors();
    void onExit();
    void fail(const QString &problem);

    QString m_dataDirectory;
    QStringList m_extraArguments;
    QProcess *m_process = nullptr;
    net::HttpClient *m_probe;
    QTimer m_startLimit;
    QTimer m_lookAgain;
    std::optional<Endpoint> m_attachedTo;
    QByteArray m_errors; //!< the last few kilobytes
    int m_restarts = 0;
    bool m_isReady = false;
};

} // namespace app

Q_DECLARE_METATYPE(app::Endpoint)
