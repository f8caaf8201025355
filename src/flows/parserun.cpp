#include "flows/ondemand.h"
#include "flows/parse.h"

namespace flows {

namespace {

//! What a row is judged by and does not keep; older replies say some of it under other names.
struct Aside
{
    QString statusText;
    QString actionId;
    QString createdBy;
};

void readDetails(Reply &reply, Run &run, sj::value value)
{
    run.wasCancelled = false;
    run.details = reply.keepObject(value, [&](std::string_view key, sj::value member) {
        if (key == "code")
            run.wasCancelled = reply.sharedText(member) == QLatin1String("FlowCanceled");
    });
}

void readMember(Reply &reply, Run &run, Aside &aside, std::string_view key, sj::value value)
{
    if (key == "run_id")
        run.runId = reply.text(value);
    else if (key == "action_id")
        aside.actionId = reply.text(value);
    else if (key == "flow_id")
        run.flowId = reply.sharedText(value);
    else if (key == "flow_title")
        run.flowTitle = reply.sharedText(value);
    else if (key == "label")
        run.label = reply.text(value);
    else if (key == "tags")
        run.tags = reply.texts(value);
    else if (key == "status")
        aside.statusText = reply.sharedText(value);
    else if (key == "start_time")
        run.startTime = reply.time(value);
    else if (key == "completion_time")
        run.completionTime = reply.time(value);
    else if (key == "run_owner")
        run.runOwner = reply.sharedText(value);
    else if (key == "created_by")
        aside.createdBy = reply.sharedText(value);
    else if (key == "blocking_web_input_id")
        run.waitsForAnswer = !reply.text(value).isEmpty();
    else if (key == "details")
        readDetails(reply, run, value);
}

void finish(Run &run, const Aside &aside, const Place &place)
{
    if (run.runId.isEmpty())
        run.runId = aside.actionId;
    if (run.runId.isEmpty())
        throwMissing(place, "run_id");
    if (aside.statusText.isEmpty())
        throwMissing(place, "status");
    run.status = runStatusOf(aside.statusText);
    if (run.runOwner.isEmpty())
        run.runOwner = aside.createdBy;
}

Run readRow(Reply &reply, sj::value row, const Place &place)
{
    Run run;
    Aside aside;
    run.raw = reply.keepObject(
        row, [&](std::string_view key, sj::value value) { readMember(reply, run, aside, key, value); });
    finish(run, aside, place);
    return run;
}

} // namespace

Run parseRun(QByteArray body)
{
    Reply reply(std::move(body));
    Run run;
    Aside aside;
    reply.eachMember(reply.root(),
                     [&](std::string_view key, sj::value value) { readMember(reply, run, aside, key, value); });
    run.raw = reply.whole();
    finish(run, aside, {});
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
