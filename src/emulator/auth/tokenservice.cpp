#include "emulator/auth/tokenservice.h"

#include "emulator/auth/secret.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"

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

QList<IssuedToken> TokenService::issue(const ClientRecord &client, const QString &identityId,
                                       const QList<Scope> &scopes)
{
    QStringList servers;
    QHash<QString, QList<Scope>> byServer;
    for (Scope scope : mergedScopes(scopes)) {
        scope.optional = false; // says nothing about a root
        const QString server = m_book.resourceServerOf(scope.name);
        if (!servers.contains(server))
            servers.append(server);
        byServer[server].append(scope);
    }
    const QDateTime now = m_clock.now();
    QList<IssuedToken> issued;
    Transaction transaction(m_database);
    TokenStore store(m_database);
    store.purge(now.addSecs(-rememberedSeconds));
    for (const QString &server : std::as_const(servers)) {
        const QByteArray token = newSecret();
        QStringList roots;
        for (const Scope &scope : std::as_const(byServer[server]))
            roots.append(scope.name);
        store.insert({TokenStore::hashOf(token),
                      client.id,
                      identityId,
                      server,
                      Scope::toString(byServer[server]),
                      now,
                      now.addSecs(m_lifetime.count()),
                      {}});
        issued.append({token, server, roots.join(u' '), m_lifetime});
    }
    transaction.commit();
    return issued;
}

std::optional<Caller> TokenService::verify(const QByteArray &token) const
{
    const std::optional<TokenRecord> record = TokenStore(m_database).find(TokenStore::hashOf(token));
    if (!record || record->revokedAt.isValid() || record->expiresAt <= m_clock.now())
        return std::nullopt;
    std::optional<IdentityRecord> identity = IdentityStore(m_database).find(record->identityId);
    std::optional<QList<Scope>> scopes = Scope::parseList(record->scopes);
    if (!identity || !scopes)
        return std::nullopt;
    return Caller{*std::move(identity), record->clientId, record->resourceServer,
                  *std::move(scopes),   record->issuedAt, record->expiresAt};
}

void TokenService::revoke(const QByteArray &token, const QString &clientId)
{
    TokenStore store(m_database);
    const QString hash = TokenStore::hashOf(token);
    const std::optional<TokenRecord> record = store.find(hash);
    if (record && record->clientId == clientId && !record->revokedAt.isValid())
        store.revoke(hash, m_clock.now());
}

} // namespace emulator::auth
