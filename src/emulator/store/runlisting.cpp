#include "emulator/store/runlisting.h"

#include "emulator/store/statement.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

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

//! The names of roles that the query asks for, as they stand in run_roles and in flow_roles.
struct RoleNames
{
    QStringList ofRun;
    QStringList ofFlow;
};

RoleNames roleNames(const RunQuery &query)
{
    RoleNames names;
    for (const RunRole role : query.roles) {
        const QStringList granting = grantingFlowRoles(role);
        if (granting.isEmpty())
            names.ofRun.append(roleName(role));
        names.ofFlow.append(granting);
    }
    return names;
}

//! `r.role IN (…) AND r.principal IN (…)`, with its values.
QString holds(const QStringList &roles, const RunQuery &query, QVariantList &values)
{
    for (const QString &role : roles)
        values.append(role);
    for (const QString &principal : query.principals)
        values.append(principal);
    return u"r.role IN ("_s + placeholders(roles.size()) + u") AND r.principal IN ("_s +
           placeholders(query.principals.size()) + u")"_s;
}

void addRoles(Conditions &conditions, const RunQuery &query, bool byRoles)
{
    if (query.roles.isEmpty())
        return;
    const RoleNames names = roleNames(query);
    QVariantList values;
    QStringList tests;
    if (!names.ofRun.isEmpty()) {
        const QString test = holds(names.ofRun, query, values);
        tests.append(byRoles ? u"id IN (SELECT r.run_id FROM run_roles r WHERE "_s + test + u")"_s
                             : u"EXISTS (SELECT 1 FROM run_roles r WHERE r.run_id = runs.id AND "_s + test + u")"_s);
    }
    if (!names.ofFlow.isEmpty()) {
        const QString test = holds(names.ofFlow, query, values);
        tests.append(byRoles
                         ? u"flow_id IN (SELECT r.flow_id FROM flow_roles r WHERE "_s + test + u")"_s
                         : u"EXISTS (SELECT 1 FROM flow_roles r WHERE r.flow_id = runs.flow_id AND "_s + test + u")"_s);
    }
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

} // namespace

QStringList grantingFlowRoles(RunRole role)
{
    if (role == RunRole::FlowManager)
        return {u"flow_run_manager"_s, u"flow_administrator"_s, u"flow_owner"_s};
    if (role == RunRole::FlowMonitor)
        return {u"flow_run_monitor"_s};
    return {};
}

QList<SortColumn> runOrder(const RunQuery &query)
{
    QList<SortColumn> result;
    if (query.order.isEmpty())
        appendOnce(result, sortColumn({}));
    for (const RunQuery::Order &order : query.order)
        appendOnce(result, sortColumn(order));
    appendOnce(result, {u"id"_s, !result.isEmpty() && result.first().descending, false});
    return result;
}

Conditions runConditions(const RunQuery &query, const QList<SortColumn> &order, bool byRoles)
{
    Conditions result;
    addRoles(result, query, byRoles);
    result.addIn(u"flow_id"_s, query.flowIds);
    result.addIn(u"status"_s, query.statuses);
    result.addContains({u"label_folded"_s}, query.labels);
    result.addContains({u"flow_title_folded"_s}, query.flowTitles);
    addTimes(result, query);
    result.addAfter(order, query.cursor);
    return result;
}

bool givesFewRuns(const RunQuery &query, const Database &database)
{
    constexpr int few = 1000;
    const RoleNames names = roleNames(query);
    const auto count = [&database](const QString &from, const QVariantList &values) {
        Statement statement(database, u"SELECT COUNT(*) FROM (SELECT 1 FROM "_s + from + u" LIMIT ?)"_s);
        for (const QVariant &value : values)
            statement.bindValue(value);
        statement.bind(few + 1);
        return statement.next() ? statement.integer(0) : qint64(0);
    };
    qint64 total = 0;
    if (!names.ofRun.isEmpty()) {
        QVariantList values;
        const QString test = holds(names.ofRun, query, values);
        total += count(u"run_roles r WHERE "_s + test, values);
    }
    if (!names.ofFlow.isEmpty()) {
        QVariantList values;
        const QString test = holds(names.ofFlow, query, values);
        total += count(u"runs WHERE flow_id IN (SELECT r.flow_id FROM flow_roles r WHERE "_s + test + u")"_s, values);
    }
    return total <= few;
}

core::Json runCursor(const RunRecord &run, const QList<SortColumn> &order)
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

} // namespace emulator
