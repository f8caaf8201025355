#include "emulator/store/flowlisting.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;

namespace emulator {

namespace {

//! By FlowQuery::Field.
const QList<SortField<FlowRecord>> &sortFields()
{
    static const SortField<FlowRecord> id = SortOrder<FlowRecord>::idField();
    static const QList<SortField<FlowRecord>> fields{
        id,
        id, // the scope string is made of it
        {u"owner"_s, false, [](const FlowRecord &flow) { return Json(toStd(flow.owner)); }},
        {u"administrators"_s, false, [](const FlowRecord &flow) { return Json(toStd(listText(flow.administrators))); }},
        {u"title"_s, false, [](const FlowRecord &flow) { return Json(toStd(flow.title)); }},
        {u"created_at"_s, true, [](const FlowRecord &flow) { return stamp(flow.createdAt); }},
        {u"updated_at"_s, true, [](const FlowRecord &flow) { return stamp(flow.updatedAt); }}};
    return fields;
}

Conditions conditions(const FlowQuery &query, const SortOrder<FlowRecord> &order)
{
    Conditions result;
    result.add(u"deleted_at = 0"_s);
    if (!query.roles.isEmpty()) {
        const QStringList roles = roleNames(query.roles); // asked of each flow on the way along the order
        result.add(u"EXISTS (SELECT 1 FROM flow_roles r WHERE r.flow_id = flows.id AND "_s +
                       RoleTable::test(roles, query.principals) + u")"_s,
                   RoleTable::values(roles, query.principals));
    }
    result.addContains(
        {u"id"_s, u"title_folded"_s, u"subtitle_folded"_s, u"description_folded"_s, u"owner"_s, u"administrators"_s},
        query.fulltext);
    result.addContains({u"title_folded"_s}, query.titles);
    result.addContains({u"subtitle_folded"_s}, query.subtitles);
    result.addContains({u"description_folded"_s}, query.descriptions);
    result.addContains({u"keywords_folded"_s}, query.keywords);
    const QString scope =
        u"('https://auth.globus.org/scopes/' || id || '/flow_' || replace(id, '-', '_') || '_user')"_s;
    result.addContains({scope}, query.scopeStrings);
    result.addAfter(order.columns(), query.cursor);
    return result;
}

} // namespace

const RoleTable &flowRoleTable()
{
    static const RoleTable table{u"flow_roles"_s, u"flow_id"_s};
    return table;
}

SortOrder<FlowRecord> flowOrder(const FlowQuery &query)
{
    return {sortFields(), query.order};
}

ListSql flowListSql(const FlowQuery &query, const QString &columns)
{
    const SortOrder<FlowRecord> order = flowOrder(query);
    return listSql(u"SELECT "_s + columns + u" FROM flows"_s, conditions(query, order), order.columns());
}

} // namespace emulator
