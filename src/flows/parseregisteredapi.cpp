#include "flows/ondemand.h"
#include "flows/parse.h"

namespace flows {

namespace {

void readRoles(Reply &reply, RegisteredApi &api, sj::value value)
{
    reply.eachMemberOf(value, [&](std::string_view key, sj::value member) {
        if (key == "owners")
            api.owners = reply.texts(member);
        else if (key == "administrators")
            api.administrators = reply.texts(member);
        else if (key == "viewers")
            api.viewers = reply.texts(member);
    });
}

void readDestination(Reply &reply, RegisteredApiTarget &target, sj::value value)
{
    reply.eachMemberOf(value, [&](std::string_view key, sj::value member) {
        if (key == "method")
            target.method = reply.text(member);
        else if (key == "url")
            target.url = reply.text(member);
    });
}

RegisteredApiTarget readTarget(Reply &reply, sj::value value)
{
    RegisteredApiTarget target;
    target.raw = reply.keepObject(value, [&](std::string_view key, sj::value member) {
        if (key == "type")
            target.type = reply.text(member);
        else if (key == "openapi_version")
            target.openapiVersion = reply.text(member);
        else if (key == "destination")
            readDestination(reply, target, member);
        else if (key == "specification")
            target.specification = reply.keep(member);
        else if (key == "components")
            target.components = reply.keep(member);
        else if (key == "transforms")
            target.transforms = reply.keep(member);
    });
    return target;
}

//! What a summary and the whole document have in common.
template<typename Document>
void readCommon(Reply &reply, Document &api, std::string_view key, sj::value value)
{
    if (key == "id")
        api.id = reply.text(value);
    else if (key == "name")
        api.name = reply.text(value);
    else if (key == "description")
        api.description = reply.text(value);
    else if (key == "created_timestamp")
        api.createdTimestamp = reply.time(value);
    else if (key == "updated_timestamp")
        api.updatedTimestamp = reply.time(value);
}

void readMember(Reply &reply, RegisteredApi &api, std::string_view key, sj::value value)
{
    if (key == "roles")
        readRoles(reply, api, value);
    else if (key == "target")
        api.target = readTarget(reply, value);
    else if (key == "data_templates")
        api.dataTemplates = reply.keep(value);
    else if (key == "state_input_schema")
        api.stateInputSchema = reply.keep(value);
    else if (key == "status")
        api.statusText = reply.text(value);
    else if (key == "subscription_id")
        api.subscriptionId = reply.text(value);
    else if (key == "edited_timestamp")
        api.editedTimestamp = reply.time(value);
    else if (key == "scheduled_deletion_timestamp")
        api.scheduledDeletionTimestamp = reply.time(value);
    else
        readCommon(reply, api, key, value);
}

RegisteredApiSummary readRow(Reply &reply, sj::value row, const Place &place)
{
    RegisteredApiSummary api;
    api.raw = reply.keepObject(row, [&](std::string_view key, sj::value value) { readCommon(reply, api, key, value); });
    if (api.id.isEmpty())
        throwMissing(place, "id");
    return api;
}

} // namespace

RegisteredApi parseRegisteredApi(QByteArray body)
{
    Reply reply(std::move(body));
    RegisteredApi api;
    reply.eachMember(reply.root(), [&](std::string_view key, sj::value value) { readMember(reply, api, key, value); });
    if (api.id.isEmpty())
        throwMissing({}, "id");
    api.status = registeredApiStatusOf(api.statusText);
    api.raw = reply.whole();
    return api;
}

Page<RegisteredApiSummary> parseRegisteredApiPage(QByteArray body)
{
    return readPage<Page<RegisteredApiSummary>>(std::move(body), "registered_apis", nullptr, readRow);
}

} // namespace flows
