#include "support/outcome.h"
#include "support/testmain.h"

#include "auth/secretstore.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QTest>

using auth::SecretAnswer;
using auth::SecretState;
using auth::SecretStore;

//! Secrets in a real keyring; runs with support/with-keyring.
class SecretStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadByAnother()
    {
        const QByteArray secret = "{\"token\": \"a\"}" + QByteArray(1, '\0') + QByteArray(20'000, '\xfe');
        {
            SecretStore store(service());
            QCOMPARE(ended(store.write(text("one"), secret)).state, SecretState::Done);
        }
        SecretStore store(service());
        const SecretAnswer answer = ended(store.read(text("one")));
        QCOMPARE(answer.state, SecretState::Done);
        QCOMPARE(answer.secret, secret);
    }

    void profilesAreApart()
    {
        SecretStore store(service());
        (void)ended(store.write(text("one"), "first"));
        (void)ended(store.write(text("two"), "second"));
        (void)ended(store.write(text("one"), "third"));
        QCOMPARE(ended(store.read(text("one"))).secret, QByteArray("third"));
        QCOMPARE(ended(store.read(text("two"))).secret, QByteArray("second"));
        SecretStore other(text("another-program"));
        QCOMPARE(ended(other.read(text("one"))).state, SecretState::Absent);
    }

    void whatIsRemovedIsAbsent()
    {
        SecretStore store(service());
        QCOMPARE(ended(store.read(text("never"))).state, SecretState::Absent);
        QCOMPARE(ended(store.remove(text("never"))).state, SecretState::Done);
        (void)ended(store.write(text("gone"), "secret"));
        QCOMPARE(ended(store.remove(text("gone"))).state, SecretState::Done);
        QCOMPARE(ended(store.read(text("gone"))).state, SecretState::Absent);
    }

    void jobsKeepTheirOrder()
    {
        SecretStore store(service());
        QList<QFuture<SecretAnswer>> reads;
        for (int i = 0; i < 5; ++i) {
            (void)store.write(text("order"), QByteArray::number(i));
            reads.append(store.read(text("order")));
        }
        for (int i = 0; i < 5; ++i)
            QCOMPARE(ended(reads[i]).secret, QByteArray::number(i));
    }

    void goneInTheMiddle()
    {
        auto store = std::make_unique<SecretStore>(service());
        const auto first = store->write(text("one"), "a");
        const auto second = store->read(text("one"));
        store.reset();
        QCOMPARE(ended(first).state, SecretState::Failed);
        QCOMPARE(ended(second).state, SecretState::Failed);
        QTest::qWait(50);
    }

    //! Comes last: who would unlock it?
    void zLocked()
    {
        const QDBusReply<QDBusObjectPath> keyring = called("ReadAlias", text("default"));
        QVERIFY(keyring.isValid());
        const QDBusMessage locked = called("Lock", QVariant::fromValue(QList<QDBusObjectPath>{keyring.value()}));
        QCOMPARE(locked.type(), QDBusMessage::ReplyMessage);
        SecretStore store(service());
        QCOMPARE(ended(store.read(text("two"))).state, SecretState::Locked);
        QCOMPARE(ended(store.write(text("two"), "x")).state, SecretState::Locked);
        QCOMPARE(ended(store.remove(text("two"))).state, SecretState::Locked);
    }

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static QString service() { return text("flows-desktop-test"); }
    static QDBusMessage called(const char *method, const QVariant &argument)
    {
        QDBusMessage message =
            QDBusMessage::createMethodCall(text("org.freedesktop.secrets"), text("/org/freedesktop/secrets"),
                                           text("org.freedesktop.Secret.Service"), text(method));
        message.setArguments({argument});
        return QDBusConnection::sessionBus().call(message);
    }
    static SecretAnswer ended(const QFuture<SecretAnswer> &future)
    {
        return testsupport::outcome(future).value.value_or(SecretAnswer{SecretState::Failed, {}, text("no answer")});
    }
};

FLOWS_TEST(tst_secretstore, SecretStoreTest)
#include "tst_secretstore.moc"
