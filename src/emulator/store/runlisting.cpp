#include "emulator/store/runlisting.h"

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

void addRoles(Conditions &conditions, const RunQuery &query)
{
    if (query.roles.isEmpty())
        return;
    QStringList ofRun;
    QStringList ofFlow;
    for (const RunRole role : query.roles) {
        const QStringList names = grantingFlowRoles(role);
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

Conditions runConditions(const RunQuery &query, const QList<SortColumn> &order)
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
