#include "support/testmain.h"

#include "core/ids.h"
#include "emulator/store/actionstore.h"
#include "emulator/store/authstores.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/logstore.h"
#include "emulator/store/runstore.h"
#include "support/enginebench.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::EngineBench;
using testsupport::json;

namespace {

const QDateTime moment = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);

FlowRecord wholeFlow()
{
    return {core::newId(),
            u"Überflug"_s,
            u"sub"_s,
            u"text"_s,
            {u"a"_s, u"b \"c\""_s},
            json(R"({"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true, "Parameters": {"x": 1.0}}}})"),
            nullptr,
            u"urn:owner"_s,
            {u"public"_s},
            {u"all_authenticated_users"_s},
            {u"urn:admin"_s},
            {u"urn:manager"_s},
            {u"urn:monitor"_s},
            u"sub-1"_s,
            {},
            moment,
            moment.addSecs(1),
            {}};
}

RunRecord wholeRun()
{
    RunRecord run = testsupport::newRun(json(R"({"StartAt": "A"})"), json(R"({"z": 1, "a": 2.0})"));
    run.flowLastUpdated = moment;
    run.label = u"a label"_s;
    run.tags = {u"t1"_s, u"t2"_s};
    run.managers = {u"urn:m"_s};
    run.monitors = {u"urn:n"_s};
    run.completionTime = moment;
    run.blockingWebInputId = u"w"_s;
    run.notificationPolicy = json(R"({"status": ["FAILED"]})");
    run.inputSchema = json("{}");
    run.stateName = u"A"_s;
    run.runState = json(R"({"r": []})");
    run.phase = RunPhase::Waiting;
    run.transitions = 7;
    run.waitingUntil = moment;
    run.consents = {u"scope"_s};
    return run;
}

} // namespace

class EmulatorStoresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFlowIsKeptWhole()
    {
        EngineBench bench;
        FlowStore store(bench.database());
        FlowRecord flow = wholeFlow();
        store.insert(flow);
        QVERIFY(store.find(flow.id) == flow);
        QCOMPARE(QString::fromUtf8(core::toBytes(store.find(flow.id)->definition)).contains(u"\"x\":1.0"_s), true);
        flow.title = u"new"_s;
        flow.administrators = {u"urn:other"_s};
        flow.deletedAt = moment;
        QVERIFY(store.update(flow));
        QVERIFY(store.find(flow.id) == flow);
        QCOMPARE(store.count(), 0);
        QVERIFY(!store.find(u"unknown"_s));
        FlowRecord unknown = wholeFlow();
        QVERIFY(!store.update(unknown));
        QVERIFY_THROWS_EXCEPTION(StoreError, store.insert(flow)); // the id is taken
    }

    void rolesOfAFlow()
    {
        EngineBench bench;
        FlowStore store(bench.database());
        FlowRecord flow = wholeFlow();
        store.insert(flow);
        QCOMPARE(store.rolesOf(flow.id, {u"urn:admin"_s, u"public"_s, u"all_authenticated_users"_s}),
                 (QList<FlowRole>{FlowRole::Administrator, FlowRole::Starter, FlowRole::Viewer}));
        QCOMPARE(store.rolesOf(flow.id, {u"urn:owner"_s}), QList<FlowRole>{FlowRole::Owner});
        QCOMPARE(store.rolesOf(flow.id, {u"urn:nobody"_s}), QList<FlowRole>());
        QCOMPARE(store.rolesOf(flow.id, {}), QList<FlowRole>());
        flow.administrators.clear();
        store.update(flow);
        QCOMPARE(store.rolesOf(flow.id, {u"urn:admin"_s}), QList<FlowRole>());
    }

    void aRunIsKeptWhole()
    {
        EngineBench bench;
        RunStore store(bench.database());
        const RunRecord run = wholeRun();
        store.insert(run);
        QVERIFY(store.find(run.id) == run);
        QCOMPARE(core::toBytes(store.find(run.id)->body), QByteArray(R"({"z":1,"a":2.0})"));
        QVERIFY(store.remove(run.id));
        QVERIFY(!store.find(run.id));
        QVERIFY(!store.remove(run.id));
    }

    void peopleAndEngineWriteDifferentColumns()
    {
        EngineBench bench;
        RunStore store(bench.database());
        const RunRecord before = wholeRun();
        store.insert(before);
        RunRecord people = before;
        people.label = u"other"_s;
        people.managers = {u"urn:x"_s};
        people.status = u"SUCCEEDED"_s;
        people.runState = nullptr;
        QVERIFY(store.updateMetadata(people));
        RunRecord engine = before;
        engine.status = u"INACTIVE"_s;
        engine.stateName = u"B"_s;
        engine.phase = RunPhase::Acting;
        QVERIFY(store.updateProgress(engine));
        RunRecord both = before;
        both.label = u"other"_s;
        both.managers = {u"urn:x"_s};
        both.status = u"INACTIVE"_s;
        both.stateName = u"B"_s;
        both.phase = RunPhase::Acting;
        QVERIFY(store.find(before.id) == both);
    }

    void requestsOfPeople()
    {
        EngineBench bench;
        RunStore store(bench.database());
        RunRecord run = wholeRun();
        store.insert(run);
        QVERIFY(store.requestCancel(run.id));
        QVERIFY(store.find(run.id)->cancelRequested);
        QVERIFY(store.requestResume(run.id, {u"scope"_s, u"more"_s}));
        QVERIFY(store.find(run.id)->resumeRequested);
        QCOMPARE(store.find(run.id)->consents, (QStringList{u"scope"_s, u"more"_s}));
        store.clearResume(run.id);
        QVERIFY(!store.find(run.id)->resumeRequested);
        run.phase = RunPhase::Done;
        store.updateProgress(run);
        QVERIFY(!store.requestCancel(run.id));
        QVERIFY(!store.requestResume(run.id, {}));
        QVERIFY(!store.requestCancel(u"unknown"_s));
        QCOMPARE(store.unfinished(), QStringList());
    }

    void rolesOfARun()
    {
        EngineBench bench;
        FlowStore flows(bench.database());
        const FlowRecord flow = wholeFlow();
        flows.insert(flow);
        RunStore store(bench.database());
        RunRecord run = wholeRun();
        run.flowId = flow.id;
        run.owner = u"urn:starter"_s;
        store.insert(run);
        QCOMPARE(store.rolesOf(run, {u"urn:starter"_s}), QList<RunRole>{RunRole::Owner});
        QCOMPARE(store.rolesOf(run, {u"urn:m"_s, u"urn:n"_s}), (QList<RunRole>{RunRole::Manager, RunRole::Monitor}));
        QCOMPARE(store.rolesOf(run, {u"urn:admin"_s}), QList<RunRole>{RunRole::FlowManager});
        QCOMPARE(store.rolesOf(run, {u"urn:owner"_s}), QList<RunRole>{RunRole::FlowManager});
        QCOMPARE(store.rolesOf(run, {u"urn:monitor"_s}), QList<RunRole>{RunRole::FlowMonitor});
        QCOMPARE(store.rolesOf(run, {u"public"_s}), QList<RunRole>());
    }

    void aLogHasNoDoubles()
    {
        EngineBench bench;
        const RunRecord run = wholeRun();
        RunStore(bench.database()).insert(run);
        LogStore log(bench.database());
        QCOMPARE(log.lastSeq(run.id), qint64(0));
        log.append(run.id, {1, moment, u"FlowStarted"_s, u"text"_s, json(R"({"input": {}})")});
        QVERIFY_THROWS_EXCEPTION(StoreError, log.append(run.id, {1, moment, u"FlowStarted"_s, u"text"_s, nullptr}));
        QCOMPARE(log.lastSeq(run.id), qint64(1));
        QVERIFY_THROWS_EXCEPTION(StoreError, log.append(u"unknown"_s, {1, moment, u"x"_s, u"y"_s, nullptr}));
    }

    void aLogIsReadInPages_data()
    {
        QTest::addColumn<bool>("reverse");
        QTest::newRow("oldest first") << false;
        QTest::newRow("newest first") << true;
    }

    void aLogIsReadInPages()
    {
        QFETCH(bool, reverse);
        EngineBench bench;
        const RunRecord run = wholeRun();
        RunStore(bench.database()).insert(run);
        LogStore log(bench.database());
        for (qint64 seq = 1; seq <= 10; ++seq)
            log.append(run.id, {seq, moment, u"Code%1"_s.arg(seq), u"text"_s, json("{}")});
        QList<qint64> seen;
        PageWish wish{4};
        QList<int> sizes;
        for (;;) {
            const Page<LogEntry> page = log.list(run.id, wish, reverse);
            sizes.append(static_cast<int>(page.items.size()));
            for (const LogEntry &entry : page.items)
                seen.append(entry.seq);
            QCOMPARE(page.hasNext, !page.cursor.is_null());
            if (!page.hasNext)
                break;
            wish.cursor = page.cursor;
        }
        QList<qint64> wanted{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        if (reverse)
            std::reverse(wanted.begin(), wanted.end());
        QCOMPARE(seen, wanted);
        QCOMPARE(sizes, (QList<int>{4, 4, 2}));
        QVERIFY(!log.list(run.id, {10}).hasNext); // exactly one page
    }

    //! So that a page of long entries still is one answer.
    void aPageOfLongEntriesEndsEarly()
    {
        EngineBench bench;
        const RunRecord run = wholeRun();
        RunStore(bench.database()).insert(run);
        LogStore log(bench.database());
        for (qint64 seq = 1; seq <= 7; ++seq)
            log.append(run.id, {seq, moment, u"C"_s, u"text"_s, core::Json(std::string(3'000'000, 'x'))});
        log.append(run.id, {8, moment, u"C"_s, u"text"_s, core::Json(std::string(30'000'000, 'x'))});
        log.append(run.id, {9, moment, u"C"_s, u"text"_s, nullptr});
        QList<qint64> last;
        for (auto page = log.list(run.id, {100});; page = log.list(run.id, {100, 0, false, page.cursor})) {
            last.append(page.items.last().seq);
            if (!page.hasNext)
                break;
            QCOMPARE(page.cursor.get<qint64>(), last.last());
        }
        QCOMPARE(last, (QList<qint64>{3, 6, 8, 9}));
    }

    void anActionIsKeptWhole()
    {
        EngineBench bench;
        const RunRecord run = wholeRun();
        RunStore(bench.database()).insert(run);
        ActionStore store(bench.database());
        ActionRecord action{u"r1"_s, run.id,  u"A"_s, u"a1"_s, u"https://x"_s,      u"urn:c"_s, json(R"({"b": 1})"),
                            {},      nullptr, moment, {},      moment.addSecs(300), {},         0,
                            false};
        store.insert(action);
        QVERIFY(store.find(u"r1"_s) == action);
        QVERIFY_THROWS_EXCEPTION(StoreError, store.insert(action)); // the same request id is the same action
        action.status = u"ACTIVE"_s;
        action.document = json(R"({"status": "ACTIVE"})");
        action.nextPoll = moment;
        action.workEndsAt = moment;
        action.polls = 3;
        action.effectStarted = true;
        QVERIFY(store.update(action));
        QVERIFY(store.find(u"r1"_s) == action);
        ActionRecord later = action;
        later.requestId = u"r2"_s;
        later.actionId = u"a2"_s;
        later.startedAt = moment.addSecs(1);
        store.insert(later);
        QVERIFY(store.latest(run.id) == later);
        QCOMPARE(store.ofRun(run.id).size(), 2);
        RunStore(bench.database()).remove(run.id);
        QVERIFY(!store.find(u"r1"_s)); // goes with its run
    }

    //! Two actions of one millisecond, and a third after the clock was put back.
    void theLatestActionIsNotAMatterOfTheClock()
    {
        EngineBench bench;
        const RunRecord run = wholeRun();
        RunStore(bench.database()).insert(run);
        ActionStore store(bench.database());
        ActionRecord action{u"z"_s, run.id,  u"A"_s, u"a1"_s, u"https://x"_s,      u"urn:c"_s, json("{}"),
                            {},     nullptr, moment, {},      moment.addSecs(300), {},         0,
                            false};
        store.insert(action);
        action.requestId = u"m"_s;
        action.actionId = u"a2"_s;
        store.insert(action);
        QCOMPARE(store.latest(run.id)->requestId, u"m"_s);
        action.requestId = u"x"_s;
        action.actionId = u"a3"_s;
        action.startedAt = moment.addSecs(-3600);
        store.insert(action);
        QVERIFY(store.latest(run.id) == action);
        QCOMPARE(store.ofRun(run.id).last().requestId, u"x"_s);
        QVERIFY(!store.latest(u"unknown"_s));
    }

    void identitiesClientsAndTokens()
    {
        EngineBench bench;
        IdentityStore identities(bench.database());
        const IdentityRecord ada{u"i1"_s, u"Ada@Example.org"_s, u"Ada"_s, u"ada@example.org"_s, u"Org"_s, {u"i2"_s}};
        identities.put(ada);
        QVERIFY(identities.find(u"i1"_s) == ada);
        QVERIFY(identities.findByUsername(u"ada@example.ORG"_s) == ada);
        QVERIFY(!identities.find(u"i2"_s));
        ClientStore clients(bench.database());
        ClientRecord client{u"c1"_s, u"App"_s, u"hash"_s, u"i1"_s, {u"http://localhost"_s}};
        clients.put(client);
        client.secretHash = u"other"_s;
        clients.put(client);
        QVERIFY(clients.find(u"c1"_s) == client);
        TokenStore tokens(bench.database());
        TokenRecord token{
            TokenStore::hashOf("secret"), u"c1"_s, u"i1"_s,           u"flows"_s, u"a b"_s,        moment,
            moment.addSecs(60),           {},      TokenKind::Access, u"grant"_s, {{"mfa", true}}, u"parent"_s,
            moment.addSecs(30),           true};
        tokens.insert(token);
        QVERIFY(tokens.find(token.hash) == token);
        QVERIFY(!token.hash.contains(u"secret"_s));
        QCOMPARE(token.hash.size(), 64);
        QCOMPARE(tokens.revoke(token, moment), 1);
        QCOMPARE(tokens.revoke(token, moment), 0);
        QCOMPARE(tokens.find(token.hash)->revokedAt, moment);
        QCOMPARE(tokens.purge(moment), 0);
        QCOMPARE(tokens.purge(moment.addSecs(61)), 1);
        QVERIFY(!tokens.find(token.hash));
    }
};

FLOWS_TEST(tst_emulatorstores, EmulatorStoresTest)
#include "tst_emulatorstores.moc"
