#include "core/ids.h"
#include "emulator/auth/scopebook.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/registeredapistore.h"
#include "emulator/store/runstore.h"
#include "emulator/store/webinputstore.h"
#include "support/emulatorfixture.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using core::Json;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;

namespace {

//! Who asks. Viewer, starter, administrator and owner have their role on the flow; the starter has also started the
//! run; run monitor and run manager are named by the run alone. Viewer, administrator and owner have the same roles on
//! the registered API. Of the web input the viewer is a viewer and the starter a respondent.
enum Role { None, Stranger, Viewer, Starter, RunMonitor, RunManager, Administrator, Owner, RoleCount };
constexpr const char *roleTitles[] = {"none",        "stranger",    "viewer",        "starter",
                                      "run monitor", "run manager", "administrator", "owner"};

using Statuses = std::array<int, RoleCount>;

//! One endpoint, and what each role gets of it.
struct Row
{
    QByteArray method;
    QString pattern; //!< as in the route table
    Statuses statuses;
    QByteArray body = {};
    QString runStatus = u"ACTIVE"_s;
};

constexpr Statuses everybody(int status)
{
    return {401, status, status, status, status, status, status, status};
}

QList<Row> rows()
{
    const QByteArray pass = "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true}}}";
    const QByteArray target = "{\"type\": \"openapi\", \"openapi_version\": \"3.1\", \"destination\": {\"method\": "
                              "\"get\", \"url\": \"https://example.com\"}, \"specification\": {}}";
    const Statuses seesFlow{401, 404, 200, 200, 404, 404, 200, 200};
    const Statuses changesFlow{401, 404, 403, 403, 404, 404, 200, 200};
    const Statuses seesRun{401, 404, 404, 200, 200, 200, 200, 200};
    const Statuses changesRun{401, 404, 404, 200, 403, 200, 200, 200};
    const Statuses resumesRun{401, 404, 404, 200, 404, 200, 404, 404};
    const QString flow = u"/flows/{flow_id}"_s;
    const QString run = u"/runs/{run_id}"_s;
    const QString api = u"/registered_apis/{registered_api_id}"_s;
    const QString input = u"/web_inputs/{web_input_id}"_s;
    return {{"GET", u"/flows"_s, everybody(200)},
            {"POST", u"/flows"_s, everybody(201), "{\"title\": \"t\", \"definition\": " + pass + "}"},
            {"POST", u"/flows/validate"_s, everybody(200), "{\"definition\": " + pass + "}"},
            {"GET", flow, seesFlow},
            {"PUT", flow, changesFlow, "{}"},
            {"DELETE", flow, changesFlow},
            {"POST", flow % u"/run"_s, {401, 404, 403, 201, 404, 404, 201, 201}, "{\"body\": {}}"},
            {"POST", flow % u"/validate_run"_s, {401, 404, 403, 200, 404, 404, 200, 200}, "{\"body\": {}}"},
            {"GET", flow % u"/runs"_s, seesFlow},
            {"GET", flow % u"/actions"_s, seesFlow},
            {"GET", flow % u"/runs/{run_id}/log"_s, seesRun},
            {"POST", flow % u"/{run_id}/resume"_s, resumesRun, {}, u"INACTIVE"_s},
            {"POST", flow % u"/runs/{run_id}/resume"_s, resumesRun, {}, u"INACTIVE"_s},
            {"GET", u"/runs"_s, everybody(200)},
            {"GET", run, seesRun},
            {"PUT", run, changesRun, "{\"label\": \"x\"}"},
            {"GET", run % u"/definition"_s, seesRun},
            {"GET", run % u"/log"_s, seesRun},
            {"POST", run % u"/cancel"_s, {401, 404, 404, 202, 404, 202, 202, 202}},
            {"POST", run % u"/release"_s, changesRun, {}, u"SUCCEEDED"_s},
            {"POST", run % u"/resume"_s, resumesRun, {}, u"INACTIVE"_s},
            {"POST",
             u"/batch/runs"_s,
             {401, 403, 403, 202, 403, 202, 202, 202},
             "{\"filters\": {\"run_ids\": [\"{run_id}\"]}, \"add\": {\"tags\": [\"x\"]}}"},
            {"GET", u"/registered_apis"_s, everybody(200)},
            {"POST", u"/registered_apis"_s, everybody(201), "{\"name\": \"n\", \"target\": " + target + "}"},
            {"GET", api, {401, 404, 200, 404, 404, 404, 200, 200}},
            {"PATCH", api, {401, 404, 403, 404, 404, 404, 200, 200}, "{\"description\": \"x\"}"},
            {"DELETE", api, {401, 404, 403, 404, 404, 404, 403, 202}},
            {"GET", u"/web_inputs"_s, everybody(200)},
            {"GET", input, {401, 404, 200, 200, 404, 404, 404, 404}},
            {"POST",
             input % u"/respond"_s,
             {401, 404, 403, 200, 404, 404, 404, 404},
             "{\"response\": {\"value\": \"11111111-1111-4111-8111-111111111111\"}}"}};
}

//! True for the calls that need the flow's own token.
bool isOfFlow(const QString &pattern)
{
    return pattern.endsWith("/run"_L1) || pattern.endsWith("/validate_run"_L1) || pattern.endsWith("/resume"_L1);
}

} // namespace

