// What the emulator costs with a thousand and with a hundred thousand stored runs: pages of runs, starts, memory. The
// real program on a store of its own, asked over one kept connection. Prints figures and ratios; asserts no time.
#include "bench/keptconnection.h"
#include "support/paths.h"

#include "core/ids.h"
#include "core/json.h"
#include "core/scope.h"
#include "emulator/auth/credentials.h"
#include "emulator/store/database.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/runstore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int repeats = 200;

//! Milliseconds that one of several like calls takes: median, and how many fit into a second one after the other.
struct Cost
{
    double median = 0;
    double perSecond = 0;
};

template<typename Call>
Cost measured(const Call &call)
{
    QList<qint64> each;
    QElapsedTimer whole;
    whole.start();
    for (int i = 0; i < repeats; ++i) {
        QElapsedTimer one;
        one.start();
        call();
        each.append(one.nsecsElapsed());
    }
    const double seconds = static_cast<double>(whole.nsecsElapsed()) / 1e9;
    std::sort(each.begin(), each.end());
    return {static_cast<double>(each[repeats / 2]) / 1e6, repeats / seconds};
}

//! A data directory with one flow that everybody may start, and runs of it that ended at different times.
QString filledStore(const QString &directory, int runs)
{
    emulator::Database::prepare(directory + u"/emulator.sqlite"_s);
    emulator::Database database(directory + u"/emulator.sqlite"_s);
    const QString client = emulator::auth::ensureBuiltInClients(directory, database).clientId;
    const QString urn = u"urn:globus:auth:identity:"_s + client;
    const QDateTime begin(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    emulator::FlowRecord flow;
    flow.id = core::newId();
    flow.title = u"One state"_s;
    flow.definition = {{"StartAt", "Done"}, {"States", {{"Done", {{"Type", "Pass"}, {"End", true}}}}}};
    flow.owner = urn;
    flow.createdAt = flow.updatedAt = begin;
    emulator::Transaction all(database);
    emulator::FlowStore(database).insert(flow);
    for (int i = 0; i < runs; ++i) {
        emulator::RunRecord run;
        run.id = core::newId();
        run.flowId = flow.id;
        run.flowTitle = flow.title;
        run.flowLastUpdated = begin;
        run.label = u"Run %1"_s.arg(i);
        run.owner = urn;
        run.status = run.displayStatus = i % 10 == 0 ? u"FAILED"_s : u"SUCCEEDED"_s;
        run.startTime = begin.addSecs(i);
        run.completionTime = begin.addSecs(i + 5);
        run.details = {{"code", "FlowSucceeded"}};
        run.body = core::Json::object();
        run.definition = flow.definition;
        run.phase = emulator::RunPhase::Done;
        emulator::RunStore(database).insert(run);
    }
    all.commit();
    return flow.id;
}

qint64 residentKilobytes(qint64 pid)
{
    QFile file(u"/proc/%1/status"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf("VmRSS:");
    return text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong();
}

QByteArray bearer(bench::KeptConnection &service, const core::Json &endpoint, const QString &scope)
{
    const QString pair =
        core::stringMember(endpoint, "client_id") + u':' + core::stringMember(endpoint, "client_secret");
    const QByteArray answer = service.ask(
        "POST", "/v2/oauth2/token",
        {"Authorization: Basic " + pair.toUtf8().toBase64(), "Content-Type: application/x-www-form-urlencoded"},
        "grant_type=client_credentials&scope=" + scope.toUtf8().toPercentEncoding());
    return "Authorization: Bearer " +
           core::stringMember(core::parseJson(answer).value.value_or(core::Json()), "access_token").toUtf8();
}

//! What one size of store costs.
struct Figures
{
    Cost firstPage;
    Cost filteredPage;
    Cost start;
    qint64 kilobytes = 0;
};

Figures figuresOf(int runs)
{
    QTemporaryDir directory;
    const QString flow = filledStore(directory.path(), runs);
    QProcess emulator;
    emulator.start(testsupport::binaryDir() + u"/bin/flows-emulator"_s, {u"--data"_s, directory.path()});
    while (!emulator.canReadLine() && emulator.waitForReadyRead(120'000)) {
    }
    const core::Json endpoint = core::parseJson(emulator.readLine()).value.value_or(core::Json());
    bench::KeptConnection service(static_cast<quint16>(QUrl(core::stringMember(endpoint, "flows_url")).port(0)));
    const QByteArray all = bearer(service, endpoint, core::flowsAllScope());
    const QByteArray user = bearer(service, endpoint, core::flowUserScope(flow));
    Figures figures;
    figures.firstPage = measured([&] { (void)service.ask("GET", "/runs?per_page=50", {all}); });
    figures.filteredPage =
        measured([&] { (void)service.ask("GET", "/runs?per_page=50&filter_status=FAILED&orderby=label+ASC", {all}); });
    figures.start = measured([&] {
        (void)service.ask("POST", "/flows/" + flow.toUtf8() + "/run", {user, "Content-Type: application/json"},
                          R"({"body": {}, "label": "measured"})");
    });
    figures.kilobytes = residentKilobytes(emulator.processId());
    emulator.terminate();
    emulator.waitForFinished();
    return figures;
}

void print(const char *what, const Cost &few, const Cost &many)
{
    std::printf("%-44s %8.2f ms %8.0f/s | %8.2f ms %8.0f/s | %.2f times\n", what, few.median, few.perSecond,
                many.median, many.perSecond, many.median / few.median);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Figures few = figuresOf(1000);
    const Figures many = figuresOf(100'000);
    std::printf("%-44s %23s | %23s |\n", "", "1,000 runs stored", "100,000 runs stored");
    print("GET /runs, page of 50, newest first", few.firstPage, many.firstPage);
    print("GET /runs, page of 50, failed, by label", few.filteredPage, many.filteredPage);
    print("POST /flows/{id}/run", few.start, many.start);
    std::printf("%-44s %20.1f MB | %20.1f MB |\n", "memory, resident", static_cast<double>(few.kilobytes) / 1024,
                static_cast<double>(many.kilobytes) / 1024);
    return 0;
}
