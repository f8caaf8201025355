#include "flows/ondemand.h"
#include "flows/parse.h"

#include <utility>

namespace flows {

namespace {

//! The members of a flow that are plain text.
constexpr std::pair<std::string_view, QString Flow::*> textMembers[] = {
    {"id", &Flow::id},
    {"title", &Flow::title},
    {"subtitle", &Flow::subtitle},
    {"description", &Flow::description},
    {"globus_auth_scope", &Flow::globusAuthScope},
    {"globus_auth_username", &Flow::globusAuthUsername},
    {"principal_urn", &Flow::principalUrn},
    {"flow_owner", &Flow::flowOwner},
    {"subscription_id", &Flow::subscriptionId},
    {"authentication_policy_id", &Flow::authenticationPolicyId},
    {"flow_url", &Flow::flowUrl},
};

constexpr std::pair<std::string_view, QStringList Flow::*> listMembers[] = {
    {"keywords", &Flow::keywords},          {"flow_viewers", &Flow::flowViewers},
    {"flow_starters", &Flow::flowStarters}, {"flow_administrators", &Flow::flowAdministrators},
    {"run_managers", &Flow::runManagers},   {"run_monitors", &Flow::runMonitors},
    {"user_roles", &Flow::userRoles},
};

constexpr std::pair<std::string_view, QDateTime Flow::*> timeMembers[] = {
    {"created_at", &Flow::createdAt},
    {"updated_at", &Flow::updatedAt},
    {"deleted_at", &Flow::deletedAt},
};

//! What an older reply says under other names.
struct OldNames
{
    QString userRole;
    QString createdBy;
    QString actionUrl;
};

void readMember(Reply &reply, Flow &flow, OldNames &old, std::string_view key, sj::value value)
{
    for (const auto &[name, member] : textMembers) {
        if (key == name) {
            flow.*member = reply.sharedText(value);
            return;
        }
    }
    for (const auto &[name, member] : listMembers) {
        if (key == name) {
            flow.*member = reply.texts(value);
            return;
        }
    }
    for (const auto &[name, member] : timeMembers) {
        if (key == name) {
            flow.*member = reply.time(value);
            return;
        }
    }
    if (key == "definition")
        flow.definition = reply.keep(value);
    else if (key == "input_schema")
        flow.inputSchema = reply.keep(value);
    else if (key == "is_high_assurance")
        flow.isHighAssurance = reply.boolean(value);
    else if (key == "user_role")
        old.userRole = reply.sharedText(value);
    else if (key == "created_by")
        old.createdBy = reply.sharedText(value);
    else if (key == "action_url")
        old.actionUrl = reply.sharedText(value);
}

void finish(Flow &flow, const OldNames &old, const Place &place)
{
    if (flow.id.isEmpty())
        throwMissing(place, "id");
    if (flow.userRoles.isEmpty() && !old.userRole.isEmpty())
        flow.userRoles = {old.userRole};
    if (flow.flowOwner.isEmpty())
        flow.flowOwner = old.createdBy;
    if (flow.flowUrl.isEmpty())
        flow.flowUrl = old.actionUrl;
    if (!flow.authenticationPolicyId.isEmpty())
        flow.isHighAssurance = true;
}

Flow readRow(Reply &reply, sj::value row, const Place &place)
{
    Flow flow;
    OldNames old;
    flow.raw =
        reply.keepObject(row, [&](std::string_view key, sj::value value) { readMember(reply, flow, old, key, value); });
    finish(flow, old, place);
    return flow;
}

} // namespace

Flow parseFlow(QByteArray body)
{
    Reply reply(std::move(body));
    Flow flow;
    OldNames old;
    reply.eachMember(reply.root(),
                     [&](std::string_view key, sj::value value) { readMember(reply, flow, old, key, value); });
    flow.raw = reply.whole();
    finish(flow, old, {});
    return flow;
}

Page<Flow> parseFlowPage(QByteArray body)
{
    return readPage<Page<Flow>>(std::move(body), "flows", nullptr, readRow);
}

} // namespace flows
