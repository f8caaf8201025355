#include "support/documentcheck.h"
#include "support/recordedreplies.h"
#include "support/replayserver.h"
#include "support/settled.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "flows/flowsclient.h"
#include "flows/pager.h"

#include <QTest>

using core::ApiError;
using core::Json;
using testsupport::ReplayServer;
using testsupport::Settled;

namespace {

//! What reading a list gave: the ids of its rows in order, or the error's kind.
struct Reading
{
    QStringList rows;
    QString error;
    testsupport::Waiting waiting;

    void end() { waiting.wake(); }
};

//! One of the service's lists, without its type.
struct List
{
    const char *name;
    const char *path;
    const char *key;
    bool hasNextPage; //!< pages say so; else there is only a marker
    //! Reads the whole list into the outcome. \param step  page by page, asking once more after a failure
    std::function<void(flows::FlowsClient &, QObject *scope, const std::shared_ptr<Reading> &, bool step)> read;
};

QString idOf(const flows::Flow &flow)
{
    return flow.id;
}
QString idOf(const flows::Run &run)
{
    return run.runId;
}
QString idOf(const flows::RunLogEntry &entry)
{
    return entry.code;
}
QString idOf(const flows::RegisteredApiSummary &api)
{
    return api.id;
}
QString idOf(const flows::WebInputSummary &input)
{
    return input.id;
}

template<typename Row>
void readAll(const flows::PageSource<Row> &source, QObject *scope, const std::shared_ptr<Reading> &reading)
{
    core::settle(
        flows::Pager<Row>::all(source, scope), scope,
        [reading](const QList<Row> &rows) {
            for (const Row &row : rows)
                reading->rows.append(idOf(row));
            reading->end();
        },
        [reading](const ApiError &error) {
            reading->error = ApiError::kindName(error.kind);
            reading->end();
        });
}

//! Page by page, as a model does it.
template<typename Row>
void readOn(const std::shared_ptr<flows::Pager<Row>> &pager, QObject *scope, const std::shared_ptr<Reading> &reading)
{
    core::settle(
        pager->next(), scope,
        [pager, scope, reading](const flows::Page<Row> &page) {
            for (const Row &row : page.items)
                reading->rows.append(idOf(row));
            reading->rows.append(QStringLiteral("|"));
            if (pager->atEnd())
                reading->end();
            else
                readOn(pager, scope, reading);
        },
        [pager, scope, reading](const ApiError &error) {
            const bool again = reading->error.isEmpty(); // the second failure ends it
            reading->error = ApiError::kindName(error.kind);
            if (again)
                readOn(pager, scope, reading);
            else
                reading->end();
        });
}

template<typename Source>
auto reader(Source source)
{
    return [source](flows::FlowsClient &client, QObject *scope, const std::shared_ptr<Reading> &reading, bool step) {
        auto pages = source(client, scope);
        using Row = typename decltype(pages(QString()).result().items)::value_type;
        if (step)
            readOn(std::make_shared<flows::Pager<Row>>(pages), scope, reading);
        else
            readAll<Row>(pages, scope, reading);
    };
}

const QList<List> &lists()
{
    using flows::FlowsClient;
    static const QString run = QStringLiteral("r");
    static const QList<List> all{
        {"flows", "/flows", "flows", true,
         reader([](FlowsClient &client, QObject *scope) { return client.paginated().listFlows({}, scope); })},
        {"runs", "/runs", "runs", true,
         reader([](FlowsClient &client, QObject *scope) { return client.paginated().listRuns({}, scope); })},
        {"log, oldest first", "/runs/r/log", "entries", true,
         reader([](FlowsClient &client, QObject *scope) { return client.paginated().getRunLogs(run, {}, scope); })},
        {"log, newest first", "/runs/r/log", "entries", true, reader([](FlowsClient &client, QObject *scope) {
             return client.paginated().getRunLogs(run, {100, true}, scope);
         })},
        {"registered APIs", "/registered_apis", "registered_apis", true,
         reader([](FlowsClient &client, QObject *scope) { return client.paginated().listRegisteredApis({}, scope); })},
        {"web inputs", "/web_inputs", "web_input_summaries", false,
         reader([](FlowsClient &client, QObject *scope) { return client.paginated().listWebInputs({}, scope); })},
    };
    return all;
}

} // namespace

