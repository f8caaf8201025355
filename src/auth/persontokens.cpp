#include "auth/persontokens.h"

#include "auth/tokenshelf.h"
#include "core/clock.h"
#include "core/logging.h"
#include "core/settle.h"

#include <algorithm>
#include <utility>

namespace auth {

using core::ApiError;
using core::Scope;

namespace {

ApiError unauthorized(const QString &why)
{
    return ApiError(ApiError::Kind::Unauthorized, why);
}

//! Nothing if one of them is malformed.
std::optional<QList<Scope>> parsed(const QStringList &scopes)
{
    QList<Scope> result;
    for (const QString &text : scopes) {
        const auto list = Scope::parseList(text);
        if (!list)
            return std::nullopt;
        result = united(result, *list);
    }
    return result;
}

} // namespace

PersonTokens::PersonTokens(const TokenEndpoint &endpoint, const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_endpoint(endpoint)
    , m_clock(clock)
{
}

PersonTokens::~PersonTokens()
{
    refuseAll(ApiError(ApiError::Kind::Cancelled));
}

void PersonTokens::put(const QList<AccessToken> &tokens)
{
    for (const AccessToken &token : tokens) {
        m_held.insert(token.resourceServer, token);
        if (m_refreshes.contains(token.resourceServer))
            answer({token.resourceServer, m_refreshes[token.resourceServer].number});
    }
}

QList<AccessToken> PersonTokens::all() const
{
    QList<AccessToken> tokens = m_held.values();
    std::sort(tokens.begin(), tokens.end(),
              [](const AccessToken &a, const AccessToken &b) { return a.resourceServer < b.resourceServer; });
    return tokens;
}

void PersonTokens::forget()
{
    m_held.clear();
    refuseAll(unauthorized(QStringLiteral("Nobody is signed in.")));
}

QFuture<QString> PersonTokens::token(const QString &resourceServer, const QStringList &scopes)
{
    const auto wanted = parsed(scopes);
    if (!wanted)
        return core::failedFuture<QString>(
            ApiError(ApiError::Kind::Internal, QStringLiteral("Malformed scope: %1").arg(scopes.join(u' '))));
    const auto held = m_held.constFind(resourceServer);
    if (held == m_held.constEnd() || m_signingOut)
        return core::failedFuture<QString>(
            unauthorized(QStringLiteral("There is no token for %1.").arg(resourceServer)));
    if (!covers(held->scopes, *wanted))
        return core::failedFuture<QString>(
            unauthorized(QStringLiteral("The token for %1 does not carry all scopes.").arg(resourceServer)));
    const bool valid = !held->token.isEmpty() && held->expires > m_clock.now().addSecs(TokenShelf::margin.count());
    if (valid && !m_refreshes.contains(resourceServer)) // a new one is not used before it is kept
        return core::readyFuture(held->token);
    return refreshed(resourceServer, *wanted);
}

QFuture<QString> PersonTokens::renew(const QString &resourceServer, const QStringList &scopes, const QString &rejected)
{
    const auto held = m_held.find(resourceServer);
    if (held != m_held.end() && held->token == rejected)
        held->token.clear();
    return token(resourceServer, scopes);
}

QFuture<QString> PersonTokens::refreshed(const QString &resourceServer, const QList<Scope> &scopes)
{
    if (m_held[resourceServer].refreshToken.isEmpty()) {
        m_held.remove(resourceServer);
        Q_EMIT lost(resourceServer);
        return core::failedFuture<QString>(
            unauthorized(QStringLiteral("The token for %1 has ended.").arg(resourceServer)));
    }
    auto waiting = std::make_shared<Waiting>();
    waiting->scopes = scopes;
    waiting->promise.start();
    const QFuture<QString> future = waiting->promise.future();
    Refresh &refresh = m_refreshes[resourceServer];
    refresh.waiting.append(waiting);
    if (refresh.waiting.size() == 1) {
        refresh.number = ++m_lastNumber;
        ask({resourceServer, refresh.number});
    }
    return future;
}

bool PersonTokens::isUnderWay(const Which &which) const
{
    const auto refresh = m_refreshes.constFind(which.first);
    return refresh != m_refreshes.constEnd() && refresh->number == which.second;
}

void PersonTokens::ask(const Which &which)
{
    const AccessToken old = m_held.value(which.first);
    core::settle(
        m_endpoint.refresh(old.refreshToken, old.scopes, this), this,
        [this, which](const Grant &grant) { take(which, grant); },
        [this, which](const ApiError &error) { failed(which, error); });
}

void PersonTokens::take(const Which &which, const Grant &grant)
{
    if (!isUnderWay(which)) {
        for (const AccessToken &token : grant.tokens) {
            for (const QString &secret : {token.refreshToken, token.token}) {
                if (!secret.isEmpty())
                    m_endpoint.revoke(secret, nullptr).onFailed([](const ApiError &) {}); // it ends by itself, later
            }
        }
        return;
    }
    const auto fresh = std::find_if(grant.tokens.begin(), grant.tokens.end(),
                                    [&](const AccessToken &token) { return token.resourceServer == which.first; });
    if (fresh == grant.tokens.end()) {
        refuse(which, ApiError(ApiError::Kind::BadResponse,
                               QStringLiteral("The answer has no token for %1.").arg(which.first)));
        return;
    }
    AccessToken token = *fresh;
    AccessToken &held = m_held[which.first];
    if (token.refreshToken.isEmpty())
        token.refreshToken = held.refreshToken; // it did not change
    held = token;
    qCInfo(lcAuth).noquote() << "refreshed the token for" << which.first;
    if (!m_keeper) {
        answer(which);
        return;
    }
    m_toKeep.append(which);
    if (!m_keeping)
        keep();
}

void PersonTokens::failed(const Which &which, const ApiError &error)
{
    if (!isUnderWay(which))
        return;
    const bool final = error.kind == ApiError::Kind::Unauthorized && error.code == QLatin1String("invalid_grant");
    if (final)
        m_held.remove(which.first);
    refuse(which, error);
    if (final)
        Q_EMIT lost(which.first);
}

//! One at a time: or an older state could be written last.
void PersonTokens::keep()
{
    m_keeping = true;
    const QList<Which> kept = std::exchange(m_toKeep, {});
    const auto go = [this, kept] {
        m_keeping = false;
        if (!m_toKeep.isEmpty())
            keep();
        for (const Which &which : kept)
            answer(which);
    };
    core::settle(m_keeper(all()), this, go, [go](const ApiError &) { go(); });
}

//! Gives everybody who waits the token that is there now.
void PersonTokens::answer(const Which &which)
{
    if (!isUnderWay(which))
        return;
    const Refresh refresh = m_refreshes.take(which.first);
    const AccessToken held = m_held.value(which.first);
    for (const auto &waiting : refresh.waiting) {
        if (!held.token.isEmpty() && covers(held.scopes, waiting->scopes))
            waiting->promise.addResult(held.token);
        else
            waiting->promise.setException(
                unauthorized(QStringLiteral("The token for %1 does not carry all scopes.").arg(which.first)));
        waiting->promise.finish();
    }
}

void PersonTokens::refuse(const Which &which, const ApiError &error)
{
    if (!isUnderWay(which))
        return;
    const Refresh refresh = m_refreshes.take(which.first);
    for (const auto &waiting : refresh.waiting) {
        waiting->promise.setException(error);
        waiting->promise.finish();
    }
}

void PersonTokens::refuseAll(const ApiError &error)
{
    while (!m_refreshes.isEmpty())
        refuse({m_refreshes.constBegin().key(), m_refreshes.constBegin()->number}, error);
}

struct PersonTokens::SigningOut
{
    QList<AccessToken> left;
    std::optional<ApiError> error;
    QPromise<void> promise;
};

QFuture<void> PersonTokens::signOut()
{
    m_signingOut = true;
    refuseAll(unauthorized(QStringLiteral("Nobody is signed in.")));
    auto work = std::make_shared<SigningOut>();
    work->left = all();
    work->promise.start();
    QFuture<void> future = work->promise.future();
    endNext(work);
    return future;
}

void PersonTokens::endNext(const std::shared_ptr<SigningOut> &work)
{
    if (work->left.isEmpty()) {
        m_signingOut = false;
        if (work->error)
            work->promise.setException(*work->error);
        work->promise.finish();
        return;
    }
    const AccessToken token = work->left.takeFirst();
    const auto failed = [this, work](const ApiError &error) {
        work->error = error;
        endNext(work);
    };
    const auto ended = [this, work, token] {
        m_held.remove(token.resourceServer);
        endNext(work);
    };
    const auto endAccess = [this, token, ended, failed] {
        if (token.token.isEmpty())
            ended();
        else
            core::settle(m_endpoint.revoke(token.token, this), this, ended, failed);
    };
    if (token.refreshToken.isEmpty())
        endAccess();
    else
        core::settle(m_endpoint.revoke(token.refreshToken, this), this, endAccess, failed);
}

} // namespace auth
