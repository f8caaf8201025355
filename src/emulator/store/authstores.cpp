#include "emulator/store/authstores.h"

#include "emulator/store/statement.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

// The words for TokenKind in the store.
const QString accessWord = QStringLiteral("access");
const QString refreshWord = QStringLiteral("refresh");

std::optional<IdentityRecord> readIdentity(Statement &row)
{
    if (!row.next())
        return std::nullopt;
    return IdentityRecord{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.list(5)};
}

} // namespace

IdentityStore::IdentityStore(Database &database)
    : m_database(database)
{
}

void IdentityStore::put(const IdentityRecord &identity)
{
    Statement statement(m_database,
                        u"INSERT INTO identities (id, username, name, email, organization, linked)"
                        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET username = excluded.username,"
                        " name = excluded.name, email = excluded.email, organization = excluded.organization,"
                        " linked = excluded.linked"_s);
    statement.bind(identity.id).bind(identity.username).bind(identity.name).bind(identity.email);
    statement.bind(identity.organization).bind(identity.linkedIds).run();
}

std::optional<IdentityRecord> IdentityStore::find(const QString &id) const
{
    Statement statement(m_database,
                        u"SELECT id, username, name, email, organization, linked FROM identities WHERE id = ?"_s);
    statement.bind(id);
    return readIdentity(statement);
}

std::optional<IdentityRecord> IdentityStore::findByUsername(const QString &username) const
{
    Statement statement(m_database,
                        u"SELECT id, username, name, email, organization, linked FROM identities WHERE username = ?"_s);
    statement.bind(username);
    return readIdentity(statement);
}

QList<IdentityRecord> IdentityStore::list(qsizetype limit,
                                          const std::function<bool(const IdentityRecord &)> &accepts) const
{
    Statement statement(m_database, u"SELECT id, username, name, email, organization, linked FROM identities"
                                    " ORDER BY username"_s);
    QList<IdentityRecord> identities;
    while (identities.size() < limit) {
        std::optional<IdentityRecord> identity = readIdentity(statement);
        if (!identity)
            break;
        if (accepts(*identity))
            identities.append(*std::move(identity));
    }
    return identities;
}

ClientStore::ClientStore(Database &database)
    : m_database(database)
{
}

void ClientStore::put(const ClientRecord &client)
{
    Statement statement(m_database, u"INSERT INTO clients (id, name, secret_hash, identity_id, redirect_uris)"
                                    " VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                                    " secret_hash = excluded.secret_hash, identity_id = excluded.identity_id,"
                                    " redirect_uris = excluded.redirect_uris"_s);
    statement.bind(client.id).bind(client.name).bind(client.secretHash).bind(client.identityId);
    statement.bind(client.redirectUris).run();
}

std::optional<ClientRecord> ClientStore::find(const QString &id) const
{
    Statement statement(m_database,
                        u"SELECT id, name, secret_hash, identity_id, redirect_uris FROM clients WHERE id = ?"_s);
    statement.bind(id);
    if (!statement.next())
        return std::nullopt;
    return ClientRecord{statement.text(0), statement.text(1), statement.text(2), statement.text(3), statement.list(4)};
}

TokenStore::TokenStore(Database &database)
    : m_database(database)
{
}

QString TokenStore::hashOf(QByteArrayView token)
{
    return QString::fromLatin1(QCryptographicHash::hash(token.toByteArray(), QCryptographicHash::Sha256).toHex());
}

