#include "auth/secretstore.h"

#include "auth/keyringprobe.h"
#include "core/logging.h"
#include "core/settle.h"

#include <QTimer>
#include <qt6keychain/keychain.h>

#include <utility>

namespace auth {

namespace {

SecretState stateOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return SecretState::Done;
    case QKeychain::EntryNotFound:
        return SecretState::Absent;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return SecretState::Locked;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return SecretState::NoService;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return SecretState::Failed;
}

SecretState stateOf(KeyringState state)
{
    switch (state) {
    case KeyringState::Open:
        return SecretState::Done;
    case KeyringState::Locked:
        return SecretState::Locked;
    case KeyringState::NoService:
        return SecretState::NoService;
    case KeyringState::TimedOut:
        break;
    }
    return SecretState::TimedOut;
}

} // namespace

SecretStore::SecretStore(QString service, std::chrono::milliseconds limit, QObject *parent)
    : QObject(parent)
    , m_service(std::move(service))
    , m_limit(limit)
{
}

SecretStore::~SecretStore()
{
    delete m_scope;
    for (const auto &task : m_tasks) {
        task->promise.addResult(SecretAnswer{});
        task->promise.finish();
    }
}

QFuture<SecretAnswer> SecretStore::read(const QString &profile)
{
    return add(Act::Read, profile);
}

QFuture<SecretAnswer> SecretStore::write(const QString &profile, const QByteArray &secret)
{
    return add(Act::Write, profile, secret);
}

QFuture<SecretAnswer> SecretStore::remove(const QString &profile)
{
    return add(Act::Remove, profile);
}

QFuture<SecretAnswer> SecretStore::add(Act act, const QString &profile, const QByteArray &secret)
{
    auto task = std::make_unique<Task>();
    task->act = act;
    task->profile = profile;
    task->secret = secret;
    task->promise.start();
    QFuture<SecretAnswer> future = task->promise.future();
    m_tasks.push_back(std::move(task));
    if (m_tasks.size() == 1)
        next();
    return future;
}

void SecretStore::next()
{
    m_scope = new QObject(this);
    core::settle(
        probeKeyring(m_limit), m_scope,
        [this](KeyringState state) {
            if (state == KeyringState::Open)
                run();
            else
                finish({stateOf(state), {}, {}});
        },
        [this](const core::ApiError &error) {
            finish({SecretState::Failed, {}, error.detail});
        });
}

void SecretStore::run()
{
    const Task &task = *m_tasks.front();
    QKeychain::Job *job = nullptr;
    if (task.act == Act::Read) {
        job = new QKeychain::ReadPasswordJob(m_service);
    } else if (task.act == Act::Write) {
        auto *write = new QKeychain::WritePasswordJob(m_service);
        write->setBinaryData(task.secret);
        job = write;
    } else {
        job = new QKeychain::DeletePasswordJob(m_service);
    }
    job->setInsecureFallback(false);
    job->setKey(task.profile);
    const bool removes = task.act == Act::Remove;
    connect(job, &QKeychain::Job::finished, m_scope, [this, removes](QKeychain::Job *done) {
        SecretAnswer answer{stateOf(done->error()), {}, done->errorString()};
        if (answer.state == SecretState::Done)
            answer.detail.clear();
        if (removes && answer.state == SecretState::Absent)
            answer.state = SecretState::Done;
        if (const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(done))
            answer.secret = read->binaryData();
        finish(answer);
    });
    QTimer::singleShot(m_limit, m_scope, [this] { finish({SecretState::TimedOut, {}, {}}); });
    job->start(); // deletes itself when it is done, however late
}

void SecretStore::finish(const SecretAnswer &answer)
{
    m_scope->deleteLater();
    m_scope.clear();
    const std::unique_ptr<Task> task = std::move(m_tasks.front());
    m_tasks.pop_front();
    if (answer.state != SecretState::Done)
        qCInfo(lcAuth).noquote() << "the keyring was not used:" << static_cast<int>(answer.state) << answer.detail;
    if (!m_tasks.empty())
        next();
    task->promise.addResult(answer);
    task->promise.finish();
}

} // namespace auth
