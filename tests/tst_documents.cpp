#include "support/documentcheck.h"
#include "support/recordedreplies.h"
#include "support/testmain.h"

#include "core/apierror.h"
#include "core/clock.h"
#include "core/parseaudit.h"
#include "flows/parse.h"
#include "flows/servicetime.h"

#include <QTest>

#include <future>

using core::ApiError;
using core::Json;
using testsupport::RecordedReply;

namespace {

//! Parses as the clients do, off this thread, and hands over what was thrown. Not QtConcurrent: waiting for that may
//! run the task in the waiting thread.
template<typename Parse>
auto parseElsewhere(Parse parse, const QByteArray &body)
{
    return std::async(std::launch::async, [parse, body] { return parse(body); }).get();
}

//! The error of a parser, or nothing if it succeeded.
template<typename Parse>
std::optional<ApiError> errorOf(Parse parse, const QByteArray &body)
{
    try {
        static_cast<void>(parseElsewhere(parse, body));
        return {};
    } catch (const ApiError &error) {
        return error;
    }
}

template<typename Document>
void compareList(const flows::Page<Document> &page, const Json &body, const char *listKey)
{
    const Json &list = body[listKey];
    QCOMPARE(page.items.size(), static_cast<qsizetype>(list.size()));
    for (qsizetype i = 0; i < page.items.size(); ++i) {
        QCOMPARE(testsupport::mismatch(page.items[i], list[static_cast<size_t>(i)]), QString());
        if (i > 0)
            QVERIFY(page.items[i].raw.sharesBytesWith(page.items[0].raw));
    }
    const Json *next = core::member(body, "has_next_page");
    QCOMPARE(page.hasNextPage, next != nullptr && next->get<bool>());
    QCOMPARE(page.marker, core::stringMember(body, "marker"));
}

//! JSON with single quotes for double ones.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

const QByteArray oneRun = R"({"run_id": "r1", "status": "ACTIVE"})";

} // namespace

class DocumentsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recorded_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<RecordedReply>("reply");
        for (const char *operation :
             {"list_flows", "get_flow", "update_flow", "create_flow", "delete_flow", "list_runs", "get_run", "run_flow",
              "cancel_run", "resume_run", "update_run", "delete_run", "get_run_definition", "get_run_logs"}) {
            const auto replies = testsupport::recordedReplies(QString::fromLatin1(operation));
            QVERIFY2(!replies.isEmpty(), operation);
            for (const RecordedReply &reply : replies) {
                if (reply.status < 300)
                    QTest::addRow("%s %s", operation, qPrintable(reply.name))
                        << QString::fromLatin1(operation) << reply;
            }
        }
    }

    void recorded()
    {
        QFETCH(QString, operation);
        QFETCH(RecordedReply, reply);
        const QByteArray body = core::toPrettyBytes(reply.body); // blanks between everything
        if (operation == QLatin1String("list_flows"))
            compareList(parseElsewhere(flows::parseFlowPage, body), reply.body, "flows");
        else if (operation == QLatin1String("list_runs"))
            compareList(parseElsewhere(flows::parseRunPage, body), reply.body, "runs");
        else if (operation == QLatin1String("get_run_logs"))
            compareList(parseElsewhere(flows::parseRunLogPage, body), reply.body, "entries");
        else if (operation == QLatin1String("get_run_definition"))
            QCOMPARE(testsupport::mismatch(parseElsewhere(flows::parseRunDefinition, body), reply.body), QString());
        else if (operation.endsWith(QLatin1String("_flow")) && operation != QLatin1String("run_flow"))
            QCOMPARE(testsupport::mismatch(parseElsewhere(flows::parseFlow, body), reply.body), QString());
        else
            QCOMPARE(testsupport::mismatch(parseElsewhere(flows::parseRun, body), reply.body), QString());
    }

    void brokenBodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("detail");
        const auto lacks = [](const char *pointer) {
            return QStringLiteral("the reply lacks %1").arg(QLatin1String(pointer));
        };
        const QString notWhole = QStringLiteral("the reply is not whole JSON");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("the reply is empty");
        QTest::newRow("blanks") << QByteArray(" \r\n\t ") << QStringLiteral("the reply is empty");
        QTest::newRow("html") << QByteArray("<html><body>504</body></html>") << QStringLiteral("the reply is not JSON");
        QTest::newRow("bare null") << QByteArray("null") << QStringLiteral("the reply is not JSON");
        QTest::newRow("array") << QByteArray("[]") << QStringLiteral("the reply is no JSON object");
        QTest::newRow("no list") << QByteArray("{}") << (lacks("/runs"));
        QTest::newRow("list is null") << QByteArray(R"({"runs": null})") << (lacks("/runs"));
        QTest::newRow("list is an object") << QByteArray(R"({"runs": {}})") << (lacks("/runs"));
        QTest::newRow("row is text") << QByteArray(R"({"runs": ["x"]})") << QStringLiteral("no object at /runs/0");
        QTest::newRow("row without id") << QByteArray(R"({"runs": [)" + oneRun + R"(, {"status": "ACTIVE"}]})")
                                        << (lacks("/runs/1/run_id"));
        QTest::newRow("row without status")
            << QByteArray(R"({"runs": [{"run_id": "x", "status": 3}]})") << (lacks("/runs/0/status"));
        QTest::newRow("id is null") << QByteArray(R"({"runs": [{"run_id": null, "status": "ACTIVE"}]})")
                                    << (lacks("/runs/0/run_id"));
        QTest::newRow("half") << QByteArray(R"({"runs": [)" + oneRun) << notWhole;
        QTest::newRow("half a string") << QByteArray("{\"runs\": [{\"run_id\": \"abc") << notWhole;
        QTest::newRow("half an escape") << QByteArray("{\"runs\": [{\"run_id\": \"abc\\") << notWhole;
        QTest::newRow("wrong bracket") << QByteArray(R"({"runs": [{"run_id": "x"]]})") << notWhole;
        QTest::newRow("two documents") << QByteArray(R"({"runs": []}{"runs": []})") << notWhole;
        QTest::newRow("something behind") << QByteArray(R"({"runs": []} x)") << notWhole;
        QTest::newRow("deep") << QByteArray(R"({"runs": [], "x": )" + QByteArray(10'000, '[') +
                                            QByteArray(10'000, ']') + '}')
                              << QStringLiteral("the reply is nested too deeply");
        QTest::newRow("deep objects in a row")
            << QByteArray(R"({"runs": [{"run_id": "x", "status": "ACTIVE", "details": )" +
                          QByteArray(R"({"a":)").repeated(10'000) + '1' + QByteArray(10'000, '}') + "}]}")
            << QStringLiteral("the reply is nested too deeply");
        QTest::newRow("deep and open") << QByteArray(10'000'000, '[')
                                       << QStringLiteral("the reply is nested too deeply");
        QTest::newRow("invalid UTF-8") << QByteArray("{\"runs\": [], \"x\": \"\xC3\x28\"}") << QString();
        QTest::newRow("bad escape") << QByteArray(R"({"runs": [{"run_id": "\q", "status": "ACTIVE"}]})") << QString();
        QTest::newRow("no comma") << QByteArray(R"({"runs": [{"run_id": "x" "status": "ACTIVE"}]})") << QString();
        QTest::newRow("no colon") << QByteArray(R"({"runs" []})") << QString();
        QTest::newRow("bare word") << QByteArray(R"({"runs": [nope]})") << QStringLiteral("no object at /runs/0");
        QTest::newRow("NUL bytes") << QByteArray(100, '\0') << QStringLiteral("the reply is not JSON");
    }

    void brokenBodies()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, detail);
        const auto error = errorOf(flows::parseRunPage, body);
        QVERIFY(error);
        QCOMPARE(error->kind, ApiError::Kind::BadResponse);
        if (detail.isEmpty())
            QVERIFY2(error->detail.startsWith(QLatin1String("the reply is not JSON: ")), qPrintable(error->detail));
        else
            QCOMPARE(error->detail, detail);
    }

    void lacking_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("pointer");
        QTest::newRow("flow") << QByteArray(R"({"title": "x"})") << QStringLiteral("/id");
        QTest::newRow("flows") << QByteArray(R"({"flows": [{"id": ""}]})") << QStringLiteral("/flows/0/id");
        QTest::newRow("run") << QByteArray(R"({"run_id": "x"})") << QStringLiteral("/status");
        QTest::newRow("definition") << QByteArray(R"({"definition": {}})") << QStringLiteral("/flow_id");
        QTest::newRow("log") << QByteArray(R"({"limit": 10})") << QStringLiteral("/entries");
    }

    void lacking()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, pointer);
        const QString kind = QString::fromLatin1(QTest::currentDataTag());
        const auto error = kind == QLatin1String("flow")         ? errorOf(flows::parseFlow, body)
                           : kind == QLatin1String("flows")      ? errorOf(flows::parseFlowPage, body)
                           : kind == QLatin1String("run")        ? errorOf(flows::parseRun, body)
                           : kind == QLatin1String("definition") ? errorOf(flows::parseRunDefinition, body)
                                                                 : errorOf(flows::parseRunLogPage, body);
        QVERIFY(error);
        QCOMPARE(error->detail, QString(QLatin1String("the reply lacks ") + pointer));
    }

    void everythingElseMayBeMissingOrMistyped()
    {
        const QByteArray body = json(
            "{'has_next_page': 'yes', 'marker': 7, 'runs': ["
            "{'run_id': 'a', 'status': 'PONDERING', 'label': null, 'tags': 'x', 'start_time': 5, 'details': 'none',"
            " 'completion_time': 'None', 'flow_id': {'x': [1, {'y': ']'}]}, 'new': {'deep': [true]}}, "
            "{'action_id': 'b', 'created_by': 'urn:x', 'status': 'ENDED', 'details': null, 'tags': [1, 't', null]}]}");
        const auto page = flows::parseRunPage(body);
        QCOMPARE(page.items.size(), 2);
        const flows::Run &first = page.items[0];
        QCOMPARE(first.status, flows::RunStatus::Unknown);
        QCOMPARE(first.statusText(), QStringLiteral("PONDERING"));
        QVERIFY(!first.isTerminal());
        QVERIFY(first.label.isEmpty() && first.tags.isEmpty() && first.flowId.isEmpty());
        QVERIFY(!first.startTime.isValid() && !first.completionTime.isValid());
        QCOMPARE(first.durationMs(QDateTime::currentDateTimeUtc()), -1);
        QCOMPARE(first.details.bytes(), QByteArray("\"none\""));
        QVERIFY((*first.raw.json())["new"]["deep"][0] == Json(true));
        QVERIFY(first.raw.view().endsWith("}}") && first.raw.view().startsWith("{\"run_id\""));
        const flows::Run &second = page.items[1];
        QCOMPARE(second.runId, QStringLiteral("b"));
        QCOMPARE(second.runOwner, QStringLiteral("urn:x"));
        QCOMPARE(second.tags, QStringList{QStringLiteral("t")});
        QVERIFY(second.isTerminal());
        flows::Run ended = second;
        ended.startTime = QDateTime::currentDateTimeUtc().addSecs(-10);
        QCOMPARE(ended.durationMs(QDateTime::currentDateTimeUtc()), -1); // nobody knows when it ended
        ended.completionTime = ended.startTime.addSecs(3);
        QCOMPARE(ended.durationMs(QDateTime::currentDateTimeUtc()), 3000);
        QVERIFY(second.details.isNullOrEmpty() && !second.details.isEmpty());
        QVERIFY(!page.hasNextPage && page.marker.isEmpty());
        QVERIFY(flows::parseFlow(R"({"id": "x", "title": 3, "keywords": {}, "definition": null})")
                    .definition.isNullOrEmpty());
    }

    void theLastOfTwoMembersWins()
    {
        const auto run = flows::parseRun(R"({"run_id": "a", "status": "ACTIVE", "status": "FAILED",
            "details": {"code": "X"}, "details": {"code": "FlowCanceled"}})");
        QCOMPARE(run.status, flows::RunStatus::Failed);
        QVERIFY(run.isCancelled());
    }

    void aMarkAndBlanksAroundAreNoHarm()
    {
        const auto run = flows::parseRun("\xEF\xBB\xBF \n" + oneRun + " \n ");
        QCOMPARE(run.raw.bytes(), oneRun);
    }

    void statuses()
    {
        using flows::RunStatus;
        const QList<std::pair<const char *, RunStatus>> all{
            {"ACTIVE", RunStatus::Active}, {"INACTIVE", RunStatus::Inactive}, {"SUCCEEDED", RunStatus::Succeeded},
            {"FAILED", RunStatus::Failed}, {"ENDED", RunStatus::Ended},       {"active", RunStatus::Unknown},
            {"", RunStatus::Unknown}};
        for (const auto &[text, status] : all)
            QCOMPARE(flows::runStatusOf(QString::fromLatin1(text)), status);
    }

    void aRowGivesUpItsPage()
    {
        auto page = flows::parseRunPage(R"({"runs": [{"run_id": "a", "status": "ACTIVE", "details": {"code": "X"}},)" +
                                        oneRun + "]}");
        const flows::Run before = page.items[0];
        flows::Run &run = page.items[0];
        run.detach();
        QCOMPARE(run, before);
        QVERIFY(!run.raw.sharesBytesWith(before.raw));
        QVERIFY(run.details.sharesBytesWith(run.raw));
        QCOMPARE(run.details.bytes(), QByteArray(R"({"code": "X"})"));

        flows::Flow flow = flows::parseFlowPage(R"({"flows": [{"id": "a", "definition": {"States": {}}}]})").items[0];
        const flows::Flow flowBefore = flow;
        flow.detach();
        QCOMPARE(flow, flowBefore);
        QVERIFY(flow.definition.sharesBytesWith(flow.raw));
    }

    void membersThatHaveNoFieldOfTheirOwn()
    {
        const auto flow = flows::parseFlow(R"({"id": "x", "types": ["Action"], "later": 1.0})");
        QCOMPARE(flows::flowMember(flow, "types").bytes(), QByteArray(R"(["Action"])"));
        QCOMPARE(flows::flowMember(flow, "later").bytes(), QByteArray("1.0"));
        QVERIFY(flows::flowMember(flow, "absent").isEmpty());
    }

    void failuresInTheLog()
    {
        const auto page = flows::parseRunLogPage(json(
            "{'entries': [{'code': 'ActionFailed', 'details': {'state_name': 'A', 'exception': 'E', 'cause': 'why'}}, "
            "{'code': 'FlowFailed', 'details': {'cause': {'a': 1.0}}}, {'details': 'x'}, {}]}"));
        QCOMPARE(page.items.size(), 4);
        QCOMPARE(page.items[0].exception, QStringLiteral("E"));
        QCOMPARE(page.items[0].cause, QStringLiteral("why"));
        QCOMPARE(page.items[1].cause, QStringLiteral("{\"a\": 1.0}"));
        QCOMPARE(page.items[2].details.bytes(), QByteArray("\"x\""));
        QVERIFY(page.items[3].code.isEmpty() && page.items[3].details.isEmpty());
        QCOMPARE(page.items[3].raw.bytes(), QByteArray("{}"));
    }

    void webInputPagesHaveOnlyAMarker()
    {
        QVERIFY(flows::parseRunPage(R"({"runs": [], "marker": "m"})").canContinue());
        QVERIFY(!flows::parseRunPage(R"({"runs": [], "marker": null})").canContinue());
        QVERIFY(!flows::parseRunPage(R"({"runs": [], "has_next_page": true})").canContinue());
        QVERIFY(!flows::parseRunPage(R"({"runs": [], "has_next_page": false, "marker": "m"})").canContinue());
    }

    void times_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"2023-04-25T18:54:30.683000+00:00", "2020-02-29T23:59:59.999999+00:00",
              "2021-02-29T00:00:00.000000+00:00", "2023-04-25T24:00:00.000000+00:00",
              "2023-04-25T18:54:30.683000+02:00", "2023-04-25T18:54:30+00:00", "2023-04-25T18:54:30Z",
              "2023-08-07 17:24:10.681600+00:00", "2021-10-18T19:19:35.967289+00:00+00:00", "None", "",
              "1969-12-31T23:59:59.500000+00:00", "2023-04-25T18:54:3x.683000+00:00"})
            QTest::newRow(text) << QByteArray(text);
    }

    void times()
    {
        QFETCH(QByteArray, text);
        const QDateTime time = flows::readServiceTime({text.constData(), static_cast<size_t>(text.size())});
        QCOMPARE(time, core::fromServiceTime(QString::fromUtf8(text)));
    }

    void parsesAreCounted()
    {
        core::resetParseAudit();
        static_cast<void>(flows::parseRun(oneRun));
        QCOMPARE(core::parseAudit(), (core::ParseAudit{1, 1}));
        const QByteArray large =
            "{\"run_id\": \"a\", \"status\": \"ACTIVE\", \"x\": \"" + QByteArray(20'000, 'x') + "\"}";
        static_cast<void>(parseElsewhere(flows::parseRun, large));
        QCOMPARE(core::parseAudit(), (core::ParseAudit{2, 1}));
    }
};

FLOWS_TEST(tst_documents, DocumentsTest)
#include "tst_documents.moc"