void TokenStore::insert(const TokenRecord &token)
{
    Statement statement(m_database, u"INSERT INTO tokens (hash, client_id, identity_id, resource_server, scopes,"
                                    " issued_at, expires_at, revoked_at, kind, grant_id, session, parent, replaced_at,"
                                    " offline) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    statement.bind(token.hash).bind(token.clientId).bind(token.identityId).bind(token.resourceServer);
    statement.bind(token.scopes).bind(token.issuedAt).bind(token.expiresAt).bind(token.revokedAt);
    statement.bind(token.kind == TokenKind::Refresh ? refreshWord : accessWord).bind(token.grantId);
    statement.bind(token.session).bind(token.parent).bind(token.replacedAt).bind(token.offline).run();
}

std::optional<TokenRecord> TokenStore::find(const QString &hash) const
{
    Statement row(m_database, u"SELECT hash, client_id, identity_id, resource_server, scopes, issued_at, expires_at,"
                              " revoked_at, kind, grant_id, session, parent, replaced_at, offline FROM tokens"
                              " WHERE hash = ?"_s);
    row.bind(hash);
    if (!row.next())
        return std::nullopt;
    return TokenRecord{row.text(0),  row.text(1),  row.text(2),
                       row.text(3),  row.text(4),  row.time(5),
                       row.time(6),  row.time(7),  row.text(8) == refreshWord ? TokenKind::Refresh : TokenKind::Access,
                       row.text(9),  row.json(10), row.text(11),
                       row.time(12), row.flag(13)};
}

QString TokenStore::rootClient(const QString &hash) const
{
    Statement row(m_database, u"WITH RECURSIVE above (parent, client_id) AS (SELECT parent, client_id FROM tokens"
                              " WHERE hash = ? UNION SELECT tokens.parent, tokens.client_id FROM tokens JOIN above"
                              " ON tokens.hash = above.parent) SELECT client_id FROM above WHERE parent = ''"_s);
    row.bind(hash);
    return row.next() ? row.text(0) : QString();
}

int TokenStore::revoke(const TokenRecord &token, const QDateTime &when)
{
    Statement statement(m_database,
                        u"WITH RECURSIVE line (hash) AS (SELECT hash FROM tokens WHERE hash = ? OR (grant_id <> ''"
                        " AND grant_id = ? AND client_id = ? AND resource_server = ?) UNION SELECT tokens.hash"
                        " FROM tokens JOIN line ON tokens.parent = line.hash WHERE tokens.parent <> '')"
                        " UPDATE tokens SET revoked_at = ? WHERE revoked_at = 0 AND hash IN (SELECT hash FROM line)"_s);
    statement.bind(token.hash).bind(token.kind == TokenKind::Refresh ? token.grantId : QString());
    return statement.bind(token.clientId).bind(token.resourceServer).bind(when).run();
}

int TokenStore::revokeGrant(const QString &grantId, const QDateTime &when)
{
    Statement statement(m_database, u"UPDATE tokens SET revoked_at = ? WHERE grant_id = ? AND grant_id <> ''"
                                    " AND revoked_at = 0"_s);
    return statement.bind(when).bind(grantId).run();
}

void TokenStore::replace(const QString &hash, const QDateTime &when)
{
    Statement(m_database, u"UPDATE tokens SET replaced_at = ? WHERE hash = ?"_s).bind(when).bind(hash).run();
}

void TokenStore::prolong(const QString &hash, const QDateTime &expiresAt)
{
    Statement(m_database, u"UPDATE tokens SET expires_at = ? WHERE hash = ?"_s).bind(expiresAt).bind(hash).run();
}

int TokenStore::purge(const QDateTime &before)
{
    Statement statement(m_database, u"DELETE FROM tokens WHERE expires_at < ? AND NOT EXISTS (SELECT 1 FROM tokens AS"
                                    " later WHERE later.parent <> '' AND later.parent = tokens.hash)"_s);
    return statement.bind(before).run();
}

MetaStore::MetaStore(Database &database)
    : m_database(database)
{
}

void MetaStore::put(const QString &key, const QString &value)
{
    Statement(m_database, u"INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"_s).bind(key).bind(value).run();
}

std::optional<QString> MetaStore::find(const QString &key) const
{
    Statement statement(m_database, u"SELECT value FROM meta WHERE key = ?"_s);
    statement.bind(key);
    if (!statement.next())
        return std::nullopt;
    return statement.text(0);
}

} // namespace emulator
