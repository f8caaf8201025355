#include "emulator/store/actionstore.h"

#include "emulator/store/statement.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

QString selectSql()
{
    return u"SELECT request_id, run_id, state_name, action_id, provider_url, creator_id, input, status, document,"
           " started_at, work_ends_at, deadline, next_poll, polls, effect_started FROM actions "_s;
}

ActionRecord readAction(const Statement &row)
{
    ActionRecord action;
    action.requestId = row.text(0);
    action.runId = row.text(1);
    action.stateName = row.text(2);
    action.actionId = row.text(3);
    action.providerUrl = row.text(4);
    action.creatorId = row.text(5);
    action.input = row.json(6);
    action.status = row.text(7);
    action.document = row.json(8);
    action.startedAt = row.time(9);
    action.workEndsAt = row.time(10);
    action.deadline = row.time(11);
    action.nextPoll = row.time(12);
    action.polls = static_cast<int>(row.integer(13));
    action.effectStarted = row.flag(14);
    return action;
}

} // namespace

ActionStore::ActionStore(Database &database)
    : m_database(database)
{
}

void ActionStore::insert(const ActionRecord &action)
{
    Statement statement(m_database,
                        u"INSERT INTO actions (request_id, run_id, state_name, action_id, provider_url, creator_id,"
                        " input, status, document, started_at, work_ends_at, deadline, next_poll, polls,"
                        " effect_started, ordinal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        " (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM actions WHERE run_id = ?))"_s);
    statement.bind(action.requestId).bind(action.runId).bind(action.stateName).bind(action.actionId);
    statement.bind(action.providerUrl).bind(action.creatorId).bind(action.input).bind(action.status);
    statement.bind(action.document).bind(action.startedAt).bind(action.workEndsAt).bind(action.deadline);
    statement.bind(action.nextPoll).bind(action.polls).bind(action.effectStarted).bind(action.runId).run();
}

bool ActionStore::update(const ActionRecord &action)
{
    Statement statement(m_database,
                        u"UPDATE actions SET status = ?, document = ?, work_ends_at = ?, deadline = ?, next_poll = ?,"
                        " polls = ?, effect_started = ? WHERE request_id = ?"_s);
    statement.bind(action.status).bind(action.document).bind(action.workEndsAt).bind(action.deadline);
    statement.bind(action.nextPoll).bind(action.polls).bind(action.effectStarted);
    return statement.bind(action.requestId).run() > 0;
}

std::optional<ActionRecord> ActionStore::find(const QString &requestId) const
{
    Statement statement(m_database, selectSql() + u"WHERE request_id = ?"_s);
    statement.bind(requestId);
    if (!statement.next())
        return std::nullopt;
    return readAction(statement);
}

std::optional<ActionRecord> ActionStore::latest(const QString &runId) const
{
    Statement statement(m_database, selectSql() + u"WHERE run_id = ? ORDER BY ordinal DESC LIMIT 1"_s);
    statement.bind(runId);
    if (!statement.next())
        return std::nullopt;
    return readAction(statement);
}

QList<ActionRecord> ActionStore::ofRun(const QString &runId) const
{
    Statement statement(m_database, selectSql() + u"WHERE run_id = ? ORDER BY ordinal"_s);
    statement.bind(runId);
    QList<ActionRecord> all;
    while (statement.next())
        all.append(readAction(statement));
    return all;
}

} // namespace emulator
