#include "support/documentcheck.h"

#include "core/clock.h"

namespace testsupport {

namespace {

using core::Json;

//! Collects the first difference.
class Check
{
public:
    explicit Check(const Json &sent)
        : m_sent(sent)
    {
    }

    void text(const char *key, const QString &found)
    {
        const Json *value = core::member(m_sent, key);
        if (value == nullptr)
            return;
        const QString expected = value->is_string() ? core::stringMember(m_sent, key) : QString();
        note(key, expected == found, expected + QLatin1String(" != ") + found);
    }

    void texts(const char *key, const QStringList &found)
    {
        const Json *value = core::member(m_sent, key);
        if (value == nullptr || !value->is_array())
            return;
        QStringList expected;
        for (const Json &item : *value)
            expected.append(core::toQString(item.get<std::string>()));
        note(key, expected == found, expected.join(u',') + QLatin1String(" != ") + found.join(u','));
    }

    void time(const char *key, const QDateTime &found)
    {
        if (core::member(m_sent, key) == nullptr)
            return;
        note(key, core::fromServiceTime(core::stringMember(m_sent, key)) == found, found.toString(Qt::ISODateWithMs));
    }

    void raw(const char *key, const flows::RawJson &found)
    {
        if (const Json *value = core::member(m_sent, key))
            note(key, found.json() == *value, QString::fromUtf8(found.bytes()));
    }

    void whole(const flows::RawJson &found) { note("", found.json() == m_sent, QString::fromUtf8(found.bytes())); }

    void note(const char *key, bool good, const QString &what)
    {
        if (!good && m_problem.isEmpty())
            m_problem = QString::fromLatin1(key) + QLatin1String(": ") + what;
    }

    [[nodiscard]] QString problem() const { return m_problem; }

private:
    const Json &m_sent;
    QString m_problem;
};

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

} // namespace

QString mismatch(const flows::Flow &flow, const Json &sent)
{
    Check check(sent);
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
    check.note("user_roles", flow.userRoles == rolesOf(sent), flow.userRoles.join(u','));
    check.time("created_at", flow.createdAt);
    check.time("updated_at", flow.updatedAt);
    check.time("deleted_at", flow.deletedAt);
    check.text("subscription_id", flow.subscriptionId);
    check.text("authentication_policy_id", flow.authenticationPolicyId);
    check.text("flow_url", flow.flowUrl);
    check.whole(flow.raw);
    return check.problem();
}

QString mismatch(const flows::Run &run, const Json &sent)
{
    Check check(sent);
    check.text("run_id", run.runId);
    check.text("flow_id", run.flowId);
    check.text("flow_title", run.flowTitle);
    check.text("label", run.label);
    check.texts("tags", run.tags);
    check.text("status", run.statusText);
    check.note("status", flows::runStatusOf(run.statusText) == run.status, run.statusText);
    check.time("start_time", run.startTime);
    check.time("completion_time", run.completionTime);
    check.text("run_owner", run.runOwner);
    check.text("blocking_web_input_id", run.blockingWebInputId);
    check.raw("details", run.details);
    if (const Json *details = core::member(sent, "details"))
        check.note("code", core::stringMember(*details, "code") == run.detailsCode, run.detailsCode);
    check.whole(run.raw);

    const flows::RunExtras extras = run.extras();
    check.text("display_status", extras.displayStatus);
    check.time("flow_last_updated", extras.flowLastUpdated);
    check.time("flow_deleted_at", extras.flowDeletedAt);
    check.texts("run_managers", extras.runManagers);
    check.texts("run_monitors", extras.runMonitors);
    check.note("user_roles", extras.userRoles == rolesOf(sent), extras.userRoles.join(u','));
    if (const Json *search = core::member(sent, "search"))
        check.note("search", core::stringMember(*search, "task_id") == extras.searchTaskId, extras.searchTaskId);
    const Json *embed = core::member(sent, "flow_description");
    check.note("flow_description", (embed != nullptr) == extras.flowDescription.has_value(), QString());
    if (embed == nullptr || !extras.flowDescription)
        return check.problem();
    Check inner(*embed);
    inner.text("id", extras.flowDescription->id);
    inner.text("title", extras.flowDescription->title);
    inner.text("subtitle", extras.flowDescription->subtitle);
    inner.text("description", extras.flowDescription->description);
    inner.text("flow_owner", extras.flowDescription->flowOwner);
    inner.texts("keywords", extras.flowDescription->keywords);
    inner.time("created_at", extras.flowDescription->createdAt);
    inner.time("updated_at", extras.flowDescription->updatedAt);
    inner.time("deleted_at", extras.flowDescription->deletedAt);
    return check.problem().isEmpty() ? inner.problem() : check.problem();
}

QString mismatch(const flows::RunLogEntry &entry, const Json &sent)
{
    Check check(sent);
    check.time("time", entry.time);
    check.text("code", entry.code);
    check.text("description", entry.description);
    check.raw("details", entry.details);
    if (const Json *details = core::member(sent, "details")) {
        check.note("state_name", core::stringMember(*details, "state_name") == entry.stateName, entry.stateName);
        check.note("state_type", core::stringMember(*details, "state_type") == entry.stateType, entry.stateType);
        for (const char *key : {"input", "output"}) {
            if (const Json *payload = core::member(*details, key))
                check.note(key, entry.payload.json() == *payload, QString::fromUtf8(entry.payload.bytes()));
        }
    }
    check.whole(entry.raw);
    return check.problem();
}

QString mismatch(const flows::RunDefinition &definition, const Json &sent)
{
    Check check(sent);
    check.text("flow_id", definition.flowId);
    check.raw("definition", definition.definition);
    check.raw("input_schema", definition.inputSchema);
    return check.problem();
}

} // namespace testsupport
