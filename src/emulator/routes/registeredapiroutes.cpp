#include "core/ids.h"
#include "core/textlist.h"
#include "emulator/routes/apitarget.h"
#include "emulator/routes/documentparts.h"
#include "emulator/routes/listing.h"
#include "emulator/routes/lookup.h"
#include "emulator/routes/registeredapirequest.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;
using emulator::http::Query;
using emulator::http::Response;

namespace emulator::routes {

namespace {

constexpr qint64 deletionDelay = 30LL * 24 * 3600; // how long an API stays DELETE_PENDING; ours

Json summary(const RegisteredApiRecord &api)
{
    return {{"id", toStd(api.id)},
            {"name", toStd(api.name)},
            {"description", toStd(api.description)},
            {"created_timestamp", moment(api.createdAt)},
            {"updated_timestamp", moment(api.updatedAt)}};
}

Json whole(const RegisteredApiRecord &api)
{
    return {{"id", toStd(api.id)},
            {"name", toStd(api.name)},
            {"description", toStd(api.description)},
            {"roles",
             {{"owners", core::toJson(api.owners)},
              {"administrators", core::toJson(api.administrators)},
              {"viewers", core::toJson(api.viewers)}}},
            {"target", shownTarget(api.target)},
            {"data_templates", api.dataTemplates},
            {"state_input_schema", api.stateInputSchema},
            {"status", api.deletionAt.isValid() ? "DELETE_PENDING" : "ACTIVE"},
            {"subscription_id", textOrNull(api.subscriptionId)},
            {"created_timestamp", moment(api.createdAt)},
            {"edited_timestamp", moment(api.editedAt)},
            {"updated_timestamp", moment(api.updatedAt)},
            {"scheduled_deletion_timestamp", moment(api.deletionAt)}};
}

struct ApiInView
{
    RegisteredApiRecord api;
    QList<ApiRole> roles;
};

ApiInView visibleApi(const Call &call)
{
    const QString id = call.request.argument(u"registered_api_id"_s).toLower();
    const auto api = RegisteredApiStore(call.service.database).find(id, call.service.clock.now());
    const QList<ApiRole> roles = api ? apiRoles(*api, call.caller.principals()) : QList<ApiRole>();
    if (roles.isEmpty())
        throw notFound(u"Registered API"_s, id);
    return {*api, roles};
}

[[noreturn]] void refuseRole(const QString &role, const QString &act)
{
    throw http::Refusal(
        http::errorAnswer(403, u"FORBIDDEN"_s, u"Caller must be an %1 of this registered API to %2"_s.arg(role, act)));
}

QList<ApiRole> wantedRoles(const Query &query)
{
    const QList<ApiRole> roles = namedRoles(query, apiRoleOf, u"registered APIs"_s);
    return roles.isEmpty() ? QList{ApiRole::Owner} : roles;
}

QList<RegisteredApiQuery::Order> order(const Query &query)
{
    using Field = RegisteredApiQuery::Field;
    static const QHash<QString, Field> fields{{u"id"_s, Field::Id},
                                              {u"name"_s, Field::Name},
                                              {u"created_timestamp"_s, Field::Created},
                                              {u"updated_timestamp"_s, Field::Updated}};
    return orderOf<RegisteredApiQuery::Order>(query, fields, u"registered APIs"_s);
}

Response listApis(const Call &call)
{
    const PageRules rules{u"registered APIs"_s, u"per_page"_s, 10, 100};
    const PageRequest page = pageRequest(call, rules);
    RegisteredApiQuery query;
    query.principals = call.caller.principals();
    query.roles = wantedRoles(page.query);
    query.now = call.service.clock.now();
    query.order = order(page.query);
    static_cast<PageWish &>(query) = page.wish;
    const Page<RegisteredApiRecord> found = RegisteredApiStore(call.service.database).list(query);
    Json summaries = Json::array();
    for (const RegisteredApiRecord &api : found.items)
        summaries.push_back(summary(api));
    Json document = {{"registered_apis", std::move(summaries)}};
    addPaging(document, call, rules, page, found.hasNext, found.cursor, true);
    document["limit"] = found.items.size(); // here it is the number returned. Source: flows-service.md 3
    return http::jsonAnswer(200, document);
}

Response getApi(const Call &call)
{
    return http::jsonAnswer(200, whole(visibleApi(call).api));
}

Response createApi(const Call &call)
{
    RegisteredApiRecord api;
    readNewApi(http::jsonObject(call.request), call.caller.identityUrns(), api);
    api.id = core::newId();
    api.createdAt = call.service.clock.now();
    api.updatedAt = api.createdAt;
    RegisteredApiStore(call.service.database).insert(api);
    return http::jsonAnswer(201, whole(api));
}

Response updateApi(const Call &call)
{
    ApiInView view = visibleApi(call);
    if (!view.roles.contains(ApiRole::Owner) && !view.roles.contains(ApiRole::Administrator))
        refuseRole(u"administrator"_s, u"update"_s);
    readApiUpdate(http::jsonObject(call.request), view.roles, call.caller.principals(), view.api);
    view.api.updatedAt = call.service.clock.now();
    view.api.editedAt = view.api.updatedAt;
    RegisteredApiStore(call.service.database).update(view.api);
    return http::jsonAnswer(200, whole(view.api));
}

//! It stays for a while, so that flows that use it can be changed. Deleting again changes nothing.
Response deleteApi(const Call &call)
{
    ApiInView view = visibleApi(call);
    if (!view.roles.contains(ApiRole::Owner))
        refuseRole(u"owner"_s, u"delete"_s);
    if (!view.api.deletionAt.isValid()) {
        view.api.updatedAt = call.service.clock.now();
        view.api.deletionAt = view.api.updatedAt.addSecs(deletionDelay);
        RegisteredApiStore(call.service.database).update(view.api);
    }
    return http::jsonAnswer(202, whole(view.api));
}

} // namespace

QList<RouteSpec> registeredApiRoutes()
{
    const Access all = Access::flows({u"all"_s});
    const QString one = u"/registered_apis/{registered_api_id}"_s;
    return {{"GET", u"/registered_apis"_s, all, listApis},
            {"POST", u"/registered_apis"_s, all, createApi},
            {"GET", one, all, getApi},
            {"PATCH", one, all, updateApi},
            {"DELETE", one, all, deleteApi}};
}

} // namespace emulator::routes
