#include "support/testmain.h"

#include "support/ranflow.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::json;
using testsupport::perform;

//! What a state does with an action that fails, takes too long or goes on.
class EngineCatchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exceptionsAreCaught()
    {
        const core::Json definition = json(R"({"StartAt": "A", "States": {
            "A": {"Type": "Action", "ActionUrl": "https:\/\/transfer.actions.globus.org/ls", "ResultPath": "$.ls",
                  "Parameters": {"endpoint_id": "source", "path": "/~/nothing"}, "Next": "B",
                  "Catch": [{"ErrorEquals": ["ActionTimeout"], "Next": "B"},
                            {"ErrorEquals": ["Other", "ActionFailedException"], "Next": "C", "ResultPath": "$.err"},
                            {"ErrorEquals": ["States.ALL"], "Next": "B"}]},
            "B": {"Type": "Fail"}, "C": {"Type": "Pass", "End": true}}})");
        const auto ran = perform(definition, json(R"({"keep": 1})"));
        QCOMPARE(ran.codes,
                 u"FlowStarted, ActionStarted A, ActionFailed A, PassStarted C, PassCompleted C, FlowSucceeded"_s);
        const core::Json output = ran.run.details["output"];
        QCOMPARE(core::toBytes(output["keep"]), QByteArray("1"));
        QCOMPARE(core::stringMember(output["err"], "Error"), u"ActionFailedException"_s);
        QCOMPARE(core::stringMember(output["err"]["Cause"], "status"), u"FAILED"_s);
        QCOMPARE(core::stringMember(output["err"]["Cause"]["details"], "code"), u"ClientError.NotFound"_s);
        QVERIFY(!output.contains("ls"));
        const auto strict = perform(definition, json("{}"), Leniency::strict());
        QVERIFY(strict.run.details["output"]["err"]["Cause"].is_string());
    }

    void aCatcherWithoutResultPathReplacesTheRunState()
    {
        const auto ran = perform(json(R"({"StartAt": "A", "States": {
            "A": {"Type": "Action", "ActionUrl": "https:\/\/example.org/x", "Parameters": {}, "Next": "B",
                  "Catch": [{"ErrorEquals": ["States.All"], "Next": "B"}]},
            "B": {"Type": "Pass", "End": true}}})"),
                                 json(R"({"keep": 1})"));
        QCOMPARE(ran.run.status, u"SUCCEEDED"_s);
        QVERIFY(!ran.run.details["output"].contains("keep"));
        QCOMPARE(core::stringMember(ran.run.details["output"], "Error"), u"ActionUnableToRun"_s);
    }

    void runtimeErrorsAreNotCaughtUnlessSwitchedOn()
    {
        const core::Json definition = json(R"({"StartAt": "A", "States": {
            "A": {"Type": "Action", "ActionUrl": "https:\/\/actions.globus.org/hello_world",
                  "Parameters": {"echo_string.$": "$.no"}, "Next": "B",
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}]},
            "B": {"Type": "Pass", "End": true}}})");
        const auto ran = perform(definition);
        QCOMPARE(ran.codes, u"FlowStarted, ActionStarted A, ActionFailed A, FlowFailed A"_s);
        QVERIFY(!ran.log[1].details.contains("input"));
        Leniency kind;
        kind.runtimeErrorsCanBeCaught = true;
        QCOMPARE(perform(definition, json("{}"), kind).run.status, u"SUCCEEDED"_s);
    }

    void failedActionsMayGoOn()
    {
        const auto ran = perform(json(R"({"StartAt": "A", "States": {
            "A": {"Type": "Action", "ActionUrl": "https:\/\/transfer.actions.globus.org/mkdir", "ResultPath": "$.r",
                  "Parameters": {"endpoint_id": "source", "path": "/~/no/such/parent"},
                  "ExceptionOnActionFailure": false, "End": true}}})"));
        QCOMPARE(ran.codes, u"FlowStarted, ActionStarted A, ActionCompleted A, FlowSucceeded"_s);
        QCOMPARE(core::stringMember(ran.run.details["output"]["r"], "status"), u"FAILED"_s);
    }

    void aSleepingActionIsPolled()
    {
        const auto ran = perform(json(R"({"StartAt": "A", "States": {
            "A": {"Type": "Action", "ActionUrl": "https:\/\/actions.globus.org/hello_world", "ResultPath": "$.r",
                  "Parameters": {"echo_string": "x", "sleep_time": 100}, "End": true}}})"));
        QCOMPARE(ran.codes.section(u", "_s, 0, 2), u"FlowStarted, ActionStarted A, ActionPolled A"_s);
        QVERIFY(ran.codes.endsWith(u"ActionPolled A, ActionCompleted A, FlowSucceeded"_s));
        QCOMPARE(core::stringMember(ran.log[2].details, "status"), u"ACTIVE"_s);
        QCOMPARE(core::stringMember(ran.run.details["output"]["r"]["details"], "hello"), u"x"_s);
    }

    void waitTimeEndsAnAction()
    {
        const auto ran = perform(json(R"({"StartAt": "A", "States": {
            "A": {"Type": "Action", "ActionUrl": "https:\/\/actions.globus.org/hello_world", "WaitTime": 10,
                  "Parameters": {"sleep_time": 10000}, "Next": "B",
                  "Catch": [{"ErrorEquals": ["ActionTimeout"], "Next": "B", "ResultPath": "$.t"}]},
            "B": {"Type": "Pass", "End": true}}})"));
        QVERIFY(ran.codes.endsWith(u"ActionFailed A, PassStarted B, PassCompleted B, FlowSucceeded"_s));
        const core::Json caught = ran.run.details["output"]["t"];
        QCOMPARE(core::stringMember(caught, "Error"), u"ActionTimeout"_s);
        QCOMPARE(core::stringMember(caught["Cause"], "status"), u"ACTIVE"_s); // the last polled status
    }
};

FLOWS_TEST(tst_enginecatch, EngineCatchTest)
#include "tst_enginecatch.moc"