//! Every list of the service, page by page and as a whole, over a real loopback server.
class PagingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<ReplayServer>();
        m_http = std::make_unique<net::HttpClient>(&m_tokens);
        net::Limits limits;
        limits.maxRetries = 0;
        m_http->setLimits(limits);
        m_client = std::make_unique<flows::FlowsClient>(*m_http, m_server->url());
    }

    void cleanup()
    {
        m_client.reset();
        m_http.reset();
        m_server.reset();
    }

    void pages_data()
    {
        QTest::addColumn<int>("list");
        for (int i = 0; i < lists().size(); ++i)
            QTest::newRow(lists()[i].name) << i;
    }

    void pages()
    {
        QFETCH(int, list);
        serve(lists()[list], {{"", "a b", "1"}, {"1", "", "2"}, {"2", "c", ""}});
        QCOMPARE(whole(list), QStringLiteral("a b c"));
        QCOMPARE(m_asked, QStringLiteral(" 1 2"));
        QCOMPARE(stepped(list), QStringLiteral("a b | | c |"));
        QCOMPARE(m_asked, QStringLiteral(" 1 2"));
    }

    void oneEmptyPage_data() { pages_data(); }
    void oneEmptyPage()
    {
        QFETCH(int, list);
        serve(lists()[list], {{"", "", ""}});
        QCOMPARE(whole(list), QString());
        QCOMPARE(stepped(list), QStringLiteral("|"));
    }

    void aMarkerSeenBefore_data()
    {
        QTest::addColumn<int>("list");
        QTest::addColumn<QString>("again");
        for (int i = 0; i < lists().size(); ++i) {
            QTest::addRow("%s, its own", lists()[i].name) << i << QStringLiteral("2");
            QTest::addRow("%s, an older one", lists()[i].name) << i << QStringLiteral("1");
        }
    }

    void aMarkerSeenBefore()
    {
        QFETCH(int, list);
        QFETCH(QString, again);
        serve(lists()[list], {{"", "a", "1"}, {"1", "b", "2"}, {"2", "c", again.toLatin1()}});
        QCOMPARE(whole(list), QStringLiteral("BadResponse"));
        QCOMPARE(m_asked, QStringLiteral(" 1 2"));
        QCOMPARE(stepped(list), QStringLiteral("a | b | c | BadResponse"));
        QCOMPARE(m_asked, QStringLiteral(" 1 2"));
    }

    void aFailingPage_data() { pages_data(); }
    void aFailingPage()
    {
        QFETCH(int, list);
        serve(lists()[list], {{"", "a", "1"}, {"1", "b", ""}}, QStringLiteral("1"));
        QCOMPARE(whole(list), QStringLiteral("Server"));
        QCOMPARE(m_asked, QStringLiteral(" 1"));
        m_failOnce = true;
        QCOMPARE(stepped(list), QStringLiteral("a | b | Server")); // asked again, it came
        QCOMPARE(m_asked, QStringLiteral(" 1 1"));
    }

    void aPageThatIsNone_data() { pages_data(); }
    void aPageThatIsNone()
    {
        QFETCH(int, list);
        m_server->setHandler([](const ReplayServer::Request &) { return ReplayServer::json({{"marker", "1"}}); });
        QCOMPARE(whole(list), QStringLiteral("BadResponse"));
    }

    void aNextPageWithoutAMarkerIsTheEnd_data() { pages_data(); }
    void aNextPageWithoutAMarkerIsTheEnd()
    {
        QFETCH(int, list);
        const List &what = lists()[list];
        m_server->setHandler([&what](const ReplayServer::Request &) {
            return ReplayServer::json({{what.key, Json::array()}, {"has_next_page", true}, {"marker", nullptr}});
        });
        QCOMPARE(whole(list), QString());
        QCOMPARE(m_server->requests().size(), 1);
    }

    void theQueryIsRepeatedWithEachMarker()
    {
        serve(lists()[3], {{"", "b", "1"}, {"1", "a", ""}});
        QCOMPARE(whole(3), QStringLiteral("b a"));
        for (const ReplayServer::Request &request : m_server->requests()) {
            QCOMPARE(request.parameter(QStringLiteral("reverse_order")), QStringLiteral("true"));
            QCOMPARE(request.parameter(QStringLiteral("limit")), QStringLiteral("100"));
        }
        m_server->forget();
        QCOMPARE(whole(2), QStringLiteral("b a"));
        QVERIFY(m_server->requests()[0].query.isEmpty());
    }

    void theRecordedPagesMakeOneList_data()
    {
        QTest::addColumn<int>("list");
        QTest::addColumn<QString>("operation");
        const char *operations[] = {"list_flows",           "list_runs",      "get_run_logs", nullptr,
                                    "list_registered_apis", "list_web_inputs"};
        for (int i = 0; i < lists().size(); ++i) {
            if (operations[i] != nullptr)
                QTest::newRow(operations[i]) << i << QString::fromLatin1(operations[i]);
        }
    }

    void theRecordedPagesMakeOneList()
    {
        QFETCH(int, list);
        QFETCH(QString, operation);
        auto recorded = testsupport::recordedReplies(operation);
        recorded.removeIf([](const auto &reply) { return !reply.name.startsWith(QLatin1String("paginated")); });
        QVERIFY(recorded.size() > 1);
        m_server->setHandler([recorded](const ReplayServer::Request &request) {
            for (const testsupport::RecordedReply &reply : recorded) {
                if (reply.parameter(QStringLiteral("marker")) == request.parameter(QStringLiteral("marker")))
                    return ReplayServer::json(reply.body, reply.status);
            }
            return ReplayServer::json({}, 400);
        });
        QString expected;
        for (const testsupport::RecordedReply &reply : recorded) {
            for (const Json &row : reply.body[lists()[list].key]) {
                for (const char *key : {"run_id", "id", "code"}) {
                    if (const QString id = core::stringMember(row, key); !id.isEmpty()) {
                        expected += id + u' ';
                        break;
                    }
                }
            }
        }
        QCOMPARE(QString(whole(list) + u' '), expected);
        QCOMPARE(m_server->requests().size(), recorded.size());
    }

    void sourcesOutliveNobody()
    {
        m_server->setHandler([](const ReplayServer::Request &) {
            return ReplayServer::json({{"flows", Json::array()}});
        });
        auto scope = std::make_unique<QObject>();
        const auto source = m_client->paginated().listFlows({}, scope.get());
        const auto other = m_client->paginated().listRuns({}, this);
        scope.reset();
        Settled<flows::Page<flows::Flow>> withoutScope;
        withoutScope.watch(source(QString()), this);
        QVERIFY(withoutScope.wait());
        QCOMPARE(withoutScope.error->kind, ApiError::Kind::Cancelled);
        m_client.reset();
        Settled<flows::Page<flows::Run>> withoutClient;
        withoutClient.watch(other(QString()), this);
        QVERIFY(withoutClient.wait());
        QCOMPARE(withoutClient.error->kind, ApiError::Kind::Cancelled);
        QVERIFY(m_server->requests().isEmpty());
    }

