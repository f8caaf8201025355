#include "flows/ondemand.h"
#include "flows/parse.h"

namespace flows {

namespace {

//! What an older reply says under other names.
struct OldNames
{
    QString actionId;
    QString createdBy;
};

void readDetails(Reply &reply, Run &run, sj::value value)
{
    run.detailsCode.clear();
    run.details = reply.keepObject(value, [&](std::string_view key, sj::value member) {
        if (key == "code")
            run.detailsCode = reply.sharedText(member);
    });
}

void readMember(Reply &reply, Run &run, OldNames &old, std::string_view key, sj::value value)
{
    if (key == "run_id")
        run.runId = reply.text(value);
    else if (key == "action_id")
        old.actionId = reply.text(value);
    else if (key == "flow_id")
        run.flowId = reply.sharedText(value);
    else if (key == "flow_title")
        run.flowTitle = reply.sharedText(value);
    else if (key == "label")
        run.label = reply.sharedText(value);
    else if (key == "tags")
        run.tags = reply.texts(value);
    else if (key == "status")
        run.statusText = reply.sharedText(value);
    else if (key == "start_time")
        run.startTime = reply.time(value);
    else if (key == "completion_time")
        run.completionTime = reply.time(value);
    else if (key == "run_owner")
        run.runOwner = reply.sharedText(value);
    else if (key == "created_by")
        old.createdBy = reply.sharedText(value);
    else if (key == "blocking_web_input_id")
        run.blockingWebInputId = reply.text(value);
    else if (key == "details")
        readDetails(reply, run, value);
}

void finish(Run &run, const OldNames &old, const Place &place)
{
    if (run.runId.isEmpty())
        run.runId = old.actionId;
    if (run.runId.isEmpty())
        throwMissing(place, "run_id");
    if (run.statusText.isEmpty())
        throwMissing(place, "status");
    run.status = runStatusOf(run.statusText);
    if (run.runOwner.isEmpty())
        run.runOwner = old.createdBy;
}

Run readRow(Reply &reply, sj::value row, const Place &place)
{
    Run run;
    OldNames old;
    run.raw =
        reply.keepObject(row, [&](std::string_view key, sj::value value) { readMember(reply, run, old, key, value); });
    finish(run, old, place);
    return run;
}

} // namespace

Run parseRun(QByteArray body)
{
    Reply reply(std::move(body));
    Run run;
    OldNames old;
    reply.eachMember(reply.root(),
                     [&](std::string_view key, sj::value value) { readMember(reply, run, old, key, value); });
    run.raw = reply.whole();
    finish(run, old, {});
    return run;
}

Page<Run> parseRunPage(QByteArray body)
{
    return readPage<Page<Run>>(std::move(body), "runs", "actions", readRow);
}

RunDefinition parseRunDefinition(QByteArray body)
{
    Reply reply(std::move(body));
    RunDefinition definition;
    reply.eachMember(reply.root(), [&](std::string_view key, sj::value value) {
        if (key == "flow_id")
            definition.flowId = reply.text(value);
        else if (key == "definition")
            definition.definition = reply.keep(value);
        else if (key == "input_schema")
            definition.inputSchema = reply.keep(value);
    });
    if (definition.flowId.isEmpty())
        throwMissing({}, "flow_id");
    definition.raw = reply.whole();
    return definition;
}

} // namespace flows
