#include "support/followedrun.h"

#include "support/logentries.h"

namespace testsupport {

void FollowedRun::setUp()
{
    m_server = std::make_unique<ReplayServer>();
    m_http = std::make_unique<net::HttpClient>(&m_tokens);
    net::Limits limits;
    limits.maxRetries = 0;
    m_http->setLimits(limits);
    m_client = std::make_unique<flows::FlowsClient>(*m_http, m_server->url());
    m_follower = std::make_unique<models::RunFollower>(*m_client, QStringLiteral("r"));
    using std::chrono::milliseconds;
    m_follower->setIntervals({milliseconds(2), milliseconds(5), 1.5, milliseconds(5)});
    m_tester = std::make_unique<QAbstractItemModelTester>(m_follower->logModel(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_statuses = {QStringLiteral("ACTIVE")};
    m_delay = {};
    m_runCount = 0;
    m_onRun = nullptr;
    m_onLog = nullptr;
    m_definitionStatus = 200;
    m_broken.clear();
    m_brokenStatus = 500;
    m_log = {QStringLiteral("0 FlowStarted")};
    m_server->setHandler([this](const ReplayServer::Request &request) { return serve(request); });
}

void FollowedRun::tearDown()
{
    m_tester.reset();
    m_follower.reset();
    m_client.reset();
    m_http.reset();
    m_server.reset();
}

ReplayServer::Reply FollowedRun::reply(const QByteArray &body, int status)
{
    ReplayServer::Reply result;
    result.status = status;
    result.body = body;
    return result;
}

QByteArray FollowedRun::runBody(const QString &status)
{
    return QStringLiteral(R"({"run_id": "r", "flow_id": "f", "status": "%1"})").arg(status).toUtf8();
}

int FollowedRun::count(const char *path) const
{
    int times = 0;
    for (const auto &request : m_server->requests())
        times += request.path == QLatin1String(path) ? 1 : 0;
    return times;
}

ReplayServer::Reply FollowedRun::serve(const ReplayServer::Request &request)
{
    if (request.path == m_broken)
        return reply("{}", m_brokenStatus);
    if (request.path.endsWith(QLatin1String("/definition")))
        return reply(R"({"flow_id": "f", "definition": {}})", m_definitionStatus);
    if (request.path.endsWith(QLatin1String("/log"))) {
        if (m_onLog)
            m_onLog();
        return logPage(request.parameter(QStringLiteral("marker")).toInt());
    }
    ++m_runCount;
    if (m_onRun)
        m_onRun();
    const QString status = m_statuses.size() > 1 ? m_statuses.takeFirst() : m_statuses.first();
    ReplayServer::Reply answer = reply(runBody(status));
    answer.delay = m_delay;
    return answer;
}

ReplayServer::Reply FollowedRun::logPage(qsizetype from) const
{
    QByteArrayList entries;
    const qsizetype to = qMin(from + 100, m_log.size());
    for (qsizetype i = from; i < to; ++i)
        entries.append(logEntryJson(m_log[i]));
    QByteArray body = "{\"entries\": [" + entries.join(", ") + "], ";
    if (to < m_log.size())
        body += "\"has_next_page\": true, \"marker\": \"" + QByteArray::number(to) + "\"}";
    else
        body += "\"has_next_page\": false}";
    return reply(body);
}

} // namespace testsupport
