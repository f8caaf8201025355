#include "emulator/store/webinputstore.h"

#include "emulator/store/statement.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

QString columns()
{
    return u"id, run_id, flow_id, context, options, viewers, respondents, creator, created_at, edited_at, closed_at,"
           " answer, respondent"_s;
}

WebInputRecord readInput(const Statement &row)
{
    WebInputRecord input;
    input.id = row.text(0);
    input.runId = row.text(1);
    input.flowId = row.text(2);
    input.context = row.json(3);
    input.options = row.json(4);
    input.viewers = row.list(5);
    input.respondents = row.list(6);
    input.creator = row.text(7);
    input.createdAt = row.time(8);
    input.editedAt = row.time(9);
    input.closedAt = row.time(10);
    input.answer = row.text(11);
    input.respondent = row.text(12);
    return input;
}

//! By WebInputQuery::Field.
const QList<SortField<WebInputRecord>> &sortFields()
{
    static const QList<SortField<WebInputRecord>> fields{
        {u"created_at"_s, true, [](const WebInputRecord &input) { return stamp(input.createdAt); }},
        {u"edited_at"_s, true, [](const WebInputRecord &input) { return stamp(input.editedAt); }},
        {u"closed_at"_s, true, [](const WebInputRecord &input) { return stamp(input.closedAt); }}};
    return fields;
}

SortOrder<WebInputRecord> sortOrder(const WebInputQuery &query)
{
    return {sortFields(), query.order};
}

const RoleTable &roleTable()
{
    static const RoleTable table{u"web_input_roles"_s, u"input_id"_s};
    return table;
}

} // namespace

QString roleName(WebInputRole role)
{
    return role == WebInputRole::Viewer ? u"viewer"_s : u"respondent"_s;
}

QList<WebInputRole> webInputRoles(const WebInputRecord &input, const QStringList &principals)
{
    QList<WebInputRole> roles;
    if (holdsAny(input.viewers, principals))
        roles.append(WebInputRole::Viewer);
    if (holdsAny(input.respondents, principals))
        roles.append(WebInputRole::Respondent);
    return roles;
}

WebInputStore::WebInputStore(Database &database)
    : m_database(database)
{
}

void WebInputStore::insert(const WebInputRecord &input)
{
    Transaction transaction(m_database);
    Statement statement(m_database,
                        u"INSERT INTO web_inputs ("_s + columns() + u") VALUES ("_s + placeholders(13) + u")"_s);
    statement.bind(input.id).bind(input.runId).bind(input.flowId).bind(input.context).bind(input.options);
    statement.bind(input.viewers).bind(input.respondents).bind(input.creator).bind(input.createdAt);
    statement.bind(input.editedAt).bind(input.closedAt).bind(input.answer).bind(input.respondent).run();
    roleTable().write(
        m_database, input.id,
        {{roleName(WebInputRole::Viewer), input.viewers}, {roleName(WebInputRole::Respondent), input.respondents}});
    transaction.commit();
}

std::optional<WebInputRecord> WebInputStore::find(const QString &id) const
{
    Statement statement(m_database, u"SELECT "_s + columns() + u" FROM web_inputs WHERE id = ?"_s);
    statement.bind(id);
    if (!statement.next())
        return std::nullopt;
    return readInput(statement);
}

ListSql inputListSql(const WebInputQuery &query, const QString &columns)
{
    const SortOrder<WebInputRecord> order = sortOrder(query);
    Conditions where;
    where.addRoles(roleTable(), roleNames(query.roles), query.principals);
    if (query.open)
        where.add(*query.open ? u"closed_at = 0"_s : u"closed_at <> 0"_s);
    where.addIn(u"flow_id"_s, query.flowIds);
    where.addIn(u"run_id"_s, query.runIds);
    where.addAfter(order.columns(), query.cursor);
    return listSql(u"SELECT "_s + columns + u" FROM web_inputs"_s, where, order.columns());
}

Page<WebInputRecord> WebInputStore::list(const WebInputQuery &query) const
{
    return readPage(m_database, inputListSql(query, columns()), sortOrder(query), query, readInput);
}

bool WebInputStore::answer(const QString &id, const QString &optionId, const QString &respondent, const QDateTime &when)
{
    Statement statement(m_database, u"UPDATE web_inputs SET answer = ?, respondent = ?, edited_at = ?, closed_at = ?"
                                    " WHERE id = ? AND closed_at = 0"_s);
    statement.bind(optionId).bind(respondent).bind(when).bind(when).bind(id);
    return statement.run() > 0;
}

} // namespace emulator
