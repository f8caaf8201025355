#include "emulator/http/response.h"
#include "emulator/routes/documents.h"
#include "emulator/routes/listing.h"
#include "emulator/routes/lookup.h"
#include "emulator/routes/privacy.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/logstore.h"

using namespace Qt::StringLiterals;
using core::Json;
using emulator::http::Query;
using emulator::http::Response;

namespace emulator::routes {

namespace {

PageRules rules(const Service &service, const QString &flowId)
{
    return {QString(u"runs "_s % flowId), u"per_page"_s, 20, service.leniency.pagesOfHundred ? 100 : 50};
}

QList<RunRole> wantedRoles(const Query &query)
{
    QList<RunRole> roles = namedRoles(query, runRoleOf, u"runs"_s);
    if (roles.isEmpty())
        roles = cumulativeRoles(query, runRolesFrom);
    return roles.isEmpty() ? QList{RunRole::Owner} : roles;
}

QStringList wantedStatuses(const Query &query)
{
    static const QStringList known{u"ACTIVE"_s, u"INACTIVE"_s, u"SUCCEEDED"_s, u"FAILED"_s, u"ENDED"_s};
    const QStringList statuses = filterValues(query, u"filter_status");
    for (const QString &status : statuses) {
        if (!known.contains(status))
            throw badQuery(u"filter_status"_s, u"'%1' is no status of a run"_s.arg(status.left(60)));
    }
    return statuses;
}

QList<RunQuery::Order> order(const Query &query)
{
    using Field = RunQuery::Field;
    static const QHash<QString, Field> fields{{u"id"_s, Field::Id},
                                              {u"run_id"_s, Field::Id},
                                              {u"start_time"_s, Field::StartTime},
                                              {u"completion_time"_s, Field::CompletionTime},
                                              {u"status"_s, Field::Status},
                                              {u"label"_s, Field::Label}};
    return orderOf<RunQuery::Order>(query, fields, u"runs"_s);
}

RunQuery runQuery(const PageRequest &page, const QStringList &principals)
{
    RunQuery query;
    query.principals = principals;
    query.roles = wantedRoles(page.query);
    for (const QString &id : filterValues(page.query, u"filter_flow_id"))
        query.flowIds.append(id.toLower());
    query.statuses = wantedStatuses(page.query);
    query.labels = filterValues(page.query, u"filter_label");
    query.flowTitles = filterValues(page.query, u"filter_flow_title");
    const TimeRange started = timeRange(page.query, u"filter_start_time"_s);
    query.startedFrom = started.from;
    query.startedTo = started.to;
    const TimeRange completed = timeRange(page.query, u"filter_completion_time"_s);
    query.completedFrom = completed.from;
    query.completedTo = completed.to;
    query.order = order(page.query);
    static_cast<PageWish &>(query) = page.wish;
    return query;
}

//! \param key  under which the runs stand \param flowId  the one flow whose runs are listed; empty: all
Response runsPage(const Call &call, const char *key, const QString &flowId)
{
    const PageRules pages = rules(call.service, flowId);
    const PageRequest page = pageRequest(call, pages);
    const QStringList principals = call.caller.principals();
    RunQuery query = runQuery(page, principals);
    if (!flowId.isEmpty())
        query.flowIds = {flowId};
    const Page<RunRecord> found = RunStore(call.service.database).list(query);
    const FlowStore flows(call.service.database);
    QHash<QString, std::optional<FlowRecord>> known; // a page is mostly of a few flows
    Json runs = Json::array();
    for (const RunRecord &run : found.items) {
        if (!known.contains(run.flowId))
            known.insert(run.flowId, flows.findShort(run.flowId));
        const std::optional<FlowRecord> &stored = known[run.flowId];
        const FlowRecord *flow = stored ? &*stored : nullptr;
        runs.push_back(runDocument(run, flow, runRoles(run, flow, principals), Place::List));
    }
    Json document = Json::object();
    document[key] = std::move(runs);
    addPaging(document, call, pages, page, found.hasNext, found.cursor, true);
    return http::jsonAnswer(200, document);
}

Response listRuns(const Call &call)
{
    return runsPage(call, "runs", {});
}

//! The runs of one flow: with the flow's own token, or with one that may read all runs. Source: flows-service.md F9.
Response listRunsOfFlow(const Call &call)
{
    const QString id = visibleFlow(call).flow.id;
    requireRunReading(call.caller, id);
    return runsPage(call, call.request.segments.last() == "actions"_L1 ? "actions" : "runs", id);
}

Response getRun(const Call &call)
{
    const RunInView view = visibleRun(call);
    Json document = runDocument(view.run, view.flowOrNull(), view.roles, Place::Alone);
    const QString asked = call.request.query.value(u"include_flow_description").trimmed();
    const std::optional<bool> embed = call.request.query.boolean(u"include_flow_description");
    if (!asked.isEmpty() && !embed)
        throw badQuery(u"include_flow_description"_s, u"'%1' is no truth value"_s.arg(asked.left(60)));
    if (embed.value_or(false) && view.flow)
        document["flow_description"] = flowEmbed(*view.flow);
    return http::jsonAnswer(200, document);
}

Response getDefinition(const Call &call)
{
    const RunInView view = visibleRun(call);
    const bool administers = view.flow && mayAdministerFlow(flowRoles(*view.flow, call.caller.principals()));
    const std::optional<RunRecord> run = RunStore(call.service.database).find(view.run.id);
    if (!run)
        throw notFound(u"Run"_s, view.run.id);
    Json document = Json::object();
    document["flow_id"] = core::toStd(run->flowId);
    document["definition"] = administers ? run->definition : withoutPrivateParameters(run->definition);
    document["input_schema"] = run->inputSchema.is_null() ? Json::object() : run->inputSchema;
    return http::jsonAnswer(200, document);
}

Response logPage(const Call &call, const RunInView &view)
{
    const PageRules logRules{u"log "_s % view.run.id, u"limit"_s, 10, 100};
    const PageRequest page = pageRequest(call, logRules);
    const bool reverse = page.query.boolean(u"reverse_order").value_or(false);
    const Page<LogEntry> found = LogStore(call.service.database).list(view.run.id, page.wish, reverse);
    Json document = Json::object();
    addPaging(document, call, logRules, page, found.hasNext, found.cursor, false);
    Json entries = Json::array();
    for (const LogEntry &entry : found.items)
        entries.push_back(logEntryDocument(entry));
    document["entries"] = std::move(entries);
    return http::jsonAnswer(200, document);
}

Response getLog(const Call &call)
{
    return logPage(call, visibleRun(call));
}

//! The log under its flow. Source: flows-service.md F10.
Response getLogOfFlow(const Call &call)
{
    const RunInView view = visibleRun(call);
    if (view.run.flowId != call.request.argument(u"flow_id"_s).toLower())
        throw notFound(u"Run"_s, view.run.id);
    requireRunReading(call.caller, view.run.flowId);
    return logPage(call, view);
}

//! 202 says that the wish is noted: the engine ends the run when it comes to it. A run that is over stays as it is.
Response cancelRun(const Call &call)
{
    const RunInView view = managedRun(call);
    if (RunStore(call.service.database).requestCancel(view.run.id))
        call.service.engine.cancelRequested(view.run.id);
    return http::jsonAnswer(202, runDocument(view.run, view.flowOrNull(), view.roles, Place::Alone));
}

} // namespace

QList<RouteSpec> runRoutes()
{
    const Access read = Access::flows({u"run_status"_s, u"run_manage"_s, u"all"_s});
    const Access manage = Access::flows({u"run_manage"_s, u"all"_s});
    return {{"GET", u"/runs"_s, read, listRuns},
            {"GET", u"/runs/{run_id}"_s, read, getRun},
            {"GET", u"/runs/{run_id}/definition"_s, read, getDefinition},
            {"GET", u"/runs/{run_id}/log"_s, read, getLog},
            {"GET", u"/flows/{flow_id}/runs"_s, Access::flowScoped(), listRunsOfFlow},
            {"GET", u"/flows/{flow_id}/actions"_s, Access::flowScoped(), listRunsOfFlow},
            {"GET", u"/flows/{flow_id}/runs/{run_id}/log"_s, Access::flowScoped(), getLogOfFlow},
            {"POST", u"/runs/{run_id}/cancel"_s, manage, cancelRun}};
}

} // namespace emulator::routes
