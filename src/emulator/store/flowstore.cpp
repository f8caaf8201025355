#include "emulator/store/flowstore.h"

#include "emulator/store/statement.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

constexpr FlowRole allRoles[] = {FlowRole::Owner,  FlowRole::Administrator, FlowRole::Starter,
                                 FlowRole::Viewer, FlowRole::RunManager,    FlowRole::RunMonitor};

QString shortColumns()
{
    return u"id, title, subtitle, description, keywords, owner, viewers, starters, administrators, run_managers,"
           " run_monitors, subscription_id, authentication_policy_id, created_at, updated_at, deleted_at"_s;
}

QString columns()
{
    return shortColumns() + u", definition, input_schema"_s;
}

FlowRecord readShort(const Statement &row)
{
    FlowRecord flow;
    flow.id = row.text(0);
    flow.title = row.text(1);
    flow.subtitle = row.text(2);
    flow.description = row.text(3);
    flow.keywords = row.list(4);
    flow.owner = row.text(5);
    flow.viewers = row.list(6);
    flow.starters = row.list(7);
    flow.administrators = row.list(8);
    flow.runManagers = row.list(9);
    flow.runMonitors = row.list(10);
    flow.subscriptionId = row.text(11);
    flow.authenticationPolicyId = row.text(12);
    flow.createdAt = row.time(13);
    flow.updatedAt = row.time(14);
    flow.deletedAt = row.time(15);
    return flow;
}

FlowRecord readFlow(const Statement &row)
{
    FlowRecord flow = readShort(row);
    flow.definition = row.json(16);
    flow.inputSchema = row.json(17);
    return flow;
}

void bindAll(Statement &statement, const FlowRecord &flow)
{
    statement.bind(flow.title).bind(flow.subtitle).bind(flow.description).bind(flow.keywords);
    statement.bind(flow.definition).bind(flow.inputSchema).bind(flow.owner).bind(flow.viewers).bind(flow.starters);
    statement.bind(flow.administrators).bind(flow.runManagers).bind(flow.runMonitors).bind(flow.subscriptionId);
    statement.bind(flow.authenticationPolicyId).bind(flow.createdAt).bind(flow.updatedAt).bind(flow.deletedAt);
    statement.bind(folded(flow.title)).bind(folded(flow.subtitle)).bind(folded(flow.description));
    statement.bind(folded(flow.keywords.join(u'\n'))).bind(flow.id);
}

SortColumn sortColumn(const FlowQuery::Order &order)
{
    switch (order.field) {
    case FlowQuery::Field::Id:
    case FlowQuery::Field::ScopeString: // made of the id
        break;
    case FlowQuery::Field::Owner:
        return {u"owner"_s, order.descending, false};
    case FlowQuery::Field::Administrators:
        return {u"administrators"_s, order.descending, false};
    case FlowQuery::Field::Title:
        return {u"title"_s, order.descending, false};
    case FlowQuery::Field::CreatedAt:
        return {u"created_at"_s, order.descending, true};
    case FlowQuery::Field::UpdatedAt:
        return {u"updated_at"_s, order.descending, true};
    }
    return {u"id"_s, order.descending, false};
}

QList<SortColumn> sortColumns(const FlowQuery &query)
{
    QList<SortColumn> result;
    if (query.order.isEmpty())
        appendOnce(result, sortColumn({}));
    for (const FlowQuery::Order &order : query.order)
        appendOnce(result, sortColumn(order));
    appendOnce(result, {u"id"_s, !result.isEmpty() && result.first().descending, false});
    return result;
}

Conditions conditions(const FlowQuery &query, const QList<SortColumn> &order)
{
    Conditions result;
    result.add(u"deleted_at = 0"_s);
    if (!query.roles.isEmpty()) {
        QVariantList values;
        for (const FlowRole role : query.roles)
            values.append(roleName(role));
        for (const QString &principal : query.principals)
            values.append(principal);
        result.add(u"EXISTS (SELECT 1 FROM flow_roles r WHERE r.flow_id = flows.id AND r.role IN ("_s +
                       placeholders(query.roles.size()) + u") AND r.principal IN ("_s +
                       placeholders(query.principals.size()) + u"))"_s,
                   values);
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
    result.addAfter(order, query.cursor);
    return result;
}

core::Json cursorOf(const FlowRecord &flow, const QList<SortColumn> &order)
{
    core::Json cursor = core::Json::array();
    for (const SortColumn &key : order) {
        if (key.column == "title"_L1)
            cursor.push_back(core::toStd(flow.title));
        else if (key.column == "owner"_L1)
            cursor.push_back(core::toStd(flow.owner));
        else if (key.column == "administrators"_L1)
            cursor.push_back(core::toStd(listText(flow.administrators)));
        else if (key.column == "created_at"_L1)
            cursor.push_back(flow.createdAt.toMSecsSinceEpoch());
        else if (key.column == "updated_at"_L1)
            cursor.push_back(flow.updatedAt.toMSecsSinceEpoch());
        else
            cursor.push_back(core::toStd(flow.id));
    }
    return cursor;
}

} // namespace

