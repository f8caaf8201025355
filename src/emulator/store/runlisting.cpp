#include "emulator/store/runlisting.h"

#include "emulator/store/statement.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;

namespace emulator {

namespace {

//! By RunQuery::Field.
const QList<SortField<RunRecord>> &sortFields()
{
    static const QList<SortField<RunRecord>> fields{
        SortOrder<RunRecord>::idField(),
        {u"start_time"_s, true, [](const RunRecord &run) { return stamp(run.startTime); }},
        {u"completion_time"_s, true, [](const RunRecord &run) { return stamp(run.completionTime); }},
        {u"status"_s, false, [](const RunRecord &run) { return Json(toStd(run.status)); }},
        {u"label"_s, false, [](const RunRecord &run) { return Json(toStd(run.label)); }}};
    return fields;
}

//! The names of roles that the query asks for, as they stand in run_roles and in flow_roles.
struct WantedRoles
{
    QStringList ofRun;
    QStringList ofFlow;
};

WantedRoles wantedRoles(const RunQuery &query)
{
    WantedRoles names;
    for (const RunRole role : query.roles) {
        const QStringList granting = grantingFlowRoles(role);
        if (granting.isEmpty())
            names.ofRun.append(roleName(role));
        names.ofFlow.append(granting);
    }
    return names;
}

void addRoles(Conditions &conditions, const RunQuery &query, bool byRoles)
{
    if (query.roles.isEmpty())
        return;
    const WantedRoles wanted = wantedRoles(query);
    QStringList tests;
    QVariantList values;
    const auto add = [&](const QStringList &roles, const QString &few, const QString &each) {
        if (roles.isEmpty())
            return;
        tests.append((byRoles ? few : each) + RoleTable::test(roles, query.principals) + u")"_s);
        values.append(RoleTable::values(roles, query.principals));
    };
    add(wanted.ofRun, u"id IN (SELECT r.run_id FROM run_roles r WHERE "_s,
        u"EXISTS (SELECT 1 FROM run_roles r WHERE r.run_id = runs.id AND "_s);
    add(wanted.ofFlow, u"flow_id IN (SELECT r.flow_id FROM flow_roles r WHERE "_s,
        u"EXISTS (SELECT 1 FROM flow_roles r WHERE r.flow_id = runs.flow_id AND "_s);
    conditions.add(u"("_s + tests.join(u" OR "_s) + u")"_s, values);
}

//! \param order  what is sorted by the start is read along the index of starts, which holds completion times, too: a
//! wide stretch of completion would else give all runs to be sorted
void addTimes(Conditions &conditions, const RunQuery &query, const SortOrder<RunRecord> &order)
{
    const QString completion =
        order.columns().first().column == "start_time"_L1 ? u"+completion_time"_s : u"completion_time"_s;
    const auto add = [&conditions](const QString &test, const QDateTime &moment) {
        if (moment.isValid())
            conditions.add(test, {moment.toMSecsSinceEpoch()});
    };
    add(u"start_time >= ?"_s, query.startedFrom);
    add(u"start_time < ?"_s, query.startedTo);
    add(completion + u" >= ?"_s, query.completedFrom);
    add(completion + u" < ?"_s, query.completedTo);
    if (query.completedFrom.isValid() || query.completedTo.isValid())
        conditions.add(completion + u" > 0"_s);
}

} // namespace

QStringList grantingFlowRoles(RunRole role)
{
    if (role == RunRole::FlowManager)
        return {u"flow_run_manager"_s, u"flow_administrator"_s, u"flow_owner"_s};
    if (role == RunRole::FlowMonitor)
        return {u"flow_run_monitor"_s};
    return {};
}

const RoleTable &runRoleTable()
{
    static const RoleTable table{u"run_roles"_s, u"run_id"_s};
    return table;
}

SortOrder<RunRecord> runOrder(const RunQuery &query)
{
    return {sortFields(), query.order};
}

ListSql runIdsSql(const RunQuery &query, bool byRoles)
{
    const SortOrder<RunRecord> order = runOrder(query);
    Conditions where;
    addRoles(where, query, byRoles);
    where.addIn(u"flow_id"_s, query.flowIds);
    where.addIn(u"status"_s, query.statuses);
    where.addContains({u"label_folded"_s}, query.labels);
    where.addContains({u"flow_title_folded"_s}, query.flowTitles);
    addTimes(where, query, order);
    where.addAfter(order.columns(), query.cursor);
    return listSql(u"SELECT id FROM runs"_s, where, order.columns());
}

bool givesFewRuns(const RunQuery &query, const Database &database)
{
    constexpr int few = 1000;
    const WantedRoles names = wantedRoles(query);
    const auto count = [&database](const QString &from, const QVariantList &values) {
        Statement statement(database, u"SELECT COUNT(*) FROM (SELECT 1 FROM "_s + from + u" LIMIT ?)"_s);
        for (const QVariant &value : values)
            statement.bindValue(value);
        statement.bind(few + 1);
        return statement.next() ? statement.integer(0) : qint64(0);
    };
    qint64 total = 0;
    if (!names.ofRun.isEmpty()) {
        total += count(u"run_roles r WHERE "_s + RoleTable::test(names.ofRun, query.principals),
                       RoleTable::values(names.ofRun, query.principals));
    }
    if (!names.ofFlow.isEmpty()) {
        total += count(u"runs WHERE flow_id IN (SELECT r.flow_id FROM flow_roles r WHERE "_s +
                           RoleTable::test(names.ofFlow, query.principals) + u")"_s,
                       RoleTable::values(names.ofFlow, query.principals));
    }
    return total <= few;
}

} // namespace emulator
