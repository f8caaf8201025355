#include "emulator/auth/tokenservice.h"

#include "emulator/auth/consentbook.h"
#include "emulator/auth/secret.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"
#include "emulator/store/grantstores.h"

using namespace Qt::StringLiterals;
using core::Scope;

namespace emulator::auth {

namespace {

//! How long a dead token is remembered, so that its owner hears that it expired.
constexpr qint64 rememberedSeconds = 7 * 24 * 3600;

} // namespace

QList<Scope> mergedScopes(const QList<Scope> &scopes)
{
    Scope root; // merging is what a scope does with its dependencies
    for (const Scope &scope : scopes) {
        // with() keeps the first of a name as it is: what that one holds twice is merged by adding it piece by piece.
        Scope bare{scope.name, scope.optional, {}};
        for (const Scope &inner : mergedScopes(scope.dependencies))
            bare = bare.with(inner);
        root = root.with(bare);
    }
    return root.dependencies;
}

TokenService::TokenService(Database &database, const ScopeBook &book, const core::Clock &clock,
                           std::chrono::seconds lifetime)
    : m_database(database)
    , m_book(book)
    , m_clock(clock)
    , m_lifetime(lifetime)
{
}

QByteArray TokenService::put(const TokenTerms &terms, const QString &resourceServer, TokenKind kind,
                             const QDateTime &expiresAt)
{
    const QByteArray token = newSecret();
    TokenStore(m_database)
        .insert({TokenStore::hashOf(token),
                 terms.clientId,
                 terms.identityId,
                 resourceServer,
                 Scope::toString(terms.scopes),
                 m_clock.now(),
                 expiresAt,
                 {},
                 kind,
                 terms.grantId,
                 terms.session.toJson(),
                 terms.parent,
                 {},
                 terms.offline});
    return token;
}

QList<IssuedToken> TokenService::issue(const TokenTerms &terms)
{
    QStringList servers;
    QHash<QString, QList<Scope>> byServer;
    for (Scope scope : mergedScopes(terms.scopes)) {
        scope.optional = false; // says nothing about a root
        const QString server = m_book.resourceServerOf(scope.name);
        if (server.isEmpty())
            continue;
        if (!servers.contains(server))
            servers.append(server);
        byServer[server].append(scope);
    }
    const QDateTime now = m_clock.now();
    QList<IssuedToken> issued;
    Transaction transaction(m_database);
    TokenStore store(m_database);
    store.purge(now.addSecs(-rememberedSeconds));
    ConsentBook(m_database, m_book, m_clock)
        .use(terms.parent.isEmpty() ? terms.clientId : store.rootClient(terms.parent), terms.identityId, terms.clientId,
             terms.scopes);
    for (const QString &server : std::as_const(servers)) {
        TokenTerms part = terms;
        part.scopes = byServer[server];
        QStringList roots;
        for (const Scope &scope : std::as_const(part.scopes))
            roots.append(scope.name);
        QByteArray refresh;
        if (terms.refreshTokens) {
            refresh = put(part, server, TokenKind::Refresh, now.addDays(refreshDays));
            part.parent = TokenStore::hashOf(refresh);
        }
        const QByteArray access = put(part, server, TokenKind::Access, now.addSecs(m_lifetime.count()));
        issued.append({access, server, roots.join(u' '), m_lifetime, refresh});
    }
    transaction.commit();
    return issued;
}

QList<IssuedToken> TokenService::issue(const ClientRecord &client, const QString &identityId,
                                       const QList<Scope> &scopes)
{
    return issue({client.id, identityId, scopes, {}, {}});
}

std::optional<IssuedToken> TokenService::refresh(const QByteArray &token, const QString &clientId, bool rotate)
{
    TokenStore store(m_database);
    const QString hash = TokenStore::hashOf(token);
    const QDateTime now = m_clock.now();
    const std::optional<TokenRecord> record = store.find(hash);
    if (!record || record->kind != TokenKind::Refresh || record->clientId != clientId || record->expiresAt <= now)
        return std::nullopt;
    if (record->replacedAt.isValid()) { // two have it, and one of them stole it
        Transaction transaction(m_database);
        store.revoke(*record, now);
        store.revokeGrant(record->grantId, now);
        transaction.commit();
        return std::nullopt;
    }
    if (record->revokedAt.isValid())
        return std::nullopt;
    const std::optional<QList<Scope>> scopes = Scope::parseList(record->scopes);
    if (!scopes || !IdentityStore(m_database).find(record->identityId))
        return std::nullopt;
    const ConsentBook consents(m_database, m_book, m_clock);
    Transaction transaction(m_database);
    QList<IssuedToken> issued =
        issue({clientId, record->identityId, consents.widened(clientId, record->identityId, *scopes), record->grantId,
               Session::fromJson(record->session), record->offline, rotate, hash});
    if (issued.size() != 1) // a refresh token belongs to one resource server; its scopes may be gone
        return std::nullopt;
    if (rotate) {
        store.replace(hash, now);
    } else {
        store.prolong(hash, now.addDays(refreshDays));
        issued.first().refreshToken = token;
    }
    transaction.commit();
    return issued.first();
}

std::optional<Caller> TokenService::verify(const QByteArray &token) const
{
    const std::optional<TokenRecord> record = TokenStore(m_database).find(TokenStore::hashOf(token));
    if (!record || record->kind != TokenKind::Access || record->revokedAt.isValid() ||
        record->expiresAt <= m_clock.now() || record->resourceServer.isEmpty())
        return std::nullopt;
    std::optional<IdentityRecord> identity = IdentityStore(m_database).find(record->identityId);
    std::optional<QList<Scope>> scopes = Scope::parseList(record->scopes);
    if (!identity || !scopes)
        return std::nullopt;
    const QStringList groups = GroupStore(m_database).groupsOf(QStringList{identity->id} + identity->linkedIds);
    return Caller{*std::move(identity),
                  record->clientId,
                  record->resourceServer,
                  *std::move(scopes),
                  record->issuedAt,
                  record->expiresAt,
                  groups,
                  Session::fromJson(record->session),
                  record->hash,
                  record->grantId,
                  record->offline};
}

void TokenService::revoke(const QByteArray &token, const QString &clientId)
{
    TokenStore store(m_database);
    const std::optional<TokenRecord> record = store.find(TokenStore::hashOf(token));
    if (!record || record->clientId != clientId || record->revokedAt.isValid())
        return;
    store.revoke(*record, m_clock.now());
}

void TokenService::revokeGrant(const QString &grantId)
{
    TokenStore(m_database).revokeGrant(grantId, m_clock.now());
}

} // namespace emulator::auth
