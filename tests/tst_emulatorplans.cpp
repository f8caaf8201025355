#include "support/testmain.h"

#include "emulator/store/flowlisting.h"
#include "emulator/store/registeredapistore.h"
#include "emulator/store/runlisting.h"
#include "emulator/store/webinputstore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;

namespace {

const QStringList somebody{u"urn:globus:auth:identity:1"_s, u"public"_s};

template<typename Query>
using Filters = std::vector<std::pair<const char *, std::function<void(Query &)>>>;

} // namespace

//! How SQLite finds the pages of the lists: along an index in the wanted order, or by sorting the few rows that a
//! filter gives. Never does it read the whole table and sort it.
class EmulatorPlansTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString path = m_dir.filePath(u"a.sqlite"_s);
        Database::prepare(path);
        m_database = std::make_unique<Database>(path);
    }
    void cleanupTestCase() { m_database.reset(); }

    void everyListHasItsIndexes_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QVariantList>("values");
        flows();
        runs();
        apis();
        inputs();
    }
    void everyListHasItsIndexes()
    {
        QFETCH(QString, table);
        QFETCH(QString, sql);
        QFETCH(QVariantList, values);
        const QStringList plan = planOf(sql, values);
        const QString all = plan.join(u'\n');
        const bool sorts = all.contains(u"TEMP B-TREE FOR ORDER BY"_s);
        const bool sortsRest = all.contains(u"TEMP B-TREE FOR LAST TERM"_s) || all.contains(u"RIGHT PART"_s);
        bool scans = false;
        for (const QString &line : plan)
            scans = scans || line.startsWith(u"SCAN "_s + table);
        QVERIFY2(!scans || !(sorts || sortsRest), qPrintable(all));
        QVERIFY2(all.contains(QString(u' ' % table)), qPrintable(all)); // it does say how it is found
        for (const QString &line : plan)                                // roles are looked up, not looked through
            QVERIFY2(!line.contains(u"SCAN r"_s) || line.startsWith(u"SCAN "_s + table), qPrintable(all));
    }

    //! Rows of runs and flows carry whole definitions: what a filter looks at stands in an index.
    void runsAreFilteredInIndexes_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QVariantList>("values");
        for (const auto &[name, filter] : runFilters()) {
            RunQuery query;
            filter(query);
            const ListSql list = runIdsSql(query, false);
            QTest::newRow(name) << list.sql << list.values;
        }
    }
    void runsAreFilteredInIndexes()
    {
        QFETCH(QString, sql);
        QFETCH(QVariantList, values);
        const QString plan = planOf(sql, values).join(u'\n');
        QVERIFY2(plan.contains(u"COVERING INDEX"_s), qPrintable(plan));
    }

