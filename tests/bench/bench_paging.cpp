// What reading lists through the client costs, against the same access manager and against a bare socket that fetch the
// same pages without looking into them; and the memory that the rows hold. Prints ratios; asserts no time.
#include "bench/benchpages.h"
#include "bench/pagereaders.h"
#include "support/settled.h"
#include "support/statictokens.h"

#include "core/settle.h"
#include "flows/flowsclient.h"
#include "flows/pager.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <malloc.h>

#include <algorithm>
#include <cstdio>

namespace {

constexpr int repeats = 5;
constexpr int longest = 120'000; // milliseconds that one reading may take

double medianMs(QList<qint64> values)
{
    std::sort(values.begin(), values.end());
    return static_cast<double>(values[values.size() / 2]) / 1e6;
}

qint64 heapInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return static_cast<qint64>(info.uordblks + info.hblkhd);
}

qint64 readPlain(const bench::Pages &pages, const QUrl &server)
{
    testsupport::Waiting waiting;
    qint64 took = 0;
    bench::PlainReader reader(pages, server, [&](qint64 ns) {
        took = ns;
        waiting.wake();
    });
    if (!waiting.wait(longest))
        qFatal("the pages did not come in time");
    return took;
}

//! What one reading through the client took, and what its rows hold beyond their own JSON.
struct Reading
{
    qint64 nanoseconds = 0;
    qint64 heldBytes = 0;
};

template<typename T>
Reading readParsed(const bench::Pages &pages, const flows::PageSource<T> &source, QObject *scope)
{
    const qint64 before = heapInUse();
    testsupport::Waiting waiting;
    QElapsedTimer clock;
    clock.start();
    Reading reading;
    QList<T> rows;
    core::settle(
        flows::Pager<T>::all(source, scope), scope,
        [&](const QList<T> &all) {
            reading.nanoseconds = clock.nsecsElapsed();
            rows = all;
            waiting.wake();
        },
        [](const core::ApiError &error) { qFatal("reading failed: %s", qPrintable(error.detail)); });
    if (!waiting.wait(longest))
        qFatal("the rows did not come in time");
    if (rows.size() != pages.rows)
        qFatal("%lld of %d rows came", static_cast<long long>(rows.size()), pages.rows);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    qint64 bodies = 0;
    for (const QByteArray &body : pages.bodies)
        bodies += body.size();
    reading.heldBytes = heapInUse() - before - bodies;
    return reading;
}

template<typename T>
void measure(const char *what, const bench::Pages &pages,
             const std::function<flows::PageSource<T>(flows::FlowsClient &)> &of)
{
    const bench::PageServer server(pages);
    testsupport::StaticTokens tokens;
    net::HttpClient http(&tokens);
    flows::FlowsClient client(http, server.url());
    QList<qint64> raw;
    QList<qint64> plain;
    QList<qint64> parsed;
    QList<qint64> held;
    for (int i = 0; i < repeats; ++i) {
        raw.append(bench::readRaw(pages, server.url()));
        plain.append(readPlain(pages, server.url()));
        const Reading reading = readParsed<T>(pages, of(client), &client);
        parsed.append(reading.nanoseconds);
        held.append(reading.heldBytes);
    }
    const double rawMs = medianMs(raw);
    const double plainMs = medianMs(plain);
    const double parsedMs = medianMs(parsed);
    std::sort(held.begin(), held.end());
    std::printf("%d %s in pages of %d: client %.1f ms, %.2f of the access manager alone (%.1f ms), %.2f of a raw read "
                "(%.1f ms); %lld bytes a row beyond its %lld bytes of JSON\n",
                pages.rows, what, pages.pageSize, parsedMs, parsedMs / plainMs, plainMs, parsedMs / rawMs, rawMs,
                static_cast<long long>(held[held.size() / 2] / pages.rows),
                static_cast<long long>(pages.rowBytes / pages.rows));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("app.*.info=false"));
    for (const int pageSize : {20, 100}) {
        measure<flows::Run>("runs", bench::runPages(10'000, pageSize), [](flows::FlowsClient &client) {
            return [&client](const QString &marker) { return client.listRuns({}, marker, &client); };
        });
    }
    measure<flows::RunLogEntry>("log entries", bench::logPages(50'000, 100), [](flows::FlowsClient &client) {
        return [&client](const QString &marker) {
            return client.getRunLogs(QStringLiteral("00000000-0000-0000-0000-000000000001"), {100, false}, marker,
                                     &client);
        };
    });
    return 0;
}
