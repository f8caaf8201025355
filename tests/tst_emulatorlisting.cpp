#include "support/testmain.h"

#include "emulator/store/database.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/runstore.h"
#include "support/enginebench.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::EngineBench;

namespace {

const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'600'000'000'000, Qt::UTC);

QString name(QStringView prefix, int number)
{
    return u"%1-%2"_s.arg(prefix).arg(number, 3, 10, QLatin1Char('0'));
}

FlowRecord flow(int number)
{
    FlowRecord flow;
    flow.id = name(u"flow", number);
    flow.title = number % 2 == 0 ? u"Transfer Ä %1"_s.arg(number % 5) : u"move %1"_s.arg(number % 5);
    flow.subtitle = u"Sub%1"_s.arg(number);
    flow.description = u"Öffnung %1"_s.arg(number);
    flow.keywords = {u"K%1"_s.arg(number % 3), u"all"_s};
    flow.definition = core::Json::object();
    flow.owner = u"urn:owner%1"_s.arg(number % 2);
    flow.viewers = number % 3 == 0 ? QStringList{u"public"_s} : QStringList();
    flow.starters = {u"urn:starter%1"_s.arg(number % 4)};
    flow.administrators = {u"urn:admin"_s};
    flow.createdAt = start.addSecs(number % 7);
    flow.updatedAt = start.addSecs(number % 11);
    return flow;
}

RunRecord run(int number)
{
    RunRecord run = testsupport::newRun(core::Json::object(), core::Json::object());
    run.id = name(u"run", number);
    run.flowId = name(u"flow", number % 4);
    run.flowTitle = u"Flow Title %1"_s.arg(number % 4);
    run.label = u"Label ÄÖ %1"_s.arg(number % 6);
    run.status = QStringList{u"ACTIVE"_s, u"SUCCEEDED"_s, u"FAILED"_s, u"INACTIVE"_s}[number % 4];
    run.owner = u"urn:runner%1"_s.arg(number % 3);
    run.managers = number % 5 == 0 ? QStringList{u"urn:manager"_s} : QStringList();
    run.startTime = start.addSecs(number / 2);
    run.completionTime = number % 4 == 1 || number % 4 == 2 ? start.addSecs(1000 + number) : QDateTime();
    run.phase = run.completionTime.isValid() ? RunPhase::Done : RunPhase::Waiting;
    return run;
}

//! All pages of a query one after the other, as ids.
template<typename Store, typename Query>
QStringList allPages(const Store &store, Query query, int limit)
{
    QStringList ids;
    query.limit = limit;
    for (int pages = 0; pages < 1000; ++pages) {
        const auto page = store.list(query);
        for (const auto &item : page.items)
            ids.append(item.id);
        if (!page.hasNext)
            return ids;
        query.cursor = page.cursor;
    }
    return {u"never ends"_s};
}

template<typename Store, typename Query>
int count(const Store &store, Query query)
{
    query.limit = 1000;
    return static_cast<int>(store.list(query).items.size());
}

} // namespace

class EmulatorListingTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<EngineBench> m_bench;

