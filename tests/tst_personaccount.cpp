#include "emulator/auth/residents.h"
#include "support/emulatorfixture.h"
#include "support/outcome.h"
#include "support/personbrowser.h"
#include "support/settled.h"
#include "support/testmain.h"

#include "auth/personaccount.h"
#include "core/ids.h"
#include "flows/flowsclient.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using auth::SecretState;
using testsupport::EmulatorFixture;
using testsupport::outcome;
using testsupport::Settled;

namespace {

//! The program from its start to its end: an account, and a client that works with it.
struct Program
{
    Program(const EmulatorFixture &emulator, auth::SecretStore *store, const QString &profile)
        : service(u"http://127.0.0.1:%1/"_s.arg(emulator.server->port()))
        , account(service, emulator.nativeClientId, profile, store, browser, &emulator.clock)
        , http(&account.tokens(), &account.authorizer())
        , flows(http, service)
    {
        net::Limits limits;
        limits.maxRetries = 0;
        account.authHttp().setLimits(limits);
        browser.username = u"starter@emulator"_s;
    }

    SecretState load() { return outcome(account.load()).value.value_or(SecretState::TimedOut); }
    QString list() { return outcome(flows.listFlows({}, {}, &http)).kind(); }
    //! `Ok`, or the kind of the error.
    QString signOut()
    {
        Settled<void> out;
        out.watch(account.signOut(), &http);
        if (!out.wait())
            return u"nothing"_s;
        return out.succeeded ? u"Ok"_s : core::ApiError::kindName(out.error->kind);
    }

    QUrl service;
    testsupport::PersonBrowser browser;
    auth::PersonAccount account;
    net::HttpClient http;
    flows::FlowsClient flows;
};

} // namespace