QString roleName(FlowRole role)
{
    switch (role) {
    case FlowRole::Owner:
        return u"flow_owner"_s;
    case FlowRole::Administrator:
        return u"flow_administrator"_s;
    case FlowRole::Starter:
        return u"flow_starter"_s;
    case FlowRole::Viewer:
        return u"flow_viewer"_s;
    case FlowRole::RunManager:
        return u"flow_run_manager"_s;
    case FlowRole::RunMonitor:
        return u"flow_run_monitor"_s;
    }
    return {};
}

QStringList principalsOf(const FlowRecord &flow, FlowRole role)
{
    switch (role) {
    case FlowRole::Owner:
        return {flow.owner};
    case FlowRole::Administrator:
        return flow.administrators;
    case FlowRole::Starter:
        return flow.starters;
    case FlowRole::Viewer:
        return flow.viewers;
    case FlowRole::RunManager:
        return flow.runManagers;
    case FlowRole::RunMonitor:
        return flow.runMonitors;
    }
    return {};
}

FlowStore::FlowStore(Database &database)
    : m_database(database)
{
}

void FlowStore::writeRoles(const FlowRecord &flow)
{
    Statement(m_database, u"DELETE FROM flow_roles WHERE flow_id = ?"_s).bind(flow.id).run();
    for (const FlowRole role : allRoles) {
        const QStringList principals = principalsOf(flow, role);
        for (const QString &principal : principals) {
            Statement(m_database, u"INSERT OR IGNORE INTO flow_roles (flow_id, role, principal) VALUES (?, ?, ?)"_s)
                .bind(flow.id)
                .bind(roleName(role))
                .bind(principal)
                .run();
        }
    }
}

void FlowStore::insert(const FlowRecord &flow)
{
    Transaction transaction(m_database);
    Statement statement(m_database,
                        u"INSERT INTO flows (title, subtitle, description, keywords, definition, input_schema, owner,"
                        " viewers, starters, administrators, run_managers, run_monitors, subscription_id,"
                        " authentication_policy_id, created_at, updated_at, deleted_at, title_folded, subtitle_folded,"
                        " description_folded, keywords_folded, id) VALUES ("_s +
                            placeholders(22) + u")"_s);
    bindAll(statement, flow);
    statement.run();
    writeRoles(flow);
    transaction.commit();
}

bool FlowStore::update(const FlowRecord &flow)
{
    Transaction transaction(m_database);
    Statement statement(m_database,
                        u"UPDATE flows SET title = ?, subtitle = ?, description = ?, keywords = ?, definition = ?,"
                        " input_schema = ?, owner = ?, viewers = ?, starters = ?, administrators = ?, run_managers = ?,"
                        " run_monitors = ?, subscription_id = ?, authentication_policy_id = ?, created_at = ?,"
                        " updated_at = ?, deleted_at = ?, title_folded = ?, subtitle_folded = ?,"
                        " description_folded = ?, keywords_folded = ? WHERE id = ?"_s);
    bindAll(statement, flow);
    const bool found = statement.run() > 0;
    if (found)
        writeRoles(flow);
    transaction.commit();
    return found;
}

std::optional<FlowRecord> FlowStore::find(const QString &id) const
{
    Statement statement(m_database, u"SELECT "_s + columns() + u" FROM flows WHERE id = ?"_s);
    statement.bind(id);
    if (!statement.next())
        return std::nullopt;
    return readFlow(statement);
}

std::optional<FlowRecord> FlowStore::findShort(const QString &id) const
{
    Statement statement(m_database, u"SELECT "_s + shortColumns() + u" FROM flows WHERE id = ?"_s);
    statement.bind(id);
    return statement.next() ? std::optional(readShort(statement)) : std::nullopt;
}

Page<FlowRecord> FlowStore::list(const FlowQuery &query) const
{
    const QList<SortColumn> order = sortColumns(query);
    const Conditions where = conditions(query, order);
    Statement statement(m_database, u"SELECT "_s + columns() + u" FROM flows"_s + where.sql() + orderSql(order) +
                                        u" LIMIT ? OFFSET ?"_s);
    for (const QVariant &value : where.values())
        statement.bindValue(value);
    statement.bind(query.limit + 1).bind(query.offset);
    Page<FlowRecord> page;
    PageFill fill(query.limit, query.wholePages);
    while (statement.next()) {
        if (fill.isFull()) {
            page.hasNext = true;
            page.cursor = cursorOf(page.items.last(), order);
            break;
        }
        fill.add(statement.rowSize());
        page.items.append(readFlow(statement));
    }
    return page;
}

int FlowStore::count() const
{
    Statement statement(m_database, u"SELECT COUNT(*) FROM flows WHERE deleted_at = 0"_s);
    statement.next();
    return static_cast<int>(statement.integer(0));
}

QList<FlowRole> FlowStore::rolesOf(const QString &flowId, const QStringList &principals) const
{
    Statement statement(m_database, u"SELECT DISTINCT role FROM flow_roles WHERE flow_id = ? AND principal IN ("_s +
                                        placeholders(principals.size()) + u")"_s);
    statement.bind(flowId);
    for (const QString &principal : principals)
        statement.bind(principal);
    QStringList names;
    while (statement.next())
        names.append(statement.text(0));
    QList<FlowRole> result;
    for (const FlowRole role : allRoles) {
        if (names.contains(roleName(role)))
            result.append(role);
    }
    return result;
}

} // namespace emulator