private:
    QStringList planOf(const QString &sql, const QVariantList &values)
    {
        Statement statement(*m_database, u"EXPLAIN QUERY PLAN "_s + sql);
        for (const QVariant &value : values)
            statement.bindValue(value);
        statement.bind(20).bind(0);
        QStringList plan;
        while (statement.next())
            plan.append(statement.text(3));
        return plan;
    }

    //! A row for each filter, ordered by each field in each direction.
    template<typename Query, typename MakeSql>
    void rows(const QString &table, const Filters<Query> &filters, int fields, MakeSql makeSql)
    {
        for (const auto &[name, filter] : filters) {
            for (int field = 0; field < fields; ++field) {
                for (const bool descending : {false, true}) {
                    Query query;
                    filter(query);
                    query.order = {{static_cast<decltype(Query::Order::field)>(field), descending}};
                    const ListSql list = makeSql(query);
                    QTest::addRow("%s, %s, order %d %s", qPrintable(table), name, field, descending ? "down" : "up")
                        << table << list.sql << list.values;
                }
            }
        }
    }

    void flows()
    {
        const Filters<FlowQuery> filters{{"all", [](FlowQuery &) {}},
                                         {"roles",
                                          [](FlowQuery &query) {
                                              query.roles = {FlowRole::Owner, FlowRole::Viewer};
                                              query.principals = somebody;
                                          }},
                                         {"fulltext",
                                          [](FlowQuery &query) {
                                              query.fulltext = {u"a"_s, u"b"_s};
                                          }},
                                         {"titles", [](FlowQuery &query) { query.titles = {u"a"_s}; }},
                                         {"keywords", [](FlowQuery &query) { query.keywords = {u"a"_s}; }},
                                         {"scopes", [](FlowQuery &query) { query.scopeStrings = {u"a"_s}; }}};
        rows<FlowQuery>(u"flows"_s, filters, 7, [](const FlowQuery &query) { return flowListSql(query, u"id"_s); });
    }

    static const Filters<RunQuery> &runFilters()
    {
        static const QDateTime moment = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
        static const Filters<RunQuery> filters{{"all", [](RunQuery &) {}},
                                               {"roles",
                                                [](RunQuery &query) {
                                                    query.roles = {RunRole::Owner, RunRole::FlowManager};
                                                    query.principals = somebody;
                                                }},
                                               {"status", [](RunQuery &query) { query.statuses = {u"FAILED"_s}; }},
                                               {"statuses",
                                                [](RunQuery &query) {
                                                    query.statuses = {u"FAILED"_s, u"ACTIVE"_s};
                                                }},
                                               {"labels", [](RunQuery &query) { query.labels = {u"a"_s}; }},
                                               {"titles", [](RunQuery &query) { query.flowTitles = {u"a"_s}; }},
                                               {"started", [](RunQuery &query) { query.startedFrom = moment; }},
                                               {"completed", [](RunQuery &query) { query.completedTo = moment; }}};
        return filters;
    }
    void runs()
    {
        Filters<RunQuery> filters = runFilters();
        filters.push_back({"flow", [](RunQuery &query) { query.flowIds = {u"1"_s}; }});
        filters.push_back({"flows", [](RunQuery &query) { query.flowIds = {u"1"_s, u"2"_s}; }});
        for (const bool byRoles : {false, true}) {
            if (byRoles)
                filters = {filters[1]};
            rows<RunQuery>(u"runs"_s, filters, 5,
                           [byRoles](const RunQuery &query) { return runIdsSql(query, byRoles); });
        }
    }

    void apis()
    {
        const Filters<RegisteredApiQuery> filters{{"roles", [](RegisteredApiQuery &query) {
                                                       query.roles = {ApiRole::Owner, ApiRole::Viewer};
                                                       query.principals = somebody;
                                                       query.now = QDateTime::currentDateTimeUtc();
                                                   }}};
        rows<RegisteredApiQuery>(u"registered_apis"_s, filters, 4,
                                 [](const RegisteredApiQuery &query) { return apiListSql(query, u"id"_s); });
    }

    void inputs()
    {
        const auto with = [](const std::function<void(WebInputQuery &)> &more) {
            return [more](WebInputQuery &query) {
                query.roles = {WebInputRole::Viewer, WebInputRole::Respondent};
                query.principals = somebody;
                more(query);
            };
        };
        const Filters<WebInputQuery> filters{{"roles", with([](WebInputQuery &) {})},
                                             {"open", with([](WebInputQuery &query) { query.open = true; })},
                                             {"closed", with([](WebInputQuery &query) { query.open = false; })},
                                             {"flows", with([](WebInputQuery &query) {
                                                  query.flowIds = {u"1"_s, u"2"_s};
                                              })},
                                             {"runs", with([](WebInputQuery &query) { query.runIds = {u"1"_s}; })}};
        rows<WebInputQuery>(u"web_inputs"_s, filters, 3,
                            [](const WebInputQuery &query) { return inputListSql(query, u"id"_s); });
    }

    QTemporaryDir m_dir;
    std::unique_ptr<Database> m_database;
};

FLOWS_TEST(tst_emulatorplans, EmulatorPlansTest)
#include "tst_emulatorplans.moc"
