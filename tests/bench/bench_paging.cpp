// How much reading runs through the client costs beyond fetching the same pages without looking into them. Prints one
// ratio; asserts no time.
#include "support/replayserver.h"
#include "support/statictokens.h"

#include "flows/flowsclient.h"
#include "flows/pager.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSemaphore>
#include <QThread>

#include <algorithm>
#include <cstdio>

namespace {

constexpr int runCount = 10'000;
constexpr int pageSize = 100;
constexpr int repeats = 5;

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

QHash<QString, QByteArray> makePages()
{
    QHash<QString, QByteArray> pages;
    for (int from = 0; from < runCount; from += pageSize) {
        QByteArrayList rows;
        for (int i = from; i < from + pageSize; ++i)
            rows.append(runJson(i));
        QByteArray body = "{\"runs\": [" + rows.join(", ") + "], \"limit\": 100, ";
        if (from + pageSize < runCount)
            body += "\"has_next_page\": true, \"marker\": \"" + QByteArray::number(from + pageSize) + "\"}";
        else
            body += "\"has_next_page\": false, \"marker\": null}";
        pages.insert(from == 0 ? QString() : QString::number(from), body);
    }
    return pages;
}

//! The server in a thread of its own, so that it does not share the client's.
class ServerThread final : public QThread
{
public:
    explicit ServerThread(QHash<QString, QByteArray> pages)
        : m_pages(std::move(pages))
    {
    }
    QUrl url;
    QSemaphore ready;

protected:
    void run() override
    {
        testsupport::ReplayServer server;
        server.setHandler([this, &server](const testsupport::ReplayServer::Request &request) {
            testsupport::ReplayServer::Reply reply;
            reply.body = m_pages.value(request.parameter(QStringLiteral("marker")));
            server.forget();
            return reply;
        });
        url = server.url();
        ready.release();
        exec();
    }

private:
    QHash<QString, QByteArray> m_pages;
};

//! Reads all pages with a bare access manager, one after the other; the markers are known.
class PlainReader final : public QObject
{
public:
    PlainReader(const QUrl &url, std::function<void(qint64)> done)
        : m_url(url.toString() + QLatin1String("/runs"))
        , m_done(std::move(done))
    {
        m_clock.start();
        next(0);
    }

private:
    void next(int from)
    {
        if (from >= runCount) {
            m_done(m_clock.nsecsElapsed());
            return;
        }
        QUrl url(m_url);
        if (from > 0)
            url.setQuery(QStringLiteral("marker=%1").arg(from));
        QNetworkReply *reply = m_manager.get(QNetworkRequest(url));
        connect(reply, &QNetworkReply::finished, this, [this, reply, from] {
            reply->deleteLater();
            m_bytes += reply->readAll().size();
            next(from + pageSize);
        });
    }

    QNetworkAccessManager m_manager;
    QElapsedTimer m_clock;
    QString m_url;
    std::function<void(qint64)> m_done;
    qint64 m_bytes = 0;
};

class Bench final : public QObject
{
public:
    explicit Bench(const QUrl &url)
        : m_url(url)
        , m_http(&m_tokens)
        , m_client(m_http, url)
    {
        plain();
    }

private:
    void plain()
    {
        m_reader = std::make_unique<PlainReader>(m_url, [this](qint64 ns) {
            m_plain.append(ns);
            QMetaObject::invokeMethod(
                this, [this] { parsed(); }, Qt::QueuedConnection);
        });
    }

    void parsed()
    {
        m_reader.reset();
        m_clock.start();
        core::settle(
            flows::Pager<flows::Run>::all([this](const QString &marker) { return m_client.listRuns({}, marker, this); },
                                          this),
            this, [this](const QList<flows::Run> &runs) { count(runs); },
            [](const core::ApiError &error) {
                std::fprintf(stderr, "reading failed: %s\n", qPrintable(error.detail));
                QCoreApplication::exit(1);
            });
    }

    void count(const QList<flows::Run> &runs)
    {
        m_parsed.append(m_clock.nsecsElapsed());
        if (runs.size() != runCount) {
            std::fprintf(stderr, "%lld of %d runs came\n", static_cast<long long>(runs.size()), runCount);
            QCoreApplication::exit(1);
        } else if (m_parsed.size() < repeats) {
            plain();
        } else {
            report();
        }
    }

    void report()
    {
        const auto median = [](QList<qint64> values) {
            std::sort(values.begin(), values.end());
            return static_cast<double>(values[values.size() / 2]) / 1e6;
        };
        const double plainMs = median(m_plain);
        const double parsedMs = median(m_parsed);
        std::printf("%d runs in pages of %d: pager %.1f ms, access manager alone %.1f ms, ratio %.2f\n", runCount,
                    pageSize, parsedMs, plainMs, parsedMs / plainMs);
        QCoreApplication::quit();
    }

    QUrl m_url;
    testsupport::StaticTokens m_tokens;
    net::HttpClient m_http;
    flows::FlowsClient m_client;
    std::unique_ptr<PlainReader> m_reader;
    QElapsedTimer m_clock;
    QList<qint64> m_plain;
    QList<qint64> m_parsed;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("app.*.info=false"));
    ServerThread server(makePages());
    server.start();
    server.ready.acquire();
    int code = 0;
    {
        Bench bench(server.url);
        code = QCoreApplication::exec();
    }
    server.quit();
    server.wait();
    return code;
}
