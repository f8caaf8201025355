#include "core/ids.h"
#include "emulator/routes/bodyreader.h"
#include "emulator/routes/listing.h"
#include "emulator/routes/lookup.h"
#include "emulator/routes/webinputdocuments.h"

using namespace Qt::StringLiterals;
using core::Json;
using emulator::http::Query;
using emulator::http::Response;

namespace emulator::routes {

namespace {

constexpr qsizetype mostIds = 10; // source: flows-service.md W1

//! A web input, its run, and the roles that the caller has on it.
struct InputInView
{
    WebInputRecord input;
    RunRecord run;
    QList<WebInputRole> roles;
};

QString viewerDetail()
{
    return u"None of the identities in session meet the requirements for the authentication policy associated with "
           u"this "
           "Web Input's flow. Reauthenticate as an identity that has permission to view the Web Input and can meet the "
           "requirements for the attached authentication policy."_s;
}

QString respondentDetail()
{
    return u"None of the identities in session for this authentication policy have the respondent role on this web "
           "input. Reauthenticate as an identity that has this permission and can meet the requirements for the "
           "attached authentication policy."_s;
}

//! \param detail  what is said when a policy is not met
InputInView visibleInput(const Call &call, const QString &detail)
{
    const QString id = call.request.argument(u"web_input_id"_s).toLower();
    const std::optional<WebInputRecord> input = WebInputStore(call.service.database).find(id);
    const std::optional<RunRecord> run =
        input ? RunStore(call.service.database).findShort(input->runId) : std::optional<RunRecord>();
    if (!run)
        throw notFound(u"Web Input"_s, id);
    const QList<WebInputRole> roles = webInputRoles(*input, call.caller.principals());
    if (roles.isEmpty())
        throw notFound(u"Web Input"_s, id);
    if (const std::optional<FlowRecord> flow = FlowStore(call.service.database).findShort(input->flowId))
        requirePolicy(call.caller, flow->authenticationPolicyId, detail, webInputSummary(*input, *run, roles));
    return {*input, *run, roles};
}

QList<WebInputRole> wantedRoles(const Query &query)
{
    const QList<WebInputRole> roles = namedRoles(query, webInputRoleOf, u"web inputs"_s);
    return roles.isEmpty() ? QList{WebInputRole::Viewer, WebInputRole::Respondent} : roles;
}

//! Open ones, unless something else is asked for.
std::optional<bool> wantedState(const Query &query)
{
    const QStringList states = filterValues(query, u"filter_states");
    for (const QString &state : states) {
        if (state != "open"_L1 && state != "closed"_L1)
            throw badQuery(u"filter_states"_s, u"'%1' is no state of a web input"_s.arg(state.left(60)));
    }
    if (states.contains(u"open"_s) && states.contains(u"closed"_s))
        return std::nullopt;
    return states.isEmpty() || states.first() == "open"_L1;
}

QStringList wantedIds(const Query &query, const QString &name)
{
    const QStringList ids = filterValues(query, name);
    QList<http::Problem> problems;
    if (ids.size() > mostIds) {
        problems.append({Json::array({core::toStd(name)}),
                         u"ensure this value has at most 10 items"_s,
                         u"value_error.list.max_items"_s,
                         {{"limit_value", mostIds}}});
    }
    QStringList result;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (!core::isUuid(ids[i])) {
            problems.append(
                {Json::array({core::toStd(name), i}), u"value is not a valid uuid"_s, u"type_error.uuid"_s, nullptr});
        }
        result.append(ids[i].toLower());
    }
    if (!problems.isEmpty())
        throw http::Refusal(http::unprocessableAnswer(problems));
    return result;
}

QList<WebInputQuery::Order> order(const Query &query)
{
    using Field = WebInputQuery::Field;
    static const QHash<QString, Field> fields{{u"created_timestamp"_s, Field::Created},
                                              {u"edited_timestamp"_s, Field::Edited},
                                              {u"closed_timestamp"_s, Field::Closed}};
    return orderOf<WebInputQuery::Order>(query, fields, u"web inputs"_s);
}

//! A page without `limit` and `has_next_page`: only a marker that is null says that it is the last.
Response listInputs(const Call &call)
{
    const PageRules rules{u"web inputs"_s, u"per_page"_s, 20, call.service.leniency.pagesOfHundred ? 100 : 50};
    const PageRequest page = pageRequest(call, rules);
    WebInputQuery query;
    query.principals = call.caller.principals();
    query.roles = wantedRoles(page.query);
    query.open = wantedState(page.query);
    query.flowIds = wantedIds(page.query, u"filter_flow_ids"_s);
    query.runIds = wantedIds(page.query, u"filter_run_ids"_s);
    query.order = order(page.query);
    static_cast<PageWish &>(query) = page.wish;
    const Page<WebInputRecord> found = WebInputStore(call.service.database).list(query);
    const RunStore runs(call.service.database);
    QHash<QString, std::optional<RunRecord>> known; // a run can have asked many of them
    Json summaries = Json::array();
    for (const WebInputRecord &input : found.items) {
        if (!known.contains(input.runId))
            known.insert(input.runId, runs.findShort(input.runId));
        if (const std::optional<RunRecord> &run = known[input.runId])
            summaries.push_back(webInputSummary(input, *run, webInputRoles(input, query.principals)));
    }
    Json document = {{"web_input_summaries", std::move(summaries)}};
    document["marker"] =
        found.hasNext ? Json(core::toStd(encodeMarker({rules.list, page.query, found.cursor}, call.service.markerKey)))
                      : Json();
    return http::jsonAnswer(200, document);
}

Response getInput(const Call &call)
{
    const InputInView view = visibleInput(call, viewerDetail());
    return http::jsonAnswer(200, webInputDocument(view.input, view.run, view.roles));
}

//! The value in `{"response": {"value": …}}`.
Json responseValue(const Json &document)
{
    BodyReader body(document);
    body.require("response");
    const Json response = body.object("response");
    const Json *value = core::member(response, "value");
    if (!value && body.problems().isEmpty())
        body.refuse({"response", "value"}, u"field required"_s, u"value_error.missing"_s);
    body.finish();
    return *value;
}

http::Refusal closed(const QString &id)
{
    return http::Refusal(http::errorAnswer(409, u"STATE_CONFLICT"_s, u"Web Input %1 is already closed."_s.arg(id)));
}

//! The first valid answer counts.
Response respond(const Call &call)
{
    const InputInView view = visibleInput(call, respondentDetail());
    const QString &id = view.input.id;
    if (!view.roles.contains(WebInputRole::Respondent)) {
        throw http::Refusal(
            http::errorAnswer(403, u"FORBIDDEN"_s, u"User does not have respondent role on web input %1"_s.arg(id)));
    }
    const Json value = responseValue(http::jsonObject(call.request));
    if (view.input.closedAt.isValid())
        throw closed(id);
    const QString chosen = value.is_string() ? core::toQString(value.get_ref<const std::string &>())
                                             : QString::fromUtf8(core::toBytes(value));
    bool known = false;
    for (const Json &option : view.input.options)
        known = known || option["option_id"] == value;
    if (!known) {
        throw http::Refusal(
            http::errorAnswer(422, u"UNPROCESSABLE_ENTITY"_s,
                              u"'%1' is not a registered option id for this input."_s.arg(chosen.left(200))));
    }
    if (!WebInputStore(call.service.database).answer(id, chosen, call.caller.urn(), call.service.clock.now()))
        throw closed(id);
    return http::jsonAnswer(200, {{"status", "ok"}});
}

} // namespace

QList<RouteSpec> webInputRoutes()
{
    const Access view = Access::flows({u"web_input_view"_s, u"all"_s});
    return {
        {"GET", u"/web_inputs"_s, view, listInputs},
        {"GET", u"/web_inputs/{web_input_id}"_s, view, getInput},
        {"POST", u"/web_inputs/{web_input_id}/respond"_s, Access::flows({u"web_input_respond"_s, u"all"_s}), respond}};
}

} // namespace emulator::routes
