// The documents of registered APIs and web inputs.
#include "support/documentcheck.h"
#include "support/fieldcheck.h"

namespace testsupport {

using core::Json;

namespace {

QString targetMismatch(const flows::RegisteredApiTarget &target, const Json &sent)
{
    FieldCheck check(sent);
    check.text("type", target.type);
    check.text("openapi_version", target.openapiVersion);
    check.raw("specification", target.specification);
    check.raw("components", target.components);
    check.raw("transforms", target.transforms);
    check.inside("destination", [&](FieldCheck &inner) {
        inner.text("method", target.method);
        inner.text("url", target.url);
    });
    check.whole(target.raw);
    return check.problem();
}

//! The parts that a summary and a whole web input have in common.
template<typename Document>
void checkCommon(FieldCheck &check, const Document &input)
{
    check.text("id", input.id);
    check.text("status", input.statusText);
    check.note(QStringLiteral("status"), input.status == flows::webInputStatusOf(input.statusText), input.statusText);
    check.texts("user_roles", input.userRoles);
    check.text("input_type", input.inputType);
    check.time("created_timestamp", input.createdTimestamp);
    check.time("edited_timestamp", input.editedTimestamp);
    check.time("closed_timestamp", input.closedTimestamp);
    check.inside("flow", [&](FieldCheck &inner) {
        inner.text("id", input.flow.id);
        inner.text("title", input.flow.name);
    });
    check.inside("run", [&](FieldCheck &inner) {
        inner.text("id", input.run.id);
        inner.text("label", input.run.name);
    });
    check.whole(input.raw);
}

QString contextMismatch(const flows::WebInputContext &context, const Json &sent)
{
    FieldCheck check(sent);
    check.text("title", context.title);
    check.text("presentation_style", context.presentationStyle);
    check.text("text", context.text);
    const Json *rows = check.member("rows");
    const size_t count = rows != nullptr ? rows->size() : 0;
    check.note(QStringLiteral("rows"), static_cast<size_t>(context.rows.size()) == count,
               QString::number(context.rows.size()));
    for (size_t i = 0; check.problem().isEmpty() && i < count; ++i) {
        FieldCheck row((*rows)[i]);
        row.text("field", context.rows[static_cast<qsizetype>(i)].field);
        row.text("value", context.rows[static_cast<qsizetype>(i)].value);
        check.other("rows", row.problem());
    }
    check.whole(context.raw);
    return check.problem();
}

QString optionsMismatch(const QList<flows::WebInputOption> &options, const Json &sent)
{
    if (static_cast<size_t>(options.size()) != sent.size())
        return QString::number(options.size());
    for (size_t i = 0; i < sent.size(); ++i) {
        FieldCheck check(sent[i]);
        const flows::WebInputOption &option = options[static_cast<qsizetype>(i)];
        check.text("option_id", option.optionId);
        check.text("label", option.label);
        check.text("description", option.description);
        if (!check.problem().isEmpty())
            return check.problem();
    }
    return {};
}

} // namespace

QString mismatch(const flows::RegisteredApiSummary &api, const Json &sent)
{
    FieldCheck check(sent);
    check.text("id", api.id);
    check.text("name", api.name);
    check.text("description", api.description);
    check.time("created_timestamp", api.createdTimestamp);
    check.time("updated_timestamp", api.updatedTimestamp);
    check.whole(api.raw);
    return check.problem();
}

QString mismatch(const flows::RegisteredApi &api, const Json &sent)
{
    FieldCheck check(sent);
    check.text("id", api.id);
    check.text("name", api.name);
    check.text("description", api.description);
    check.inside("roles", [&](FieldCheck &inner) {
        inner.texts("owners", api.owners);
        inner.texts("administrators", api.administrators);
        inner.texts("viewers", api.viewers);
    });
    if (const Json *target = check.member("target"))
        check.other("target", targetMismatch(api.target, *target));
    check.raw("data_templates", api.dataTemplates);
    check.raw("state_input_schema", api.stateInputSchema);
    check.text("status", api.statusText);
    check.note(QStringLiteral("status"), api.status == flows::registeredApiStatusOf(api.statusText), api.statusText);
    check.text("subscription_id", api.subscriptionId);
    check.time("created_timestamp", api.createdTimestamp);
    check.time("updated_timestamp", api.updatedTimestamp);
    check.time("edited_timestamp", api.editedTimestamp);
    check.time("scheduled_deletion_timestamp", api.scheduledDeletionTimestamp);
    check.whole(api.raw);
    return check.problem();
}

QString mismatch(const flows::WebInputSummary &input, const Json &sent)
{
    FieldCheck check(sent);
    check.text("title", input.title);
    checkCommon(check, input);
    return check.problem();
}

QString mismatch(const flows::WebInput &input, const Json &sent)
{
    FieldCheck check(sent);
    check.raw("input_schema", input.inputSchema);
    if (const Json *context = check.member("context"))
        check.other("context", contextMismatch(input.context, *context));
    if (const Json *options = check.member("options"))
        check.other("options", optionsMismatch(input.options, *options));
    check.inside("roles", [&](FieldCheck &inner) {
        inner.texts("viewer_urns", input.viewerUrns);
        inner.texts("respondent_urns", input.respondentUrns);
    });
    check.text("creator_urn", input.creatorUrn);
    checkCommon(check, input);
    return check.problem();
}

QString mismatch(const flows::WebInputResponse &response, const Json &sent)
{
    FieldCheck check(sent);
    check.text("status", response.status);
    check.whole(response.raw);
    return check.problem();
}

} // namespace testsupport
