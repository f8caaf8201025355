#pragma once

#include "flows/run.h"
#include "flows/runrequest.h"
#include "net/httpclient.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

namespace flows {

//! The calls that need one flow's own scope. Futures and `scope` as in FlowsClient.
class SpecificFlowClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpecificFlowClient)

public:
    SpecificFlowClient(net::HttpClient &http, const QUrl &baseUrl, const QString &flowId, QObject *parent = nullptr);

    [[nodiscard]] QString flowId() const { return m_flowId; }

    //! Starts a run. Sent once: fails with Ambiguous when the answer is lost; RunStarter finds out what happened.
    //! Source: flows-service.md F7.
    [[nodiscard]] QFuture<Run> runFlow(const RunRequest &request, QObject *scope);
    //! Checks input, limits, permission and known scopes; starts nothing. Fails with Validation when the input does not
    //! fit. A success means that a start is likely to work. Source: flows-service.md F8.
    [[nodiscard]] QFuture<void> validateRun(const RunRequest &request, QObject *scope);

private:
    [[nodiscard]] net::Request post(const char *verb, const RunRequest &request) const;

    net::HttpClient &m_http;
    QUrl m_baseUrl;
    QString m_flowId;
};

} // namespace flows
