#include "emulator/store/flowstore.h"

#include "emulator/store/flowlisting.h"
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
    QList<std::pair<QString, QStringList>> roles;
    for (const FlowRole role : allRoles)
        roles.append({roleName(role), principalsOf(flow, role)});
    flowRoleTable().write(m_database, flow.id, roles);
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
    return readPage(m_database, flowListSql(query, columns()), flowOrder(query), query, readFlow);
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
