#include "emulator/store/webinputstore.h"

#include "emulator/store/statement.h"

#include <algorithm>

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

QList<SortColumn> sortColumns(const WebInputQuery &query)
{
    QList<SortColumn> result;
    for (const WebInputQuery::Order &order : query.order) {
        const QString column = order.field == WebInputQuery::Field::Created  ? u"created_at"_s
                               : order.field == WebInputQuery::Field::Edited ? u"edited_at"_s
                                                                             : u"closed_at"_s;
        appendOnce(result, {column, order.descending, true});
    }
    if (query.order.isEmpty())
        result.append({u"created_at"_s, true, true});
    result.append({u"id"_s, result.first().descending, false});
    return result;
}

Conditions conditions(const WebInputQuery &query, const QList<SortColumn> &order)
{
    Conditions result;
    QVariantList values;
    for (const WebInputRole role : query.roles)
        values.append(roleName(role));
    for (const QString &principal : query.principals)
        values.append(principal);
    result.add(u"id IN (SELECT r.input_id FROM web_input_roles r WHERE r.role IN ("_s +
                   placeholders(query.roles.size()) + u") AND r.principal IN ("_s +
                   placeholders(query.principals.size()) + u"))"_s,
               values);
    if (query.open)
        result.add(*query.open ? u"closed_at = 0"_s : u"closed_at <> 0"_s);
    result.addIn(u"flow_id"_s, query.flowIds);
    result.addIn(u"run_id"_s, query.runIds);
    result.addAfter(order, query.cursor);
    return result;
}

core::Json cursorOf(const WebInputRecord &input, const QList<SortColumn> &order)
{
    const auto stamp = [](const QDateTime &time) { return time.isValid() ? time.toMSecsSinceEpoch() : qint64(0); };
    core::Json cursor = core::Json::array();
    for (const SortColumn &key : order) {
        if (key.column == "created_at"_L1)
            cursor.push_back(stamp(input.createdAt));
        else if (key.column == "edited_at"_L1)
            cursor.push_back(stamp(input.editedAt));
        else if (key.column == "closed_at"_L1)
            cursor.push_back(stamp(input.closedAt));
        else
            cursor.push_back(core::toStd(input.id));
    }
    return cursor;
}

} // namespace

QString roleName(WebInputRole role)
{
    return role == WebInputRole::Viewer ? u"viewer"_s : u"respondent"_s;
}

QList<WebInputRole> webInputRoles(const WebInputRecord &input, const QStringList &principals)
{
    const auto holds = [&principals](const QStringList &list) {
        return std::any_of(list.begin(), list.end(), [&](const QString &one) { return principals.contains(one); });
    };
    QList<WebInputRole> roles;
    if (holds(input.viewers))
        roles.append(WebInputRole::Viewer);
    if (holds(input.respondents))
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
    const auto write = [&](WebInputRole role, const QStringList &principals) {
        for (const QString &principal : principals) {
            Statement(m_database,
                      u"INSERT OR IGNORE INTO web_input_roles (input_id, role, principal) VALUES (?, ?, ?)"_s)
                .bind(input.id)
                .bind(roleName(role))
                .bind(principal)
                .run();
        }
    };
    write(WebInputRole::Viewer, input.viewers);
    write(WebInputRole::Respondent, input.respondents);
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

Page<WebInputRecord> WebInputStore::list(const WebInputQuery &query) const
{
    const QList<SortColumn> order = sortColumns(query);
    const Conditions where = conditions(query, order);
    Statement statement(m_database, u"SELECT "_s + columns() + u" FROM web_inputs"_s + where.sql() + orderSql(order) +
                                        u" LIMIT ? OFFSET ?"_s);
    for (const QVariant &value : where.values())
        statement.bindValue(value);
    statement.bind(query.limit + 1).bind(query.offset);
    Page<WebInputRecord> page;
    PageFill fill(query.limit, query.wholePages);
    while (statement.next()) {
        if (fill.isFull()) {
            page.hasNext = true;
            page.cursor = cursorOf(page.items.last(), order);
            break;
        }
        fill.add(statement.rowSize());
        page.items.append(readInput(statement));
    }
    return page;
}

bool WebInputStore::answer(const QString &id, const QString &optionId, const QString &respondent, const QDateTime &when)
{
    Statement statement(m_database, u"UPDATE web_inputs SET answer = ?, respondent = ?, edited_at = ?, closed_at = ?"
                                    " WHERE id = ? AND closed_at = 0"_s);
    statement.bind(optionId).bind(respondent).bind(when).bind(when).bind(id);
    return statement.run() > 0;
}

} // namespace emulator
