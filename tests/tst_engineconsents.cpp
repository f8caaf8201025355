#include "support/testmain.h"

#include "core/clock.h"
#include "core/ids.h"
#include "emulator/store/authstores.h"
#include "emulator/store/runstore.h"
#include "support/enginebench.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::EngineBench;
using testsupport::json;

//! On whose behalf an action is done: consents that it waits for, tokens that come with the input.
class EngineConsentsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void consentMakesAnActionGoOn()
    {
        EngineBench bench;
        bench.start();
        core::Json definition = json(R"({"StartAt": "A", "States": {"A": {"Type": "Action", "End": true,
            "Parameters": {"required_dependent_scope": "urn:scope", "echo_string": "x"}}}})");
        definition["States"]["A"]["ActionUrl"] = "https://actions.globus.org/hello_world";
        definition["States"]["A"]["WaitTime"] = 100000;
        const QString id = bench.add(definition);
        const QString flow = core::flowUserScope(bench.run(id).flowId);
        QTRY_COMPARE(bench.status(id), u"INACTIVE"_s);
        const core::Json details = bench.run(id).details;
        QCOMPARE(core::stringMember(details, "code"), u"ConsentRequired"_s);
        QCOMPARE(core::stringMember(details, "required_scope"), QString(flow + u"[urn:scope]"));
        QCOMPARE(core::stringMember(details, "state_name"), u"A"_s);
        QCOMPARE(core::stringMember(details["action_statuses"][0], "status"), u"INACTIVE"_s);
        const auto resume = [&](const QStringList &consents) {
            QVERIFY(RunStore(bench.database()).requestResume(id, consents));
            bench.engine().resumeRequested(id);
        };
        resume({flow, flow + u"[urn:other]", u"urn:scope"_s, u"https://auth.globus.org/scopes/x/y[urn:scope]"_s});
        QTRY_COMPARE(bench.codes(id), u"FlowStarted, ActionStarted A, FlowInactive A, FlowResumed A, ActionPolled A, "
                                      "FlowInactive A"_s);
        resume({flow + u"[urn:other *urn:scope[urn:inner]]"});
        QTRY_VERIFY(bench.done(id));
        QCOMPARE(bench.codes(id), u"FlowStarted, ActionStarted A, FlowInactive A, FlowResumed A, ActionPolled A, "
                                  "FlowInactive A, FlowResumed A, ActionPolled A, ActionCompleted A, FlowSucceeded"_s);
    }

    //! Data of a mapped collection is not touched before its user lets the flow do so.
    void aMappedCollectionWantsAConsent_data()
    {
        QTest::addColumn<bool>("deletes");
        QTest::newRow("transfer") << false;
        QTest::newRow("delete") << true;
    }
    void aMappedCollectionWantsAConsent()
    {
        QFETCH(bool, deletes);
        EngineBench bench;
        bench.useLocalCollections();
        testsupport::writeFile(bench.folder(u"source"_s) + u"/a"_s, "one");
        bench.start();
        RunRecord run = testsupport::newRun(fileFlow(bench, deletes), core::Json::object());
        const QString flow = core::flowUserScope(run.flowId);
        run.consents = {flow, flow + u"[urn:globus:auth:scope:transfer.api.globus.org:all]"};
        const QString id = bench.add(run);
        QTRY_COMPARE(bench.status(id), u"INACTIVE"_s);
        const core::Json details = bench.run(id).details;
        QCOMPARE(core::stringMember(details, "code"), u"ConsentRequired"_s);
        QCOMPARE(core::stringMember(details, "description"), u"Missing required data_access consent"_s);
        QCOMPARE(core::stringMember(details, "required_scope"), QString(flow + u'[' + bench.dataAccess() + u']'));
        QVERIFY(!QFile::exists(bench.folder(u"target"_s) + u"/b"_s));
        QVERIFY(QFile::exists(bench.folder(u"source"_s) + u"/a"_s));
        // Resumed without it, it stops again; after a restart it still waits; with it, it goes on.
        const auto resume = [&](const QString &consent) {
            QVERIFY(RunStore(bench.database()).requestResume(id, {consent}));
            bench.engine().resumeRequested(id);
        };
        resume(flow);
        QTRY_VERIFY(bench.codes(id).count(u"FlowInactive"_s) == 2);
        bench.stop();
        bench.start();
        QCOMPARE(bench.status(id), u"INACTIVE"_s);
        resume(core::stringMember(details, "required_scope"));
        QTRY_VERIFY(bench.done(id));
        QCOMPARE(bench.status(id), u"SUCCEEDED"_s);
        QCOMPARE(QFile::exists(bench.folder(u"target"_s) + u"/b"_s), !deletes);
        QCOMPARE(QFile::exists(bench.folder(u"source"_s) + u"/a"_s), !deletes);
    }

    //! A resume that was noted just before the end of the process is not forgotten.
    void aResumeSurvivesARestart()
    {
        EngineBench bench;
        bench.useLocalCollections();
        testsupport::writeFile(bench.folder(u"source"_s) + u"/a"_s, "one");
        bench.start();
        RunRecord run = testsupport::newRun(fileFlow(bench, false), core::Json::object());
        const QString flow = core::flowUserScope(run.flowId);
        run.consents = {flow};
        const QString id = bench.add(run);
        QTRY_COMPARE(bench.status(id), u"INACTIVE"_s);
        bench.stop();
        QVERIFY(RunStore(bench.database()).requestResume(id, {flow + u'[' + bench.dataAccess() + u']'}));
        QCOMPARE(bench.status(id), u"ACTIVE"_s);
        bench.start();
        QTRY_VERIFY(bench.done(id));
        QCOMPARE(bench.status(id), u"SUCCEEDED"_s);
        QVERIFY(bench.codes(id).contains(u"FlowResumed"_s));
    }

    //! A guest collection wants none, and a flow that acts as itself has nobody to ask.
    void othersWantNoConsent()
    {
        EngineBench bench;
        bench.useLocalCollections();
        testsupport::writeFile(bench.folder(u"target"_s) + u"/a"_s, "one");
        testsupport::writeFile(bench.folder(u"source"_s) + u"/a"_s, "one");
        bench.start();
        core::Json guest = fileFlow(bench, false);
        guest["States"]["A"]["Parameters"]["source_endpoint"] = core::toStd(bench.collectionId(u"target"_s));
        core::Json itself = fileFlow(bench, true);
        itself["States"]["A"]["RunAs"] = "Flow";
        for (const core::Json &definition : {guest, itself}) {
            const QString id = bench.add(testsupport::newRun(definition, core::Json::object()));
            QTRY_VERIFY(bench.done(id));
            QCOMPARE(bench.status(id), u"SUCCEEDED"_s);
        }
    }

    //! The consent comes with the token that starts the run, as the route stores it.
    void aConsentOfTheStartIsKnown_data()
    {
        QTest::addColumn<QString>("required");
        QTest::addColumn<QString>("granted"); // below the flow's scope
        QTest::addColumn<QString>("status");
        const QString transfer = u"urn:globus:auth:scope:transfer.api.globus.org:all"_s;
        QTest::newRow("given") << transfer << transfer << u"SUCCEEDED"_s;
        QTest::newRow("deep") << transfer + u"[*urn:data]" << transfer + u"[*urn:data] urn:more" << u"SUCCEEDED"_s;
        QTest::newRow("not deep enough") << transfer + u"[*urn:data]" << transfer << u"INACTIVE"_s;
        QTest::newRow("another") << transfer << u"urn:more"_s << u"INACTIVE"_s;
        QTest::newRow("no scope") << u"urn:a["_s << u"urn:a"_s << u"INACTIVE"_s;
    }

    void aConsentOfTheStartIsKnown()
    {
        QFETCH(QString, required);
        QFETCH(QString, granted);
        QFETCH(QString, status);
        EngineBench bench;
        bench.start();
        core::Json definition = json(R"({"StartAt": "A", "States": {"A": {"Type": "Action", "End": true,
            "Parameters": {}, "WaitTime": 100000}}})");
        definition["States"]["A"]["ActionUrl"] = "https://actions.globus.org/hello_world";
        definition["States"]["A"]["Parameters"]["required_dependent_scope"] = core::toStd(required);
        RunRecord run = testsupport::newRun(definition, core::Json::object());
        run.consents = {core::flowUserScope(run.flowId) + u'[' + granted + u']'};
        const QString id = bench.add(run);
        QTRY_COMPARE(bench.status(id), status);
    }

    void aRoleUsesTheTokenOfTheRunInput()
    {
        EngineBench bench;
        const QString identity = core::newId();
        const QDateTime now = core::SystemClock().now();
        TokenStore(bench.database())
            .insert({TokenStore::hashOf("good"),
                     u"c"_s,
                     identity,
                     u"r"_s,
                     u"s"_s,
                     now,
                     now.addSecs(600),
                     {},
                     TokenKind::Access,
                     {},
                     {},
                     {},
                     {}});
        TokenStore(bench.database())
            .insert({TokenStore::hashOf("old"),
                     u"c"_s,
                     identity,
                     u"r"_s,
                     u"s"_s,
                     now,
                     now.addSecs(-1),
                     {},
                     TokenKind::Access,
                     {},
                     {},
                     {},
                     {}});
        bench.start();
        core::Json definition = json(R"({"StartAt": "A", "States": {"A": {"Type": "Action", "End": true,
            "Parameters": {}, "RunAs": "Curator"}}})");
        definition["States"]["A"]["ActionUrl"] = "https://actions.globus.org/hello_world";
        const QString good = bench.add(definition, json(R"({"_tokens": {"Curator": "good"}})"));
        const QString old = bench.add(definition, json(R"({"_tokens": {"Curator": "old"}})"));
        QTRY_VERIFY(bench.done(good) && bench.done(old));
        QCOMPARE(core::stringMember(bench.run(good).details["output"], "creator_id"), core::identityUrn(identity));
        QCOMPARE(bench.exception(old), u"NoTokenException"_s);
        QVERIFY(!bench.cause(old).contains(u"old"_s));
    }

private:
    //! One transfer from the source to the target, or one deletion at the source.
    static core::Json fileFlow(const EngineBench &bench, bool deletes)
    {
        const std::string source = core::toStd(bench.collectionId(u"source"_s));
        core::Json parameters = {{"endpoint", source}, {"DATA", core::Json::array({{{"path", "/~/a"}}})}};
        if (!deletes) {
            parameters = {{"source_endpoint", source},
                          {"destination_endpoint", core::toStd(bench.collectionId(u"target"_s))},
                          {"DATA", core::Json::array({{{"source_path", "/~/a"}, {"destination_path", "/~/b"}}})}};
        }
        const char *name = deletes ? "delete" : "transfer";
        return {{"StartAt", "A"},
                {"States",
                 {{"A",
                   {{"Type", "Action"},
                    {"ActionUrl", std::string("https://transfer.actions.globus.org/") + name},
                    {"Parameters", parameters},
                    {"WaitTime", 100000},
                    {"End", true}}}}}};
    }
};

FLOWS_TEST(tst_engineconsents, EngineConsentsTest)
#include "tst_engineconsents.moc"
