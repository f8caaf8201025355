#include "support/recordedworld.h"

#include "core/ids.h"
#include "emulator/store/authstores.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/logstore.h"
#include "emulator/store/registeredapistore.h"
#include "emulator/store/runstore.h"
#include "emulator/store/webinputstore.h"

using namespace Qt::StringLiterals;
using namespace emulator;
using core::Json;

namespace testsupport {

namespace {

QStringList texts(const Json &object, const char *key)
{
    QStringList result;
    const Json *list = core::member(object, key);
    for (std::size_t i = 0; list && i < list->size(); ++i)
        result.append(core::toQString((*list)[i].get<std::string>()));
    return result;
}

QDateTime time(const Json &object, const char *key)
{
    return core::fromServiceTime(core::stringMember(object, key));
}

//! The first reply of an operation: the data that other operations begin with.
Json sample(const QString &operation)
{
    return recordedReplies(operation).first().body;
}

//! The id in `/runs/<id>/log`.
QString idIn(const RecordedReply &reply)
{
    return reply.path.section(u'/', 2, 2);
}

} // namespace

RecordedWorld::RecordedWorld(EmulatorFixture &emulator, const QList<RecordedReply> &replies)
    : m_emulator(emulator)
    , m_replies(replies)
    , m_operation(replies.first().operation)
    , m_case(replies.first().name.section(u'/', 0, 0))
    , m_caller(u"b44bddda-d274-11e5-978a-9f15789a8150"_s)
{
    fillFlows();
    fillRuns();
    fillLog();
    fillWebInputs();
    fillApis();
    identity(core::identityUrn(m_caller));
}

void RecordedWorld::identity(const QString &urn)
{
    const QString id = core::identityIdOf(urn);
    if (!id.isEmpty() && !IdentityStore(*m_emulator.database).find(id))
        IdentityStore(*m_emulator.database).put({id, id % u"@emulator"_s, {}, {}, {}, {}});
}

QString RecordedWorld::addFlow(const Json &document)
{
    FlowRecord flow;
    flow.id = core::stringMember(document, "id");
    flow.title = core::stringMember(document, "title");
    flow.subtitle = core::stringMember(document, "subtitle");
    flow.description = core::stringMember(document, "description");
    flow.keywords = texts(document, "keywords");
    flow.definition = document["definition"];
    flow.inputSchema = document["input_schema"];
    flow.owner = core::stringMember(document, "flow_owner");
    flow.viewers = texts(document, "flow_viewers");
    flow.starters = texts(document, "flow_starters");
    flow.administrators = texts(document, "flow_administrators");
    flow.runManagers = texts(document, "run_managers");
    flow.runMonitors = texts(document, "run_monitors");
    flow.authenticationPolicyId = core::stringMember(document, "authentication_policy_id");
    flow.createdAt = time(document, "created_at");
    flow.updatedAt = time(document, "updated_at");
    identity(flow.owner);
    m_caller = core::identityIdOf(flow.owner);
    if (FlowStore(*m_emulator.database).find(flow.id))
        flow.id = core::newId();
    return m_emulator.addFlow(flow);
}

void RecordedWorld::fillFlows()
{
    if (m_operation == "list_flows"_L1) {
        for (const RecordedReply &reply : std::as_const(m_replies)) {
            for (const Json &flow : reply.body["flows"])
                addFlow(flow);
        }
        return;
    }
    const bool known = QStringList{u"get_flow"_s, u"update_flow"_s,  u"delete_flow"_s,
                                   u"run_flow"_s, u"validate_run"_s, u"resume_run"_s}
                           .contains(m_operation);
    const bool assured = m_case == "auth_policy_required"_L1;
    if (!known && !assured)
        return;
    Json flow = sample(u"get_flow"_s);
    if (assured)
        flow["authentication_policy_id"] = core::toStd(core::newId());
    if (m_operation == "validate_run"_L1) {
        flow["input_schema"] = {{"type", "object"}, {"properties", {{"bool", {{"type", "boolean"}}}}}};
        flow["flow_starters"] = Json::array();
    }
    addFlow(flow);
}

QString RecordedWorld::addRun(const Json &document)
{
    RunRecord run;
    run.id = core::stringMember(document, "run_id");
    run.flowId = core::stringMember(document, "flow_id");
    run.flowTitle = core::stringMember(document, "flow_title");
    run.flowLastUpdated = time(document, "flow_last_updated");
    run.label = core::stringMember(document, "label");
    run.tags = texts(document, "tags");
    run.status = core::stringMember(document, "status");
    run.displayStatus = run.status;
    run.details = document["details"];
    if (const Json *definition = core::member(document, "definition"))
        run.definition = *definition;
    run.owner = core::stringMember(document, "run_owner");
    run.managers = texts(document, "run_managers");
    run.monitors = texts(document, "run_monitors");
    run.startTime = time(document, "start_time");
    run.completionTime = time(document, "completion_time");
    run.phase = run.status == "ACTIVE"_L1 || run.status == "INACTIVE"_L1 ? RunPhase::Acting : RunPhase::Done;
    identity(run.owner);
    m_caller = core::identityIdOf(run.owner);
    if (RunStore(*m_emulator.database).find(run.id))
        run.id = core::newId();
    return m_emulator.addRun(run);
}

void RecordedWorld::fillRuns()
{
    if (m_operation == "list_runs"_L1) {
        // What the last reply of a filter shows is what the others show in part.
        const bool filtered = m_case == "filter_flow_id"_L1;
        for (const RecordedReply &reply : filtered ? m_replies.mid(m_replies.size() - 1) : m_replies) {
            for (const Json &run : reply.body["runs"])
                addRun(run);
        }
        return;
    }
    Json run = sample(u"get_run"_s);
    if (m_operation == "get_run"_L1) {
        Json flow = sample(u"get_flow"_s);
        flow["id"] = run["flow_id"];
        flow["keywords"] = m_replies.last().body["flow_description"]["keywords"];
        addFlow(flow);
    }
    if (m_operation == "get_run_definition"_L1 || m_operation == "get_run_logs"_L1) {
        run["run_id"] = core::toStd(idIn(m_replies.first()));
        if (m_operation == "get_run_definition"_L1)
            run["definition"] = m_replies.first().body["definition"];
        addRun(run);
        return;
    }
    if (QStringList{u"cancel_run"_s, u"resume_run"_s, u"update_run"_s, u"delete_run"_s}.contains(m_operation)) {
        run = m_operation == "delete_run"_L1 ? sample(m_operation) : sample(u"update_run"_s);
        if (m_operation == "resume_run"_L1)
            run["status"] = "INACTIVE";
        if (m_case == "conflict"_L1)
            run["status"] = "ACTIVE";
    } else if (m_operation.contains(u"web_input"_s)) {
        run = sample(u"update_run"_s);
    } else if (m_operation != "get_run"_L1) {
        return;
    }
    addRun(run);
}

void RecordedWorld::fillLog()
{
    if (m_operation != "get_run_logs"_L1)
        return;
    LogStore log(*m_emulator.database);
    qint64 seq = 0;
    for (const RecordedReply &reply : std::as_const(m_replies)) {
        for (const Json &entry : reply.body["entries"]) {
            log.append(idIn(reply), {++seq, time(entry, "time"), core::stringMember(entry, "code"),
                                     core::stringMember(entry, "description"), entry["details"]});
        }
    }
}

void RecordedWorld::addWebInput(const Json &document, bool closed)
{
    WebInputRecord input;
    input.id = core::stringMember(document, "id");
    input.runId = core::stringMember(document["run"], "id");
    input.flowId = core::stringMember(document["flow"], "id");
    const Json *context = core::member(document, "context");
    input.context =
        context ? *context : Json({{"title", document["title"]}, {"presentation_style", "text"}, {"text", "…"}});
    const Json *options = core::member(document, "options");
    input.options = options ? *options : Json::array();
    input.creator = core::identityUrn(core::newId());
    input.createdAt = time(document, "created_timestamp");
    input.editedAt = time(document, "edited_timestamp");
    if (closed)
        input.closedAt = input.editedAt;
    // The recorded caller has both roles, himself or by a group; where a policy bars the way, he is a respondent only.
    const QString caller = core::identityUrn(m_caller);
    if (m_case != "auth_policy_required"_L1)
        input.viewers = {caller};
    input.respondents = {m_case == "forbidden"_L1 ? core::identityUrn(core::newId()) : caller};
    if (WebInputStore(*m_emulator.database).find(input.id))
        input.id = core::newId();
    WebInputStore(*m_emulator.database).insert(input);
}

void RecordedWorld::fillWebInputs()
{
    if (!m_operation.contains(u"web_input"_s) || m_case == "not_found"_L1)
        return;
    if (m_operation == "list_web_inputs"_L1) {
        for (const RecordedReply &reply : std::as_const(m_replies)) {
            for (const Json &input : reply.body["web_input_summaries"])
                addWebInput(input, false);
        }
        return;
    }
    Json input = m_case == "table_context"_L1 ? m_replies.first().body : sample(u"get_web_input"_s);
    input["id"] = core::toStd(idIn(m_replies.first()));
    if (m_operation == "respond_to_web_input"_L1 && m_case != "invalid_option"_L1)
        input["options"][0]["option_id"] = m_replies.first().metadata["option_id"];
    if (m_case == "invalid_option"_L1)
        input["options"][0]["option_id"] = core::toStd(core::newId());
    addWebInput(input, m_case == "closed"_L1);
}

void RecordedWorld::addApi(const Json &document)
{
    const Json whole = sample(u"get_registered_api"_s);
    RegisteredApiRecord api;
    api.id = core::stringMember(document, "id");
    api.name = core::stringMember(document, "name");
    api.description = core::stringMember(document, "description");
    api.owners = {core::identityUrn(m_caller)};
    api.administrators = texts(whole["roles"], "administrators");
    api.viewers = texts(whole["roles"], "viewers");
    api.target = whole["target"];
    api.dataTemplates = whole["data_templates"];
    api.stateInputSchema = whole["state_input_schema"];
    api.subscriptionId = core::stringMember(whole, "subscription_id");
    api.createdAt = time(document, "created_timestamp");
    api.updatedAt = time(document, "updated_timestamp");
    RegisteredApiStore(*m_emulator.database).insert(api);
}

void RecordedWorld::fillApis()
{
    if (m_operation == "get_registered_api"_L1)
        addApi(m_replies.first().body);
    if (m_operation != "list_registered_apis"_L1)
        return;
    for (const RecordedReply &reply : std::as_const(m_replies)) {
        for (const Json &api : reply.body["registered_apis"])
            addApi(api);
    }
}

QByteArray RecordedWorld::tokenFor(const RecordedReply &reply)
{
    const bool ofFlow = m_operation == "run_flow"_L1 || m_operation == "validate_run"_L1;
    if (m_case == "invalid_token"_L1)
        return "expired";
    if (m_case == "not_a_flow_starter"_L1)
        return m_emulator.flowToken(m_emulator.person(u"viewer@emulator"_s), idIn(reply));
    if (m_operation == "resume_run"_L1)
        return m_emulator.flowToken(m_caller, core::stringMember(reply.body, "flow_id"));
    if (ofFlow && m_case != "missing_scope_error"_L1)
        return m_emulator.flowToken(m_caller, idIn(reply));
    return m_emulator.allToken(m_caller);
}

Json RecordedWorld::bodyFor(const RecordedReply &reply) const
{
    Json body = reply.requestBody.value_or(Json());
    if (m_case == "invalid_input_payload"_L1)
        body["body"] = {{"bool", "not-a-boolean"}};
    if (m_operation == "update_run"_L1) // its answer still shows the monitors, so they were not sent
        body.erase("run_monitors");
    if (m_case == "bad_admin_principal_error"_L1) // the case does not say which ones were sent, but its answer does
        body["flow_administrators"] = {"ae341a98-d274-11e5-b888-dbae3a8ba545", "4fab4345-6d20-43a0-9a25-16b2e3bbe765"};
    return body;
}

QByteArray RecordedWorld::targetFor(const RecordedReply &reply) const
{
    QByteArray target = reply.path.toUtf8();
    char separator = '?';
    for (const auto &[key, value] : reply.query) {
        const QString sent = key == "marker"_L1 ? m_marker : value;
        target += separator + key.toUtf8() + '=' + sent.toUtf8();
        separator = '&';
    }
    return target;
}

RawAnswer RecordedWorld::ask(const RecordedReply &reply)
{
    const Json body = bodyFor(reply);
    const RawAnswer answer = m_emulator.ask(reply.method.toUtf8(), targetFor(reply), tokenFor(reply),
                                            body.is_null() ? QByteArray() : core::toBytes(body));
    m_marker = core::stringMember(answer.json(), "marker");
    return answer;
}

} // namespace testsupport
