#include "support/testmain.h"

#include "support/ranflow.h"

#include "emulator/engine/secrets.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::json;
using testsupport::perform;
using testsupport::single;

//! What must not be in the log, and how large a run may grow.
class EngineLimitsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsStayOutOfTheLog()
    {
        const auto ran = perform(json(R"({"StartAt": "A", "States": {
            "A": {"Type": "Pass", "Next": "B", "ResultPath": "$._private_key", "Parameters": {"k": "hidden1"}},
            "B": {"Type": "Action", "ActionUrl": "https:\/\/actions.globus.org/hello_world", "ResultPath": "$.r",
                  "Parameters": {"__Private_Parameters": ["echo_string"], "echo_string.$": "$._private_key.k",
                                 "sleep_time": 0},
                  "ExceptionOnActionFailure": false, "Next": "C"},
            "C": {"Type": "Pass", "ResultPath": "$.p", "End": true, "Parameters": {"outer": {
                  "__Private_Parameters": ["inner"], "inner.$": "$._tokens.Role", "shown": 1}}}}})"),
                                 json(R"({"_tokens": {"Role": "hidden2"}, "_private": "hidden3", "x": 1})"));
        QCOMPARE(ran.run.status, u"SUCCEEDED"_s);
        for (qsizetype i = 0; i < ran.log.size(); ++i) {
            const QByteArray text = core::toBytes(ran.log[i].details);
            QVERIFY2(!text.contains("hidden2") || text.contains("\"output\""), text.constData());
            QVERIFY2(!text.contains("hidden3") && !text.contains("_tokens") && !text.contains("_private"),
                     text.constData());
        }
        QCOMPARE(core::toBytes(ran.log[3].details["input"]), QByteArray(R"({"sleep_time":0})"));
        QCOMPARE(core::toBytes(ran.log[5].details["input"]), QByteArray(R"({"outer":{"shown":1}})"));
        // It could be read nevertheless, and what an action puts out is not hidden.
        QCOMPARE(core::stringMember(ran.run.details["output"]["r"]["details"], "hello"), u"hidden1"_s);
        QCOMPARE(core::stringMember(ran.run.runState["_private_key"], "k"), u"hidden1"_s);
    }

    //! As many names as a definition has room for; looking each up among the others would take minutes.
    void manySecretsAreNoWork()
    {
        core::Json::object_t written;
        core::Json::object_t evaluated;
        core::Json names = core::Json::array();
        for (int i = 0; i < 100'000; ++i) {
            const std::string name = "n" + std::to_string(i);
            written.emplace_back(name + ".$", "$");
            written.emplace_back("_" + name, i);
            evaluated.emplace_back(name, i);
            evaluated.emplace_back("_" + name, i);
            names.push_back(name);
        }
        written.emplace_back("__Private_Parameters", std::move(names));
        QCOMPARE(withoutPrivateParameters(std::move(evaluated), std::move(written)).size(), 100'000U);
    }

    void errorsKeepSecrets_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("private parameter") << QByteArray(
            R"({"Type": "Pass", "End": true, "Parameters": {"__Private_Parameters": ["pw"], "pw.=": "'hidden' + 1"}})");
        QTest::newRow("private input in an expression")
            << QByteArray(R"j({"Type": "Pass", "End": true, "Parameters": {"code.=": "int(_private.text)"}})j");
        QTest::newRow("wait") << QByteArray(R"({"Type": "Wait", "End": true, "SecondsPath": "$._private.text"})");
        QTest::newRow("wait until") << QByteArray(
            R"({"Type": "Wait", "End": true, "TimestampPath": "$._private.text"})");
        QTest::newRow("too early") << QByteArray(
            R"({"Type": "Wait", "End": true, "TimestampPath": "$._private.past"})");
    }

    void errorsKeepSecrets()
    {
        QFETCH(QByteArray, state);
        const auto ran =
            perform(single(state.constData()),
                    json(R"({"_private": {"text": "hidden", "past": "1969-12-31T00:00:00Z"}})"), Leniency::strict());
        QCOMPARE(ran.run.status, u"FAILED"_s);
        QCOMPARE(ran.exception, u"States.Runtime"_s);
        for (const LogEntry &entry : ran.log)
            QVERIFY2(!core::toBytes(entry.details).contains("hidden") && !core::toBytes(entry.details).contains("1969"),
                     core::toBytes(entry.details).constData());
        QVERIFY(!core::toBytes(ran.run.details).contains("hidden"));
    }

    void theRunStateHasALimit()
    {
        // Doubles until it is too large.
        const auto ran = perform(json(R"({"StartAt": "A", "States": {
            "A": {"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$"}, "Next": "A"}}})"),
                                 json(R"({"text": "0123456789012345678901234567890123456789"})"));
        QVERIFY(ran.codes.endsWith(u"PassFailed A, FlowFailed A"_s));
        QVERIFY2(ran.cause.contains(u"200000"_s), qPrintable(ran.cause));
    }

    //! An input is logged, kept and sent, so it has the limits of the run state; of what is refused nothing is kept.
    void inputsHaveALimit_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("words");
        const QByteArray url = "\"ActionUrl\": \"https:\\/\\/actions.globus.org/hello_world\"";
        const QByteArray twice = "\"Parameters\": {\"a.$\": \"$\", \"b.$\": \"$\"}";
        const QByteArray deep =
            "\"Parameters\": {\"a\": " + QByteArray(10, '[') + "{\"c.$\": \"$.deep\"}" + QByteArray(10, ']') + "}";
        const auto row = [](const char *name, const QByteArray &fields, const QString &words) {
            QTest::newRow(name) << QByteArray("{\"End\": true, " + fields + "}") << words;
        };
        row("Action", "\"Type\": \"Action\", " + url + ", " + twice, u"input of the state has 30"_s);
        row("Pass", "\"Type\": \"Pass\", \"ResultPath\": \"$.x\", " + twice, u"input of the state has 30"_s);
        row("ExpressionEval", "\"Type\": \"ExpressionEval\", \"ResultPath\": \"$.x\", " + twice,
            u"input of the state has 30"_s);
        row("deep Action", "\"Type\": \"Action\", " + url + ", " + deep, u"deeper than 200"_s);
        row("InputPath", R"("Type": "Pass", "ResultPath": "$.x", "InputPath": "$..*")", u"'InputPath' finds has"_s);
        row("CausePath", R"("Type": "Fail", "CausePath": "$..*")", u"'CausePath' finds has"_s);
    }

    void inputsHaveALimit()
    {
        QFETCH(QByteArray, state);
        QFETCH(QString, words);
        core::Json body = core::Json::object();
        body["text"] = std::string(150'000, 'x');
        body["deep"] = core::Json::array();
        for (int i = 0; i < 190; ++i)
            body["deep"] = core::Json::array({std::move(body["deep"])});
        body["more"] = body["deep"];
        const auto ran = perform(single(state.constData()), body);
        QCOMPARE(ran.exception, u"States.Runtime"_s);
        QVERIFY2(ran.cause.contains(words), qPrintable(ran.cause));
        for (qsizetype i = 1; i < ran.log.size(); ++i)
            QVERIFY(core::toBytes(ran.log[i].details).size() < 160'000);
    }

    void theRunStateHasADepth()
    {
        const auto ran = perform(json(R"({"StartAt": "A", "States": {
            "A": {"Type": "Pass", "Parameters": {"a.$": "$"}, "Next": "A"}}})"));
        QVERIFY2(ran.cause.contains(u"deeper than 200"_s), qPrintable(ran.cause));
    }
};

FLOWS_TEST(tst_enginelimits, EngineLimitsTest)
#include "tst_enginelimits.moc"
