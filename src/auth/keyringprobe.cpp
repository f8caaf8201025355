#include "auth/keyringprobe.h"

#include "core/logging.h"
#include "core/settle.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QPromise>

#include <memory>

using namespace Qt::StringLiterals;

namespace auth {

namespace {

constexpr auto service = "org.freedesktop.secrets"_L1;

QDBusMessage call(const QString &path, QLatin1StringView interface, QLatin1StringView method,
                  const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, method);
    message.setArguments(arguments);
    return message;
}

KeyringState stateOf(const QDBusError &error)
{
    qCInfo(lcAuth).noquote() << "the secret service can not be asked:" << error.name();
    const bool silent = error.type() == QDBusError::NoReply || error.type() == QDBusError::Timeout ||
                        error.type() == QDBusError::TimedOut;
    return silent ? KeyringState::TimedOut : KeyringState::NoService;
}

//! One probe: which keyring is the default one, then whether it is locked. Deletes itself.
class Probe final : public QObject
{
public:
    explicit Probe(std::chrono::milliseconds limit)
        : m_limit(static_cast<int>(limit.count()))
    {
        m_promise.start();
    }

    QFuture<KeyringState> begin()
    {
        const QFuture<KeyringState> future = m_promise.future();
        if (!QDBusConnection::sessionBus().isConnected()) {
            finish(KeyringState::NoService);
            return future;
        }
        ask(call(u"/org/freedesktop/secrets"_s, "org.freedesktop.Secret.Service"_L1, "ReadAlias"_L1, {u"default"_s}),
            [this](const QDBusPendingCall &answer) {
                const QDBusPendingReply<QDBusObjectPath> reply = answer;
                if (reply.isError())
                    finish(stateOf(reply.error()));
                else if (reply.value().path() == "/"_L1)
                    finish(KeyringState::NoService);
                else
                    askLocked(reply.value().path());
            });
        return future;
    }

private:
    void askLocked(const QString &keyring)
    {
        ask(call(keyring, "org.freedesktop.DBus.Properties"_L1, "Get"_L1,
                 {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s}),
            [this](const QDBusPendingCall &answer) {
                const QDBusPendingReply<QDBusVariant> reply = answer;
                if (reply.isError())
                    finish(stateOf(reply.error()));
                else
                    finish(reply.value().variant().toBool() ? KeyringState::Locked : KeyringState::Open);
            });
    }

    template<typename Then>
    void ask(const QDBusMessage &message, Then then)
    {
        auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, m_limit), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, then] {
            watcher->deleteLater();
            then(*watcher);
        });
    }

    void finish(KeyringState state)
    {
        m_promise.addResult(state);
        m_promise.finish();
        deleteLater();
    }

    int m_limit;
    QPromise<KeyringState> m_promise;
};

} // namespace

QFuture<KeyringState> probeKeyring(std::chrono::milliseconds limit)
{
    return (new Probe(limit))->begin();
}

} // namespace auth
