#include "core/ids.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/runstore.h"
#include "support/emulatorfixture.h"
#include "support/testmain.h"

#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace emulator;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;

class EmulatorFlowRoutesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_emulator = std::make_unique<EmulatorFixture>();
        m_me = m_emulator->person(u"me@emulator"_s);
        m_other = m_emulator->person(u"other@emulator"_s);
        m_token = m_emulator->allToken(m_me);
    }
    void cleanup() { m_emulator.reset(); }

    void document()
    {
        FlowRecord flow;
        flow.title = u"Title"_s;
        flow.owner = core::identityUrn(m_me);
        flow.keywords = {u"a"_s, u"b"_s};
        flow.starters = {u"all_authenticated_users"_s};
        flow.inputSchema = {{"type", "object"}};
        const QString id = m_emulator->addFlow(flow);
        const core::Json shown = m_emulator->ask("GET", "/flows/" + id.toUtf8(), m_token).json();
        const core::Json expected = testsupport::expectedDocument(
            u"flow_document"_s, {{"%UNDER%", QString(id).replace(u'-', u'_')}, {"%ID%", id}, {"%ME%", m_me}});
        QCOMPARE(core::toBytes(shown), core::toBytes(expected));
    }

    void schemaIsLeftOutWhereThereIsNone()
    {
        FlowRecord flow;
        flow.owner = core::identityUrn(m_me);
        const QString id = m_emulator->addFlow(flow);
        QVERIFY(!m_emulator->ask("GET", "/flows/" + id.toUtf8(), m_token).json().contains("input_schema"));
    }

    void unknownDeletedAndInvisibleAreTheSame()
    {
        FlowRecord flow;
        flow.owner = core::identityUrn(m_me);
        flow.deletedAt = m_emulator->clock.now();
        const QString deleted = m_emulator->addFlow(flow);
        flow.deletedAt = {};
        flow.owner = core::identityUrn(m_other);
        const QString invisible = m_emulator->addFlow(flow);
        for (const QString &id : {deleted, invisible, core::newId(), u"no-uuid"_s}) {
            const RawAnswer answer = m_emulator->ask("GET", "/flows/" + id.toUtf8(), m_token);
            QCOMPARE(answer.status, 404);
            QCOMPARE(answer.code(), u"NOT_FOUND"_s);
            QCOMPARE(answer.detail(), u"No Flow exists with id value %1"_s.arg(id));
        }
        const QString upper = m_emulator->addFlow(mine(u"x"_s)).toUpper();
        QCOMPARE(m_emulator->ask("GET", "/flows/" + upper.toUtf8(), m_token).status, 200);
    }

    void policyVeilsLists()
    {
        FlowRecord flow = mine(u"assured"_s);
        flow.authenticationPolicyId = core::newId();
        flow.inputSchema = core::Json::object();
        const QString id = m_emulator->addFlow(flow);
        const core::Json listed = m_emulator->ask("GET", "/flows", m_token).json()["flows"][0];
        QVERIFY(listed["definition"].is_null());
        QVERIFY(listed["input_schema"].is_null());
        QVERIFY(listed["is_high_assurance"].get<bool>());
    }

    //! What its policy asks for is said so that every client can read it.
    void policyIsAskedFor()
    {
        FlowRecord flow = mine(u"assured"_s);
        flow.authenticationPolicyId = core::newId();
        const QByteArray path = "/flows/" + m_emulator->addFlow(flow).toUtf8();
        RunRecord run;
        run.flowId = QString::fromUtf8(path.mid(7));
        run.owner = core::identityUrn(m_me);
        const QByteArray runPath = "/runs/" + m_emulator->addRun(run).toUtf8();
        const QByteArray token = m_emulator->flowToken(m_me, run.flowId);
        const QList<std::pair<QByteArray, QByteArray>> calls{{"GET", path},
                                                             {"PUT", path},
                                                             {"DELETE", path},
                                                             {"POST", path + "/run"},
                                                             {"GET", runPath},
                                                             {"PUT", runPath},
                                                             {"POST", runPath + "/cancel"},
                                                             {"POST", runPath + "/resume"},
                                                             {"GET", runPath + "/log"},
                                                             {"GET", runPath + "/definition"}};
        for (const auto &[method, target] : calls) {
            const bool ofFlow = target.endsWith("/run") || target.endsWith("/resume");
            const RawAnswer answer = m_emulator->ask(method, target, ofFlow ? token : m_token, "{}");
            QVERIFY2(answer.status == 403, target.constData());
            QCOMPARE(answer.code(), u"AUTHENTICATION_POLICY_REQUIRED"_s);
            const core::Json document = answer.json();
            QCOMPARE(core::stringMember(document, "code"), u"AuthenticationPolicyRequired"_s);
            const core::Json parameters = document["authorization_parameters"];
            QCOMPARE(core::toQString(parameters["session_required_policies"][0].get<std::string>()),
                     flow.authenticationPolicyId);
            QCOMPARE(core::stringMember(parameters, "session_message"),
                     u"Globus Flows detected an unsatisfied session policy for this resource."_s);
        }
        QCOMPARE(m_emulator->ask("GET", path, m_emulator->allToken(m_other)).status,
                 404); // who sees nothing hears nothing
    }

    void filters_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("titles"); // in order, or the status
        QTest::newRow("owned by default") << QByteArray("orderby=title+ASC") << u"Alpha,Beta"_s;
        QTest::newRow("singular role") << QByteArray("filter_roles=flow_viewer&orderby=title+ASC") << u"Open"_s;
        QTest::newRow("plural role") << QByteArray("filter_roles=flow_viewers") << u"Open"_s;
        QTest::newRow("some roles") << QByteArray("filter_roles=flow_viewer,flow_owner&orderby=title+DESC")
                                    << u"Open,Beta,Alpha"_s;
        QTest::newRow("repeated") << QByteArray(
                                         "filter_roles=flow_starter&filter_roles=flow_administrator&orderby=title+ASC")
                                  << u"Admin,Start"_s;
        QTest::newRow("flow's run roles") << QByteArray("filter_roles=run_monitor") << u"Watched"_s;
        QTest::newRow("cumulative") << QByteArray("filter_role=flow_starter&orderby=title+ASC")
                                    << u"Admin,Alpha,Beta,Start"_s;
        QTest::newRow("blank roles") << QByteArray("filter_roles=") << u"400"_s;
        QTest::newRow("too many words") << QByteArray("filter_fulltext=a" + QByteArray(",a").repeated(200)) << u"400"_s;
        QTest::newRow("unknown role") << QByteArray("filter_roles=king") << u"400"_s;
        QTest::newRow("unknown cumulative role") << QByteArray("filter_role=run_manager") << u"400"_s;
        QTest::newRow("text in title") << QByteArray("filter_fulltext=alPHA") << u"Alpha"_s;
        QTest::newRow("text in description") << QByteArray("filter_fulltext=only+here") << u"Beta"_s;
        QTest::newRow("title") << QByteArray("filter_title=bet,zzz") << u"Beta"_s;
        QTest::newRow("and") << QByteArray("filter_title=a&filter_description=here") << u"Beta"_s;
        QTest::newRow("keywords") << QByteArray("filter_keywords=KEY") << u"Alpha"_s;
        QTest::newRow("two criteria") << QByteArray("orderby=created_at+ASC,title+DESC") << u"Beta,Alpha"_s;
        QTest::newRow("repeated criteria") << QByteArray("orderby=created_at+ASC&orderby=title+ASC") << u"Alpha,Beta"_s;
        QTest::newRow("percent") << QByteArray("orderby=title%20DESC") << u"Beta,Alpha"_s;
        QTest::newRow("unknown field") << QByteArray("orderby=colour+ASC") << u"400"_s;
        QTest::newRow("unknown direction") << QByteArray("orderby=title+UP") << u"400"_s;
        QTest::newRow("page") << QByteArray("orderby=title+ASC&per_page=1&page=2") << u"Beta"_s;
        QTest::newRow("size zero") << QByteArray("per_page=0") << u"400"_s;
        QTest::newRow("size too large") << QByteArray("per_page=101") << u"400"_s;
        QTest::newRow("size no number") << QByteArray("per_page=many") << u"400"_s;
        QTest::newRow("marker of nobody") << QByteArray("marker=abc") << u"400"_s;
        QTest::newRow("unset values") << QByteArray("filter_fulltext=&orderby=&marker=&filter_title=&per_page=")
                                      << u"2 flows"_s;
        QTest::newRow("unknown parameters") << QByteArray("colour=red&orderby=title+ASC") << u"Alpha,Beta"_s;
    }
    void filters()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, titles);
        FlowRecord alpha = mine(u"Alpha"_s);
        alpha.keywords = {u"keyword"_s};
        m_emulator->addFlow(alpha);
        FlowRecord beta = mine(u"Beta"_s);
        beta.description = u"a text that stands Only Here"_s;
        m_emulator->addFlow(beta);
        addOthers();
        const RawAnswer answer = m_emulator->ask("GET", "/flows?" + query, m_token);
        if (titles == "400"_L1) {
            QCOMPARE(answer.status, 400);
            QVERIFY(!answer.detail().isEmpty());
            return;
        }
        QCOMPARE(answer.status, 200);
        if (titles == "2 flows"_L1)
            QCOMPARE(answer.json()["flows"].size(), 2U);
        else
            QCOMPARE(titlesOf(answer.json()).join(u','), titles);
    }

    void pagesHoldEverythingOnce()
    {
        for (int i = 0; i < 45; ++i) { // several with one time stamp, so that ties must be broken
            FlowRecord flow = mine(u"flow %1"_s.arg(i % 7));
            flow.updatedAt = m_emulator->clock.now().addSecs(i / 10);
            m_emulator->addFlow(flow);
        }
        QSet<QString> seen;
        QByteArray target = "/flows?orderby=updated_at+DESC&filter_title=flow&per_page=20";
        QList<qsizetype> sizes;
        for (;;) {
            const core::Json page = m_emulator->ask("GET", target, m_token).json();
            sizes.append(static_cast<qsizetype>(page["flows"].size()));
            for (const core::Json &flow : page["flows"])
                seen.insert(core::stringMember(flow, "id"));
            QCOMPARE(page["limit"].get<int>(), 20);
            if (!page["has_next_page"].get<bool>()) {
                QVERIFY(page["marker"].is_null());
                break;
            }
            // The marker alone is enough, and what else is sent does not count.
            target = "/flows?per_page=3&filter_title=none&filter_roles=&marker=" +
                     QUrl::toPercentEncoding(core::stringMember(page, "marker"));
            FlowRecord late = mine(u"flow new"_s); // what comes at the front moves nothing
            late.updatedAt = m_emulator->clock.now().addSecs(100);
            m_emulator->addFlow(late);
        }
        QCOMPARE(sizes.first(), 20);
        QCOMPARE(sizes.size(), 3);
        QCOMPARE(seen.size(), 45);
    }

    void markerIsBoundToItsListAndUntouched()
    {
        for (int i = 0; i < 3; ++i)
            m_emulator->addFlow(mine(u"flow"_s));
        const QString marker =
            core::stringMember(m_emulator->ask("GET", "/flows?per_page=1", m_token).json(), "marker");
        QVERIFY(!marker.isEmpty());
        QCOMPARE(m_emulator->ask("GET", "/runs?marker=" + marker.toUtf8(), m_token).status, 400);
        QString touched = marker;
        touched[20] = touched[20] == u'A' ? u'B' : u'A';
        QCOMPARE(m_emulator->ask("GET", "/flows?marker=" + touched.toUtf8(), m_token).status, 400);
        // Somebody else's question is answered with his own rights.
        const core::Json page =
            m_emulator->ask("GET", "/flows?marker=" + marker.toUtf8(), m_emulator->allToken(m_other)).json();
        QVERIFY(page["flows"].empty());
    }

    void strictPagesAreSmaller()
    {
        QCOMPARE(m_emulator->ask("GET", "/flows?per_page=100", m_token).status, 200);
        EmulatorFixture strict(routes::RouteLeniency::strict());
        const QByteArray token = strict.allToken(strict.clientId);
        QCOMPARE(strict.ask("GET", "/flows?per_page=50", token).status, 200);
        QCOMPARE(strict.ask("GET", "/flows?per_page=51", token).status, 400);
    }