//! Every endpoint of Flows for every role.
class EmulatorTableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRouteHasARow()
    {
        QSet<QString> known;
        for (const Row &row : rows())
            known.insert(QString::fromLatin1(row.method) % u' ' % row.pattern);
        QCOMPARE(known.size(), rows().size());
        for (const routes::RouteSpec &spec : routes::allRoutes()) {
            using Kind = routes::Access::Kind;
            if (spec.access.kind != Kind::Flows && spec.access.kind != Kind::FlowScoped)
                continue;
            const QString name = QString::fromLatin1(spec.method) % u' ' % spec.pattern;
            QVERIFY2(known.remove(name), qPrintable(name));
        }
        QVERIFY2(known.isEmpty(), qPrintable(QStringList(known.values()).join(u", ")));
    }

    void statuses_data() { addRows(); }
    void statuses()
    {
        QFETCH(int, index);
        const Row row = rows().at(index);
        EmulatorFixture emulator;
        for (int role = None; role < RoleCount; ++role) {
            const World world = fill(emulator, role, row.runStatus);
            QByteArray token;
            if (role != None)
                token = isOfFlow(row.pattern) ? emulator.flowToken(world.me, world.flow) : emulator.allToken(world.me);
            const RawAnswer answer =
                emulator.ask(row.method, placed(row.pattern.toUtf8(), world), token, placed(row.body, world));
            const int expected = row.statuses[static_cast<std::size_t>(role)];
            QVERIFY2(answer.status == expected,
                     qPrintable(u"%1: %2 instead of %3: %4"_s.arg(QLatin1StringView(roleTitles[role]))
                                    .arg(answer.status)
                                    .arg(expected)
                                    .arg(QString::fromUtf8(answer.body.left(300)))));
            if (answer.status >= 400)
                QVERIFY(!answer.code().isEmpty());
        }
    }

    //! The owner's tokens for others, and with too little, open nothing.
    void otherTokens_data() { addRows(); }
    void otherTokens()
    {
        QFETCH(int, index);
        const Row row = rows().at(index);
        EmulatorFixture emulator;
        const World world = fill(emulator, Owner, row.runStatus);
        const auto ask = [&](const QByteArray &token) {
            return emulator.ask(row.method, placed(row.pattern.toUtf8(), world), token, placed(row.body, world));
        };
        QCOMPARE(ask(emulator.token(world.me, auth::transferAllScope())).status, 401);
        QCOMPARE(ask(emulator.token(world.me, u"openid"_s)).status, 401);
        QCOMPARE(ask("control").status, 401);
        // `run` is a scope of the service that none of its calls takes any more; another flow's token is none here.
        const QByteArray weak = emulator.token(world.me, auth::flowsScope(u"run"_s));
        FlowRecord other;
        other.owner = core::identityUrn(world.me);
        const QByteArray elsewhere = emulator.flowToken(world.me, emulator.addFlow(other));
        for (const QByteArray &token : {weak, elsewhere}) {
            const RawAnswer answer = ask(token);
            QCOMPARE(answer.status, 403);
            QCOMPARE(answer.code(), u"MISSING_SCOPE"_s);
        }
        const QByteArray old = emulator.allToken(world.me);
        emulator.clock.advance(3 * 24 * 3600);
        const RawAnswer late = ask(old);
        QCOMPARE(late.status, 401);
        QCOMPARE(late.detail(), u"Expired or invalid Bearer token"_s);
    }

    //! A verb that an address does not have.
    void otherVerbs()
    {
        EmulatorFixture emulator;
        for (const Row &row : rows()) {
            const RawAnswer answer = emulator.ask(row.pattern == "/flows/{flow_id}"_L1 ? "POST" : "OPTIONS",
                                                  row.pattern.toUtf8().replace("{", "").replace("}", ""));
            QVERIFY2(answer.status == 405, qPrintable(row.pattern));
            QCOMPARE(answer.code(), u"METHOD_NOT_ALLOWED"_s);
            QVERIFY(answer.headers.value("allow").contains(row.method));
        }
    }

    //! Bodies that are no JSON, or too large.
    void otherBodies()
    {
        EmulatorFixture emulator;
        for (const Row &row : rows()) {
            if (row.body.isEmpty())
                continue;
            const World world = fill(emulator, Starter, row.runStatus, true);
            const QByteArray token =
                isOfFlow(row.pattern) ? emulator.flowToken(world.me, world.flow) : emulator.allToken(world.me);
            const QByteArray path = placed(row.pattern.toUtf8(), world);
            QVERIFY2(emulator.ask(row.method, path, token, row.body, "text/plain").status == 415, path.constData());
            QVERIFY2(emulator.ask(row.method, path, token, "{").status == 400, path.constData());
            QVERIFY2(emulator.ask(row.method, path, token, "[]").status == 422, path.constData());
            const QByteArray large(http::Server::bodyLimit + 1, ' ');
            QVERIFY2(emulator.ask(row.method, path, token, large).status == 413, path.constData());
        }
    }

