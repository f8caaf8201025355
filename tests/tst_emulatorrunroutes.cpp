#include "core/ids.h"
#include "emulator/store/logstore.h"
#include "emulator/store/runstore.h"
#include "support/testmain.h"
#include "support/twopeopletest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;
using testsupport::TwoPeopleTest;

class EmulatorRunRoutesTest final : public TwoPeopleTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        begin();
        FlowRecord flow;
        flow.title = u"Parent"_s;
        flow.owner = core::identityUrn(m_other);
        m_flow = m_emulator->addFlow(flow);
    }
    void cleanup() { end(); }

    void document()
    {
        RunRecord run = mine(u"label"_s);
        run.tags = {u"t"_s};
        const QString id = m_emulator->addRun(run);
        const core::Json shown = get(u"/runs/"_s + id).json();
        const core::Json expected =
            testsupport::expectedDocument(u"run_document"_s, {{"%FLOW%", m_flow}, {"%ID%", id}, {"%ME%", m_me}});
        QCOMPARE(core::toBytes(shown), core::toBytes(expected));
    }

    void finishedRunHasItsTime()
    {
        RunRecord run = mine({});
        run.completionTime = m_emulator->clock.now().addMSecs(1500);
        run.status = run.displayStatus = u"SUCCEEDED"_s;
        const core::Json shown = m_emulator->ask("GET", "/runs/" + m_emulator->addRun(run).toUtf8(), m_token).json();
        QCOMPARE(core::stringMember(shown, "completion_time"), u"2026-05-04T12:00:01.500000+00:00"_s);
        QVERIFY(shown["label"].is_null());
    }

    void flowDescription()
    {
        const QByteArray path = "/runs/" + m_emulator->addRun(mine({})).toUtf8();
        QVERIFY(!get(path).json().contains("flow_description"));
        QVERIFY(!get(path + "?include_flow_description=False").json().contains("flow_description"));
        for (const QByteArray yes : {"True", "true", "1"}) {
            const core::Json shown = get(path + "?include_flow_description=" + yes).json();
            QCOMPARE(core::stringMember(shown["flow_description"], "title"), u"Parent"_s);
            QCOMPARE(core::stringMember(shown["flow_description"], "id"), m_flow);
        }
        QCOMPARE(get(path + "?include_flow_description=perhaps").status, 400);
    }

    void definitionIsTheOneOfTheStart()
    {
        RunRecord run = mine({});
        run.definition = {{"StartAt", "Old"}};
        run.inputSchema = {{"type", "object"}};
        const core::Json shown =
            m_emulator->ask("GET", "/runs/" + m_emulator->addRun(run).toUtf8() + "/definition", m_token).json();
        QCOMPARE(core::toBytes(shown),
                 QByteArray(R"({"flow_id":")" + m_flow.toUtf8() +
                            R"(","definition":{"StartAt":"Old"},"input_schema":{"type":"object"}})"));
    }

    void filters_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("labels"); // in order, or the status
        QTest::newRow("mine by default, newest first") << QByteArray() << u"three,two,one"_s;
        QTest::newRow("blank as the command line sends it")
            << QByteArray("filter_flow_id=&filter_roles=") << u"three,two,one"_s;
        QTest::newRow("by the flow") << QByteArray("filter_flow_id=FLOW") << u"two,one"_s;
        QTest::newRow("by no flow") << QByteArray("filter_flow_id=00000000-0000-4000-8000-000000000000") << QString();
        QTest::newRow("all roles") << QByteArray("filter_roles=run_owner,run_manager,run_monitor,flow_run_manager,"
                                                 "flow_run_monitor&orderby=label+ASC")
                                   << u"managed,one,three,two"_s;
        QTest::newRow("plural") << QByteArray("filter_roles=run_managers") << u"managed"_s;
        QTest::newRow("cumulative") << QByteArray("filter_role=run_manager&orderby=label+ASC")
                                    << u"managed,one,three,two"_s;
        QTest::newRow("unknown role") << QByteArray("filter_roles=boss") << u"400"_s;
        QTest::newRow("status") << QByteArray("filter_status=FAILED,SUCCEEDED") << u"three,two"_s;
        QTest::newRow("unknown status") << QByteArray("filter_status=BROKEN") << u"400"_s;
        QTest::newRow("label") << QByteArray("filter_label=T&orderby=start_time+ASC") << u"two,three"_s;
        QTest::newRow("title of the flow") << QByteArray("filter_flow_title=elsewhere") << u"three"_s;
        QTest::newRow("from") << QByteArray("filter_start_time=2026-05-04T12:00:10") << u"three,two"_s;
        QTest::newRow("from with comma") << QByteArray("filter_start_time=2026-05-04T12:00:11,") << u"three"_s;
        QTest::newRow("to, half open") << QByteArray("filter_start_time=,2026-05-04T12:00:10%2B00:00") << u"one"_s;
        QTest::newRow("between, plus not escaped")
            << QByteArray("filter_start_time=2026-05-04T12:00:05+00:00,2026-05-04T12:00:15+00:00") << u"two"_s;
        QTest::newRow("minutes") << QByteArray("filter_start_time=2026-05-04T12:00,2026-05-05") << u"three,two,one"_s;
        QTest::newRow("completed") << QByteArray("filter_completion_time=2020-01-01") << u"two"_s;
        QTest::newRow("many labels") << QByteArray("filter_label=no" + QByteArray(",no").repeated(48) + ",two")
                                     << u"two"_s;
        QTest::newRow("too many labels") << QByteArray("filter_label=no" + QByteArray(",no").repeated(1200))
                                         << u"400"_s;
        QTest::newRow("too many flows") << QByteArray("filter_flow_id=a" + QByteArray(",a").repeated(40'000))
                                        << u"400"_s;
        QTest::newRow("no time") << QByteArray("filter_start_time=yesterday") << u"400"_s;
        QTest::newRow("three times") << QByteArray("filter_start_time=,,") << u"400"_s;
        QTest::newRow("order") << QByteArray("orderby=status+ASC,label+DESC") << u"one,three,two"_s;
        QTest::newRow("page") << QByteArray("per_page=1&page=3") << u"one"_s;
    }
    void filters()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, labels);
        addSome();
        const RawAnswer answer = m_emulator->ask("GET", "/runs?" + query.replace("FLOW", m_flow.toUtf8()), m_token);
        QCOMPARE(answer.status, labels == "400"_L1 ? 400 : 200);
        if (answer.status == 400)
            return;
        QStringList found;
        const core::Json page = answer.json();
        for (const core::Json &run : page["runs"])
            found.append(core::stringMember(run, "label"));
        QCOMPARE(found.join(u','), labels);
    }

    void pagesByMarkerAndByItsOldName()
    {
        for (int i = 0; i < 7; ++i)
            m_emulator->addRun(mine(QString::number(i)));
        QStringList seen;
        QByteArray target = "/runs?per_page=3";
        for (const QByteArray name : {"marker", "pagination_token", "none"}) {
            const core::Json page = get(target).json();
            for (const core::Json &run : page["runs"])
                seen.append(core::stringMember(run, "label"));
            target = "/runs?" + name + "=" + core::stringMember(page, "marker").toUtf8();
            QCOMPARE(page["has_next_page"].get<bool>(), name != "none");
        }
        seen.sort();
        QCOMPARE(seen.join(u','), u"0,1,2,3,4,5,6"_s);
    }

    void log()
    {
        const QString id = m_emulator->addRun(mine({}));
        for (int i = 1; i <= 25; ++i) {
            LogStore(*m_emulator->database)
                .append(id, {i, m_emulator->clock.now(), u"Code%1"_s.arg(i), u"text"_s, {{"n", i}}});
        }
        const QByteArray path = "/runs/" + id.toUtf8() + "/log";
        QCOMPARE(sequence(path, 3), u"1-10,11-20,21-25"_s);
        QCOMPARE(sequence(path + "?limit=20&reverse_order=True", 2), u"25-6,5-1"_s);
        QCOMPARE(sequence(path + "?limit=100&reverse_order=false", 1), u"1-25"_s);
        QCOMPARE(sequence(path + "?page=3", 1), u"21-25"_s);
        QCOMPARE(sequence(path + "?page=2&limit=20&reverse_order=true", 1), u"5-1"_s);
        QCOMPARE(get(path + "?limit=101").status, 400);
        const core::Json page = get(path + "?limit=100").json();
        QVERIFY(!page.contains("marker"));
        QCOMPARE(
            core::toBytes(page["entries"][0]),
            QByteArray(
                R"({"time":"2026-05-04T12:00:00.000000+00:00","code":"Code1","description":"text","details":{"n":1}})"));
        // A marker is good for its own run alone.
        const QByteArray other = "/runs/" + m_emulator->addRun(mine({})).toUtf8() + "/log";
        const core::Json first = get(path).json();
        QCOMPARE(
            m_emulator->ask("GET", other + "?marker=" + core::stringMember(first, "marker").toUtf8(), m_token).status,
            400);
        QVERIFY(get(other).json()["entries"].empty());
    }

    //! More than a connection keeps unsent: one answer holds a part of it.
    void logOfLongEntries()
    {
        const QString id = m_emulator->addRun(mine({}));
        for (int i = 1; i <= 12; ++i) {
            LogStore(*m_emulator->database)
                .append(id, {i,
                             m_emulator->clock.now(),
                             u"Code%1"_s.arg(i),
                             u"text"_s,
                             {{"n", i}, {"text", std::string(3'000'000, 'x')}}});
        }
        const core::Json page = get(u"/runs/"_s + id + u"/log?limit=100"_s).json();
        QCOMPARE(page["entries"].size(), 3U);
        QVERIFY(page["has_next_page"].get<bool>() && page["marker"].is_string());
    }

    void cancel()
    {
        const QString active = m_emulator->addRun(mine({}));
        const RawAnswer answer = ask("POST", u"/runs/"_s + active + u"/cancel"_s);
        QCOMPARE(answer.status, 202);
        QCOMPARE(core::stringMember(answer.json(), "run_id"), active);
        QCOMPARE(m_emulator->cancelled, QStringList{active});
        QVERIFY(RunStore(*m_emulator->database).find(active)->cancelRequested);
        RunRecord run = mine({});
        run.phase = RunPhase::Done;
        run.status = u"SUCCEEDED"_s;
        const QString done = m_emulator->addRun(run);
        const RawAnswer again = ask("POST", u"/runs/"_s + done + u"/cancel"_s);
        QCOMPARE(again.status, 202);
        QCOMPARE(core::stringMember(again.json(), "status"), u"SUCCEEDED"_s);
        QCOMPARE(m_emulator->cancelled.size(), 1);
        QCOMPARE(m_emulator->ask("POST", "/runs/" + core::newId().toUtf8() + "/cancel", m_token).status, 404);
    }

