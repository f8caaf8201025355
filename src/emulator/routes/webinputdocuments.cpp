#include "emulator/routes/webinputdocuments.h"

#include "emulator/routes/documentparts.h"

using core::Json;
using core::toStd;

namespace emulator::routes {

namespace {

//! What a response must be: the id of an option.
Json inputSchema(const Json &options)
{
    Json choices = Json::array();
    for (const Json &option : options) {
        choices.push_back(
            {{"const", option["option_id"]}, {"title", option["label"]}, {"description", option["description"]}});
    }
    return {{"$schema", "http://json-schema.org/draft-07/schema"},
            {"title", "Please select an option"},
            {"type", "string"},
            {"oneOf", std::move(choices)}};
}

Json shownOptions(const Json &options)
{
    Json shown = Json::array();
    for (const Json &option : options) {
        shown.push_back(
            {{"option_id", option["option_id"]}, {"label", option["label"]}, {"description", option["description"]}});
    }
    return shown;
}

void addHead(Json &document, const WebInputRecord &input, const QList<WebInputRole> &roles)
{
    document["id"] = toStd(input.id);
    document["status"] = input.closedAt.isValid() ? "closed" : "open";
    document["user_roles"] = names(roles);
    document["input_type"] = "selection";
}

void addTail(Json &document, const WebInputRecord &input, const RunRecord &run)
{
    document["flow"] = {{"id", toStd(input.flowId)}, {"title", toStd(run.flowTitle)}};
    document["run"] = {{"id", toStd(input.runId)}, {"label", textOrNull(run.label)}};
    document["created_timestamp"] = moment(input.createdAt);
    document["edited_timestamp"] = moment(input.editedAt);
    document["closed_timestamp"] = moment(input.closedAt);
}

} // namespace

Json webInputDocument(const WebInputRecord &input, const RunRecord &run, const QList<WebInputRole> &roles)
{
    Json document = Json::object();
    addHead(document, input, roles);
    document["input_schema"] = inputSchema(input.options);
    document["context"] = input.context;
    document["options"] = shownOptions(input.options);
    document["roles"] = {{"viewer_urns", core::toJson(input.viewers)},
                         {"respondent_urns", core::toJson(input.respondents)}};
    document["creator_urn"] = toStd(input.creator);
    addTail(document, input, run);
    return document;
}

Json webInputSummary(const WebInputRecord &input, const RunRecord &run, const QList<WebInputRole> &roles)
{
    Json document = Json::object();
    addHead(document, input, roles);
    document["title"] = toStd(core::stringMember(input.context, "title"));
    addTail(document, input, run);
    return document;
}

} // namespace emulator::routes
