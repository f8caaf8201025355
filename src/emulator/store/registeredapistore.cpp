#include "emulator/store/registeredapistore.h"

#include "emulator/store/statement.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

QString columns()
{
    return u"id, name, description, owners, administrators, viewers, target, data_templates, state_input_schema,"
           " subscription_id, created_at, updated_at, edited_at, deletion_at"_s;
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

SortColumn sortColumn(const RegisteredApiQuery::Order &order)
{
    switch (order.field) {
    case RegisteredApiQuery::Field::Id:
        break;
    case RegisteredApiQuery::Field::Name:
        return {u"name"_s, order.descending, false};
    case RegisteredApiQuery::Field::Created:
        return {u"created_at"_s, order.descending, true};
    case RegisteredApiQuery::Field::Updated:
        return {u"updated_at"_s, order.descending, true};
    }
    return {u"id"_s, order.descending, false};
}

QList<SortColumn> sortColumns(const RegisteredApiQuery &query)
{
    QList<SortColumn> result;
    for (const RegisteredApiQuery::Order &order : query.order)
        appendOnce(result, sortColumn(order));
    if (query.order.isEmpty())
        result.append(sortColumn({}));
    appendOnce(result, {u"id"_s, result.first().descending, false});
    return result;
}

Conditions conditions(const RegisteredApiQuery &query, const QList<SortColumn> &order)
{
    Conditions result;
    QVariantList values;
    for (const ApiRole role : query.roles)
        values.append(roleName(role));
    for (const QString &principal : query.principals)
        values.append(principal);
    result.add(u"id IN (SELECT r.api_id FROM registered_api_roles r WHERE r.role IN ("_s +
                   placeholders(query.roles.size()) + u") AND r.principal IN ("_s +
                   placeholders(query.principals.size()) + u"))"_s,
               values);
    result.add(u"(deletion_at = 0 OR deletion_at > ?)"_s, {query.now.toMSecsSinceEpoch()});
    result.addAfter(order, query.cursor);
    return result;
}

core::Json cursorOf(const RegisteredApiRecord &api, const QList<SortColumn> &order)
{
    core::Json cursor = core::Json::array();
    for (const SortColumn &key : order) {
        if (key.column == "name"_L1)
            cursor.push_back(core::toStd(api.name));
        else if (key.column == "created_at"_L1)
            cursor.push_back(api.createdAt.toMSecsSinceEpoch());
        else if (key.column == "updated_at"_L1)
            cursor.push_back(api.updatedAt.toMSecsSinceEpoch());
        else
            cursor.push_back(core::toStd(api.id));
    }
    return cursor;
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
    const auto holds = [&principals](const QStringList &list) {
        return std::any_of(list.begin(), list.end(), [&](const QString &one) { return principals.contains(one); });
    };
    QList<ApiRole> roles;
    if (holds(api.owners))
        roles.append(ApiRole::Owner);
    if (holds(api.administrators))
        roles.append(ApiRole::Administrator);
    if (holds(api.viewers))
        roles.append(ApiRole::Viewer);
    return roles;
}

RegisteredApiStore::RegisteredApiStore(Database &database)
    : m_database(database)
{
}

void RegisteredApiStore::writeRoles(const RegisteredApiRecord &api)
{
    Statement(m_database, u"DELETE FROM registered_api_roles WHERE api_id = ?"_s).bind(api.id).run();
    const auto write = [&](ApiRole role, const QStringList &principals) {
        for (const QString &principal : principals) {
            Statement(m_database,
                      u"INSERT OR IGNORE INTO registered_api_roles (api_id, role, principal) VALUES (?, ?, ?)"_s)
                .bind(api.id)
                .bind(roleName(role))
                .bind(principal)
                .run();
        }
    };
    write(ApiRole::Owner, api.owners);
    write(ApiRole::Administrator, api.administrators);
    write(ApiRole::Viewer, api.viewers);
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

std::optional<RegisteredApiRecord> RegisteredApiStore::find(const QString &id) const
{
    Statement statement(m_database, u"SELECT "_s + columns() + u" FROM registered_apis WHERE id = ?"_s);
    statement.bind(id);
    if (!statement.next())
        return std::nullopt;
    return readApi(statement);
}

Page<RegisteredApiRecord> RegisteredApiStore::list(const RegisteredApiQuery &query) const
{
    const QList<SortColumn> order = sortColumns(query);
    const Conditions where = conditions(query, order);
    Statement statement(m_database, u"SELECT "_s + columns() + u" FROM registered_apis"_s + where.sql() +
                                        orderSql(order) + u" LIMIT ? OFFSET ?"_s);
    for (const QVariant &value : where.values())
        statement.bindValue(value);
    statement.bind(query.limit + 1).bind(query.offset);
    Page<RegisteredApiRecord> page;
    PageFill fill(query.limit, query.wholePages);
    while (statement.next()) {
        if (fill.isFull()) {
            page.hasNext = true;
            page.cursor = cursorOf(page.items.last(), order);
            break;
        }
        fill.add(statement.rowSize());
        page.items.append(readApi(statement));
    }
    return page;
}

} // namespace emulator
