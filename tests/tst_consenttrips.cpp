#include "support/emulatorprogram.h"
#include "support/outcome.h"
#include "support/settled.h"
#include "support/signedinrig.h"
#include "support/testmain.h"

#include "core/ids.h"
#include "flows/rundetails.h"
#include "flows/specificflowclient.h"
#include "flows/transferclient.h"
#include "flows/waitforrun.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using auth::PersonAuthorizer;
using core::Json;
using testsupport::EmulatorProgram;
using testsupport::outcome;
using testsupport::PersonBrowser;
using testsupport::SignedInRig;

namespace {

const QString simpleTransfer = u"a7f1c0de-5a3e-4c1b-9d55-0f6f3a2b7c01"_s;
const QString moveFiles = u"a7f1c0de-5a3e-4c1b-9d55-0f6f3a2b7c02"_s;
const QString mapped = u"6c54cade-bde5-45c1-bdea-f4bd71dba2cc"_s;
const QString guest = u"31ce9ba0-176d-45a5-add3-f37d233ba47d"_s;

flows::RunRequest transferOf(const QString &destination)
{
    flows::RunRequest request;
    request.body["source"] = {{"id", core::toStd(mapped)}, {"path", "/~/detector/frames.bin"}};
    request.body["destination"] = {{"id", core::toStd(guest)}, {"path", core::toStd(destination)}};
    return request;
}

} // namespace

