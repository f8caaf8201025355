#include "auth/personauthorizer.h"

#include "auth/persontokens.h"
#include "auth/tokenshelf.h"
#include "core/logging.h"
#include "core/settle.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace auth {

using core::ApiError;
using Kind = SignInOutcome::Kind;

namespace {

constexpr auto gatheringTime = 150ms; // requests of one page, and of one press of a button

ApiError unauthorized(QLatin1StringView code, const QString &detail)
{
    ApiError error(ApiError::Kind::Unauthorized, detail);
    error.code = code;
    return error;
}

//! What those are told who waited for this trip; nothing if all is well.
std::optional<ApiError> errorOf(const SignInOutcome &outcome)
{
    switch (outcome.kind) {
    case Kind::SignedIn:
        return {};
    case Kind::Declined:
        return unauthorized(PersonAuthorizer::declined, u"It was not allowed on the sign-in page."_s);
    case Kind::Cancelled:
        return unauthorized(PersonAuthorizer::cancelled, u"The sign-in was cancelled."_s);
    case Kind::TimedOut:
        return unauthorized(PersonAuthorizer::timedOut, u"Nobody came back from the sign-in page in time."_s);
    case Kind::Refused:
        return unauthorized(PersonAuthorizer::refused, outcome.reason);
    case Kind::OtherIdentity:
        return unauthorized(PersonAuthorizer::otherIdentity,
                            u"Another identity signed in: %1."_s.arg(outcome.person.identity.username));
    case Kind::Failed:
        break;
    }
    return outcome.error.value_or(ApiError(ApiError::Kind::Internal));
}

} // namespace

PersonAuthorizer::PersonAuthorizer(const TokenEndpoint &endpoint, const core::Clock &clock, PersonTokens &tokens,
                                   BrowserOpener &browser, QObject *parent)
    : QObject(parent)
    , m_endpoint(endpoint)
    , m_clock(clock)
    , m_tokens(tokens)
    , m_browser(browser)
{
    m_gathering.setSingleShot(true);
    m_gathering.setInterval(gatheringTime);
    connect(&m_gathering, &QTimer::timeout, this, &PersonAuthorizer::beginTrip);
}

PersonAuthorizer::~PersonAuthorizer()
{
    const ApiError gone(ApiError::Kind::Cancelled);
    if (m_trip)
        settleAll(m_trip->waiting, gone);
    settleAll(m_waiting, gone);
}

QList<core::Scope> PersonAuthorizer::identityScopes()
{
    static const QList<core::Scope> scopes =
        *core::Scope::parseList(u"openid profile email urn:globus:auth:scope:auth.globus.org:view_identity_set");
    return scopes;
}

QFuture<void> PersonAuthorizer::obtain(const net::Requirements &requirements)
{
    const std::optional<ConsentNeed> need = ConsentNeed::of(requirements);
    if (!need)
        return core::failedFuture<void>(
            ApiError(ApiError::Kind::Internal, u"Malformed scope: %1"_s.arg(requirements.scopes.join(u' '))));
    auto waiting = std::make_shared<Waiting>();
    waiting->need = *need;
    waiting->promise.start();
    QFuture<void> future = waiting->promise.future();
    if (m_trip && m_trip->asked.covers(*need)) {
        m_trip->waiting.append(waiting);
        return future;
    }
    m_waiting.append(waiting);
    if (!m_trip && !m_gathering.isActive())
        m_gathering.start();
    return future;
}

void PersonAuthorizer::beginTrip()
{
    if (m_trip || m_waiting.isEmpty())
        return;
    m_trip.emplace();
    for (const auto &waiting : std::exchange(m_waiting, {})) {
        if (m_trip->waiting.isEmpty())
            m_trip->need = waiting->need;
        else if (m_trip->need.canJoin(waiting->need))
            m_trip->need.join(waiting->need);
        else {
            m_waiting.append(waiting);
            continue;
        }
        m_trip->waiting.append(waiting);
    }
    const QList<AccessToken> held = m_tokens.all();
    m_trip->asked = m_trip->need;
    m_trip->asked.scopes =
        scopesToAsk(m_trip->need, held.isEmpty() ? united(identityScopes(), m_firstScopes) : identityScopes(), held);
    SignInWish wish;
    wish.scopes = m_trip->asked.scopes;
    wish.session = m_trip->need.session;
    wish.expectedId = m_expectedId;
    wish.grantName = m_grantName;
    auto *signIn = new SignIn(m_endpoint, m_clock, wish, m_way, this);
    m_trip->signIn = signIn;
    signIn->setLimit(m_limit);
    connect(signIn, &SignIn::pageReady, this,
            [this](const QUrl &page) { Q_EMIT pageReady(page, m_browser.open(page)); });
    connect(signIn, &SignIn::exchanging, this, &PersonAuthorizer::exchanging);
    connect(signIn, &SignIn::finished, this, &PersonAuthorizer::onFinished);
    qCInfo(lcAuth) << "somebody is asked to sign in, for" << m_trip->waiting.size() << "needs";
    const QPointer<SignIn> alive(signIn);
    Q_EMIT tripBegan(m_trip->need);
    if (!alive.isNull() && m_trip && m_trip->signIn == signIn)
        signIn->begin();
}

void PersonAuthorizer::onFinished(const SignInOutcome &outcome)
{
    const Trip trip = *std::exchange(m_trip, std::nullopt);
    trip.signIn->deleteLater(); // it is telling us
    if (outcome.kind == Kind::SignedIn) {
        m_expectedId = outcome.person.identity.id;
        m_tokens.put(outcome.grant.tokens);
    }
    QList<std::shared_ptr<Waiting>> ended = trip.waiting;
    if (outcome.kind == Kind::Cancelled)
        ended += std::exchange(m_waiting, {});
    if (!m_waiting.isEmpty())
        m_gathering.start();
    const QPointer<PersonAuthorizer> alive(this);
    Q_EMIT tripEnded(outcome);
    settleAll(ended, alive.isNull() ? ApiError(ApiError::Kind::Cancelled) : errorOf(outcome));
}

void PersonAuthorizer::settleAll(const QList<std::shared_ptr<Waiting>> &waiting, const std::optional<ApiError> &error)
{
    for (const auto &one : waiting) {
        if (error)
            one->promise.setException(*error);
        one->promise.finish();
    }
}

std::optional<ConsentNeed> PersonAuthorizer::trip() const
{
    return m_trip ? std::optional(m_trip->need) : std::nullopt;
}

QUrl PersonAuthorizer::page() const
{
    return m_trip ? m_trip->signIn->page() : QUrl();
}

void PersonAuthorizer::openAgain()
{
    if (const QUrl address = page(); !address.isEmpty())
        Q_EMIT pageReady(address, m_browser.open(address));
}

void PersonAuthorizer::enterCode(const QString &code)
{
    if (m_trip)
        m_trip->signIn->enterCode(code);
}

void PersonAuthorizer::cancel()
{
    if (m_trip) {
        m_trip->signIn->cancel();
        return;
    }
    m_gathering.stop();
    settleAll(std::exchange(m_waiting, {}), errorOf({Kind::Cancelled}));
}

} // namespace auth
