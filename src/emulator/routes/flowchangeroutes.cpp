#include "core/ids.h"
#include "emulator/routes/documents.h"
#include "emulator/routes/flowrequest.h"
#include "emulator/routes/flowvalidation.h"
#include "emulator/routes/lookup.h"
#include "emulator/routes/routetable.h"

using namespace Qt::StringLiterals;
using core::Json;
using emulator::http::Response;

namespace emulator::routes {

namespace {

Response createFlow(const Call &call)
{
    FlowRecord flow;
    readNewFlow(http::jsonObject(call.request), call.service, flow);
    flow.id = core::newId();
    flow.owner = call.caller.urn();
    flow.createdAt = call.service.clock.now();
    flow.updatedAt = flow.createdAt;
    FlowStore(call.service.database).insert(flow);
    return http::jsonAnswer(201, flowDocument(flow, flowRoles(flow, call.caller.principals()), Place::Alone));
}

Response updateFlow(const Call &call)
{
    FlowRecord flow = administeredFlow(call, u"UPDATE"_s).flow;
    readFlowUpdate(http::jsonObject(call.request), call.caller, call.service, flow);
    flow.updatedAt = call.service.clock.now();
    FlowStore(call.service.database).update(flow);
    return http::jsonAnswer(200, flowDocument(flow, flowRoles(flow, call.caller.principals()), Place::Alone));
}

//! Its runs stay, and so do the rights on them that the flow gives to its owner, run managers and run monitors.
//! Source: flows-service.md F5.
Response deleteFlow(const Call &call)
{
    FlowInView view = administeredFlow(call, u"DELETE"_s);
    FlowRecord &flow = view.flow;
    flow.deletedAt = call.service.clock.now();
    flow.updatedAt = flow.deletedAt;
    flow.inputSchema = Json::object();
    flow.viewers.clear();
    flow.starters.clear();
    flow.administrators.clear();
    flow.keywords.clear();
    FlowStore(call.service.database).update(flow);
    Json document = flowDocument(flow, view.roles, Place::Alone);
    document["DELETED"] = true;
    return http::jsonAnswer(200, document);
}

Response validateFlow(const Call &call)
{
    const Json document = http::jsonObject(call.request);
    BodyReader reader(document);
    reader.require("definition");
    checkFlowDocuments(reader);
    if (!call.service.leniency.unknownFields)
        reader.noOthers({"definition", "input_schema"});
    reader.finish();
    const Json *schema = reader.given("input_schema");
    return http::jsonAnswer(200, analysed(document["definition"], schema ? *schema : Json(), call.service));
}

} // namespace

QList<RouteSpec> flowChangeRoutes()
{
    const Access manage = Access::flows({u"manage_flows"_s, u"all"_s});
    return {{"POST", u"/flows"_s, manage, createFlow},
            {"PUT", u"/flows/{flow_id}"_s, manage, updateFlow},
            {"DELETE", u"/flows/{flow_id}"_s, manage, deleteFlow},
            {"POST", u"/flows/validate"_s, manage, validateFlow}};
}

} // namespace emulator::routes
