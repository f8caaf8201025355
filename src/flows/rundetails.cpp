#include "flows/rundetails.h"

#include "flows/reading.h"

namespace flows {

namespace {

//! The object that has the member: the details themselves, or the `details` inside them.
const core::Json &holderOf(const char *key, const core::Json &outer)
{
    const core::Json *inner = core::member(outer, "details");
    return core::member(outer, key) == nullptr && inner != nullptr ? *inner : outer;
}

} // namespace

std::optional<RunDetails> RunDetails::of(const Run &run)
{
    const auto document = run.details.json();
    if (!document || !document->is_object())
        return {};
    const core::Json &outer = *document;
    RunDetails details;
    details.time = timeMember(outer, "time");
    details.code = core::stringMember(outer, "code");
    details.description = core::stringMember(outer, "description");
    details.stateName = core::stringMember(holderOf("state_name", outer), "state_name");
    details.stateType = core::stringMember(holderOf("state_type", outer), "state_type");
    details.exception = core::stringMember(holderOf("exception", outer), "exception");
    details.cause = textMember(holderOf("cause", outer), "cause");
    details.input = rawMember(holderOf("input", outer), "input");
    details.output = rawMember(holderOf("output", outer), "output");
    details.requiredScope = core::stringMember(outer, "required_scope");
    details.authorizationParameters = rawMember(outer, "authorization_parameters");
    details.requirements = net::Gare::find(outer);
    if (const core::Json *actions = core::member(outer, "action_statuses"); actions != nullptr && actions->is_array()) {
        for (const core::Json &action : *actions)
            details.actionStatuses.append(ActionStatus::from(action));
    }
    return details;
}

} // namespace flows