//! An account at the emulator whose tokens are in a real keyring; runs with support/with-keyring.
class PersonAccountTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_emulator = std::make_unique<EmulatorFixture>();
        m_store = std::make_unique<auth::SecretStore>(u"flows-desktop-test"_s);
        m_profile = core::newId();
    }
    void cleanup()
    {
        m_store.reset();
        m_emulator.reset();
    }

    void survivesARestart()
    {
        {
            Program first = start();
            QCOMPARE(first.load(), SecretState::Absent);
            QVERIFY(!first.account.person());
            QSignalSpy changed(&first.account, &auth::PersonAccount::personChanged);
            QCOMPARE(first.list(), u"Ok"_s);
            QCOMPARE(changed.size(), 1);
            QCOMPARE(first.account.person()->username, u"starter@emulator"_s);
            QVERIFY(first.browser.pages.last().contains(u"Flows Desktop"_s));
            QTRY_VERIFY(isKept());
        }
        Program second = start();
        QCOMPARE(second.load(), SecretState::Done);
        QCOMPARE(second.account.person()->id, emulator::auth::starterIdentityId());
        QCOMPARE(second.list(), u"Ok"_s);
        QVERIFY(second.browser.visited.isEmpty());
        // Of another profile nothing is known.
        Program other(*m_emulator, m_store.get(), core::newId());
        QCOMPARE(other.load(), SecretState::Absent);
    }

    //! Where refresh tokens change with each use, whoever loses one has to sign in again.
    void refreshedTokensAreKept()
    {
        m_emulator->signIn->rotateRefreshTokens = true;
        for (int starts = 0; starts < 3; ++starts) {
            Program program = start();
            QCOMPARE(program.load(), starts == 0 ? SecretState::Absent : SecretState::Done);
            QCOMPARE(program.list(), u"Ok"_s);
            QCOMPARE(program.browser.visited.size(), starts == 0 ? 1 : 0);
            QTRY_VERIFY(isKept());
            m_emulator->clock.advance(49LL * 3600);
        }
    }

    //! Tokens of different people do not meet in one account, after a restart either.
    void somebodyElseAfterARestart()
    {
        {
            Program first = start();
            (void)first.load();
            QCOMPARE(first.list(), u"Ok"_s);
            QTRY_VERIFY(isKept());
        }
        Program second = start();
        (void)second.load();
        second.browser.username = u"owner@emulator"_s;
        const auto denied = outcome(second.account.authorizer().obtain({}).then([] { return true; }));
        QCOMPARE(denied.error->code, QString(auth::PersonAuthorizer::otherIdentity));
        QCOMPARE(second.account.person()->username, u"starter@emulator"_s);
        QCOMPARE(second.list(), u"Ok"_s);
    }

    void signingOutRemovesAllOfIt()
    {
        Program program = start();
        QCOMPARE(program.list(), u"Ok"_s);
        QTRY_VERIFY(isKept());
        Settled<QString> held;
        held.watch(program.account.tokens().token(core::flowsResourceServer(), {}), &program.http);
        QVERIFY(held.wait());
        QCOMPARE(program.signOut(), u"Ok"_s);
        QVERIFY(!program.account.person());
        QTRY_VERIFY(!isKept());
        QCOMPARE(m_emulator->ask("GET", "/flows", held.value->toLatin1()).status, 401);
        // Anybody may sign in next.
        program.browser.username = u"owner@emulator"_s;
        QCOMPARE(program.list(), u"Ok"_s);
        QCOMPARE(program.account.person()->username, u"owner@emulator"_s);
    }

    void signingOutWithoutTheServer()
    {
        Program program = start();
        QCOMPARE(program.list(), u"Ok"_s);
        QTRY_VERIFY(isKept());
        m_emulator->server.reset();
        QCOMPARE(program.signOut(), u"Network"_s);
        QVERIFY(program.account.person().has_value());
        QVERIFY(isKept());
        program.account.forget();
        QVERIFY(!program.account.person());
        QTRY_VERIFY(!isKept());
    }

    //! What another version has written is not overwritten, until the person wants it gone.
    void anItemThatIsNotOurs()
    {
        const QByteArray theirs = "{\"version\":2}";
        (void)outcome(m_store->write(m_profile, theirs));
        Program program = start();
        QSignalSpy notKept(&program.account, &auth::PersonAccount::notKept);
        QCOMPARE(program.load(), SecretState::Failed);
        QCOMPARE(program.list(), u"Ok"_s);
        QTRY_COMPARE(notKept.size(), 1);
        QCOMPARE(outcome(m_store->read(m_profile)).value->secret, theirs);
        QCOMPARE(program.signOut(), u"Ok"_s);
        QTRY_COMPARE(outcome(m_store->read(m_profile)).value->state, SecretState::Absent);
    }

    void inMemoryAlone()
    {
        Program program(*m_emulator, nullptr, m_profile);
        QCOMPARE(program.load(), SecretState::Absent);
        QCOMPARE(program.list(), u"Ok"_s);
        QVERIFY(!isKept());
        QCOMPARE(program.signOut(), u"Ok"_s);
    }

    //! Comes last: who would unlock it? The tokens of the sign-in work, and the reason is told once.
    void zLocked()
    {
        const QString service = u"org.freedesktop.secrets"_s;
        const auto call = [&service](const QString &method, const QVariant &argument) {
            QDBusMessage message = QDBusMessage::createMethodCall(service, u"/org/freedesktop/secrets"_s,
                                                                  u"org.freedesktop.Secret.Service"_s, method);
            message.setArguments({argument});
            return QDBusConnection::sessionBus().call(message);
        };
        const QDBusReply<QDBusObjectPath> keyring = call(u"ReadAlias"_s, u"default"_s);
        QVERIFY(keyring.isValid());
        (void)call(u"Lock"_s, QVariant::fromValue(QList<QDBusObjectPath>{keyring.value()}));
        Program program = start();
        QSignalSpy notKept(&program.account, &auth::PersonAccount::notKept);
        QCOMPARE(program.load(), SecretState::Locked);
        QCOMPARE(program.list(), u"Ok"_s);
        QTRY_COMPARE(notKept.size(), 1);
        QCOMPARE(notKept.first().first().value<SecretState>(), SecretState::Locked);
        m_emulator->clock.advance(49LL * 3600);
        QCOMPARE(program.list(), u"Ok"_s); // refreshed, and not kept again
        QCOMPARE(notKept.size(), 1);
        QCOMPARE(program.browser.visited.size(), 1);
    }

private:
    Program start() { return Program(*m_emulator, m_store.get(), m_profile); }

    bool isKept()
    {
        const auto answer = outcome(m_store->read(m_profile));
        return answer.value && answer.value->state == SecretState::Done;
    }

    std::unique_ptr<EmulatorFixture> m_emulator;
    std::unique_ptr<auth::SecretStore> m_store;
    QString m_profile;
};

FLOWS_TEST(tst_personaccount, PersonAccountTest)
#include "tst_personaccount.moc"