private:
    FlowRecord mine(const QString &title) const
    {
        FlowRecord flow;
        flow.title = title;
        flow.owner = core::identityUrn(m_me);
        return flow;
    }
    void addOthers()
    {
        const QString urn = core::identityUrn(m_me);
        const auto add = [this](const QString &title, const std::function<void(FlowRecord &)> &change) {
            FlowRecord flow = mine(title);
            flow.owner = core::identityUrn(m_other);
            change(flow);
            m_emulator->addFlow(flow);
        };
        add(u"Open"_s, [](FlowRecord &flow) { flow.viewers = {u"public"_s}; });
        add(u"Start"_s, [](FlowRecord &flow) { flow.starters = {u"all_authenticated_users"_s}; });
        add(u"Admin"_s, [&urn](FlowRecord &flow) { flow.administrators = {urn}; });
        add(u"Watched"_s, [&urn](FlowRecord &flow) { flow.runMonitors = {urn}; });
        add(u"Hidden"_s, [](FlowRecord &) {});
    }
    static QStringList titlesOf(const core::Json &page)
    {
        QStringList titles;
        for (const core::Json &flow : page["flows"])
            titles.append(core::stringMember(flow, "title"));
        return titles;
    }

    std::unique_ptr<EmulatorFixture> m_emulator;
    QString m_me;
    QString m_other;
    QByteArray m_token;
};

FLOWS_TEST(tst_emulatorflowroutes, EmulatorFlowRoutesTest)
#include "tst_emulatorflowroutes.moc"