private:
    RunRecord mine(const QString &label) const
    {
        RunRecord run = ownRun(m_flow);
        run.flowTitle = u"Parent"_s;
        run.flowLastUpdated = m_emulator->clock.now();
        run.label = label;
        return run;
    }
    void addSome()
    {
        RunRecord one = mine(u"one"_s);
        m_emulator->addRun(one);
        RunRecord two = mine(u"two"_s);
        two.startTime = m_emulator->clock.now().addSecs(10);
        two.completionTime = m_emulator->clock.now().addSecs(20);
        two.status = u"SUCCEEDED"_s;
        m_emulator->addRun(two);
        RunRecord three = mine(u"three"_s);
        three.flowId = core::newId();
        three.flowTitle = u"Elsewhere"_s;
        three.startTime = m_emulator->clock.now().addSecs(20);
        three.status = u"FAILED"_s;
        m_emulator->addRun(three);
        RunRecord managed = mine(u"managed"_s);
        managed.owner = core::identityUrn(m_other);
        managed.managers = {core::identityUrn(m_me)};
        m_emulator->addRun(managed);
        RunRecord hidden = mine(u"hidden"_s);
        hidden.owner = core::identityUrn(m_other);
        m_emulator->addRun(hidden);
    }
    //! `first-last` of each page.
    QString sequence(QByteArray target, int pages)
    {
        QStringList parts;
        const QByteArray path = target.split('?').first();
        for (int i = 0; i < pages; ++i) {
            const core::Json page = get(target).json();
            parts.append(u"%1-%2"_s.arg(page["entries"].front()["details"]["n"].get<int>())
                             .arg(page["entries"].back()["details"]["n"].get<int>()));
            if (page["has_next_page"].get<bool>() != (i + 1 < pages))
                return u"wrong end"_s;
            target = path + "?marker=" + core::stringMember(page, "marker").toUtf8();
        }
        return parts.join(u',');
    }

    QString m_flow;
};

FLOWS_TEST(tst_emulatorrunroutes, EmulatorRunRoutesTest)
#include "tst_emulatorrunroutes.moc"