private:
    struct World
    {
        QString me;
        QString flow;
        QString run;
        QString input;
        QString api;
    };

    static void addRows()
    {
        QTest::addColumn<int>("index");
        const QList<Row> all = rows();
        for (int i = 0; i < all.size(); ++i)
            QTest::newRow(qPrintable(QString(QString::fromLatin1(all[i].method) % u' ' % all[i].pattern))) << i;
    }

    //! A flow, a run, a web input and a registered API, with somebody new in one role. \param everything  in all of
    //! them
    static World fill(EmulatorFixture &emulator, int role, const QString &runStatus, bool everything = false)
    {
        World world;
        world.me = emulator.person(core::newId());
        const QStringList me{core::identityUrn(world.me)};
        const QString nobody = core::identityUrn(core::newId());
        const auto ifRole = [&](Role wanted) { return everything || role == wanted ? me : QStringList(); };
        const auto oneOf = [&](Role wanted) { return everything || role == wanted ? me.first() : nobody; };
        FlowRecord flow;
        flow.owner = oneOf(Owner);
        flow.administrators = ifRole(Administrator);
        flow.starters = ifRole(Starter);
        flow.viewers = ifRole(Viewer);
        world.flow = emulator.addFlow(flow);
        RunRecord run;
        run.flowId = world.flow;
        run.owner = oneOf(Starter);
        run.managers = ifRole(RunManager);
        run.monitors = ifRole(RunMonitor);
        run.status = runStatus;
        run.phase = runStatus == "SUCCEEDED"_L1 ? RunPhase::Done : RunPhase::Acting;
        world.run = emulator.addRun(run);
        world.input = core::newId();
        const Json options = Json::array({{{"option_id", "11111111-1111-4111-8111-111111111111"},
                                           {"label", "Yes"},
                                           {"description", ""},
                                           {"value", 1}}});
        WebInputStore(*emulator.database)
            .insert({world.input,
                     world.run,
                     world.flow,
                     {{"title", "t"}},
                     options,
                     ifRole(Viewer),
                     ifRole(Starter),
                     nobody,
                     emulator.clock.now(),
                     emulator.clock.now(),
                     {},
                     {},
                     {}});
        RegisteredApiRecord api;
        api.id = world.api = core::newId();
        api.owners = QStringList{oneOf(Owner)};
        api.administrators = ifRole(Administrator);
        api.viewers = ifRole(Viewer);
        api.target = {{"type", "openapi"}, {"openapi_version", "3.1"}, {"destination", {}}, {"specification", {}}};
        api.createdAt = api.updatedAt = emulator.clock.now();
        RegisteredApiStore(*emulator.database).insert(api);
        return world;
    }

    static QByteArray placed(QByteArray text, const World &world)
    {
        return text.replace("{flow_id}", world.flow.toUtf8())
            .replace("{run_id}", world.run.toUtf8())
            .replace("{web_input_id}", world.input.toUtf8())
            .replace("{registered_api_id}", world.api.toUtf8());
    }
};

FLOWS_TEST(tst_emulatortable, EmulatorTableTest)
#include "tst_emulatortable.moc"
