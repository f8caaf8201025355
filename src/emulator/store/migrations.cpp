#include "emulator/store/migrations.h"

#include "emulator/store/statement.h"

#include <QList>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

// Times are milliseconds since 1970 UTC, 0 for none. Lists and documents are JSON text, '' for null. A column that is
// searched without regard to case has a folded twin, because SQLite folds ASCII only.

const QStringList &flowTables()
{
    static const QStringList sql{
        u"CREATE TABLE flows (id TEXT PRIMARY KEY, title TEXT NOT NULL COLLATE NOCASE, subtitle TEXT NOT NULL,"
        " description TEXT NOT NULL, keywords TEXT NOT NULL, definition TEXT NOT NULL, input_schema TEXT NOT NULL,"
        " owner TEXT NOT NULL, viewers TEXT NOT NULL, starters TEXT NOT NULL, administrators TEXT NOT NULL,"
        " run_managers TEXT NOT NULL, run_monitors TEXT NOT NULL, subscription_id TEXT NOT NULL,"
        " authentication_policy_id TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,"
        " deleted_at INTEGER NOT NULL DEFAULT 0, title_folded TEXT NOT NULL, subtitle_folded TEXT NOT NULL,"
        " description_folded TEXT NOT NULL, keywords_folded TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE INDEX flows_title ON flows (title, id)"_s,
        u"CREATE INDEX flows_created ON flows (created_at, id)"_s,
        u"CREATE INDEX flows_updated ON flows (updated_at, id)"_s,
        u"CREATE INDEX flows_owner ON flows (owner, id)"_s,
        u"CREATE INDEX flows_administrators ON flows (administrators, id)"_s,
        u"CREATE TABLE flow_roles (flow_id TEXT NOT NULL REFERENCES flows (id) ON DELETE CASCADE, role TEXT NOT NULL,"
        " principal TEXT NOT NULL, PRIMARY KEY (flow_id, role, principal)) WITHOUT ROWID"_s,
        u"CREATE INDEX flow_roles_principal ON flow_roles (principal, role)"_s};
    return sql;
}

const QStringList &runTables()
{
    static const QStringList sql{
        u"CREATE TABLE runs (id TEXT PRIMARY KEY, flow_id TEXT NOT NULL, flow_title TEXT NOT NULL,"
        " flow_last_updated INTEGER NOT NULL, label TEXT NOT NULL COLLATE NOCASE, tags TEXT NOT NULL,"
        " status TEXT NOT NULL, display_status TEXT NOT NULL, details TEXT NOT NULL, owner TEXT NOT NULL,"
        " managers TEXT NOT NULL, monitors TEXT NOT NULL, start_time INTEGER NOT NULL,"
        " completion_time INTEGER NOT NULL DEFAULT 0, blocking_web_input_id TEXT NOT NULL DEFAULT '',"
        " notification_policy TEXT NOT NULL DEFAULT '', starter TEXT NOT NULL DEFAULT '', body TEXT NOT NULL,"
        " definition TEXT NOT NULL, input_schema TEXT NOT NULL, state_name TEXT NOT NULL DEFAULT '',"
        " run_state TEXT NOT NULL DEFAULT '', phase TEXT NOT NULL, transitions INTEGER NOT NULL DEFAULT 0,"
        " waiting_until INTEGER NOT NULL DEFAULT 0, cancel_requested INTEGER NOT NULL DEFAULT 0,"
        " resume_requested INTEGER NOT NULL DEFAULT 0, consents TEXT NOT NULL DEFAULT '[]',"
        " label_folded TEXT NOT NULL, flow_title_folded TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE INDEX runs_started ON runs (start_time, id)"_s,
        u"CREATE INDEX runs_completed ON runs (completion_time, id)"_s,
        u"CREATE INDEX runs_status ON runs (status, id)"_s,
        u"CREATE INDEX runs_label ON runs (label, id)"_s,
        u"CREATE INDEX runs_flow ON runs (flow_id, start_time, id)"_s,
        u"CREATE INDEX runs_owner ON runs (owner, start_time, id)"_s,
        u"CREATE INDEX runs_unfinished ON runs (start_time, id) WHERE phase <> 'done'"_s,
        u"CREATE TABLE run_roles (run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE, role TEXT NOT NULL,"
        " principal TEXT NOT NULL, PRIMARY KEY (run_id, role, principal)) WITHOUT ROWID"_s,
        u"CREATE INDEX run_roles_principal ON run_roles (principal, role)"_s,
        u"CREATE TABLE run_log (run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE, seq INTEGER NOT NULL,"
        " time INTEGER NOT NULL, code TEXT NOT NULL, description TEXT NOT NULL, details TEXT NOT NULL,"
        " PRIMARY KEY (run_id, seq)) WITHOUT ROWID"_s,
        u"CREATE TABLE actions (request_id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES runs (id)"
        " ON DELETE CASCADE, state_name TEXT NOT NULL, action_id TEXT NOT NULL UNIQUE, provider_url TEXT NOT NULL,"
        " creator_id TEXT NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL, document TEXT NOT NULL,"
        " started_at INTEGER NOT NULL, work_ends_at INTEGER NOT NULL, deadline INTEGER NOT NULL,"
        " next_poll INTEGER NOT NULL, polls INTEGER NOT NULL, effect_started INTEGER NOT NULL) WITHOUT ROWID"_s,
        u"CREATE INDEX actions_run ON actions (run_id, started_at)"_s};
    return sql;
}

