#include "support/testmain.h"

#include "support/ranflow.h"

#include "core/clock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::json;
using testsupport::perform;
using testsupport::single;

//! Every state type, each way it can go wrong, and what the log says about it.
class EngineStatesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePublishedLogOfHelloWorld()
    {
        // The log of the service's own sample (get_run_logs), with our times and ids taken out.
        const auto ran = perform(json(R"({"StartAt": "SyncHelloWorld", "States": {"SyncHelloWorld": {
            "Type": "Action", "ActionUrl": "https:\/\/actions.globus.org/hello_world/", "End": true,
            "Parameters": {"echo_string": "sync!"}}}})"));
        const core::Json sample = testsupport::jsonFile(u"recorded-replies/get_run_logs.json"_s);
        const core::Json wanted = sample[0]["replies"][0]["body"]["entries"];
        QCOMPARE(ran.log.size(), qsizetype(wanted.size()));
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const LogEntry &entry = ran.log[static_cast<qsizetype>(i)];
            QCOMPARE(entry.code, core::stringMember(wanted[i], "code"));
            QCOMPARE(entry.description, core::stringMember(wanted[i], "description"));
            core::Json got = entry.details;
            core::Json expected = wanted[i]["details"];
            for (core::Json *details : {&got, &expected}) {
                if (!details->contains("output"))
                    continue;
                for (const char *key : {"action_id", "completion_time", "creator_id", "start_time"}) {
                    QVERIFY((*details)["output"].contains(key));
                    (*details)["output"].erase(key);
                }
            }
            QCOMPARE(core::toBytes(got), core::toBytes(expected));
            QCOMPARE(entry.seq, qint64(i + 1));
            QVERIFY(entry.time.isValid());
        }
        QCOMPARE(ran.run.status, u"SUCCEEDED"_s);
        QVERIFY(ran.run.completionTime.isValid());
    }

    void aPassKeepsReplacesOrAdds_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("output");
        QTest::newRow("nothing given") << QByteArray("{}") << QByteArray(R"({"a":{"b":[1,2]}})");
        QTest::newRow("Result replaces all") << QByteArray(R"({"Result": {"bar": 1}})") << QByteArray(R"({"bar":1})");
        QTest::newRow("Parameters replace all")
            << QByteArray(R"({"Parameters": {"x.$": "$.a.b[1]"}})") << QByteArray(R"({"x":2})");
        QTest::newRow("ResultPath adds") << QByteArray(R"({"Parameters": {"x": 1.0}, "ResultPath": "$.c.d"})")
                                         << QByteArray(R"({"a":{"b":[1,2]},"c":{"d":{"x":1.0}}})");
        QTest::newRow("InputPath") << QByteArray(R"({"InputPath": "$.a", "ResultPath": "$.c"})")
                                   << QByteArray(R"({"a":{"b":[1,2]},"c":{"b":[1,2]}})");
        QTest::newRow("Result before Parameters")
            << QByteArray(R"({"Result": {"r": 1}, "Parameters": {"p": 1}})") << QByteArray(R"({"r":1})");
        QTest::newRow("context") << QByteArray(R"({"Parameters": {"who.$": "$._context.username"}})")
                                 << QByteArray(R"({"who":"ada@example.org"})");
    }

    void aPassKeepsReplacesOrAdds()
    {
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, output);
        core::Json pass = json(state.constData());
        pass["Type"] = "Pass";
        pass["End"] = true;
        core::Json definition = json(R"({"StartAt": "A", "States": {}})");
        definition["States"]["A"] = pass;
        const auto ran = perform(definition, json(R"({"a": {"b": [1, 2]}})"));
        QCOMPARE(ran.codes, u"FlowStarted, PassStarted A, PassCompleted A, FlowSucceeded"_s);
        QCOMPARE(core::toBytes(ran.run.details["output"]), output);
        QCOMPARE(core::toBytes(ran.log[2].details["output"]), output);
        QCOMPARE(core::stringMember(ran.run.details, "code"), u"FlowSucceeded"_s);
    }

    void statesThatFail_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("exception");
        QTest::addColumn<QString>("cause");
        const QString runtime = u"States.Runtime"_s;
        QTest::newRow("missing path")
            << QByteArray(R"({"Type": "Pass", "Parameters": {"x.$": "$.no"}, "End": true})") << u"Pass"_s << runtime
            << u"The path '$.no' specified for the field 'x.$' could not be found in the state input."_s;
        QTest::newRow("missing input path")
            << QByteArray(R"({"Type": "Pass", "InputPath": "$.no", "End": true})") << u"Pass"_s << runtime
            << u"The path '$.no' specified for the field 'InputPath' could not be found in the state input."_s;
        QTest::newRow("result path through text")
            << QByteArray(R"({"Type": "Pass", "ResultPath": "$.text.x", "End": true})") << u"Pass"_s
            << u"States.ResultPathMatchFailure"_s << QString();
        QTest::newRow("result path in the context")
            << QByteArray(R"({"Type": "Pass", "ResultPath": "$._context.x", "End": true})") << u"Pass"_s
            << u"States.ResultPathMatchFailure"_s << u"read-only"_s;
        QTest::newRow("expression without path")
            << QByteArray(R"({"Type": "ExpressionEval", "Parameters": {"x.$": "$.no"}, "ResultPath": "$.e",
                              "End": true})")
            << u"ExpressionEval"_s << runtime << u"'x.$'"_s;
        QTest::newRow("no choice") << QByteArray(R"({"Type": "Choice", "Choices": [
                {"Variable": "$.number", "NumericEquals": 8, "Next": "A"}]})")
                                   << u"Choice"_s << u"States.NoChoiceMatched"_s << u"'A'"_s;
        QTest::newRow("negative wait") << QByteArray(R"({"Type": "Wait", "SecondsPath": "$.negative", "End": true})")
                                       << u"Wait"_s << runtime << u"whole number"_s;
        QTest::newRow("wait for text") << QByteArray(R"({"Type": "Wait", "SecondsPath": "$.text", "End": true})")
                                       << u"Wait"_s << runtime << u"whole number"_s;
        QTest::newRow("wait for a broken moment")
            << QByteArray(R"({"Type": "Wait", "TimestampPath": "$.text", "End": true})") << u"Wait"_s << runtime
            << u"date and time"_s;
        QTest::newRow("wait without path") << QByteArray(R"({"Type": "Wait", "SecondsPath": "$.no", "End": true})")
                                           << u"Wait"_s << runtime << u"'SecondsPath'"_s;
        QTest::newRow("wait of years") << QByteArray(R"({"Type": "Wait", "Seconds": 31536001, "End": true})")
                                       << u"Wait"_s << runtime << u"year"_s;
        QTest::newRow("web input") << QByteArray(R"({"Type": "CreateWebInput", "Parameters": {}, "End": true})")
                                   << u"CreateWebInput"_s << runtime << u"Web inputs are not available"_s;
        QTest::newRow("awaited web input")
            << QByteArray(R"({"Type": "AwaitWebInput", "Parameters": {"web_input_id": "x"}, "End": true,
                              "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "A"}]})")
            << u"AwaitWebInput"_s << runtime << u"Web inputs are not available"_s;
        QTest::newRow("action without input")
            << QByteArray(R"({"Type": "Action", "ActionUrl": "https:\/\/actions.globus.org/hello_world", "End": true})")
            << u"Action"_s << runtime << u"Parameters or InputPath"_s;
        QTest::newRow("action input is no object")
            << QByteArray(R"({"Type": "Action", "ActionUrl": "https:\/\/actions.globus.org/hello_world",
                              "InputPath": "$.text", "End": true})")
            << u"Action"_s << runtime << u"must be an object"_s;
        QTest::newRow("unknown provider")
            << QByteArray(R"({"Type": "Action", "ActionUrl": "https:\/\/example.org/x/", "Parameters": {},
                              "End": true})")
            << u"Action"_s << u"ActionUnableToRun"_s << u"https://example.org/x"_s;
        QTest::newRow("provider refuses")
            << QByteArray(R"({"Type": "Action", "ActionUrl": "https:\/\/actions.globus.org/hello_world",
                              "Parameters": {"echo": 1}, "End": true})")
            << u"Action"_s << u"ActionUnableToRun"_s << u"The field 'echo' is not known"_s;
        QTest::newRow("no token for the role")
            << QByteArray(R"({"Type": "Action", "ActionUrl": "https:\/\/actions.globus.org/hello_world",
                              "Parameters": {}, "RunAs": "Curator", "End": true})")
            << u"Action"_s << u"NoTokenException"_s << u"Curator"_s;
        QTest::newRow("registered API")
            << QByteArray(R"({"Type": "Action", "Handler": {"Type": "RegisteredAPI", "Id": "x"}, "Parameters": {},
                              "End": true})")
            << u"Action"_s << u"ActionUnableToRun"_s << u"Handler"_s;
    }

    void statesThatFail()
    {
        QFETCH(QByteArray, state);
        QFETCH(QString, type);
        QFETCH(QString, exception);
        QFETCH(QString, cause);
        const auto ran = perform(single(state.constData()), json(R"({"text": "t", "number": 7, "negative": -1})"));
        QCOMPARE(ran.codes, u"FlowStarted, %1Started A, %1Failed A, FlowFailed A"_s.arg(type));
        QCOMPARE(ran.run.status, u"FAILED"_s);
        QCOMPARE(ran.exception, exception);
        QVERIFY2(ran.cause.contains(cause), qPrintable(ran.cause));
        const core::Json &details = ran.run.details;
        QCOMPARE(core::stringMember(details, "code"), u"FlowFailed"_s);
        QCOMPARE(core::stringMember(details["details"], "state_name"), u"A"_s);
        QCOMPARE(core::stringMember(details["details"], "exception"), exception);
        QCOMPARE(core::stringMember(details["details"], "cause"), ran.cause);
        QCOMPARE(core::stringMember(ran.log[2].details, "state_type"), type);
    }

    void anUnknownProviderNamesThoseThatAreThere()
    {
        const auto ran = perform(
            single(R"({"Type": "Action", "ActionUrl": "https:\/\/example.org/x", "Parameters": {}, "End": true})"));
        QVERIFY(ran.cause.contains(u"https://transfer.actions.globus.org/"_s));
    }

    void aFailState_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("details");
        QTest::newRow("both") << QByteArray(R"({"Type": "Fail", "Error": "E", "Cause": "C"})")
                              << QByteArray(R"({"state_name":"A","exception":"E","cause":"C"})");
        QTest::newRow("paths") << QByteArray(R"({"Type": "Fail", "ErrorPath": "$.e", "CausePath": "$.c"})")
                               << QByteArray(R"({"state_name":"A","exception":"from e","cause":"[1,2]"})");
        QTest::newRow("none") << QByteArray(R"({"Type": "Fail"})") << QByteArray(R"({"state_name":"A"})");
    }

    void aFailState()
    {
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, details);
        const auto ran = perform(single(state.constData()), json(R"({"e": "from e", "c": [1, 2]})"));
        QCOMPARE(ran.codes, u"FlowStarted, FailStarted A, FlowFailed A"_s);
        QCOMPARE(core::toBytes(ran.log[2].details), details);
        QCOMPARE(ran.run.status, u"FAILED"_s);
    }

    void aChoiceTakesTheFirstTrueRule()
    {
        const core::Json definition = json(R"({"StartAt": "A", "States": {
            "A": {"Type": "Choice", "Choices": [
                {"Variable": "$.no", "StringEquals": "x", "Next": "C"},
                {"Not": {"Variable": "$.n", "NumericEquals": 1}, "Next": "C"},
                {"And": [{"Variable": "$.n", "NumericGreaterThan": 0}, {"Variable": "$.s", "IsString": true}],
                 "Next": "B"}], "Default": "C"},
            "B": {"Type": "Pass", "End": true}, "C": {"Type": "Fail"}}})");
        const auto ran = perform(definition, json(R"({"n": 1, "s": "text"})"));
        QCOMPARE(ran.codes, u"FlowStarted, ChoiceStarted A, ChoiceCompleted A, PassStarted B, PassCompleted B, "
                            "FlowSucceeded"_s);
        QCOMPARE(core::stringMember(ran.log[2].details, "next"), u"B"_s);
        const auto other = perform(definition, json(R"({"n": 1, "s": 5})"));
        QCOMPARE(other.codes, u"FlowStarted, ChoiceStarted A, ChoiceCompleted A, FailStarted C, FlowFailed C"_s);
    }

    void strictnessRaisesForAMissingVariable()
    {
        const core::Json definition = json(R"({"StartAt": "A", "States": {
            "A": {"Type": "Choice", "Choices": [{"Variable": "$.no", "StringEquals": "x", "Next": "B"}],
                  "Default": "B"}, "B": {"Type": "Pass", "End": true}}})");
        QCOMPARE(perform(definition).run.status, u"SUCCEEDED"_s);
        const auto strict = perform(definition, json("{}"), Leniency::strict());
        QCOMPARE(strict.codes, u"FlowStarted, ChoiceStarted A, ChoiceFailed A, FlowFailed A"_s);
        QCOMPARE(strict.exception, u"States.Runtime"_s);
    }

    void waits_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("Seconds") << QByteArray(R"({"Type": "Wait", "Seconds": 60, "End": true})");
        QTest::newRow("SecondsPath") << QByteArray(R"({"Type": "Wait", "SecondsPath": "$.s", "End": true})");
        QTest::newRow("past") << QByteArray(R"({"Type": "Wait", "Timestamp": "2001-01-01T00:00:00Z", "End": true})");
        QTest::newRow("TimestampPath") << QByteArray(R"({"Type": "Wait", "TimestampPath": "$.t", "End": true})");
    }

    void waits()
    {
        QFETCH(QByteArray, state);
        core::Json body = json(R"({"s": 60})");
        body["t"] = core::toStd(core::toServiceTime(core::SystemClock().now().addSecs(60)));
        const auto ran = perform(single(state.constData()), body);
        QCOMPARE(ran.codes, u"FlowStarted, WaitStarted A, WaitCompleted A, FlowSucceeded"_s);
        QCOMPARE(core::toBytes(ran.run.details["output"]), core::toBytes(body));
        // A minute at a thousand times the speed: 60 ms.
        const qint64 took = ran.log[1].time.msecsTo(ran.log[2].time);
        QVERIFY2(QByteArray(QTest::currentDataTag()) == "past" ? took >= 0 : took >= 55,
                 qPrintable(QString::number(took)));
    }

    void brokenDefinitionsEndInWords_data()
    {
        QTest::addColumn<QByteArray>("definition");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("no object") << QByteArray("[1]");
        QTest::newRow("start is not there") << QByteArray(R"({"StartAt": "X", "States": {}})");
        QTest::newRow("next is not there")
            << QByteArray(R"({"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "X"}}})");
        QTest::newRow("no way out") << QByteArray(R"({"StartAt": "A", "States": {"A": {"Type": "Pass"}}})");
        QTest::newRow("unknown type") << QByteArray(
            R"({"StartAt": "A", "States": {"A": {"Type": "Map", "End": true}}})");
        QTest::newRow("choices are no list")
            << QByteArray(R"({"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": 5}}})");
    }

    void brokenDefinitionsEndInWords()
    {
        QFETCH(QByteArray, definition);
        const auto ran = perform(json(definition.constData()));
        QCOMPARE(ran.run.status, u"FAILED"_s);
        QVERIFY(!ran.cause.isEmpty());
        QCOMPARE(ran.log.last().code, u"FlowFailed"_s);
    }

    void credentials_data()
    {
        QTest::addColumn<QString>("runAs");
        QTest::addColumn<QString>("creator");
        QTest::newRow("User") << u"User"_s << u"urn:globus:auth:identity:b44bddda-d274-11e5-978a-9f15789a8150"_s;
        QTest::newRow("Flow") << u"Flow"_s << u"urn:globus:auth:identity:24bc4997-b483-4c25-a19c-64b0afc00743"_s;
    }

    void credentials()
    {
        QFETCH(QString, runAs);
        QFETCH(QString, creator);
        core::Json definition = single(R"({"Type": "Action", "ActionUrl": "https:\/\/actions.globus.org/hello_world",
                                           "Parameters": {}, "End": true})");
        definition["States"]["A"]["RunAs"] = core::toStd(runAs);
        QCOMPARE(core::stringMember(perform(definition).run.details["output"], "creator_id"), creator);
    }
};

FLOWS_TEST(tst_enginestates, EngineStatesTest)
#include "tst_enginestates.moc"
