#pragma once

#include <QByteArray>
#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QPromise>
#include <QString>

#include <chrono>
#include <deque>
#include <memory>

namespace auth {

//! What became of a job of the secret store.
enum class SecretState {
    Done,
    Absent,    //!< nothing is kept under that name: not signed in, or somebody has cleared the keyring
    Locked,    //!< the keyring has to be unlocked first
    NoService, //!< no secret service here: secrets live in memory alone
    TimedOut,  //!< the secret service does not answer
    Failed     //!< `detail` says why
};

struct SecretAnswer
{
    SecretState state = SecretState::Failed;
    QByteArray secret; //!< what was read
    QString detail;    //!< the secret service's own words; holds no secret
};

//! Secrets in the system's keyring, one item a profile, and nowhere else: never in a file. Jobs are done one after the
//! other, each within a time limit; whether the keyring is locked or missing is found out first, because to QtKeychain
//! both look like an empty one.
class SecretStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretStore)

public:
    //! \param service  under which the items stand in the keyring
    //! \param limit    of each step of a job
    explicit SecretStore(QString service, std::chrono::milliseconds limit = std::chrono::seconds(10),
                         QObject *parent = nullptr);
    //! Jobs that are not done end in Failed.
    ~SecretStore() override;

    //! None of these futures fails.
    [[nodiscard]] QFuture<SecretAnswer> read(const QString &profile);
    [[nodiscard]] QFuture<SecretAnswer> write(const QString &profile, const QByteArray &secret);
    //! Removing what is not there is Done.
    [[nodiscard]] QFuture<SecretAnswer> remove(const QString &profile);

private:
    enum class Act { Read, Write, Remove };
    struct Task
    {
        Act act = Act::Read;
        QString profile;
        QByteArray secret;
        QPromise<SecretAnswer> promise;
    };

    [[nodiscard]] QFuture<SecretAnswer> add(Act act, const QString &profile, const QByteArray &secret = {});
    void next();
    void run();
    void finish(const SecretAnswer &answer);

    QString m_service;
    std::chrono::milliseconds m_limit;
    std::deque<std::unique_ptr<Task>> m_tasks; //!< the first one is being done
    QPointer<QObject> m_scope;                 //!< of the one that is being done
};

} // namespace auth
