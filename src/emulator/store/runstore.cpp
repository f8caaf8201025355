#include "emulator/store/runstore.h"

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

SortColumn sortColumn(const RunQuery::Order &order)
{
    switch (order.field) {
    case RunQuery::Field::Id:
        break;
    case RunQuery::Field::StartTime:
        return {u"start_time"_s, order.descending, true};
    case RunQuery::Field::CompletionTime:
        return {u"completion_time"_s, order.descending, true};
    case RunQuery::Field::Status:
        return {u"status"_s, order.descending, false};
    case RunQuery::Field::Label:
        return {u"label"_s, order.descending, false};
    }
    return {u"id"_s, order.descending, false};
}

QList<SortColumn> sortColumns(const RunQuery &query)
{
    QList<SortColumn> result;
    const auto add = [&result](const SortColumn &key) {
        for (const SortColumn &known : result) {
            if (known.column == key.column)
                return;
        }
        result.append(key);
    };
    if (query.order.isEmpty())
        add(sortColumn({}));
    for (const RunQuery::Order &order : query.order)
        add(sortColumn(order));
    add({u"id"_s, !result.isEmpty() && result.first().descending, false});
    return result;
}

//! The names in flow_roles that give a role on the flow's runs.
QStringList flowRoleNames(RunRole role)
{
    if (role == RunRole::FlowManager)
        return {u"flow_run_manager"_s, u"flow_administrator"_s, u"flow_owner"_s};
    if (role == RunRole::FlowMonitor)
        return {u"flow_run_monitor"_s};
    return {};
}

void addRoles(Conditions &conditions, const RunQuery &query)
{
    if (query.roles.isEmpty())
        return;
    QStringList ofRun;
    QStringList ofFlow;
    for (const RunRole role : query.roles) {
        const QStringList names = flowRoleNames(role);
        if (names.isEmpty())
            ofRun.append(roleName(role));
        ofFlow.append(names);
    }
    QVariantList values;
    const auto exists = [&](const QString &from, const QStringList &roles) {
        for (const QString &role : roles)
            values.append(role);
        for (const QString &principal : query.principals)
            values.append(principal);
        return QString(u"EXISTS (SELECT 1 FROM "_s + from + u" AND r.role IN ("_s + placeholders(roles.size()) +
                       u") AND r.principal IN ("_s + placeholders(query.principals.size()) + u"))"_s);
    };
    QStringList tests;
    if (!ofRun.isEmpty())
        tests.append(exists(u"run_roles r WHERE r.run_id = runs.id"_s, ofRun));
    if (!ofFlow.isEmpty())
        tests.append(exists(u"flow_roles r WHERE r.flow_id = runs.flow_id"_s, ofFlow));
    conditions.add(u"("_s + tests.join(u" OR "_s) + u")"_s, values);
}

void addTimes(Conditions &conditions, const RunQuery &query)
{
    const auto add = [&conditions](const QString &test, const QDateTime &moment) {
        if (moment.isValid())
            conditions.add(test, {moment.toMSecsSinceEpoch()});
    };
    add(u"start_time >= ?"_s, query.startedFrom);
    add(u"start_time < ?"_s, query.startedTo);
    add(u"completion_time >= ?"_s, query.completedFrom);
    add(u"completion_time < ?"_s, query.completedTo);
    if (query.completedFrom.isValid() || query.completedTo.isValid())
        conditions.add(u"completion_time > 0"_s);
}

Conditions conditions(const RunQuery &query, const QList<SortColumn> &order)
{
    Conditions result;
    addRoles(result, query);
    result.addIn(u"flow_id"_s, query.flowIds);
    result.addIn(u"status"_s, query.statuses);
    result.addContains({u"label_folded"_s}, query.labels);
    result.addContains({u"flow_title_folded"_s}, query.flowTitles);
    addTimes(result, query);
    result.addAfter(order, query.cursor);
    return result;
}

core::Json cursorOf(const RunRecord &run, const QList<SortColumn> &order)
{
    core::Json cursor = core::Json::array();
    for (const SortColumn &key : order) {
        if (key.column == "start_time"_L1)
            cursor.push_back(run.startTime.isValid() ? run.startTime.toMSecsSinceEpoch() : 0);
        else if (key.column == "completion_time"_L1)
            cursor.push_back(run.completionTime.isValid() ? run.completionTime.toMSecsSinceEpoch() : 0);
        else if (key.column == "status"_L1)
            cursor.push_back(core::toStd(run.status));
        else if (key.column == "label"_L1)
            cursor.push_back(core::toStd(run.label));
        else
            cursor.push_back(core::toStd(run.id));
    }
    return cursor;
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
    Statement(m_database, u"DELETE FROM run_roles WHERE run_id = ?"_s).bind(run.id).run();
    const auto write = [&](RunRole role, const QStringList &principals) {
        for (const QString &principal : principals) {
            Statement(m_database, u"INSERT OR IGNORE INTO run_roles (run_id, role, principal) VALUES (?, ?, ?)"_s)
                .bind(run.id)
                .bind(roleName(role))
                .bind(principal)
                .run();
        }
    };
    write(RunRole::Owner, {run.owner});
    write(RunRole::Manager, run.managers);
    write(RunRole::Monitor, run.monitors);
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

Page<RunRecord> RunStore::list(const RunQuery &query) const
{
    const QList<SortColumn> order = sortColumns(query);
    const Conditions where = conditions(query, order);
    Statement statement(m_database, u"SELECT "_s + shortColumns() + u" FROM runs"_s + where.sql() + orderSql(order) +
                                        u" LIMIT ? OFFSET ?"_s);
    for (const QVariant &value : where.values())
        statement.bindValue(value);
    statement.bind(query.limit + 1).bind(query.offset);
    Page<RunRecord> page;
    while (statement.next()) {
        if (page.items.size() == query.limit) {
            page.hasNext = true;
            page.cursor = cursorOf(page.items.last(), order);
            break;
        }
        page.items.append(readShort(statement));
    }
    return page;
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
    const auto holds = [&](const QStringList &list) {
        return std::any_of(list.begin(), list.end(), [&](const QString &one) { return principals.contains(one); });
    };
    QList<RunRole> result;
    if (principals.contains(run.owner))
        result.append(RunRole::Owner);
    if (holds(run.managers))
        result.append(RunRole::Manager);
    if (holds(run.monitors))
        result.append(RunRole::Monitor);
    for (const RunRole role : {RunRole::FlowManager, RunRole::FlowMonitor}) {
        const QStringList names = flowRoleNames(role);
        Statement statement(m_database, u"SELECT 1 FROM flow_roles WHERE flow_id = ? AND role IN ("_s +
                                            placeholders(names.size()) + u") AND principal IN ("_s +
                                            placeholders(principals.size()) + u") LIMIT 1"_s);
        statement.bind(run.flowId);
        for (const QString &name : names)
            statement.bind(name);
        for (const QString &principal : principals)
            statement.bind(principal);
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
    Statement(m_database, u"UPDATE runs SET resume_requested = 1, consents = ? WHERE id = ?"_s)
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