const QStringList &authTables()
{
    static const QStringList sql{
        u"CREATE TABLE identities (id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE COLLATE NOCASE,"
        " name TEXT NOT NULL, email TEXT NOT NULL, organization TEXT NOT NULL, linked TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE TABLE clients (id TEXT PRIMARY KEY, name TEXT NOT NULL, secret_hash TEXT NOT NULL,"
        " identity_id TEXT NOT NULL, redirect_uris TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE TABLE tokens (hash TEXT PRIMARY KEY, client_id TEXT NOT NULL, identity_id TEXT NOT NULL,"
        " resource_server TEXT NOT NULL, scopes TEXT NOT NULL, issued_at INTEGER NOT NULL,"
        " expires_at INTEGER NOT NULL, revoked_at INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID"_s,
        u"CREATE INDEX tokens_expiry ON tokens (expires_at)"_s,
        u"CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"_s};
    return sql;
}

//! Which action of a run is its latest must not depend on the clock. In a store of format 1 it did: there the one that
//! a run in its state still waits for comes last, whatever the clock said.
const QStringList &actionOrder()
{
    static const QStringList sql{
        u"ALTER TABLE actions ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 0"_s,
        u"UPDATE actions SET ordinal = numbered.place FROM (SELECT a.request_id AS id, ROW_NUMBER() OVER (PARTITION BY"
        " a.run_id ORDER BY a.state_name = r.state_name AND a.status NOT IN ('SUCCEEDED', 'FAILED'), a.started_at,"
        " a.request_id) AS place FROM actions a JOIN runs r ON r.id = a.run_id) AS numbered"
        " WHERE actions.request_id = numbered.id"_s,
        u"DROP INDEX actions_run"_s, u"CREATE UNIQUE INDEX actions_run ON actions (run_id, ordinal)"_s};
    return sql;
}

const QStringList &inputAndApiTables()
{
    static const QStringList sql{
        u"CREATE TABLE web_inputs (id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,"
        " flow_id TEXT NOT NULL, context TEXT NOT NULL, options TEXT NOT NULL, viewers TEXT NOT NULL,"
        " respondents TEXT NOT NULL, creator TEXT NOT NULL, created_at INTEGER NOT NULL, edited_at INTEGER NOT NULL,"
        " closed_at INTEGER NOT NULL, answer TEXT NOT NULL, respondent TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE INDEX web_inputs_created ON web_inputs (created_at, id)"_s,
        u"CREATE INDEX web_inputs_edited ON web_inputs (edited_at, id)"_s,
        u"CREATE INDEX web_inputs_closed ON web_inputs (closed_at, id)"_s,
        u"CREATE INDEX web_inputs_flow ON web_inputs (flow_id, created_at, id)"_s,
        u"CREATE INDEX web_inputs_run ON web_inputs (run_id, created_at, id)"_s,
        u"CREATE TABLE web_input_roles (input_id TEXT NOT NULL REFERENCES web_inputs (id) ON DELETE CASCADE,"
        " role TEXT NOT NULL, principal TEXT NOT NULL, PRIMARY KEY (input_id, role, principal)) WITHOUT ROWID"_s,
        u"CREATE INDEX web_input_roles_principal ON web_input_roles (principal, role)"_s,
        u"CREATE TABLE registered_apis (id TEXT PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE,"
        " description TEXT NOT NULL, owners TEXT NOT NULL, administrators TEXT NOT NULL, viewers TEXT NOT NULL,"
        " target TEXT NOT NULL, data_templates TEXT NOT NULL, state_input_schema TEXT NOT NULL,"
        " subscription_id TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,"
        " edited_at INTEGER NOT NULL, deletion_at INTEGER NOT NULL) WITHOUT ROWID"_s,
        u"CREATE INDEX registered_apis_name ON registered_apis (name, id)"_s,
        u"CREATE INDEX registered_apis_created ON registered_apis (created_at, id)"_s,
        u"CREATE INDEX registered_apis_updated ON registered_apis (updated_at, id)"_s,
        u"CREATE TABLE registered_api_roles (api_id TEXT NOT NULL REFERENCES registered_apis (id) ON DELETE CASCADE,"
        " role TEXT NOT NULL, principal TEXT NOT NULL, PRIMARY KEY (api_id, role, principal)) WITHOUT ROWID"_s,
        u"CREATE INDEX registered_api_roles_principal ON registered_api_roles (principal, role)"_s};
    return sql;
}

