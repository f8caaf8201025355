#include "auth/persontokens.h"

#include "auth/tokenshelf.h"
#include "core/clock.h"
#include "core/logging.h"
#include "core/settle.h"

#include <algorithm>

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
    const QStringList servers = m_refreshes.keys();
    for (const QString &server : servers)
        refuse(server, ApiError(ApiError::Kind::Cancelled));
}

void PersonTokens::put(const QList<AccessToken> &tokens)
{
    for (const AccessToken &token : tokens)
        m_held.insert(token.resourceServer, token);
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
    const QStringList servers = m_refreshes.keys();
    for (const QString &server : servers)
        refuse(server, unauthorized(QStringLiteral("Nobody is signed in.")));
}

QFuture<QString> PersonTokens::token(const QString &resourceServer, const QStringList &scopes)
{
    const auto wanted = parsed(scopes);
    if (!wanted)
        return core::failedFuture<QString>(
            ApiError(ApiError::Kind::Internal, QStringLiteral("Malformed scope: %1").arg(scopes.join(u' '))));
    const auto held = m_held.constFind(resourceServer);
    if (held == m_held.constEnd())
        return core::failedFuture<QString>(
            unauthorized(QStringLiteral("There is no token for %1.").arg(resourceServer)));
    if (!covers(held->scopes, *wanted))
        return core::failedFuture<QString>(
            unauthorized(QStringLiteral("The token for %1 does not carry all scopes.").arg(resourceServer)));
    if (!held->token.isEmpty() && held->expires > m_clock.now().addSecs(TokenShelf::margin.count()))
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
    const QString refreshToken = m_held[resourceServer].refreshToken;
    if (refreshToken.isEmpty()) {
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
        refresh.refreshToken = refreshToken;
        ask(resourceServer);
    }
    return future;
}

void PersonTokens::ask(const QString &resourceServer)
{
    const AccessToken old = m_held.value(resourceServer);
    core::settle(
        m_endpoint.refresh(old.refreshToken, old.scopes, this), this,
        [this, resourceServer](const Grant &grant) { take(resourceServer, grant); },
        [this, resourceServer](const ApiError &error) {
            const auto held = m_held.constFind(resourceServer);
            const auto refresh = m_refreshes.constFind(resourceServer);
            const bool replaced = held != m_held.constEnd() && refresh != m_refreshes.constEnd() &&
                                  held->refreshToken != refresh->refreshToken;
            if (replaced) { // somebody signed in meanwhile
                answer(resourceServer);
                return;
            }
            if (error.kind == ApiError::Kind::Unauthorized && m_held.remove(resourceServer) > 0)
                Q_EMIT lost(resourceServer);
            refuse(resourceServer, error);
        });
}

void PersonTokens::take(const QString &resourceServer, const Grant &grant)
{
    const auto held = m_held.find(resourceServer);
    const auto refresh = m_refreshes.constFind(resourceServer);
    if (held == m_held.end() || refresh == m_refreshes.constEnd())
        return; // forgotten meanwhile
    if (held->refreshToken != refresh->refreshToken) {
        answer(resourceServer); // somebody signed in meanwhile: that token is newer
        return;
    }
    const auto fresh = std::find_if(grant.tokens.begin(), grant.tokens.end(),
                                    [&](const AccessToken &token) { return token.resourceServer == resourceServer; });
    if (fresh == grant.tokens.end()) {
        refuse(resourceServer, ApiError(ApiError::Kind::BadResponse,
                                        QStringLiteral("The answer has no token for %1.").arg(resourceServer)));
        return;
    }
    AccessToken token = *fresh;
    if (token.refreshToken.isEmpty())
        token.refreshToken = held->refreshToken; // it did not change
    *held = token;
    qCInfo(lcAuth).noquote() << "refreshed the token for" << resourceServer;
    keep(resourceServer);
}

void PersonTokens::keep(const QString &resourceServer)
{
    if (!m_keeper) {
        answer(resourceServer);
        return;
    }
    const auto go = [this, resourceServer] { answer(resourceServer); };
    core::settle(m_keeper(all()), this, go, [go](const ApiError &) { go(); });
}

//! Gives everybody who waits the token that is there now.
void PersonTokens::answer(const QString &resourceServer)
{
    const Refresh refresh = m_refreshes.take(resourceServer);
    const AccessToken held = m_held.value(resourceServer);
    for (const auto &waiting : refresh.waiting) {
        if (!held.token.isEmpty() && covers(held.scopes, waiting->scopes))
            waiting->promise.addResult(held.token);
        else
            waiting->promise.setException(
                unauthorized(QStringLiteral("The token for %1 does not carry all scopes.").arg(resourceServer)));
        waiting->promise.finish();
    }
}

void PersonTokens::refuse(const QString &resourceServer, const ApiError &error)
{
    const Refresh refresh = m_refreshes.take(resourceServer);
    for (const auto &waiting : refresh.waiting) {
        waiting->promise.setException(error);
        waiting->promise.finish();
    }
}

struct PersonTokens::SigningOut
{
    QList<AccessToken> left;
    std::optional<ApiError> error;
    QPromise<void> promise;
};

QFuture<void> PersonTokens::signOut()
{
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
        const auto held = m_held.constFind(token.resourceServer);
        if (held != m_held.constEnd() && held->refreshToken == token.refreshToken)
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
