#include "emulator/http/response.h"
#include "emulator/routes/documents.h"
#include "emulator/routes/listing.h"
#include "emulator/routes/lookup.h"
#include "emulator/routes/routetable.h"

using namespace Qt::StringLiterals;
using core::Json;
using emulator::http::Query;
using emulator::http::Response;

namespace emulator::routes {

namespace {

PageRules rules(const Service &service)
{
    return {u"flows"_s, u"per_page"_s, 20, service.leniency.pagesOfHundred ? 100 : 50};
}

QList<FlowRole> wantedRoles(const Query &query)
{
    if (query.has(u"filter_roles")) {
        const QList<FlowRole> roles = namedRoles(query, flowRoleOf, u"flows"_s);
        if (roles.isEmpty())
            throw badQuery(u"filter_roles"_s, u"it names no role"_s);
        return roles;
    }
    const QList<FlowRole> roles = cumulativeRoles(query, flowRolesFrom);
    return roles.isEmpty() ? QList{FlowRole::Owner} : roles;
}

QList<FlowQuery::Order> order(const Query &query)
{
    using Field = FlowQuery::Field;
    static const QHash<QString, Field> fields{{u"id"_s, Field::Id},
                                              {u"scope_string"_s, Field::ScopeString},
                                              {u"flow_owner"_s, Field::Owner},
                                              {u"flow_owners"_s, Field::Owner},
                                              {u"created_by"_s, Field::Owner},
                                              {u"flow_administrators"_s, Field::Administrators},
                                              {u"administered_by"_s, Field::Administrators},
                                              {u"title"_s, Field::Title},
                                              {u"created_at"_s, Field::CreatedAt},
                                              {u"updated_at"_s, Field::UpdatedAt}};
    return orderOf<FlowQuery::Order>(query, fields, u"flows"_s);
}

Response listFlows(const Call &call)
{
    const PageRequest page = pageRequest(call, rules(call.service));
    const QStringList principals = call.caller.principals();
    FlowQuery query;
    query.principals = principals;
    query.roles = wantedRoles(page.query);
    query.fulltext = filterValues(page.query, u"filter_fulltext");
    query.titles = filterValues(page.query, u"filter_title");
    query.subtitles = filterValues(page.query, u"filter_subtitle");
    query.descriptions = filterValues(page.query, u"filter_description");
    query.keywords = filterValues(page.query, u"filter_keywords");
    query.scopeStrings = filterValues(page.query, u"filter_scope_string");
    query.order = order(page.query);
    static_cast<PageWish &>(query) = page.wish;
    const Page<FlowRecord> found = FlowStore(call.service.database).list(query);
    Json flows = Json::array();
    for (const FlowRecord &flow : found.items)
        flows.push_back(flowDocument(flow, flowRoles(flow, principals), Place::List));
    Json document = Json::object();
    document["flows"] = std::move(flows);
    addPaging(document, call, rules(call.service), page, found.hasNext, found.cursor, true);
    return http::jsonAnswer(200, document);
}

Response getFlow(const Call &call)
{
    const FlowInView view = visibleFlow(call);
    return http::jsonAnswer(200, flowDocument(view.flow, view.roles, Place::Alone));
}

} // namespace

QList<RouteSpec> flowRoutes()
{
    const Access view = Access::flows({u"view_flows"_s, u"all"_s});
    return {{"GET", u"/flows"_s, view, listFlows}, {"GET", u"/flows/{flow_id}"_s, view, getFlow}};
}

} // namespace emulator::routes
