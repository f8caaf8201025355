#include "emulator/store/registeredapistore.h"

#include "emulator/store/statement.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;

namespace emulator {

namespace {

QString columns()
{
    return u"id, name, description, owners, administrators, viewers, target, data_templates, state_input_schema,"
           " subscription_id, created_at, updated_at, edited_at, deletion_at"_s;
}

//! That its time to be deleted has not come at a moment.
QString stays()
{
    return u"(deletion_at = 0 OR deletion_at > ?)"_s;
}

RegisteredApiRecord readApi(const Statement &row)
{
    RegisteredApiRecord api;
    api.id = row.text(0);
    api.name = row.text(1);
    api.description = row.text(2);
    api.owners = row.list(3);
    api.administrators = row.list(4);
    api.viewers = row.list(5);
    api.target = row.json(6);
    api.dataTemplates = row.json(7);
    api.stateInputSchema = row.json(8);
    api.subscriptionId = row.text(9);
    api.createdAt = row.time(10);
    api.updatedAt = row.time(11);
    api.editedAt = row.time(12);
    api.deletionAt = row.time(13);
    return api;
}

void bindAll(Statement &statement, const RegisteredApiRecord &api)
{
    statement.bind(api.name).bind(api.description).bind(api.owners).bind(api.administrators).bind(api.viewers);
    statement.bind(api.target).bind(api.dataTemplates).bind(api.stateInputSchema).bind(api.subscriptionId);
    statement.bind(api.createdAt).bind(api.updatedAt).bind(api.editedAt).bind(api.deletionAt).bind(api.id);
}

//! By RegisteredApiQuery::Field.
const QList<SortField<RegisteredApiRecord>> &sortFields()
{
    static const QList<SortField<RegisteredApiRecord>> fields{
        SortOrder<RegisteredApiRecord>::idField(),
        {u"name"_s, false, [](const RegisteredApiRecord &api) { return Json(toStd(api.name)); }},
        {u"created_at"_s, true, [](const RegisteredApiRecord &api) { return stamp(api.createdAt); }},
        {u"updated_at"_s, true, [](const RegisteredApiRecord &api) { return stamp(api.updatedAt); }}};
    return fields;
}

SortOrder<RegisteredApiRecord> sortOrder(const RegisteredApiQuery &query)
{
    return {sortFields(), query.order};
}

const RoleTable &roleTable()
{
    static const RoleTable table{u"registered_api_roles"_s, u"api_id"_s};
    return table;
}

} // namespace

QString roleName(ApiRole role)
{
    switch (role) {
    case ApiRole::Owner:
        return u"owner"_s;
    case ApiRole::Administrator:
        return u"administrator"_s;
    case ApiRole::Viewer:
        return u"viewer"_s;
    }
    return {};
}

QList<ApiRole> apiRoles(const RegisteredApiRecord &api, const QStringList &principals)
{
    QList<ApiRole> roles;
    if (holdsAny(api.owners, principals))
        roles.append(ApiRole::Owner);
    if (holdsAny(api.administrators, principals))
        roles.append(ApiRole::Administrator);
    if (holdsAny(api.viewers, principals))
        roles.append(ApiRole::Viewer);
    return roles;
}

RegisteredApiStore::RegisteredApiStore(Database &database)
    : m_database(database)
{
}

void RegisteredApiStore::writeRoles(const RegisteredApiRecord &api)
{
    roleTable().write(m_database, api.id,
                      {{roleName(ApiRole::Owner), api.owners},
                       {roleName(ApiRole::Administrator), api.administrators},
                       {roleName(ApiRole::Viewer), api.viewers}});
}

void RegisteredApiStore::insert(const RegisteredApiRecord &api)
{
    Transaction transaction(m_database);
    Statement statement(m_database,
                        u"INSERT INTO registered_apis (name, description, owners, administrators, viewers, target,"
                        " data_templates, state_input_schema, subscription_id, created_at, updated_at, edited_at,"
                        " deletion_at, id) VALUES ("_s +
                            placeholders(14) + u")"_s);
    bindAll(statement, api);
    statement.run();
    writeRoles(api);
    transaction.commit();
}

bool RegisteredApiStore::update(const RegisteredApiRecord &api)
{
    Transaction transaction(m_database);
    Statement statement(m_database,
                        u"UPDATE registered_apis SET name = ?, description = ?, owners = ?, administrators = ?,"
                        " viewers = ?, target = ?, data_templates = ?, state_input_schema = ?, subscription_id = ?,"
                        " created_at = ?, updated_at = ?, edited_at = ?, deletion_at = ? WHERE id = ?"_s);
    bindAll(statement, api);
    const bool found = statement.run() > 0;
    if (found)
        writeRoles(api);
    transaction.commit();
    return found;
}

std::optional<RegisteredApiRecord> RegisteredApiStore::find(const QString &id, const QDateTime &now) const
{
    Statement statement(m_database, u"SELECT "_s + columns() + u" FROM registered_apis WHERE id = ? AND "_s + stays());
    statement.bind(id).bind(now);
    return statement.next() ? std::optional(readApi(statement)) : std::nullopt;
}

ListSql apiListSql(const RegisteredApiQuery &query, const QString &columns)
{
    const SortOrder<RegisteredApiRecord> order = sortOrder(query);
    Conditions where;
    where.addRoles(roleTable(), roleNames(query.roles), query.principals);
    where.add(stays(), {query.now.toMSecsSinceEpoch()});
    where.addAfter(order.columns(), query.cursor);
    return listSql(u"SELECT "_s + columns + u" FROM registered_apis"_s, where, order.columns());
}

Page<RegisteredApiRecord> RegisteredApiStore::list(const RegisteredApiQuery &query) const
{
    return readPage(m_database, apiListSql(query, columns()), sortOrder(query), query, readApi);
}

} // namespace emulator
