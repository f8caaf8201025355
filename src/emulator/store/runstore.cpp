#include "emulator/store/runstore.h"

#include "emulator/store/runlisting.h"
#include "emulator/store/statement.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

QString phaseName(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Starting:
        return u"starting"_s;
    case RunPhase::Entering:
        return u"entering"_s;
    case RunPhase::Acting:
        return u"acting"_s;
    case RunPhase::Waiting:
        return u"waiting"_s;
    case RunPhase::Done:
        return u"done"_s;
    }
    return {};
}

RunPhase phaseOf(const QString &name)
{
    for (const RunPhase phase : {RunPhase::Starting, RunPhase::Entering, RunPhase::Acting, RunPhase::Waiting}) {
        if (phaseName(phase) == name)
            return phase;
    }
    return RunPhase::Done;
}

QString shortColumns()
{
    return u"id, flow_id, flow_title, flow_last_updated, label, tags, status, display_status, details, owner,"
           " managers, monitors, start_time, completion_time, blocking_web_input_id, notification_policy, starter,"
           " state_name, phase, transitions, waiting_until, cancel_requested, resume_requested, consents"_s;
}

RunRecord readShort(const Statement &row)
{
    RunRecord run;
    run.id = row.text(0);
    run.flowId = row.text(1);
    run.flowTitle = row.text(2);
    run.flowLastUpdated = row.time(3);
    run.label = row.text(4);
    run.tags = row.list(5);
    run.status = row.text(6);
    run.displayStatus = row.text(7);
    run.details = row.json(8);
    run.owner = row.text(9);
    run.managers = row.list(10);
    run.monitors = row.list(11);
    run.startTime = row.time(12);
    run.completionTime = row.time(13);
    run.blockingWebInputId = row.text(14);
    run.notificationPolicy = row.json(15);
    run.starter = row.json(16);
    run.stateName = row.text(17);
    run.phase = phaseOf(row.text(18));
    run.transitions = static_cast<int>(row.integer(19));
    run.waitingUntil = row.time(20);
    run.cancelRequested = row.flag(21);
    run.resumeRequested = row.flag(22);
    run.consents = row.list(23);
    return run;
}

RunRecord readWhole(const Statement &row)
{
    RunRecord run = readShort(row);
    run.body = row.json(24);
    run.definition = row.json(25);
    run.inputSchema = row.json(26);
    run.runState = row.json(27);
    return run;
}

void insertRow(Database &database, const RunRecord &run)
{
    Statement statement(database,
                        u"INSERT INTO runs (id, flow_id, flow_title, flow_last_updated, label, tags, status,"
                        " display_status, details, owner, managers, monitors, start_time, completion_time,"
                        " blocking_web_input_id, notification_policy, starter, state_name, phase, transitions,"
                        " waiting_until, cancel_requested, resume_requested, consents, body, definition, input_schema,"
                        " run_state, label_folded, flow_title_folded) VALUES ("_s +
                            placeholders(30) + u")"_s);
    statement.bind(run.id).bind(run.flowId).bind(run.flowTitle).bind(run.flowLastUpdated).bind(run.label);
    statement.bind(run.tags).bind(run.status).bind(run.displayStatus).bind(run.details).bind(run.owner);
    statement.bind(run.managers).bind(run.monitors).bind(run.startTime).bind(run.completionTime);
    statement.bind(run.blockingWebInputId).bind(run.notificationPolicy).bind(run.starter).bind(run.stateName);
    statement.bind(phaseName(run.phase)).bind(run.transitions).bind(run.waitingUntil).bind(run.cancelRequested);
    statement.bind(run.resumeRequested).bind(run.consents).bind(run.body).bind(run.definition).bind(run.inputSchema);
    statement.bind(run.runState).bind(folded(run.label)).bind(folded(run.flowTitle)).run();
}

} // namespace

QString roleName(RunRole role)
{
    switch (role) {
    case RunRole::Owner:
        return u"run_owner"_s;
    case RunRole::Manager:
        return u"run_manager"_s;
    case RunRole::Monitor:
        return u"run_monitor"_s;
    case RunRole::FlowManager:
        return u"flow_run_manager"_s;
    case RunRole::FlowMonitor:
        return u"flow_run_monitor"_s;
    }
    return {};
}

RunStore::RunStore(Database &database)
    : m_database(database)
{
}

void RunStore::writeRoles(const RunRecord &run)
{
    runRoleTable().write(m_database, run.id,
                         {{roleName(RunRole::Owner), {run.owner}},
                          {roleName(RunRole::Manager), run.managers},
                          {roleName(RunRole::Monitor), run.monitors}});
}

void RunStore::insert(const RunRecord &run)
{
    Transaction transaction(m_database);
    insertRow(m_database, run);
    writeRoles(run);
    transaction.commit();
}