//! What a person is asked for by requests, at a real emulator: as seldom as possible, and never in vain.
class ConsentTripsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_emulator = std::make_unique<EmulatorProgram>();
        QVERIFY(m_emulator->url().isValid() && !m_emulator->url().isEmpty());
    }
    void cleanupTestCase() { m_emulator.reset(); }
    void init()
    {
        m_rig = std::make_unique<SignedInRig>(m_emulator->url(), m_emulator->endpoint("native_client_id"), m_clock);
        m_rig->browser.username = u"starter@emulator"_s;
        m_scope = std::make_unique<QObject>();
    }
    void cleanup()
    {
        m_scope.reset();
        m_rig.reset();
    }

    //! To run the flow, for it to use Transfer, and for Transfer to use the collection.
    void aStartWithThreeConsentsTakesOneTrip()
    {
        signIn();
        flows::SpecificFlowClient flow(m_rig->http, m_emulator->url(), simpleTransfer);
        QVERIFY(flow.addAppTransferDataAccessScope({mapped}));
        for (int start = 1; start <= 2; ++start) {
            const auto run = outcome(flow.runFlow(transferOf(u"/~/results/%1.bin"_s.arg(start)), m_scope.get()));
            QCOMPARE(run.kind(), u"Ok"_s);
            QCOMPARE(m_rig->browser.visited.size(), 2); // the sign-in, and one more
            const auto ended =
                outcome(flows::waitForRun(m_rig->flows, run.value->runId, m_scope.get(), {50ms, 200ms, true}));
            QCOMPARE(ended.kind(), u"Ok"_s);
            QCOMPARE(ended.value->status, flows::RunStatus::Succeeded);
        }
        const QString page = m_rig->browser.pages.last();
        for (const char *words : {"Run the flow", "Transfer, list", "Instrument data"})
            QVERIFY2(page.contains(QLatin1String(words)), words);
        // The next one begins with tokens that were kept.
        SignedInRig later(m_emulator->url(), m_emulator->endpoint("native_client_id"), m_clock);
        later.tokens.put(m_rig->tokens.all());
        flows::SpecificFlowClient again(later.http, m_emulator->url(), simpleTransfer);
        QVERIFY(again.addAppTransferDataAccessScope({mapped}));
        QCOMPARE(outcome(again.runFlow(transferOf(u"/~/results/3.bin"_s), m_scope.get())).kind(), u"Ok"_s);
        QVERIFY(later.browser.visited.isEmpty());
    }

    //! The same, when it has to be found out what the input's collections are.
    void collectionsAreLookedUp()
    {
        m_rig->authorizer.setFirstScopes({flows::transferAllScope()});
        signIn();
        flows::TransferClient transfer(m_rig->http, m_emulator->url());
        const auto wanting = outcome(transfer.wantingDataAccess({guest, mapped, core::newId()}, m_scope.get()));
        QCOMPARE(*wanting.value, QStringList{mapped});
        const auto collection = outcome(transfer.getEndpoint(guest, m_scope.get()));
        QCOMPARE(collection.value->displayName, u"Shared results"_s);
        QCOMPARE(outcome(transfer.getEndpoint(core::newId(), m_scope.get())).kind(), u"NotFound"_s);
        QCOMPARE(m_rig->browser.visited.size(), 1);
        QCOMPARE(m_rig->tokens.all().size(), 3);
    }

    //! A page and two starts want something at once: one trip brings all of it.
    void needsOfAMomentTakeOneTrip()
    {
        flows::SpecificFlowClient one(m_rig->http, m_emulator->url(), simpleTransfer);
        flows::SpecificFlowClient two(m_rig->http, m_emulator->url(), moveFiles);
        QVERIFY(two.addAppTransferDataAccessScope({mapped}));
        const auto list = m_rig->flows.listFlows({}, {}, m_scope.get());
        const auto first = one.validateRun(transferOf(u"/~/results/x"_s), m_scope.get());
        const auto second = two.validateRun(transferOf(u"/~/results/x"_s), m_scope.get());
        QCOMPARE(outcome(list).kind(), u"Ok"_s);
        QCOMPARE(outcome(first).kind(), u"Ok"_s);
        QVERIFY(outcome(second).kind() != u"Unauthorized"_s);
        QCOMPARE(m_rig->browser.visited.size(), 1);
        QCOMPARE(m_rig->tokens.all().size(), 4);
    }

    //! What the open trip brings is not asked for again; what it does not bring is asked for after it.
    void whileATripIsOpen()
    {
        m_rig->browser.does = PersonBrowser::Does::ReadsOnly;
        const auto first = m_rig->flows.listFlows({}, {}, m_scope.get());
        QTRY_COMPARE(m_rig->browser.pages.size(), 1);
        const auto same = m_rig->flows.listRuns({}, {}, m_scope.get());
        flows::SpecificFlowClient flow(m_rig->http, m_emulator->url(), simpleTransfer);
        const auto other = flow.validateRun(transferOf(u"/~/results/x"_s), m_scope.get());
        QTest::qWait(400); // longer than needs are gathered
        QCOMPARE(m_rig->browser.visited.size(), 1);
        m_rig->browser.does = PersonBrowser::Does::Allows;
        m_rig->authorizer.openAgain();
        QCOMPARE(outcome(first).kind(), u"Ok"_s);
        QCOMPARE(outcome(same).kind(), u"Ok"_s);
        QCOMPARE(outcome(other).kind(), u"Ok"_s);
        QCOMPARE(m_rig->browser.visited.size(), 3); // once again, and once for the flow
        QVERIFY(m_rig->browser.pages.last().contains(u"Run the flow"_s));
    }

    void cancelling()
    {
        m_rig->browser.does = PersonBrowser::Does::ReadsOnly;
        const auto list = m_rig->flows.listFlows({}, {}, m_scope.get());
        QTRY_COMPARE(m_rig->browser.pages.size(), 1);
        flows::SpecificFlowClient flow(m_rig->http, m_emulator->url(), simpleTransfer);
        const auto later = flow.runFlow(transferOf(u"/~/results/x"_s), m_scope.get());
        QTest::qWait(50); // until it waits for the next trip
        m_rig->authorizer.cancel();
        for (const auto &error : {outcome(list).error, outcome(later).error}) {
            QVERIFY(error.has_value());
            QCOMPARE(error->kind, core::ApiError::Kind::Unauthorized);
            QCOMPARE(error->code, QString(PersonAuthorizer::cancelled));
            QVERIFY(!error->detail.isEmpty());
        }
        QVERIFY(!m_rig->authorizer.trip() && m_rig->authorizer.page().isEmpty());
        QCOMPARE(m_rig->browser.visited.size(), 1);
        // Nothing is spoilt by it.
        m_rig->browser.does = PersonBrowser::Does::Allows;
        QCOMPARE(outcome(m_rig->flows.listFlows({}, {}, m_scope.get())).kind(), u"Ok"_s);
    }

    void declining()
    {
        m_rig->browser.does = PersonBrowser::Does::Denies;
        const auto list = outcome(m_rig->flows.listFlows({}, {}, m_scope.get()));
        QCOMPARE(list.kind(), u"Unauthorized"_s);
        QCOMPARE(list.error->code, QString(PersonAuthorizer::declined));
    }

    //! A later trip does not mix two people's tokens.
    void somebodyElse()
    {
        signIn();
        m_rig->browser.username = u"approver@emulator"_s;
        flows::SpecificFlowClient flow(m_rig->http, m_emulator->url(), simpleTransfer);
        const auto run = outcome(flow.runFlow(transferOf(u"/~/results/x"_s), m_scope.get()));
        QCOMPARE(run.kind(), u"Unauthorized"_s);
        QCOMPARE(run.error->code, QString(PersonAuthorizer::otherIdentity));
        QVERIFY(run.error->detail.contains(u"approver@emulator"_s));
        QCOMPARE(m_rig->tokens.all().size(), 2);
    }

    void withoutABrowser()
    {
        m_rig->browser.hasBrowser = false;
        m_rig->authorizer.setLimit(500ms);
        QSignalSpy ready(&m_rig->authorizer, &PersonAuthorizer::pageReady);
        const auto list = m_rig->flows.listFlows({}, {}, m_scope.get());
        QTRY_COMPARE(ready.size(), 1);
        QCOMPARE(ready.first().value(1).toBool(), false);
        QVERIFY(!m_rig->authorizer.page().isEmpty()); // to be copied
        QCOMPARE(outcome(list).error->code, QString(PersonAuthorizer::timedOut));
    }

    //! A run that stops for a consent goes on with it, by a resume whose token carries it.
    void aRunThatStopsForAConsent()
    {
        m_rig->browser.username = u"approver@emulator"_s; // who has consented to nothing yet
        signIn();
        flows::SpecificFlowClient flow(m_rig->http, m_emulator->url(), simpleTransfer);
        const auto run = outcome(flow.runFlow(transferOf(u"/~/results/late.bin"_s), m_scope.get()));
        QCOMPARE(run.kind(), u"Ok"_s);
        const flows::WaitForRun quickly{50ms, 200ms, true};
        const auto stopped = outcome(flows::waitForRun(m_rig->flows, run.value->runId, m_scope.get(), quickly));
        QCOMPARE(stopped.value->status, flows::RunStatus::Inactive);
        const auto details = flows::RunDetails::of(*stopped.value);
        QVERIFY(details && details->requirements && !details->requirements->requiredScopes.isEmpty());
        QCOMPARE(m_rig->browser.visited.size(), 2);
        for (const QString &scope : details->requirements->requiredScopes)
            flow.addAppScope(*core::Scope::parse(scope));
        QCOMPARE(outcome(flow.resumeRun(run.value->runId, m_scope.get())).kind(), u"Ok"_s);
        QCOMPARE(m_rig->browser.visited.size(), 3);
        const auto ended = outcome(flows::waitForRun(m_rig->flows, run.value->runId, m_scope.get()));
        QCOMPARE(ended.value->status, flows::RunStatus::Succeeded);
    }

    //! Of what timers send nobody is asked anything.
    void timersAskNobody()
    {
        const auto poll = outcome(m_rig->flows.background().listRuns({}, {}, m_scope.get()));
        QCOMPARE(poll.kind(), u"Unauthorized"_s);
        QVERIFY(m_rig->browser.visited.isEmpty());
        QSignalSpy obtained(&m_rig->http, &net::HttpClient::obtained);
        signIn();
        QCOMPARE(obtained.size(), 1);
        QCOMPARE(outcome(m_rig->flows.background().listRuns({}, {}, m_scope.get())).kind(), u"Ok"_s);
    }

private:
    //! As a person does who opens the library.
    void signIn()
    {
        QCOMPARE(outcome(m_rig->flows.listFlows({}, {}, m_scope.get())).kind(), u"Ok"_s);
        QCOMPARE(m_rig->browser.visited.size(), 1);
    }

    core::SystemClock m_clock;
    std::unique_ptr<EmulatorProgram> m_emulator;
    std::unique_ptr<SignedInRig> m_rig;
    std::unique_ptr<QObject> m_scope;
};

FLOWS_TEST(tst_consenttrips, ConsentTripsTest)
#include "tst_consenttrips.moc"
