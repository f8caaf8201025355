#include "emulator/routes/flowrequest.h"

#include "emulator/routes/flowvalidation.h"

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::routes {

namespace {

constexpr qsizetype longestTitle = 128; // and subtitle. Source: flows-service.md 8
constexpr qsizetype longestDescription = 4096;

//! What the word DEFAULT in place of a subscription's id stands for here.
constexpr QLatin1StringView defaultSubscription("5e1f0c7a-0000-4000-8000-0000000000df");

void readTexts(BodyReader &reader, FlowRecord &flow)
{
    if (reader.given("title"))
        flow.title = reader.text("title", 1, longestTitle);
    if (reader.given("subtitle"))
        flow.subtitle = reader.text("subtitle", 0, longestTitle);
    if (reader.given("description"))
        flow.description = reader.text("description", 0, longestDescription);
    if (reader.given("keywords"))
        flow.keywords = reader.keywords();
    checkFlowDocuments(reader);
    if (const Json *definition = reader.given("definition"))
        flow.definition = *definition;
    if (const Json *schema = reader.given("input_schema"))
        flow.inputSchema = *schema;
}

void readRoles(BodyReader &reader, FlowRecord &flow)
{
    const auto read = [&reader](const char *key, const QString &role, const QString &word, QStringList &list) {
        if (reader.given(key))
            list = reader.principals(key, role, word);
    };
    read("flow_viewers", u"FlowViewer"_s, u"public"_s, flow.viewers);
    read("flow_starters", u"FlowStarter"_s, u"all_authenticated_users"_s, flow.starters);
    read("flow_administrators", u"FlowAdministrator"_s, {}, flow.administrators);
    read("run_managers", u"RunManager"_s, {}, flow.runManagers);
    read("run_monitors", u"RunMonitor"_s, {}, flow.runMonitors);
}

void readSubscription(BodyReader &reader, FlowRecord &flow)
{
    if (!core::member(reader.document(), "subscription_id"))
        return;
    flow.subscriptionId = reader.uuid("subscription_id", u"DEFAULT"_s);
    if (flow.subscriptionId == "DEFAULT"_L1)
        flow.subscriptionId = defaultSubscription;
}

//! A policy may take the place of another, but none comes or goes later.
void readPolicy(BodyReader &reader, FlowRecord &flow)
{
    const QLatin1StringView key("authentication_policy_id");
    if (!core::member(reader.document(), key.data()))
        return;
    const QString policy = reader.uuid(key.data());
    if (policy.isEmpty() != flow.authenticationPolicyId.isEmpty()) {
        reader.refuse(Json::array({key.data()}),
                      policy.isEmpty() ? u"The authentication policy of a flow can not be removed"_s
                                       : u"An authentication policy can only be set when a flow is created"_s);
        return;
    }
    flow.authenticationPolicyId = policy;
}

void refuseOthers(BodyReader &reader, const Service &service, bool update)
{
    if (service.leniency.unknownFields)
        return;
    if (!update && core::member(reader.document(), "flow_owner"))
        reader.refuse({"flow_owner"}, u"extra fields not permitted"_s, u"value_error.extra"_s);
    reader.noOthers({"title", "subtitle", "description", "keywords", "definition", "input_schema", "flow_owner",
                     "flow_viewers", "flow_starters", "flow_administrators", "run_managers", "run_monitors",
                     "subscription_id", "authentication_policy_id"});
}

} // namespace

void readNewFlow(const Json &document, const Service &service, FlowRecord &flow)
{
    BodyReader reader(document);
    reader.require("title");
    reader.require("definition");
    readTexts(reader, flow);
    readRoles(reader, flow);
    readSubscription(reader, flow);
    flow.authenticationPolicyId = reader.uuid("authentication_policy_id");
    refuseOthers(reader, service, false);
    reader.finish();
    (void)analysed(flow.definition, flow.inputSchema, service);
}

void readFlowUpdate(const Json &document, const auth::Caller &caller, const Service &service, FlowRecord &flow)
{
    BodyReader reader(document);
    readTexts(reader, flow);
    readRoles(reader, flow);
    readSubscription(reader, flow);
    readPolicy(reader, flow);
    if (reader.given("flow_owner")) {
        flow.owner = reader.text("flow_owner", 0, 200);
        if (!caller.identityUrns().contains(flow.owner))
            reader.refuse({"flow_owner"}, u"The owner of a flow can only be set to an identity of the caller"_s);
    }
    refuseOthers(reader, service, true);
    reader.finish();
    if (reader.given("definition") || reader.given("input_schema"))
        (void)analysed(flow.definition, flow.inputSchema, service);
}

} // namespace emulator::routes