private:
    struct FakePage
    {
        QByteArray marker;
        QByteArray rows; //!< ids, with blanks between them
        QByteArray next; //!< empty: the last one
    };

    //! Serves one list from pages. \param failing  the marker whose page is answered with 500; once if m_failOnce
    void serve(const List &list, const QList<FakePage> &pages, const QString &failing = {})
    {
        m_failOnce = false;
        m_server->setHandler([this, list, pages, failing](const ReplayServer::Request &request) {
            const QString marker = request.parameter(QStringLiteral("marker"));
            m_markers.append(marker);
            if (request.path != QLatin1String(list.path) || request.method != "GET")
                return ReplayServer::json({}, 400);
            const bool fails = !failing.isEmpty() && marker == failing;
            if (fails && (!m_failOnce || m_markers.count(marker) == 1))
                return ReplayServer::json({}, 500);
            for (const FakePage &page : pages) {
                if (QString::fromLatin1(page.marker) == marker)
                    return ReplayServer::json(documentOf(list, page));
            }
            return ReplayServer::json({}, 400);
        });
    }

    static Json documentOf(const List &list, const FakePage &page)
    {
        Json document{{list.key, Json::array()}};
        const auto ids = page.rows.isEmpty() ? QList<QByteArray>() : page.rows.split(' ');
        for (const QByteArray &id : ids) {
            const std::string text = id.toStdString();
            document[list.key].push_back({{"id", text}, {"run_id", text}, {"code", text}, {"status", "open"}});
        }
        if (list.hasNextPage)
            document["has_next_page"] = !page.next.isEmpty();
        document["marker"] = page.next.isEmpty() ? Json() : Json(page.next.toStdString());
        return document;
    }

    QString read(int list, bool step)
    {
        m_markers.clear();
        const auto reading = std::make_shared<Reading>();
        lists()[list].read(*m_client, this, reading, step);
        if (!reading->waiting.wait())
            return QStringLiteral("no end");
        m_asked = m_markers.join(u' ');
        if (!reading->error.isEmpty())
            reading->rows.append(reading->error);
        return reading->rows.join(u' ');
    }
    //! The rows, or the error's kind.
    QString whole(int list) { return read(list, false); }
    //! The rows with a bar behind each page, then the error's kind if there was one; a failing page is asked for twice.
    QString stepped(int list) { return read(list, true); }

    std::unique_ptr<ReplayServer> m_server;
    testsupport::StaticTokens m_tokens;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::FlowsClient> m_client;
    QStringList m_markers; //!< in the order in which they were asked for
    QString m_asked;
    bool m_failOnce = false;
};

FLOWS_TEST(tst_paging, PagingTest)
#include "tst_paging.moc"
