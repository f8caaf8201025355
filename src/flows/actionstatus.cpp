#include "flows/actionstatus.h"

#include "flows/reading.h"

namespace flows {

ActionStatus ActionStatus::from(const core::Json &document)
{
    ActionStatus action;
    action.actionId = core::stringMember(document, "action_id");
    action.statusText = core::stringMember(document, "status");
    action.status = runStatusOf(action.statusText);
    action.displayStatus = core::stringMember(document, "display_status");
    action.details = rawMember(document, "details");
    action.creatorId = core::stringMember(document, "creator_id");
    action.startTime = timeMember(document, "start_time");
    action.completionTime = timeMember(document, "completion_time");
    action.label = core::stringMember(document, "label");
    action.manageBy = listMember(document, "manage_by");
    action.monitorBy = listMember(document, "monitor_by");
    action.releaseAfter = core::stringMember(document, "release_after");
    action.stateName = core::stringMember(document, "state_name");
    action.raw = RawJson(core::toBytes(document));
    return action;
}

} // namespace flows
