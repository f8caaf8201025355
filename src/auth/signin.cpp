#include "auth/signin.h"

#include "auth/callbacklistener.h"
#include "auth/signinwords.h"
#include "auth/tokenshelf.h"
#include "core/clock.h"
#include "core/logging.h"
#include "core/settle.h"
#include "net/origin.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace auth {

using core::ApiError;
using Kind = SignInOutcome::Kind;

namespace {

constexpr qsizetype secretBytes = 32;

//! Every scope that was asked for is part of a token, as far as tokens name them.
bool grantsAll(const Grant &grant, const QList<core::Scope> &asked)
{
    QList<core::Scope> granted;
    for (const AccessToken &token : grant.tokens)
        granted = united(granted, token.scopes);
    for (core::Scope scope : asked) {
        scope.dependencies.clear(); // tokens do not name them
        if (!scope.optional && scope.name != "offline_access"_L1 && !covers(granted, {scope}))
            return false;
    }
    return true;
}

} // namespace

SignIn::SignIn(const TokenEndpoint &endpoint, const core::Clock &clock, SignInWish wish, Way way, QObject *parent)
    : QObject(parent)
    , m_endpoint(endpoint)
    , m_clock(clock)
    , m_wish(std::move(wish))
    , m_way(way)
    , m_state(randomText(secretBytes))
    , m_nonce(randomText(secretBytes))
    , m_pkce(Pkce::fresh())
    , m_requests(new QObject(this))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { finish({Kind::TimedOut}); });
}

SignIn::~SignIn()
{
    delete m_requests;
}

void SignIn::begin()
{
    if (m_at != State::New)
        return;
    m_at = State::Waiting;
    if (const QString why = net::refusal(m_endpoint.authUrl()); !why.isEmpty()) {
        fail(ApiError(ApiError::Kind::Network, why));
        return;
    }
    if (m_way == Way::Browser) {
        m_listener = std::make_unique<CallbackListener>(m_state);
        if (!m_listener->listen()) {
            fail(ApiError(ApiError::Kind::Network, m_listener->errorString()));
            return;
        }
        connect(m_listener.get(), &CallbackListener::answered, this, [this](const CallbackRequest &answer) {
            if (m_at != State::Waiting)
                return;
            if (answer.error.isEmpty())
                exchange(answer.code);
            else if (answer.error == "access_denied"_L1)
                finish({Kind::Declined});
            else
                finish({Kind::Refused, {}, {}, answer.errorText.isEmpty() ? answer.error : answer.errorText});
        });
        m_redirectUri = m_listener->redirectUri();
    } else {
        m_redirectUri = m_endpoint.authUrl().resolved(QUrl(u"v2/web/auth-code"_s)).toString();
    }
    m_page = authorizePage();
    m_timer.start(m_limit);
    Q_EMIT pageReady(m_page);
}

QUrl SignIn::authorizePage() const
{
    AuthorizeRequest request;
    request.authUrl = m_endpoint.authUrl();
    request.clientId = m_endpoint.clientId();
    request.redirectUri = m_redirectUri;
    request.scopes = m_wish.scopes;
    request.state = m_state;
    request.challenge = m_pkce.challenge();
    request.nonce = m_nonce;
    request.grantName = m_wish.grantName;
    request.session = m_wish.session;
    return request.url();
}

void SignIn::enterCode(const QString &code)
{
    if (m_way == Way::CopiedCode && m_at == State::Waiting && !code.trimmed().isEmpty())
        exchange(code.trimmed());
}

void SignIn::exchange(const QString &code)
{
    m_at = State::Exchanging;
    m_timer.start(m_limit);
    Q_EMIT exchanging();
    if (m_at != State::Exchanging)
        return;
    const auto failed = [this](const ApiError &error) { fail(error); };
    core::settle(
        m_endpoint.issuer(m_requests), m_requests,
        [this, code, failed](const QString &issuer) {
            if (m_at != State::Exchanging)
                return;
            core::settle(
                m_endpoint.exchange(code, m_redirectUri, m_pkce.verifier, m_wish.scopes, m_requests), m_requests,
                [this, issuer](const Grant &grant) { check(issuer, grant); }, failed);
        },
        failed);
}

void SignIn::check(const QString &issuer, const Grant &grant)
{
    if (m_at != State::Exchanging) {
        revoke(grant); // nobody wants it any more
        return;
    }
    Person person;
    try {
        person = readIdToken(grant.idToken, {issuer, m_endpoint.clientId(), m_nonce, m_clock.now()});
    } catch (const ApiError &error) {
        revoke(grant);
        fail(error);
        return;
    }
    if (!m_wish.expectedId.isEmpty() && person.identity.id != m_wish.expectedId) {
        revoke(grant);
        finish({Kind::OtherIdentity, {}, person});
        return;
    }
    if (!grantsAll(grant, m_wish.scopes)) {
        revoke(grant);
        fail(ApiError(ApiError::Kind::BadResponse, u"The tokens do not carry all scopes that were asked for."_s));
        return;
    }
    finish({Kind::SignedIn, grant, person});
}

//! What is not kept must not stay usable. Goes on when this object is gone.
void SignIn::revoke(const Grant &grant)
{
    for (const AccessToken &token : grant.tokens) {
        for (const QString &secret : {token.refreshToken, token.token}) {
            if (!secret.isEmpty())
                core::settle(
                    m_endpoint.revoke(secret, parent()), this, [] {}, [](const ApiError &) {});
        }
    }
}

void SignIn::cancel()
{
    finish({Kind::Cancelled});
}

void SignIn::fail(const ApiError &error)
{
    SignInOutcome outcome{Kind::Failed};
    outcome.error = error;
    finish(outcome);
}

void SignIn::finish(const SignInOutcome &outcome)
{
    if (std::exchange(m_at, State::Done) == State::Done)
        return;
    m_timer.stop();
    if (m_requests != nullptr)
        m_requests->deleteLater(); // not at once: one of its handlers may be running
    m_requests.clear();
    m_pkce = {};
    m_state.clear();
    m_nonce.clear();
    m_page.clear();
    if (m_listener) {
        m_listener->stop();
        const PageWords words = wordsOf(outcome);
        m_listener->tell(words.title, words.text);
        m_listener.release()->deleteLater(); // it may be telling us; its page has to leave
    }
    Q_EMIT finished(outcome);
}

} // namespace auth
