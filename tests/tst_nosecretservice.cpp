#include "support/outcome.h"
#include "support/testmain.h"

#include "auth/secretstore.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QTest>

using auth::SecretAnswer;
using auth::SecretState;
using auth::SecretStore;

namespace {

//! Has the name of the secret service and never answers.
class SilentService final : public QDBusVirtualObject
{
public:
    [[nodiscard]] QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &, const QDBusConnection &) override
    {
        ++asked;
        return true; // it will be answered, it says
    }
    int asked = 0;
};

} // namespace

//! A session without a secret service, or with one that hangs; runs with support/with-session-bus.
class NoSecretServiceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereIsNone()
    {
        SecretStore store(text("flows-desktop-test"));
        QCOMPARE(ended(store.read(text("one"))), SecretState::NoService);
        QCOMPARE(ended(store.write(text("one"), "x")), SecretState::NoService);
        QCOMPARE(ended(store.remove(text("one"))), SecretState::NoService);
    }

    void itHangs()
    {
        QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, text("silent"));
        SilentService silent;
        QVERIFY(bus.registerVirtualObject(text("/org/freedesktop/secrets"), &silent, QDBusConnection::SubPath));
        QVERIFY(bus.registerService(text("org.freedesktop.secrets")));
        SecretStore store(text("flows-desktop-test"), std::chrono::milliseconds(200));
        const auto first = store.read(text("one"));
        const auto second = store.write(text("one"), "x");
        QCOMPARE(ended(first), SecretState::TimedOut);
        QCOMPARE(ended(second), SecretState::TimedOut);
        QVERIFY(silent.asked >= 2);
        bus.unregisterService(text("org.freedesktop.secrets"));
        QDBusConnection::disconnectFromBus(text("silent"));
    }

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static SecretState ended(const QFuture<SecretAnswer> &future)
    {
        const auto outcome = testsupport::outcome(future);
        return outcome.value ? outcome.value->state : SecretState::Failed;
    }
};

FLOWS_TEST(tst_nosecretservice, NoSecretServiceTest)
#include "tst_nosecretservice.moc"
