#include "flows/ondemand.h"
#include "flows/parse.h"

namespace flows {

namespace {

//! \param nameKey  `title` of a flow, `label` of a run
WebInputOrigin readOrigin(Reply &reply, sj::value value, std::string_view nameKey)
{
    WebInputOrigin origin;
    reply.eachMemberOf(value, [&](std::string_view key, sj::value member) {
        if (key == "id")
            origin.id = reply.sharedText(member);
        else if (key == nameKey)
            origin.name = reply.sharedText(member);
    });
    return origin;
}

//! What a summary and the whole document have in common.
template<typename Document>
void readCommon(Reply &reply, Document &input, std::string_view key, sj::value value)
{
    if (key == "id")
        input.id = reply.text(value);
    else if (key == "status")
        input.statusText = reply.sharedText(value);
    else if (key == "user_roles")
        input.userRoles = reply.texts(value);
    else if (key == "input_type")
        input.inputType = reply.sharedText(value);
    else if (key == "flow")
        input.flow = readOrigin(reply, value, "title");
    else if (key == "run")
        input.run = readOrigin(reply, value, "label");
    else if (key == "created_timestamp")
        input.createdTimestamp = reply.time(value);
    else if (key == "edited_timestamp")
        input.editedTimestamp = reply.time(value);
    else if (key == "closed_timestamp")
        input.closedTimestamp = reply.time(value);
}

void readSummaryMember(Reply &reply, WebInputSummary &input, std::string_view key, sj::value value)
{
    if (key == "title")
        input.title = reply.text(value);
    else
        readCommon(reply, input, key, value);
}

WebInputContext readContext(Reply &reply, sj::value value)
{
    WebInputContext context;
    context.raw = reply.keepObject(value, [&](std::string_view key, sj::value member) {
        if (key == "title")
            context.title = reply.text(member);
        else if (key == "presentation_style")
            context.presentationStyle = reply.text(member);
        else if (key == "text")
            context.text = reply.text(member);
        else if (key == "rows") {
            context.rows.clear();
            reply.eachElement(member, [&](sj::value element) {
                WebInputRow row;
                reply.eachMemberOf(element, [&](std::string_view name, sj::value cell) {
                    if (name == "field")
                        row.field = reply.anyText(cell);
                    else if (name == "value")
                        row.value = reply.anyText(cell);
                });
                context.rows.append(row);
            });
        }
    });
    return context;
}

QList<WebInputOption> readOptions(Reply &reply, sj::value value)
{
    QList<WebInputOption> options;
    reply.eachElement(value, [&](sj::value element) {
        WebInputOption option;
        reply.eachMemberOf(element, [&](std::string_view key, sj::value member) {
            if (key == "option_id")
                option.optionId = reply.text(member);
            else if (key == "label")
                option.label = reply.text(member);
            else if (key == "description")
                option.description = reply.text(member);
        });
        options.append(option);
    });
    return options;
}

void readRoles(Reply &reply, WebInput &input, sj::value value)
{
    reply.eachMemberOf(value, [&](std::string_view key, sj::value member) {
        if (key == "viewer_urns")
            input.viewerUrns = reply.texts(member);
        else if (key == "respondent_urns")
            input.respondentUrns = reply.texts(member);
    });
}

void readMember(Reply &reply, WebInput &input, std::string_view key, sj::value value)
{
    if (key == "input_schema")
        input.inputSchema = reply.keep(value);
    else if (key == "context")
        input.context = readContext(reply, value);
    else if (key == "options")
        input.options = readOptions(reply, value);
    else if (key == "roles")
        readRoles(reply, input, value);
    else if (key == "creator_urn")
        input.creatorUrn = reply.text(value);
    else
        readCommon(reply, input, key, value);
}

template<typename Document>
void finish(Document &input, const Place &place)
{
    if (input.id.isEmpty())
        throwMissing(place, "id");
    if (input.statusText.isEmpty())
        throwMissing(place, "status");
    input.status = webInputStatusOf(input.statusText);
}

WebInputSummary readSummary(Reply &reply, sj::value value, const Place &place)
{
    WebInputSummary input;
    input.raw = reply.keepObject(
        value, [&](std::string_view key, sj::value member) { readSummaryMember(reply, input, key, member); });
    finish(input, place);
    return input;
}

} // namespace

WebInput parseWebInput(QByteArray body)
{
    Reply reply(std::move(body));
    WebInput input;
    reply.eachMember(reply.root(),
                     [&](std::string_view key, sj::value value) { readMember(reply, input, key, value); });
    finish(input, {});
    input.raw = reply.whole();
    return input;
}

Page<WebInputSummary> parseWebInputPage(QByteArray body)
{
    return readPage<Page<WebInputSummary>>(std::move(body), "web_input_summaries", nullptr, readSummary);
}

std::optional<WebInputSummary> webInputSummaryIn(const QByteArray &errorBody)
{
    if (errorBody.size() > parseOnGuiThreadLimit) // read where errors are met
        return {};
    try {
        Reply reply(errorBody);
        std::optional<WebInputSummary> summary;
        reply.eachMember(reply.root(), [&](std::string_view key, sj::value value) {
            if (key == "web_input_summary" && Reply::typeOf(value) == sj::json_type::object)
                summary = readSummary(reply, value, {});
        });
        return summary;
    } catch (const core::ApiError &) {
        return {}; // an error body may be anything
    }
}

WebInputResponse parseWebInputResponse(QByteArray body)
{
    Reply reply(std::move(body));
    WebInputResponse response;
    reply.eachMember(reply.root(), [&](std::string_view key, sj::value value) {
        if (key == "status")
            response.status = reply.text(value);
    });
    response.raw = reply.whole();
    return response;
}

} // namespace flows
