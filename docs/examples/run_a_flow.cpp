#include "auth/clientcredentials.h"
#include "core/andthen.h"
#include "flows/flowsapierror.h"
#include "flows/flowsclient.h"
#include "flows/specificflowclient.h"
#include "flows/waitforrun.h"
#include "net/environment.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace flows;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    const auto environment = net::Environment::from(QProcessEnvironment::systemEnvironment());
    auth::ClientCredentials tokens(environment);
    net::HttpClient http(&tokens);
    http.configure(environment);
    FlowsClient client(http, environment.flowsUrl);
    SpecificFlowClient flow(http, environment.flowsUrl, u"a7f1c0de-5a3e-4c1b-9d55-0f6f3a2b7c01"_s);
    if (!flow.addAppTransferDataAccessScope({u"6c54cade-bde5-45c1-bdea-f4bd71dba2cc"_s}))
        return 2;
    RunRequest request;
    request.body["source"] = {{"id", "6c54cade-bde5-45c1-bdea-f4bd71dba2cc"}, {"path", "/~/detector/frames.bin"}};
    request.body["destination"] = {{"id", "31ce9ba0-176d-45a5-add3-f37d233ba47d"}, {"path", "/~/results/frames.bin"}};

    const auto listed = Pager<Flow>::all(client.paginated().listFlows({}, &app), &app);
    const auto started = core::andThen(listed, &app, [&](const QList<Flow> &all) {
        for (const Flow &each : all)
            out << each.id << "  " << each.title << Qt::endl;
        return flow.runFlow(request, &app);
    });
    const auto ended =
        core::andThen(started, &app, [&](const Run &run) { return waitForRun(client, run.runId, &app); });
    core::settle(
        ended, &app,
        [&](const Run &run) {
            out << run.runId << "  " << run.statusText() << Qt::endl;
            QCoreApplication::exit(run.status == RunStatus::Succeeded ? 0 : 1);
        },
        [&](const core::ApiError &error) {
            out << core::ApiError::kindName(error.kind) << "  " << FlowsApiError::from(error).message() << Qt::endl;
            QCoreApplication::exit(1);
        });
    return QCoreApplication::exec();
}