private Q_SLOTS:
    void initTestCase()
    {
        m_bench = std::make_unique<EngineBench>();
        Transaction transaction(m_bench->database());
        for (int i = 0; i < 60; ++i)
            FlowStore(m_bench->database()).insert(flow(i));
        for (int i = 0; i < 120; ++i)
            RunStore(m_bench->database()).insert(run(i));
        FlowRecord deleted = flow(999);
        deleted.deletedAt = start;
        FlowStore(m_bench->database()).insert(deleted);
        transaction.commit();
    }
    void cleanupTestCase() { m_bench.reset(); }

    //! Pages that are asked for by number count on their length; others may end early.
    void pagesOfLargeRowsEndEarly()
    {
        EngineBench bench;
        for (int i = 0; i < 6; ++i) {
            FlowRecord large = flow(i);
            large.definition = core::Json(std::string(3'000'000, 'x'));
            FlowStore(bench.database()).insert(large);
            RunRecord longRun = run(i);
            longRun.details = core::Json(std::string(3'000'000, 'x'));
            RunStore(bench.database()).insert(longRun);
        }
        FlowQuery flows;
        QCOMPARE(FlowStore(bench.database()).list(flows).items.size(), 3);
        QCOMPARE(allPages(FlowStore(bench.database()), flows, 20).size(), 6);
        flows.wholePages = true;
        QCOMPARE(FlowStore(bench.database()).list(flows).items.size(), 6);
        RunQuery runs;
        QCOMPARE(RunStore(bench.database()).list(runs).items.size(), 3);
        QCOMPARE(allPages(RunStore(bench.database()), runs, 20).size(), 6);
        runs.wholePages = true;
        QCOMPARE(RunStore(bench.database()).list(runs).items.size(), 6);
    }

    void flowPagesJoinToTheWholeList_data()
    {
        QTest::addColumn<QList<int>>("fields"); // negative: descending
        using F = FlowQuery::Field;
        QTest::newRow("default") << QList<int>();
        for (const F field :
             {F::Id, F::ScopeString, F::Owner, F::Administrators, F::Title, F::CreatedAt, F::UpdatedAt}) {
            QTest::addRow("%d ascending", int(field)) << QList<int>{int(field) + 1};
            QTest::addRow("%d descending", int(field)) << QList<int>{-int(field) - 1};
        }
        QTest::newRow("mixed") << QList<int>{int(F::Owner) + 1, -int(F::Title) - 1, int(F::CreatedAt) + 1};
    }

    void flowPagesJoinToTheWholeList()
    {
        QFETCH(QList<int>, fields);
        const FlowStore store(m_bench->database());
        FlowQuery query;
        for (const int field : fields)
            query.order.append({static_cast<FlowQuery::Field>(std::abs(field) - 1), field < 0});
        const QStringList whole = allPages(store, query, 1000);
        QCOMPARE(whole.size(), 60);
        QCOMPARE(QSet<QString>(whole.begin(), whole.end()).size(), 60);
        for (const int limit : {1, 7, 59, 60})
            QCOMPARE(allPages(store, query, limit), whole);
    }

    void flowsComeInTheOrderThatWasAskedFor()
    {
        const FlowStore store(m_bench->database());
        FlowQuery query;
        query.limit = 100;
        query.order = {{FlowQuery::Field::Owner, false}, {FlowQuery::Field::CreatedAt, true}};
        const auto items = store.list(query).items;
        for (qsizetype i = 1; i < items.size(); ++i) {
            QVERIFY(items[i - 1].owner <= items[i].owner);
            if (items[i - 1].owner == items[i].owner)
                QVERIFY(items[i - 1].createdAt >= items[i].createdAt);
        }
        query.order = {{FlowQuery::Field::Title, false}}; // "move" before "Transfer": the case does not matter
        QCOMPARE(store.list(query).items.first().title, u"move 0"_s);
    }

    void flowFilters()
    {
        const FlowStore store(m_bench->database());
        const auto with = [&](auto change) {
            FlowQuery query;
            change(query);
            return count(store, query);
        };
        QCOMPARE(with([](FlowQuery &) {}), 60);
        QCOMPARE(with([](FlowQuery &q) { q.titles = {u"tRANSFER ä"_s}; }), 30);
        QCOMPARE(with([](FlowQuery &q) { q.titles = {u"transfer ä 0"_s, u"move 0"_s}; }), 12);
        QCOMPARE(with([](FlowQuery &q) { q.subtitles = {u"SUB59"_s}; }), 1);
        QCOMPARE(with([](FlowQuery &q) { q.descriptions = {u"öFFNUNG 1"_s}; }), 11);
        QCOMPARE(with([](FlowQuery &q) { q.keywords = {u"k1"_s}; }), 20);
        QCOMPARE(with([](FlowQuery &q) { q.scopeStrings = {u"/flow_flow_007_user"_s}; }), 1);
        QCOMPARE(with([](FlowQuery &q) { q.fulltext = {u"FLOW-007"_s}; }), 1);
        QCOMPARE(with([](FlowQuery &q) { q.fulltext = {u"urn:owner1"_s}; }), 30);
        QCOMPARE(with([](FlowQuery &q) { q.fulltext = {u"%"_s}; }), 0); // no wildcard
        QCOMPARE(with([](FlowQuery &q) {
                     q.titles = {u"move"_s};
                     q.keywords = {u"k0"_s};
                 }),
                 10);
        QCOMPARE(with([](FlowQuery &q) {
                     q.principals = {u"urn:starter1"_s, u"public"_s};
                     q.roles = {FlowRole::Starter};
                 }),
                 15);
        QCOMPARE(with([](FlowQuery &q) {
                     q.principals = {u"urn:starter1"_s, u"public"_s};
                     q.roles = {FlowRole::Starter, FlowRole::Viewer};
                 }),
                 30);
        QCOMPARE(with([](FlowQuery &q) {
                     q.principals = {u"urn:owner1"_s};
                     q.roles = {FlowRole::Owner};
                 }),
                 30);
        QCOMPARE(with([](FlowQuery &q) { q.roles = {FlowRole::Owner}; }), 0); // nobody
    }

    void aCursorThatDoesNotFitIsRefused()
    {
        const FlowStore store(m_bench->database());
        for (const char *cursor : {"[]", "[1,2,3]", "{}", "[\"x\",\"y\"]", "\"x\""}) {
            FlowQuery query;
            query.cursor = testsupport::json(cursor);
            QVERIFY_THROWS_EXCEPTION(StoreError, (void)store.list(query));
        }
    }

    void runPagesJoinToTheWholeList_data()
    {
        QTest::addColumn<QList<int>>("fields");
        using F = RunQuery::Field;
        QTest::newRow("default") << QList<int>();
        for (const F field : {F::Id, F::StartTime, F::CompletionTime, F::Status, F::Label}) {
            QTest::addRow("%d ascending", int(field)) << QList<int>{int(field) + 1};
            QTest::addRow("%d descending", int(field)) << QList<int>{-int(field) - 1};
        }
        QTest::newRow("mixed") << QList<int>{int(F::Status) + 1, -int(F::Label) - 1, int(F::StartTime) + 1};
    }

    void runPagesJoinToTheWholeList()
    {
        QFETCH(QList<int>, fields);
        const RunStore store(m_bench->database());
        RunQuery query;
        for (const int field : fields)
            query.order.append({static_cast<RunQuery::Field>(std::abs(field) - 1), field < 0});
        const QStringList whole = allPages(store, query, 1000);
        QCOMPARE(whole.size(), 120);
        QCOMPARE(QSet<QString>(whole.begin(), whole.end()).size(), 120);
        for (const int limit : {1, 13, 119, 120})
            QCOMPARE(allPages(store, query, limit), whole);
        if (fields.isEmpty())
            QCOMPARE(whole.first(), u"run-119"_s); // newest first
    }

    void pageNumbersSkipRows()
    {
        const RunStore store(m_bench->database());
        RunQuery query;
        query.limit = 50;
        query.offset = 100;
        const auto page = store.list(query);
        QCOMPARE(page.items.size(), 20);
        QVERIFY(!page.hasNext);
    }

    void runFilters()
    {
        const RunStore store(m_bench->database());
        const auto with = [&](auto change) {
            RunQuery query;
            change(query);
            return count(store, query);
        };
        QCOMPARE(with([](RunQuery &) {}), 120);
        QCOMPARE(with([](RunQuery &q) { q.flowIds = {u"flow-001"_s, u"flow-002"_s}; }), 60);
        QCOMPARE(with([](RunQuery &q) { q.statuses = {u"FAILED"_s}; }), 30);
        QCOMPARE(with([](RunQuery &q) { q.labels = {u"label äö 3"_s}; }), 20);
        QCOMPARE(with([](RunQuery &q) { q.flowTitles = {u"TITLE 2"_s}; }), 30);
        QCOMPARE(with([](RunQuery &q) { q.startedFrom = start.addSecs(10); }), 100);
        QCOMPARE(with([](RunQuery &q) {
                     q.startedFrom = start.addSecs(10);
                     q.startedTo = start.addSecs(12); // half open
                 }),
                 4);
        QCOMPARE(with([](RunQuery &q) { q.completedTo = start.addSecs(1002); }), 1); // without the unfinished ones
        QCOMPARE(with([](RunQuery &q) { q.completedFrom = start; }), 60);
        const auto roles = [&](const QStringList &principals, const QList<RunRole> &wanted) {
            return with([&](RunQuery &q) {
                q.principals = principals;
                q.roles = wanted;
            });
        };
        QCOMPARE(roles({u"urn:runner1"_s}, {RunRole::Owner}), 40);
        QCOMPARE(roles({u"urn:manager"_s}, {RunRole::Manager}), 24);
        QCOMPARE(roles({u"urn:manager"_s}, {RunRole::Monitor}), 0);
        QCOMPARE(roles({u"urn:owner1"_s}, {RunRole::FlowManager}), 60);
        QCOMPARE(roles({u"urn:admin"_s}, {RunRole::FlowManager}), 120);
        QCOMPARE(roles({u"urn:admin"_s}, {RunRole::Owner, RunRole::Manager}), 0);
        QCOMPARE(roles({u"urn:runner1"_s, u"urn:owner1"_s}, {RunRole::Owner, RunRole::FlowManager}), 80);
    }

    //! Who has a part in thousands of runs is served from another side of the store, with the same answers.
    void manyRunsAreListedLikeFew()
    {
        testsupport::EngineBench bench;
        QStringList failed;
        {
            Transaction transaction(bench.database());
            for (int i = 0; i < 1200; ++i) {
                RunRecord one = run(i);
                one.id = u"run-%1"_s.arg(i, 4, 10, QLatin1Char('0'));
                one.owner = u"urn:all"_s;
                if (i % 100 == 0)
                    one.monitors = {u"urn:few"_s};
                RunStore(bench.database()).insert(one);
                if (one.status == "FAILED"_L1)
                    failed.prepend(one.id);
            }
            transaction.commit();
        }
        RunQuery query;
        query.principals = {u"urn:all"_s};
        query.roles = {RunRole::Owner, RunRole::FlowManager};
        query.statuses = {u"FAILED"_s};
        QCOMPARE(allPages(RunStore(bench.database()), query, 100), failed);
        query.labels = {u"label äö 2"_s};
        QStringList labelled = failed;
        labelled.removeIf([](const QString &id) { return id.mid(4).toInt() % 6 != 2; });
        QCOMPARE(allPages(RunStore(bench.database()), query, 100), labelled);
        RunQuery few;
        few.principals = {u"urn:few"_s};
        few.roles = {RunRole::Monitor, RunRole::FlowMonitor};
        few.order = {{RunQuery::Field::Id, false}};
        QStringList watched;
        for (int i = 0; i < 1200; i += 100)
            watched.append(u"run-%1"_s.arg(i, 4, 10, QLatin1Char('0')));
        QCOMPARE(allPages(RunStore(bench.database()), few, 5), watched);
    }

    void rowsHaveNoLargeDocuments()
    {
        const auto page = RunStore(m_bench->database()).list({});
        QVERIFY(page.items.first().definition.is_null());
        QVERIFY(page.items.first().body.is_null());
        QVERIFY(page.items.first().details.is_object());
        QCOMPARE(page.items.size(), 20);
    }
};

FLOWS_TEST(tst_emulatorlisting, EmulatorListingTest)
#include "tst_emulatorlisting.moc"
