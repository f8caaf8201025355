#include "bench/benchpages.h"

#include "support/replayserver.h"

#include <functional>

namespace bench {

namespace {

QByteArray runJson(int number)
{
    return QStringLiteral(
               R"({"run_id": "00000000-0000-0000-0000-%1", "flow_id": "e9e40f22-e75c-11f1-a0fb-02fc00000001",)"
               R"( "flow_title": "Move and share", "status": "SUCCEEDED", "display_status": "SUCCEEDED",)"
               R"( "label": "Run %1", "tags": ["one", "two"], "start_time": "2023-04-25T18:54:30.683000+00:00",)"
               R"( "completion_time": "2023-04-25T18:55:30.683000+00:00", "user_role": "run_owner",)"
               R"( "run_owner": "urn:globus:auth:identity:b44bddda-d274-11e5-978a-9f15789a8150", "run_managers": [],)"
               R"( "details": {"code": "FlowSucceeded", "output": {"Result": {"status": "SUCCEEDED", "details":)"
               R"( {"files": 12, "bytes": 1048576, "nice_status": "OK", "label": "a transfer of some files"}}}}})")
        .arg(number, 12, 10, QLatin1Char('0'))
        .toUtf8();
}

QByteArray entryJson(int number)
{
    return QStringLiteral(
               R"({"time": "2023-04-25T18:54:30.683000+00:00", "code": "ActionCompleted",)"
               R"( "description": "State Transfer number %1 of type Action completed", "details": {"state_name":)"
               R"( "Transfer", "state_type": "Action", "output": {"Result": {"status": "SUCCEEDED", "details":)"
               R"( {"files": 12, "bytes": 1048576, "nice_status": "OK", "label": "a transfer of some files"}}}}})")
        .arg(number)
        .toUtf8();
}

Pages makePages(const char *path, const char *list, int rows, int pageSize,
                const std::function<QByteArray(int)> &rowJson)
{
    Pages pages;
    pages.path = QLatin1String(path);
    pages.rows = rows;
    pages.pageSize = pageSize;
    for (int from = 0; from < rows; from += pageSize) {
        QByteArrayList texts;
        for (int i = from; i < qMin(rows, from + pageSize); ++i) {
            texts.append(rowJson(i));
            pages.rowBytes += texts.last().size();
        }
        QByteArray body = QByteArray("{\"") + list + "\": [" + texts.join(", ") + "], ";
        if (from + pageSize < rows)
            body += "\"has_next_page\": true, \"marker\": \"" + markerOf(from + pageSize).toLatin1() + "\"}";
        else
            body += "\"has_next_page\": false, \"marker\": null}";
        pages.bodies.insert(markerOf(from), body);
    }
    return pages;
}

} // namespace

QString markerOf(int row)
{
    return row == 0 ? QString() : QString::number(row);
}

Pages runPages(int rows, int pageSize)
{
    return makePages("/runs", "runs", rows, pageSize, runJson);
}

Pages logPages(int rows, int pageSize)
{
    return makePages("/runs/00000000-0000-0000-0000-000000000001/log", "entries", rows, pageSize, entryJson);
}

PageServer::PageServer(Pages pages)
    : m_pages(std::move(pages))
{
    start();
    m_ready.acquire();
}

PageServer::~PageServer()
{
    quit();
    wait();
}

void PageServer::run()
{
    testsupport::ReplayServer server;
    server.setHandler([this, &server](const testsupport::ReplayServer::Request &request) {
        testsupport::ReplayServer::Reply reply;
        reply.body = m_pages.bodies.value(request.parameter(QStringLiteral("marker")));
        server.forget();
        return reply;
    });
    m_url = server.url();
    m_ready.release();
    exec();
}

} // namespace bench
