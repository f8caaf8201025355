#include "support/surface.h"

namespace testsupport {

using core::Json;
using flows::RawJson;

namespace {

const QStringList one{QStringLiteral("one")};

Json extraField()
{
    return {{"x_extra", 1}};
}

//! What creation and update of a flow have in common.
template<typename Request>
Request withEverything(Request request)
{
    request.title = QStringLiteral("title");
    request.definition = RawJson("{}");
    request.inputSchema = RawJson("{}");
    request.subtitle = QStringLiteral("subtitle");
    request.description = QStringLiteral("description");
    request.flowViewers = one;
    request.flowStarters = one;
    request.flowAdministrators = one;
    request.runManagers = one;
    request.runMonitors = one;
    request.keywords = one;
    request.subscriptionId = QStringLiteral("subscription");
    request.authenticationPolicyId = QStringLiteral("policy");
    request.additionalFields = extraField();
    return request;
}

template<typename Request>
Request ofAnApi(Request request)
{
    request.name = QStringLiteral("name");
    request.description = QStringLiteral("description");
    request.target = RawJson("{}");
    request.roles.owners = one;
    request.subscriptionId = QStringLiteral("subscription");
    request.additionalFields = extraField();
    return request;
}

} // namespace

const QString SurfaceRig::flowId = QStringLiteral("24bc4997-b483-4c25-a19c-64b0afc00743");
const QString SurfaceRig::runId = QStringLiteral("36ad9f9a-ad29-488f-beb4-c22ab729643a");
const QString SurfaceRig::registeredApiId = QStringLiteral("9dc867a4-1c6d-46d9-911f-71c2ac67e38c");
const QString SurfaceRig::webInputId = QStringLiteral("e35d1f92-3e2a-4c1c-8f36-7ce4f00f9d2c");
const QString SurfaceRig::collectionId = QStringLiteral("6c54cade-bde5-45c1-bdea-f4bd71dba2cc");

SurfaceRig::SurfaceRig()
    : http(&tokens)
    , client(http, server.url())
    , flow(http, server.url(), flowId)
{
    net::Limits limits;
    limits.firstBackoff = std::chrono::milliseconds(1);
    http.setLimits(limits);
    server.setHandler([](const ReplayServer::Request &) { return ReplayServer::json(anyDocument()); });
}

QString SurfaceRig::filled(QString path)
{
    path.replace(QLatin1String("{flow_id}"), flowId);
    path.replace(QLatin1String("{run_id}"), runId);
    path.replace(QLatin1String("{registered_api_id}"), registeredApiId);
    path.replace(QLatin1String("{web_input_id}"), webInputId);
    return path;
}

Json SurfaceRig::anyDocument()
{
    Json document{{"id", "id"}, {"run_id", "run"}, {"flow_id", "flow"}, {"status", "ACTIVE"}};
    for (const char *list : {"flows", "runs", "entries", "registered_apis", "web_input_summaries"})
        document[list] = Json::array();
    return document;
}

flows::NewFlow SurfaceRig::newFlow()
{
    return withEverything(flows::NewFlow());
}

flows::FlowUpdate SurfaceRig::flowUpdate()
{
    auto update = withEverything(flows::FlowUpdate());
    update.flowOwner = QStringLiteral("owner");
    return update;
}

flows::RunRequest SurfaceRig::runRequest()
{
    flows::RunRequest request;
    request.label = QStringLiteral("label");
    request.tags = one;
    request.runManagers = one;
    request.runMonitors = one;
    request.activityNotificationPolicy = flows::RunActivityNotificationPolicy();
    request.additionalFields = extraField();
    return request;
}

flows::RunUpdate SurfaceRig::runUpdate()
{
    flows::RunUpdate update;
    update.label = QStringLiteral("label");
    update.tags = one;
    update.runManagers = one;
    update.runMonitors = one;
    update.additionalFields = extraField();
    return update;
}

flows::RunBatch SurfaceRig::runBatch()
{
    flows::RunBatch batch;
    batch.runIds = {runId};
    batch.set.tags = one;
    batch.add.runManagers = one;
    batch.remove.runMonitors = one;
    return batch;
}

flows::NewRegisteredApi SurfaceRig::newRegisteredApi()
{
    return ofAnApi(flows::NewRegisteredApi());
}

flows::RegisteredApiUpdate SurfaceRig::registeredApiUpdate()
{
    return ofAnApi(flows::RegisteredApiUpdate());
}

flows::ListFlowsQuery SurfaceRig::listFlows()
{
    flows::ListFlowsQuery query;
    query.role = QStringLiteral("flow_owner");
    query.fulltext = QStringLiteral("text");
    query.titles = one;
    query.subtitles = one;
    query.descriptions = one;
    query.keywords = one;
    query.scopeStrings = one;
    query.orderBy = {flows::orderBy(flows::FlowOrder::UpdatedAt, flows::Sort::Descending)};
    query.perPage = 50;
    query.page = 1;
    query.queryParams = extra();
    return query;
}

flows::ListRunsQuery SurfaceRig::listRuns()
{
    const QDateTime moment(QDate(2026, 5, 4), QTime(12, 0), Qt::UTC);
    flows::ListRunsQuery query;
    query.role = QStringLiteral("run_owner");
    query.flowIds = {flowId};
    query.statuses = {flows::runStatusText(flows::RunStatus::Active)};
    query.labels = one;
    query.flowTitles = one;
    query.started.from = moment;
    query.completed.to = moment;
    query.orderBy = {flows::orderBy(flows::RunOrder::StartTime)};
    query.perPage = 50;
    query.page = 1;
    query.queryParams = extra();
    return query;
}

flows::RunLogQuery SurfaceRig::runLog()
{
    return {100, true, extra()};
}

flows::ListRegisteredApisQuery SurfaceRig::listRegisteredApis()
{
    flows::ListRegisteredApisQuery query;
    query.orderBy = {flows::orderBy(flows::RegisteredApiOrder::Name)};
    query.perPage = 100;
    query.queryParams = extra();
    return query;
}

flows::ListWebInputsQuery SurfaceRig::listWebInputs()
{
    flows::ListWebInputsQuery query;
    query.states = one;
    query.flowIds = {flowId};
    query.runIds = {runId};
    query.orderBy = {flows::orderBy(flows::WebInputOrder::CreatedTimestamp)};
    query.perPage = 20;
    query.queryParams = extra();
    return query;
}

flows::QueryParams SurfaceRig::extra()
{
    return {{QStringLiteral("x_extra"), QStringLiteral("1")}};
}

} // namespace testsupport
