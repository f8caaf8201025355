#include "support/documentcheck.h"

#include "flows/rundetails.h"
#include "support/fieldcheck.h"

namespace testsupport {

using core::Json;

namespace {

QStringList rolesOf(const Json &sent)
{
    if (const Json *list = core::member(sent, "user_roles"); list != nullptr && list->is_array()) {
        QStringList roles;
        for (const Json &item : *list)
            roles.append(core::toQString(item.get<std::string>()));
        return roles;
    }
    const QString role = core::stringMember(sent, "user_role");
    return role.isEmpty() ? QStringList() : QStringList{role};
}

void checkExtras(FieldCheck &check, const flows::FlowExtras &extras)
{
    check.text("user_role", extras.userRole);
    check.text("action_url", extras.actionUrl);
    check.text("api_version", extras.apiVersion);
    check.texts("types", extras.types);
    check.boolean("synchronous", extras.synchronous);
    check.boolean("log_supported", extras.logSupported);
    check.boolean("DELETED", extras.deleted);
    check.text("created_by", extras.createdBy);
    check.texts("visible_to", extras.visibleTo);
    check.texts("runnable_by", extras.runnableBy);
    check.texts("administered_by", extras.administeredBy);
}

QString embedMismatch(const flows::FlowEmbed &embed, const Json &sent)
{
    FieldCheck check(sent);
    check.text("id", embed.id);
    check.text("title", embed.title);
    check.text("subtitle", embed.subtitle);
    check.text("description", embed.description);
    check.text("flow_owner", embed.flowOwner);
    check.text("created_by", embed.createdBy);
    check.text("globus_auth_scope", embed.globusAuthScope);
    check.texts("keywords", embed.keywords);
    check.time("created_at", embed.createdAt);
    check.time("updated_at", embed.updatedAt);
    check.time("deleted_at", embed.deletedAt);
    return check.problem();
}

//! The `details` inside the details, as far as they are known.
QString innerDetailsMismatch(const flows::RunDetails &details, const Json &sent)
{
    FieldCheck check(sent);
    check.text("state_name", details.stateName);
    check.text("state_type", details.stateType);
    check.text("exception", details.exception);
    check.text("cause", details.cause);
    check.raw("input", details.input);
    return check.problem();
}

QString detailsMismatch(const flows::Run &run, const Json &sent)
{
    const auto details = flows::RunDetails::of(run);
    if (!details)
        return sent.is_object() ? QStringLiteral("the details are not read") : QString();
    FieldCheck check(sent);
    check.time("time", details->time);
    check.text("code", details->code);
    check.note(QStringLiteral("code"), run.wasCancelled == (details->code == QLatin1String("FlowCanceled")),
               details->code);
    check.text("description", details->description);
    check.raw("output", details->output);
    check.raw("authorization_parameters", details->authorizationParameters);
    check.text("required_scope", details->requiredScope);
    if (const Json *inner = check.member("details"))
        check.other("details", innerDetailsMismatch(*details, *inner));
    return check.problem();
}

void checkExtras(FieldCheck &check, const flows::RunExtras &extras, const Json &sent)
{
    check.text("display_status", extras.displayStatus);
    check.time("flow_last_updated", extras.flowLastUpdated);
    check.time("flow_deleted_at", extras.flowDeletedAt);
    check.texts("run_managers", extras.runManagers);
    check.texts("run_monitors", extras.runMonitors);
    check.text("user_role", extras.userRole);
    check.texts("user_roles", extras.userRoles);
    check.note(QStringLiteral("user_roles"), extras.userRoles == rolesOf(sent), extras.userRoles.join(u','));
    check.text("action_id", extras.actionId);
    check.text("created_by", extras.createdBy);
    check.texts("manage_by", extras.manageBy);
    check.texts("monitor_by", extras.monitorBy);
    check.inside("search", [&](FieldCheck &inner) { inner.text("task_id", extras.searchTaskId); });
    const Json *embed = check.member("flow_description");
    check.note(QStringLiteral("flow_description"), (embed != nullptr) == extras.flowDescription.has_value(),
               QStringLiteral("there, or not there"));
    if (embed != nullptr && extras.flowDescription)
        check.other("flow_description", embedMismatch(*extras.flowDescription, *embed));
}

} // namespace

QString mismatch(const flows::Flow &flow, const Json &sent)
{
    FieldCheck check(sent);
    check.text("id", flow.id);
    check.text("title", flow.title);
    check.text("subtitle", flow.subtitle);
    check.text("description", flow.description);
    check.texts("keywords", flow.keywords);
    check.raw("definition", flow.definition);
    check.raw("input_schema", flow.inputSchema);
    check.text("globus_auth_scope", flow.globusAuthScope);
    check.text("globus_auth_username", flow.globusAuthUsername);
    check.text("principal_urn", flow.principalUrn);
    check.text("flow_owner", flow.flowOwner);
    check.texts("flow_viewers", flow.flowViewers);
    check.texts("flow_starters", flow.flowStarters);
    check.texts("flow_administrators", flow.flowAdministrators);
    check.texts("run_managers", flow.runManagers);
    check.texts("run_monitors", flow.runMonitors);
    check.texts("user_roles", flow.userRoles);
    check.note(QStringLiteral("user_roles"), flow.userRoles == rolesOf(sent), flow.userRoles.join(u','));
    check.time("created_at", flow.createdAt);
    check.time("updated_at", flow.updatedAt);
    check.time("deleted_at", flow.deletedAt);
    check.text("subscription_id", flow.subscriptionId);
    check.text("authentication_policy_id", flow.authenticationPolicyId);
    check.boolean("is_high_assurance", flow.isHighAssurance);
    check.text("flow_url", flow.flowUrl);
    checkExtras(check, flow.extras());
    check.whole(flow.raw);
    return check.problem();
}

QString mismatch(const flows::Run &run, const Json &sent)
{
    FieldCheck check(sent);
    check.text("run_id", run.runId);
    check.text("flow_id", run.flowId);
    check.text("flow_title", run.flowTitle);
    check.text("label", run.label);
    check.texts("tags", run.tags);
    check.text("status", run.statusText());
    check.note(QStringLiteral("status"), flows::runStatusText(run.status) == run.statusText(), run.statusText());
    check.time("start_time", run.startTime);
    check.time("completion_time", run.completionTime);
    check.text("run_owner", run.runOwner);
    check.text("blocking_web_input_id", run.blockingWebInputId());
    check.raw("details", run.details);
    if (const Json *details = check.member("details"))
        check.other("details", detailsMismatch(run, *details));
    checkExtras(check, run.extras(), sent);
    check.whole(run.raw);
    return check.problem();
}

QString mismatch(const flows::RunLogEntry &entry, const Json &sent)
{
    FieldCheck check(sent);
    check.time("time", entry.time);
    check.text("code", entry.code);
    check.text("description", entry.description);
    check.raw("details", entry.details);
    check.inside("details", [&](FieldCheck &inner) {
        inner.text("state_name", entry.stateName);
        inner.text("state_type", entry.stateType);
        inner.text("exception", entry.exception);
        inner.text("cause", entry.cause);
        for (const char *key : {"input", "output"}) {
            if (inner.member(key) != nullptr)
                inner.raw(key, entry.payload);
        }
    });
    check.whole(entry.raw);
    return check.problem();
}

QString mismatch(const flows::RunDefinition &definition, const Json &sent)
{
    FieldCheck check(sent);
    check.text("flow_id", definition.flowId);
    check.raw("definition", definition.definition);
    check.raw("input_schema", definition.inputSchema);
    check.whole(definition.raw);
    return check.problem();
}

QString mismatch(const flows::FlowValidation &validation, const Json &sent)
{
    FieldCheck check(sent);
    if (const Json *scopes = check.member("scopes")) {
        Json found = Json::object();
        for (const auto &[runAs, list] : validation.scopes) {
            Json &texts = found[core::toStd(runAs)] = Json::array();
            for (const QString &scope : list)
                texts.push_back(core::toStd(scope));
        }
        check.note(QStringLiteral("scopes"), found == *scopes, QString::fromUtf8(core::toBytes(found)));
    }
    check.inside("analysis", [&](FieldCheck &inner) {
        inner.integer("number_of_possibilities", validation.numberOfPossibilities);
    });
    check.whole(validation.raw);
    return check.problem();
}

QString mismatch(const flows::RunValidation &validation, const Json &sent)
{
    FieldCheck check(sent);
    check.text("message", validation.message);
    check.whole(validation.raw);
    return check.problem();
}

QString pageMismatch(const Json &sent, const char *listKey, qsizetype items, const QString &marker, bool hasNextPage,
                     const std::optional<qint64> &limit, const flows::RawJson &raw)
{
    FieldCheck check(sent);
    const Json *list = check.member(listKey);
    check.note(QString::fromLatin1(listKey), list != nullptr && static_cast<qsizetype>(list->size()) == items,
               QString::number(items));
    check.text("marker", marker);
    if (core::member(sent, "has_next_page") != nullptr)
        check.boolean("has_next_page", hasNextPage);
    else // pages that have only a marker
        check.note(QStringLiteral("has_next_page"), hasNextPage == !marker.isEmpty(), QString());
    check.integer("limit", limit);
    check.whole(raw);
    return check.problem();
}

} // namespace testsupport