//! Lists look for ids first, in narrow indexes: the rows themselves carry whole definitions.
const QStringList &narrowIndexes()
{
    static const QStringList sql{
        u"DROP INDEX runs_started"_s,
        u"CREATE INDEX runs_started ON runs (start_time, id, status, flow_id, completion_time, label_folded,"
        " flow_title_folded)"_s,
        u"CREATE INDEX runs_status_started ON runs (status, start_time, id, flow_id, completion_time, label)"_s};
    return sql;
}

//! What signing in needs: refresh tokens beside access tokens, codes, consents, groups.
const QStringList &signInTables()
{
    static const QStringList sql{
        u"ALTER TABLE tokens ADD COLUMN kind TEXT NOT NULL DEFAULT 'access'"_s,
        u"ALTER TABLE tokens ADD COLUMN grant_id TEXT NOT NULL DEFAULT ''"_s,
        u"ALTER TABLE tokens ADD COLUMN session TEXT NOT NULL DEFAULT ''"_s,
        u"CREATE INDEX tokens_grant ON tokens (grant_id) WHERE grant_id <> ''"_s,
        u"CREATE TABLE codes (hash TEXT PRIMARY KEY, grant_id TEXT NOT NULL, client_id TEXT NOT NULL,"
        " identity_id TEXT NOT NULL, redirect_uri TEXT NOT NULL, challenge TEXT NOT NULL, scopes TEXT NOT NULL,"
        " state TEXT NOT NULL, nonce TEXT NOT NULL, session TEXT NOT NULL, offline INTEGER NOT NULL,"
        " expires_at INTEGER NOT NULL, used_at INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID"_s,
        u"CREATE INDEX codes_expiry ON codes (expires_at)"_s,
        u"CREATE TABLE consents (id INTEGER PRIMARY KEY AUTOINCREMENT, root_client TEXT NOT NULL,"
        " identity_id TEXT NOT NULL, parent INTEGER NOT NULL, client_id TEXT NOT NULL, scope_name TEXT NOT NULL,"
        " path TEXT NOT NULL, allows_refresh INTEGER NOT NULL, atomically_revocable INTEGER NOT NULL,"
        " created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, last_used INTEGER NOT NULL,"
        " UNIQUE (identity_id, root_client, parent, scope_name))"_s,
        u"CREATE TABLE principal_groups (id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE TABLE group_members (group_id TEXT NOT NULL REFERENCES principal_groups (id) ON DELETE CASCADE,"
        " identity_id TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (group_id, identity_id)) WITHOUT ROWID"_s,
        u"CREATE INDEX group_members_identity ON group_members (identity_id)"_s};
    return sql;
}

//! Where a token comes from, so that all of a line ends together; and a replaced refresh token is no revoked one. In an
//! older store nothing tells where the refresh tokens of servers come from, and nobody asked the person for them: they
//! end. The path of a consent follows from its parents.
const QStringList &tokenLines()
{
    static const QStringList sql{
        u"ALTER TABLE tokens ADD COLUMN parent TEXT NOT NULL DEFAULT ''"_s,
        u"ALTER TABLE tokens ADD COLUMN replaced_at INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE tokens ADD COLUMN offline INTEGER NOT NULL DEFAULT 0"_s,
        u"UPDATE tokens SET revoked_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000 WHERE kind = 'refresh'"
        " AND grant_id = '' AND revoked_at = 0"_s,
        u"UPDATE tokens SET offline = 1 WHERE kind = 'refresh' OR grant_id IN (SELECT grant_id FROM tokens"
        " WHERE kind = 'refresh' AND grant_id <> '')"_s,
        u"CREATE INDEX tokens_parent ON tokens (parent) WHERE parent <> ''"_s,
        u"ALTER TABLE consents DROP COLUMN path"_s};
    return sql;
}

//! Step i leads from version i to version i + 1. Never change one that was released: add one.
QList<QStringList> steps()
{
    return {flowTables() + runTables() + authTables(), actionOrder(), inputAndApiTables() + narrowIndexes(),
            signInTables(), tokenLines()};
}

} // namespace

int latestVersion()
{
    return static_cast<int>(steps().size());
}

void migrate(Database &database)
{
    const QList<QStringList> all = steps();
    Transaction transaction(database); // the version is read inside, so that two processes can not both go on
    qint64 version = 0;
    {
        Statement query(database, u"PRAGMA user_version"_s);
        query.next();
        version = query.integer(0);
    }
    if (version >= all.size())
        return;
    for (const QStringList &step : all.sliced(version)) {
        for (const QString &sql : step)
            Statement(database, sql).run();
    }
    Statement(database, u"PRAGMA user_version = %1"_s.arg(all.size())).run();
    transaction.commit();
}

} // namespace emulator
