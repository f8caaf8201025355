#pragma once

#include "flows/flowsclient.h"
#include "flows/specificflowclient.h"
#include "support/replayserver.h"
#include "support/statictokens.h"

#include <QFuture>
#include <QHash>
#include <QObject>
#include <QString>

#include <functional>

namespace testsupport {

//! A client and the loopback server that it talks to. The server takes everything, and answers with a document that
//! can be read as any of the service's.
class SurfaceRig
{
public:
    SurfaceRig();

    ReplayServer server;
    StaticTokens tokens;
    net::HttpClient http;
    flows::FlowsClient client;
    flows::SpecificFlowClient flow;
    QObject scope;

    static const QString flowId;
    static const QString runId;
    static const QString registeredApiId;
    static const QString webInputId;
    static const QString collectionId;

    //! `/flows/{flow_id}` with the ids of this rig.
    [[nodiscard]] static QString filled(QString path);
    //! The answer to anything.
    [[nodiscard]] static core::Json anyDocument();

    // Requests and queries in which everything is set, also `x_extra` by hand.
    [[nodiscard]] static flows::NewFlow newFlow();
    [[nodiscard]] static flows::FlowUpdate flowUpdate();
    [[nodiscard]] static flows::RunRequest runRequest();
    [[nodiscard]] static flows::RunUpdate runUpdate();
    [[nodiscard]] static flows::RunBatch runBatch();
    [[nodiscard]] static flows::NewRegisteredApi newRegisteredApi();
    [[nodiscard]] static flows::RegisteredApiUpdate registeredApiUpdate();
    [[nodiscard]] static flows::ListFlowsQuery listFlows();
    [[nodiscard]] static flows::ListRunsQuery listRuns();
    [[nodiscard]] static flows::RunLogQuery runLog();
    [[nodiscard]] static flows::ListRegisteredApisQuery listRegisteredApis();
    [[nodiscard]] static flows::ListWebInputsQuery listWebInputs();
    [[nodiscard]] static flows::QueryParams extra();
};

//! The function that serves an endpoint: its call, as it stands in the source, and as it runs.
struct SurfaceCall
{
    QString source; //!< `client.getFlow(…)`, `flow.runFlow(…)`
    std::function<QFuture<void>(SurfaceRig &)> call;
};

//! By the endpoint's name in flows-service.md 2.0: `F1`.
[[nodiscard]] const QHash<QString, SurfaceCall> &surfaceCalls();

//! What a member that is no call of one endpoint is found to be.
struct SurfaceValue
{
    QString function; //!< what stands for the member
    std::function<QString(SurfaceRig &)> value;
};

//! By class and member: `FlowsClient.resource_server`.
[[nodiscard]] const QHash<QString, SurfaceValue> &surfaceValues();

} // namespace testsupport
