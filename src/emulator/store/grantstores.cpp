#include "emulator/store/grantstores.h"

#include "emulator/store/statement.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

//! \param above  path of the parent
ConsentRecord readConsent(const Statement &row, const QList<qint64> &above)
{
    return {row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4), above + QList<qint64>{row.integer(0)},
            row.flag(6),    row.flag(7), row.time(8), row.time(9), row.time(10)};
}

QString consentColumns()
{
    return u"SELECT id, root_client, identity_id, client_id, scope_name, parent, allows_refresh, atomically_revocable,"
           " created_at, updated_at, last_used FROM consents"_s;
}

} // namespace

CodeStore::CodeStore(Database &database)
    : m_database(database)
{
}

void CodeStore::insert(const CodeRecord &code)
{
    Statement statement(m_database,
                        u"INSERT INTO codes (hash, grant_id, client_id, identity_id, redirect_uri, challenge, scopes,"
                        " state, nonce, session, offline, expires_at, used_at)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    statement.bind(code.hash).bind(code.grantId).bind(code.clientId).bind(code.identityId).bind(code.redirectUri);
    statement.bind(code.challenge).bind(code.scopes).bind(code.state).bind(code.nonce).bind(code.session);
    statement.bind(code.offline).bind(code.expiresAt).bind(code.usedAt).run();
}

std::optional<CodeRecord> CodeStore::find(const QString &hash) const
{
    Statement row(m_database, u"SELECT hash, grant_id, client_id, identity_id, redirect_uri, challenge, scopes, state,"
                              " nonce, session, offline, expires_at, used_at FROM codes WHERE hash = ?"_s);
    row.bind(hash);
    if (!row.next())
        return std::nullopt;
    return CodeRecord{row.text(0), row.text(1), row.text(2), row.text(3),  row.text(4),  row.text(5), row.text(6),
                      row.text(7), row.text(8), row.json(9), row.flag(10), row.time(11), row.time(12)};
}

bool CodeStore::use(const QString &hash, const QDateTime &when)
{
    Statement statement(m_database, u"UPDATE codes SET used_at = ? WHERE hash = ? AND used_at = 0"_s);
    return statement.bind(when).bind(hash).run() > 0;
}

void CodeStore::purge(const QDateTime &before)
{
    Statement(m_database, u"DELETE FROM codes WHERE expires_at < ?"_s).bind(before).run();
}

ConsentStore::ConsentStore(Database &database)
    : m_database(database)
{
}

ConsentRecord ConsentStore::put(const ConsentRecord &consent)
{
    const qint64 parent = consent.path.isEmpty() ? 0 : consent.path.last();
    Statement insert(m_database,
                     u"INSERT INTO consents (root_client, identity_id, parent, client_id, scope_name,"
                     " allows_refresh, atomically_revocable, created_at, updated_at, last_used)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (identity_id, root_client, parent, scope_name)"
                     " DO UPDATE SET updated_at = CASE WHEN excluded.allows_refresh > allows_refresh OR"
                     " excluded.atomically_revocable < atomically_revocable THEN excluded.updated_at ELSE updated_at"
                     " END, allows_refresh = MAX(allows_refresh, excluded.allows_refresh),"
                     " atomically_revocable = MIN(atomically_revocable, excluded.atomically_revocable)"_s);
    insert.bind(consent.rootClient).bind(consent.identityId).bind(parent).bind(consent.clientId);
    insert.bind(consent.scopeName).bind(consent.allowsRefresh).bind(consent.atomicallyRevocable);
    insert.bind(consent.createdAt).bind(consent.updatedAt).bind(consent.lastUsed).run();
    Statement stored(m_database, consentColumns() % u" WHERE identity_id = ? AND root_client = ? AND parent = ?"
                                                    " AND scope_name = ?"_s);
    stored.bind(consent.identityId).bind(consent.rootClient).bind(parent).bind(consent.scopeName);
    if (!stored.next())
        throw StoreError(u"A consent that was just written is not there."_s);
    return readConsent(stored, consent.path);
}

void ConsentStore::use(const QString &identityId, const QString &rootClient, const QString &holder,
                       const QStringList &scopeNames, const QDateTime &when)
{
    Statement statement(m_database, u"UPDATE consents SET last_used = ? WHERE identity_id = ? AND root_client = ?"
                                    " AND client_id = ? AND scope_name IN (SELECT value FROM json_each(?))"_s);
    statement.bind(when).bind(identityId).bind(rootClient).bind(holder).bind(scopeNames).run();
}

QList<ConsentRecord> ConsentStore::of(const QString &identityId, const QString &rootClient) const
{
    Statement row(m_database,
                  consentColumns() % u" WHERE identity_id = ? AND (? = '' OR root_client = ?) ORDER BY id"_s);
    row.bind(identityId).bind(rootClient).bind(rootClient);
    QList<ConsentRecord> consents;
    QHash<qint64, QList<qint64>> paths;
    while (row.next()) { // a parent was there before its children
        consents.append(readConsent(row, paths.value(row.integer(5))));
        paths.insert(consents.last().id, consents.last().path);
    }
    return consents;
}

GroupStore::GroupStore(Database &database)
    : m_database(database)
{
}

void GroupStore::put(const QString &id, const QString &name)
{
    Statement statement(m_database, u"INSERT INTO principal_groups (id, name) VALUES (?, ?)"
                                    " ON CONFLICT (id) DO UPDATE SET name = excluded.name"_s);
    statement.bind(id).bind(name).run();
}

bool GroupStore::exists(const QString &id) const
{
    Statement row(m_database, u"SELECT 1 FROM principal_groups WHERE id = ?"_s);
    row.bind(id);
    return row.next();
}

void GroupStore::putMember(const QString &groupId, const QString &identityId, const QString &role)
{
    Statement statement(m_database, u"INSERT INTO group_members (group_id, identity_id, role) VALUES (?, ?, ?)"
                                    " ON CONFLICT (group_id, identity_id) DO UPDATE SET role = excluded.role"_s);
    statement.bind(groupId).bind(identityId).bind(role).run();
}

QStringList GroupStore::groupsOf(const QStringList &identityIds) const
{
    Statement row(m_database, u"SELECT DISTINCT group_id FROM group_members WHERE identity_id IN"
                              " (SELECT value FROM json_each(?)) ORDER BY group_id"_s);
    row.bind(identityIds);
    QStringList groups;
    while (row.next())
        groups.append(row.text(0));
    return groups;
}

} // namespace emulator
