#include "support/pagesrig.h"

#include <QApplication>

using namespace std::chrono_literals;

namespace testsupport {

namespace {

const QByteArray markup = "<img src=x><b>bold<\\/b>";

QByteArray flowDocument()
{
    return "{\"id\":\"" + rigFlowId.toLatin1() + "\",\"title\":\"Title " + markup + "\",\"subtitle\":\"Subtitle " +
           markup + "\",\"description\":\"Description " + markup + "\",\"keywords\":[\"" + markup +
           "\"],\"user_roles\":[\"flow_starter\"],\"updated_at\":\"2023-04-25T18:54:30.683000+00:00\","
           "\"definition\":{\"StartAt\":\"First\",\"States\":{\"First\":{\"Type\":\"Pass\",\"Next\":\"Last\"},"
           "\"Last\":{\"Type\":\"Pass\",\"End\":true}}},\"input_schema\":{\"type\":\"object\"}}";
}

QByteArray runDocument(const QByteArray &status)
{
    QByteArray document =
        "{\"run_id\":\"" + rigRunId.toLatin1() + "\",\"flow_id\":\"" + rigFlowId.toLatin1() +
        "\",\"flow_title\":\"Title " + markup + "\",\"label\":\"Label " + markup + "\",\"status\":\"" + status +
        "\",\"start_time\":\"2023-04-25T18:54:30.683000+00:00\",\"run_owner\":\"" + markup +
        "\",\"details\":{\"code\":\"FlowFailed\",\"description\":\"" + markup +
        "\",\"details\":{\"state_name\":\"First\",\"exception\":\"Broken\",\"cause\":\"" + markup + "\"}}";
    if (status != "ACTIVE")
        document += ",\"completion_time\":\"2023-04-25T18:55:30.683000+00:00\"";
    return document + "}";
}

} // namespace

PagesRig::PagesRig()
    : m_http(&m_tokens)
    , m_client(m_http, server.url())
    , m_summary(m_client)
    , m_thumbnails(QApplication::font())
    , m_services{m_client, m_summary, m_thumbnails, QUuid::createUuid(), QStringLiteral("Test"), QString()}
{
    net::Limits limits;
    limits.idle = 400ms;
    limits.total = 800ms;
    limits.maxRetries = 1;
    limits.firstBackoff = 5ms;
    m_http.setLimits(limits);
    heal();
    window = std::make_unique<widgets::MainWindow>(m_theme);
    window->connectAccount(m_services);
    window->show();
}

PagesRig::~PagesRig()
{
    window.reset(); // its pages work with the rest
}

void PagesRig::heal()
{
    server.setHandler([this](const SeenRequest &request) { return answer(request); });
}

void PagesRig::breakWith(const Answer &broken)
{
    server.setHandler([broken](const SeenRequest &) { return broken; });
}

std::optional<Answer> PagesRig::answer(const SeenRequest &request) const
{
    const QString run = QStringLiteral("/runs/") + rigRunId;
    if (request.path == QStringLiteral("/flows"))
        return Answer::json(200, "{\"flows\":[" + flowDocument() + "],\"limit\":50,\"has_next_page\":false}");
    if (request.path == QString(QStringLiteral("/flows/") + rigFlowId))
        return Answer::json(200, flowDocument());
    if (request.path == QStringLiteral("/runs"))
        return Answer::json(200, "{\"runs\":[" + runDocument(runStatus) + "],\"limit\":50,\"has_next_page\":false}");
    if (request.path == run)
        return Answer::json(200, runDocument(runStatus));
    if (request.path == QString(run + QStringLiteral("/definition")))
        return Answer::json(200, flowDocument().replace("\"id\"", "\"flow_id\""));
    if (request.path == QString(run + QStringLiteral("/log")))
        return Answer::json(200, "{\"limit\":100,\"has_next_page\":false,\"entries\":[" + logEntries + "]}");
    return Answer::json(404, "{}");
}

} // namespace testsupport
