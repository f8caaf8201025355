#include "auth/personaccount.h"

#include "auth/kepttokens.h"
#include "core/logging.h"
#include "core/settle.h"

#include <QSysInfo>

#include <memory>

using namespace Qt::StringLiterals;

namespace auth {

using core::ApiError;

namespace {

//! How the person finds this installation among their consents. Source: globus-auth.md 3.1, prefill_named_grant.
QString installationName()
{
    QString host = QSysInfo::machineHostName();
    if (host.endsWith(".local"_L1))
        host.chop(6);
    return host.isEmpty() ? u"Flows Desktop"_s : u"Flows Desktop on %1"_s.arg(host);
}

} // namespace

PersonAccount::PersonAccount(const QUrl &authUrl, const QString &clientId, const QString &profile, SecretStore *store,
                             BrowserOpener &browser, const core::Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock != nullptr ? *clock : m_systemClock)
    , m_profile(profile)
    , m_store(store)
    , m_endpoint(m_http, authUrl, clientId, m_clock)
    , m_tokens(m_endpoint, m_clock)
    , m_authorizer(m_endpoint, m_clock, m_tokens, browser)
{
    m_authorizer.setGrantName(installationName());
    m_tokens.setKeeper([this](const QList<AccessToken> &) { return keep(); });
    connect(&m_authorizer, &PersonAuthorizer::tripEnded, this, &PersonAccount::takeTrip);
}

PersonAccount::~PersonAccount() = default;

QFuture<SecretState> PersonAccount::load()
{
    if (m_store == nullptr)
        return core::readyFuture(SecretState::Absent);
    auto promise = std::make_shared<QPromise<SecretState>>();
    promise->start();
    QFuture<SecretState> future = promise->future();
    const auto end = [promise](SecretState state) {
        promise->addResult(state);
        promise->finish();
    };
    core::settle(
        m_store->read(m_profile), this,
        [this, end](const SecretAnswer &answer) {
            if (answer.state != SecretState::Done) {
                end(answer.state);
                return;
            }
            const std::optional<KeptTokens> kept = readKeptDocument(answer.secret);
            if (!kept) {
                qCWarning(lcAuth) << "the keyring's item is not to be read; it is left as it is";
                m_foreignItem = true;
                end(SecretState::Failed);
                return;
            }
            m_tokens.put(kept->tokens);
            m_authorizer.setExpectedId(kept->person.id);
            setPerson(kept->person);
            end(SecretState::Done);
        },
        [end](const ApiError &) { end(SecretState::Failed); });
    return future;
}

void PersonAccount::takeTrip(const SignInOutcome &outcome)
{
    if (outcome.kind != SignInOutcome::Kind::SignedIn)
        return;
    setPerson(outcome.person.identity);
    core::settle(
        keep(), this, [] {}, [](const ApiError &) {}); // notKept() has told
}

QFuture<void> PersonAccount::keep()
{
    auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    QFuture<void> future = promise->future();
    if (m_store == nullptr || !m_person || m_foreignItem) {
        if (m_foreignItem)
            note(SecretState::Failed);
        promise->finish();
        return future;
    }
    core::settle(
        m_store->write(m_profile, keptDocument({*m_person, m_tokens.all()})), this,
        [this, promise](const SecretAnswer &answer) {
            note(answer.state);
            promise->finish();
        },
        [promise](const ApiError &) { promise->finish(); });
    return future;
}

QFuture<void> PersonAccount::signOut()
{
    auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    QFuture<void> future = promise->future();
    m_authorizer.cancel();
    core::settle(
        m_tokens.signOut(), this,
        [this, promise] {
            forget();
            promise->finish();
        },
        [this, promise](const ApiError &error) {
            core::settle(
                keep(), this, [] {}, [](const ApiError &) {}); // without those that are dead
            promise->setException(error);
            promise->finish();
        });
    return future;
}

void PersonAccount::forget()
{
    m_authorizer.cancel();
    m_tokens.forget();
    m_authorizer.setExpectedId({});
    m_told.reset();
    remove();
    setPerson(std::nullopt);
}

void PersonAccount::remove()
{
    m_foreignItem = false; // the person wants it gone
    if (m_store != nullptr)
        core::settle(
            m_store->remove(m_profile), this, [this](const SecretAnswer &answer) { note(answer.state); },
            [](const ApiError &) {});
}

void PersonAccount::note(SecretState state)
{
    if (state == SecretState::Done || state == SecretState::Absent) {
        m_told.reset();
        return;
    }
    if (m_told == state)
        return;
    m_told = state;
    Q_EMIT notKept(state);
}

void PersonAccount::setPerson(const std::optional<LinkedIdentity> &person)
{
    if (m_person == person)
        return;
    m_person = person;
    Q_EMIT personChanged();
}

} // namespace auth
