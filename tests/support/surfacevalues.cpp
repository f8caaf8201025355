#include "support/surface.h"

#include "flows/flowsapierror.h"
#include "flows/pager.h"
#include "net/environment.h"
#include "support/settled.h"

namespace testsupport {

using core::ApiError;
using core::Json;
using core::Scope;

namespace {

//! The request that a call makes, as `VERB /path?query body`.
template<typename T>
QString requestOf(SurfaceRig &rig, const QFuture<T> &future)
{
    Settled<T> outcome;
    outcome.watch(future, &rig.scope);
    if (!outcome.wait() || outcome.error || rig.server.requests().size() != 1)
        return QStringLiteral("no answer, or more than one request");
    const ReplayServer::Request request = rig.server.requests().first();
    QStringList query;
    for (const auto &[name, value] : request.query)
        query.append(QString(name + u'=' + value));
    QString text = QString::fromLatin1(request.method) + u' ' + request.path + u'?' + query.join(u'&');
    if (!request.body.isEmpty())
        text += u' ' + QString::fromUtf8(request.body);
    return text;
}

//! A header of the request that a plain call makes.
QString header(SurfaceRig &rig, const char *name)
{
    static_cast<void>(requestOf(rig, rig.client.getRunDefinition(rig.runId, &rig.scope)));
    return rig.server.requests().isEmpty() ? QString()
                                           : QString::fromLatin1(rig.server.requests().first().headers.value(name));
}

//! The error that a call ends in.
template<typename T>
std::optional<ApiError> errorOf(SurfaceRig &rig, const QFuture<T> &future)
{
    Settled<T> outcome;
    outcome.watch(future, &rig.scope);
    static_cast<void>(outcome.wait());
    return outcome.error;
}

//! The code that the service gave, when it knows neither run nor flow.
template<typename Client>
QString errorCode(SurfaceRig &rig, Client call)
{
    rig.server.setHandler([](const ReplayServer::Request &) {
        return ReplayServer::json({{"error", {{"code", "NOT_FOUND"}, {"detail", "No such thing"}}}}, 404);
    });
    const auto error = errorOf(rig, call());
    return error ? flows::FlowsApiError::from(*error).code : QString();
}

//! Two pages, with two rows and one; then which were asked for, and how many rows came.
template<typename Row>
QString paged(SurfaceRig &rig, const char *key, const flows::PageSource<Row> &source)
{
    rig.server.setHandler([key](const ReplayServer::Request &request) {
        const Json row{{"id", "x"}, {"run_id", "x"}, {"status", "open"}};
        Json page;
        const bool second = request.parameter(QStringLiteral("marker")) == QLatin1String("second");
        page[key] = second ? Json::array({row}) : Json::array({row, row});
        page["marker"] = second ? Json() : Json("second");
        if (qstrcmp(key, "web_input_summaries") != 0)
            page["has_next_page"] = !second;
        return ReplayServer::json(page);
    });
    Settled<QList<Row>> all;
    all.watch(flows::Pager<Row>::all(source, &rig.scope), &rig.scope);
    if (!all.wait() || !all.value)
        return QStringLiteral("failed");
    QString text;
    for (const ReplayServer::Request &request : rig.server.requests()) {
        const QString marker = request.parameter(QStringLiteral("marker"));
        text += request.path + (marker.isEmpty() ? QStringLiteral("? ") : QStringLiteral("?marker=%1; ").arg(marker));
    }
    return text + QString::number(all.value->size()) + QLatin1String(" rows");
}

//! Answers the first request with a demand for consent, and the others with a document.
class ObtainingAuthorizer final : public net::Authorizer
{
public:
    QFuture<void> obtain(const net::Requirements &requirements) override
    {
        asked = requirements.resourceServer;
        QPromise<void> promise;
        promise.start();
        promise.finish();
        return promise.future();
    }
    QString asked;
};

QString withApp(SurfaceRig &rig)
{
    int answered = 0;
    rig.server.setHandler([&answered](const ReplayServer::Request &) {
        return ++answered == 1 ? ReplayServer::json({{"code", "ConsentRequired"}, {"required_scopes", {"a"}}}, 403)
                               : ReplayServer::json(SurfaceRig::anyDocument());
    });
    ObtainingAuthorizer authorizer;
    net::HttpClient http(&rig.tokens, &authorizer);
    flows::FlowsClient client(http, rig.server.url());
    const auto error = errorOf(rig, client.getFlow(rig.flowId, &rig.scope));
    return QLatin1String("asked for ") + authorizer.asked +
           QLatin1String(!error && answered == 2 ? ", then sent again" : ", and not sent again");
}

QString afterTheLimit(SurfaceRig &rig)
{
    rig.server.setHandler([](const ReplayServer::Request &) {
        ReplayServer::Reply silence;
        silence.silent = true;
        return silence;
    });
    net::Limits limits;
    limits.idle = std::chrono::milliseconds(30);
    limits.maxRetries = 0;
    rig.http.setLimits(limits);
    const auto error = errorOf(rig, rig.client.getFlow(rig.flowId, &rig.scope));
    return error && error->kind == ApiError::Kind::Timeout ? QStringLiteral("ended after the limit")
                                                           : QStringLiteral("something else");
}

QString attempts(SurfaceRig &rig)
{
    rig.server.setHandler([](const ReplayServer::Request &) { return ReplayServer::json({}, 503); });
    net::Limits limits = rig.http.limits();
    limits.maxRetries = 1;
    rig.http.setLimits(limits);
    static_cast<void>(errorOf(rig, rig.client.getFlow(rig.flowId, &rig.scope)));
    return QString::number(rig.server.requests().size()) + QLatin1String(" attempts");
}

QString closedInFlight(SurfaceRig &rig)
{
    auto http = std::make_unique<net::HttpClient>(&rig.tokens);
    flows::FlowsClient client(*http, rig.server.url());
    const auto future = client.getFlow(rig.flowId, &rig.scope);
    http.reset();
    const auto error = errorOf(rig, future);
    return error ? ApiError::kindName(error->kind) : QString();
}

QString sandbox()
{
    QProcessEnvironment variables;
    variables.insert(QStringLiteral("GLOBUS_SDK_ENVIRONMENT"), QStringLiteral("sandbox"));
    return net::Environment::from(variables).flowsUrl.toString();
}

QString named(SurfaceRig &rig)
{
    rig.http.setProduct(QStringLiteral("a program"), QStringLiteral("1.2"));
    return header(rig, "user-agent");
}

QString replaced(SurfaceRig &rig)
{
    rig.client.setAppScopes({flows::FlowsScopes::viewFlows(), flows::FlowsScopes::runStatus()});
    static_cast<void>(header(rig, "authorization"));
    return rig.tokens.asked.value(0).scopes.join(u' ');
}

QString added(SurfaceRig &rig)
{
    rig.client.addAppScope(flows::FlowsScopes::runManage());
    static_cast<void>(header(rig, "authorization"));
    return rig.tokens.asked.value(0).scopes.join(u' ');
}

QString withDataAccess(SurfaceRig &rig)
{
    if (!rig.flow.addAppTransferDataAccessScope({rig.collectionId}))
        return {};
    static_cast<void>(requestOf(rig, rig.flow.resumeRun(rig.runId, &rig.scope)));
    return rig.tokens.asked.value(0).scopes.join(u' ');
}

QString sdkScopes()
{
    using flows::FlowsScopes;
    return Scope::toString({FlowsScopes::all(), FlowsScopes::manageFlows(), FlowsScopes::viewFlows(),
                            FlowsScopes::run(), FlowsScopes::runStatus(), FlowsScopes::runManage()});
}

net::Response freeResponse(SurfaceRig &rig)
{
    rig.server.setHandler([](const ReplayServer::Request &) {
        ReplayServer::Reply reply;
        reply.body = "{\"free\": 1.0}";
        return reply;
    });
    Settled<net::Response> outcome;
    outcome.watch(rig.client.get(QStringLiteral("any"), {}, &rig.scope), &rig.scope);
    static_cast<void>(outcome.wait());
    return outcome.value.value_or(net::Response());
}

flows::ServiceCall anyCall()
{
    return {"OPTIONS", QStringLiteral("any/path"), flows::toUrlQuery({{QStringLiteral("q"), QStringLiteral("1")}})};
}

QString policy(const flows::RunActivityNotificationPolicy &policy)
{
    return QString::fromUtf8(core::toBytes(policy.toJson()));
}

const QString path = QStringLiteral("/any/path");
const Json body{{"a", 1}};
const flows::QueryParams params{{QStringLiteral("q"), QStringLiteral("1")}};
using Policy = flows::RunActivityNotificationPolicy;

} // namespace

// The member, what stands for it here, and what is looked at.
#define IS(member, function, expression)                                                                               \
    {                                                                                                                  \
        QStringLiteral(member),                                                                                        \
        {                                                                                                              \
            QStringLiteral(function), []([[maybe_unused]] SurfaceRig &rig) { return QString(expression); }             \
        }                                                                                                              \
    }

const QHash<QString, SurfaceValue> &surfaceValues()
{
    static const QHash<QString, SurfaceValue> values{
        IS("constructor.environment", "net::Environment::from", sandbox()),
        IS("constructor.base_url", "FlowsClient(http, baseUrl)", rig.client.baseUrl().toString()),
        IS("constructor.app", "net::HttpClient(TokenSource *, Authorizer *)", withApp(rig)),
        IS("constructor.app_scopes", "FlowsClient::setAppScopes", replaced(rig)),
        IS("constructor.authorizer", "net::HttpClient(TokenSource *)", header(rig, "authorization")),
        IS("constructor.app_name", "net::HttpClient::setProduct", named(rig)),
        IS("constructor.transport", "net::HttpClient::setLimits", afterTheLimit(rig)),
        IS("constructor.retry_config", "net::HttpClient::setLimits", attempts(rig)),
        IS("FlowsClient.error_class", "FlowsApiError::from",
           errorCode(rig, [&rig] { return rig.client.getFlow(rig.flowId, &rig.scope); })),
        IS("FlowsClient.service_name", "FlowsClient::serviceName", flows::FlowsClient::serviceName()),
        IS("FlowsClient.scopes", "FlowsScopes", sdkScopes()),
        IS("FlowsClient.resource_server", "FlowsClient::resourceServer", rig.client.resourceServer()),
        IS("FlowsClient.default_scope_requirements", "FlowsClient::defaultScopeRequirements",
           Scope::toString(flows::FlowsClient::defaultScopeRequirements())),
        IS("FlowsClient.paginated.list_flows", "FlowsClient::paginated().listFlows",
           paged(rig, "flows", rig.client.paginated().listFlows({}, &rig.scope))),
        IS("FlowsClient.paginated.list_runs", "FlowsClient::paginated().listRuns",
           paged(rig, "runs", rig.client.paginated().listRuns({}, &rig.scope))),
        IS("FlowsClient.paginated.get_run_logs", "FlowsClient::paginated().getRunLogs",
           paged(rig, "entries", rig.client.paginated().getRunLogs(rig.runId, {}, &rig.scope))),
        IS("FlowsClient.paginated.list_registered_apis", "FlowsClient::paginated().listRegisteredApis",
           paged(rig, "registered_apis", rig.client.paginated().listRegisteredApis({}, &rig.scope))),
        IS("FlowsClient.paginated.list_web_inputs", "FlowsClient::paginated().listWebInputs",
           paged(rig, "web_input_summaries", rig.client.paginated().listWebInputs({}, &rig.scope))),
        IS("FlowsClient.get", "FlowsClient::get", requestOf(rig, rig.client.get(path, params, &rig.scope))),
        IS("FlowsClient.post", "FlowsClient::post", requestOf(rig, rig.client.post(path, body, params, &rig.scope))),
        IS("FlowsClient.put", "FlowsClient::put", requestOf(rig, rig.client.put(path, body, params, &rig.scope))),
        IS("FlowsClient.patch", "FlowsClient::patch", requestOf(rig, rig.client.patch(path, body, params, &rig.scope))),
        IS("FlowsClient.delete", "FlowsClient::deleteResource",
           requestOf(rig, rig.client.deleteResource(path, params, &rig.scope))),
        IS("FlowsClient.request", "FlowsClient::request", requestOf(rig, rig.client.request(anyCall(), &rig.scope))),
        IS("FlowsClient.attach_globus_app", "net::HttpClient(TokenSource *)", header(rig, "authorization")),
        IS("FlowsClient.add_app_scope", "FlowsClient::addAppScope", added(rig)),
        IS("FlowsClient.close", "net::HttpClient::~HttpClient", closedInFlight(rig)),
        IS("SpecificFlowClient.error_class", "FlowsApiError::from",
           errorCode(rig, [&rig] { return rig.flow.resumeRun(rig.runId, &rig.scope); })),
        IS("SpecificFlowClient.service_name", "SpecificFlowClient::serviceName",
           flows::SpecificFlowClient::serviceName()),
        IS("SpecificFlowClient.scopes", "SpecificFlowClient::scopes().user", rig.flow.scopes().user().toString()),
        IS("SpecificFlowClient.resource_server", "SpecificFlowClient::scopes().resourceServer",
           rig.flow.scopes().resourceServer()),
        IS("SpecificFlowClient.default_scope_requirements", "SpecificFlowClient::defaultScopeRequirements",
           Scope::toString(rig.flow.defaultScopeRequirements())),
        IS("SpecificFlowClient.add_app_transfer_data_access_scope", "SpecificFlowClient::addAppTransferDataAccessScope",
           withDataAccess(rig)),
        IS("RunActivityNotificationPolicy.status", "RunActivityNotificationPolicy(statuses)",
           policy(Policy({Policy::Status::Inactive, Policy::Status::Failed}))),
        IS("RunActivityNotificationPolicy.status left out", "RunActivityNotificationPolicy()", policy(Policy())),
        IS("GlobusHTTPResponse.http_status", "net::Response::status", QString::number(freeResponse(rig).status)),
        IS("GlobusHTTPResponse.text", "net::Response::body", QString::fromUtf8(freeResponse(rig).body)),
        IS("GlobusHTTPResponse.content_type", "net::Response::contentType",
           QString::fromLatin1(freeResponse(rig).contentType)),
        IS("GlobusHTTPResponse.data", "RawJson(net::Response::body)",
           QString::fromUtf8(core::toBytes(*flows::RawJson(freeResponse(rig).body).json()))),
    };
    return values;
}

} // namespace testsupport