std::optional<RunRecord> RunStore::find(const QString &id) const
{
    Statement statement(m_database, u"SELECT "_s + shortColumns() +
                                        u", body, definition, input_schema, run_state FROM runs WHERE id = ?"_s);
    statement.bind(id);
    if (!statement.next())
        return std::nullopt;
    return readWhole(statement);
}

std::optional<RunRecord> RunStore::findShort(const QString &id) const
{
    Statement statement(m_database, u"SELECT "_s + shortColumns() + u" FROM runs WHERE id = ?"_s);
    statement.bind(id);
    return statement.next() ? std::optional(readShort(statement)) : std::nullopt;
}

Page<RunRecord> RunStore::list(const RunQuery &query) const
{
    const SortOrder<RunRecord> order = runOrder(query);
    const ListSql ids = runIdsSql(query, !query.roles.isEmpty() && givesFewRuns(query, m_database));
    const ListSql rows{u"SELECT "_s + shortColumns() + u" FROM runs WHERE id IN ("_s + ids.sql + u")"_s +
                           orderSql(order.columns()),
                       ids.values};
    return readPage(m_database, rows, order, query, readShort);
}

QStringList RunStore::unfinished() const
{
    Statement statement(m_database, u"SELECT id FROM runs WHERE phase <> 'done' ORDER BY start_time, id"_s);
    QStringList ids;
    while (statement.next())
        ids.append(statement.text(0));
    return ids;
}

QList<RunRole> RunStore::rolesOf(const RunRecord &run, const QStringList &principals) const
{
    QList<RunRole> result;
    if (principals.contains(run.owner))
        result.append(RunRole::Owner);
    if (holdsAny(run.managers, principals))
        result.append(RunRole::Manager);
    if (holdsAny(run.monitors, principals))
        result.append(RunRole::Monitor);
    for (const RunRole role : {RunRole::FlowManager, RunRole::FlowMonitor}) {
        const QStringList names = grantingFlowRoles(role);
        Statement statement(m_database, u"SELECT 1 FROM flow_roles r WHERE r.flow_id = ? AND "_s +
                                            RoleTable::test(names, principals) + u" LIMIT 1"_s);
        statement.bind(run.flowId);
        for (const QVariant &value : RoleTable::values(names, principals))
            statement.bindValue(value);
        if (statement.next())
            result.append(role);
    }
    return result;
}

bool RunStore::updateMetadata(const RunRecord &run)
{
    Transaction transaction(m_database);
    Statement statement(
        m_database,
        u"UPDATE runs SET label = ?, label_folded = ?, tags = ?, managers = ?, monitors = ? WHERE id = ?"_s);
    statement.bind(run.label).bind(folded(run.label)).bind(run.tags).bind(run.managers).bind(run.monitors);
    const bool found = statement.bind(run.id).run() > 0;
    if (found)
        writeRoles(run);
    transaction.commit();
    return found;
}

bool RunStore::updateProgress(const RunRecord &run)
{
    Statement statement(m_database,
                        u"UPDATE runs SET status = ?, display_status = ?, details = ?, completion_time = ?,"
                        " blocking_web_input_id = ?, state_name = ?, run_state = ?, phase = ?, transitions = ?,"
                        " waiting_until = ? WHERE id = ?"_s);
    statement.bind(run.status).bind(run.displayStatus).bind(run.details).bind(run.completionTime);
    statement.bind(run.blockingWebInputId).bind(run.stateName).bind(run.runState).bind(phaseName(run.phase));
    return statement.bind(run.transitions).bind(run.waitingUntil).bind(run.id).run() > 0;
}

bool RunStore::requestCancel(const QString &id)
{
    return Statement(m_database, u"UPDATE runs SET cancel_requested = 1 WHERE id = ? AND phase <> 'done'"_s)
               .bind(id)
               .run() > 0;
}

bool RunStore::requestResume(const QString &id, const QStringList &consents)
{
    Transaction transaction(m_database);
    QStringList all;
    {
        Statement known(m_database, u"SELECT consents FROM runs WHERE id = ? AND phase <> 'done'"_s);
        known.bind(id);
        if (!known.next())
            return false;
        all = known.list(0);
    }
    all.append(consents);
    all.removeDuplicates();
    Statement(m_database, u"UPDATE runs SET resume_requested = 1, consents = ?, status = 'ACTIVE',"
                          " display_status = 'ACTIVE' WHERE id = ?"_s)
        .bind(all)
        .bind(id)
        .run();
    transaction.commit();
    return true;
}

void RunStore::clearResume(const QString &id)
{
    Statement(m_database, u"UPDATE runs SET resume_requested = 0 WHERE id = ?"_s).bind(id).run();
}

bool RunStore::remove(const QString &id)
{
    return Statement(m_database, u"DELETE FROM runs WHERE id = ?"_s).bind(id).run() > 0;
}

} // namespace emulator
