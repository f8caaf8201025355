#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/flowgraph.h"

#include <QTest>

using namespace Qt::StringLiterals;
using flowlang::buildGraph;
using flowlang::Definition;
using flowlang::FlowGraph;
using Edge = FlowGraph::Edge;
using Node = FlowGraph::Node;
using testsupport::json;

namespace {

FlowGraph graphOf(const char *text)
{
    return buildGraph(Definition::fromJson(json(text)));
}

QString nodeName(const Node &node)
{
    switch (node.kind) {
    case Node::Kind::Start:
        return u"(start)"_s;
    case Node::Kind::End:
        return u"(end)"_s;
    case Node::Kind::Missing:
        return node.name + u'?';
    case Node::Kind::State:
        return node.name;
    }
    return {};
}

QString path(const FlowGraph &graph)
{
    QStringList names;
    for (const int index : graph.happyPath)
        names.append(nodeName(graph.nodes[index]));
    return names.join(u' ');
}

//! `kind from>to pointer`, with the text in brackets if there is one.
QStringList edges(const FlowGraph &graph)
{
    static const QStringList kinds{u"start"_s, u"next"_s, u"choice"_s, u"default"_s, u"catch"_s, u"end"_s};
    QStringList lines;
    for (const Edge &edge : graph.edges) {
        QString line = kinds[static_cast<int>(edge.kind)] + u' ' + nodeName(graph.nodes[edge.from]) + u'>' +
                       nodeName(graph.nodes[edge.to]) + u' ' + edge.pointer;
        if (!edge.text.isEmpty())
            line += u" ["_s + edge.text + u']';
        lines.append(line);
    }
    return lines;
}

} // namespace

class FlowGraphTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfEdge();
    void islands();
    void missingStart();
    void oneMissingNodeForOneName();
    void unknownTypesKeepAllTheirEdges();
    void happyPaths_data();
    void happyPaths();
    void examples_data();
    void examples();
    void allExamplesHaveExpectations();
    void choiceOfTheMoveExample();
    void longChains();
};

void FlowGraphTest::everyKindOfEdge()
{
    const FlowGraph graph = graphOf(R"({"StartAt":"a/b","States":{
            "a/b":{"Type":"Action","ActionUrl":"https://transfer.actions.globus.org/ls","Comment":"lists","Next":"c",
                   "Catch":[{"ErrorEquals":["X","Y"],"Next":"f"},5,{"ErrorEquals":["States.ALL"],"Next":"c"}]},
            "c":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":0,"Next":"a/b"},7,
                                            {"Variable":"$.n","IsNull":true,"Next":"gone"}],"Default":"w"},
            "w":{"Type":"Wait","Seconds":5,"Next":"w"},
            "p":{"Type":"Pass","End":true},
            "f":{"Type":"Fail","Next":"p","End":true}}})");
    QCOMPARE(edges(graph), QStringList({
                               u"start (start)>a/b /StartAt"_s,
                               u"next a/b>c /States/a~1b/Next"_s,
                               u"catch a/b>f /States/a~1b/Catch/0/Next [X, Y]"_s,
                               u"catch a/b>c /States/a~1b/Catch/2/Next [States.ALL]"_s,
                               u"choice c>a/b /States/c/Choices/0/Next [n = 0]"_s,
                               u"choice c>gone? /States/c/Choices/2/Next [n is null]"_s,
                               u"default c>w /States/c/Default [otherwise]"_s,
                               u"next w>w /States/w/Next"_s,
                               u"end p>(end) /States/p/End"_s,
                           }));
    QStringList names;
    for (const Node &node : graph.nodes)
        names.append(nodeName(node));
    QCOMPARE(names.join(u' '), u"(start) a/b c w p f gone? (end)"_s);
    const Node &action = graph.nodes[graph.indexOf(u"a/b")];
    QCOMPARE(action.subtitle, u"transfer · ls"_s);
    QCOMPARE(action.comment, u"lists"_s);
    QCOMPARE(action.type, flowlang::StateType::Action);
    QVERIFY(!action.ends);
    QVERIFY(graph.nodes[graph.indexOf(u"f")].ends);
    QVERIFY(graph.nodes[graph.indexOf(u"p")].ends);
    QVERIFY(!graph.nodes[graph.indexOf(u"p")].reachable);
    QVERIFY(graph.nodes[graph.indexOf(u"f")].reachable); // through Catch
    QVERIFY(!graph.nodes.last().reachable);              // the end: only `p` leads there
    QCOMPARE(graph.indexOf(u"gone"), -1);
    QCOMPARE(graph.indexOf(u"nothing"), -1);
}

void FlowGraphTest::islands()
{
    const FlowGraph graph = graphOf(R"({"StartAt":"a","States":{"a":{"Type":"Pass","End":true},
            "i":{"Type":"Pass","Next":"j"},"j":{"Type":"Pass","Next":"i"}}})");
    QVERIFY(graph.nodes[graph.indexOf(u"a")].reachable);
    QVERIFY(!graph.nodes[graph.indexOf(u"i")].reachable);
    QVERIFY(!graph.nodes[graph.indexOf(u"j")].reachable);
}

void FlowGraphTest::missingStart()
{
    const FlowGraph graph = graphOf(R"({"States":{"a":{"Type":"Pass","End":true}}})");
    QCOMPARE(graph.nodes.size(), 2);
    QCOMPARE(nodeName(graph.nodes.first()), u"a"_s);
    QVERIFY(!graph.nodes.first().reachable);
    QVERIFY(graph.happyPath.isEmpty());

    const FlowGraph wrong = graphOf(R"({"StartAt":"b","States":{"a":{"Type":"Pass"}}})");
    QCOMPARE(path(wrong), u"(start) b?"_s);
    QVERIFY(graphOf("null").nodes.isEmpty());
}

void FlowGraphTest::oneMissingNodeForOneName()
{
    const FlowGraph graph = graphOf(R"({"StartAt":"a","States":{"a":{"Type":"Pass","Next":"x"},
            "b":{"Type":"Pass","Next":"x"}}})");
    QCOMPARE(graph.nodes.size(), 4);
    QCOMPARE(graph.edges.last().to, graph.edges.at(1).to);
}

void FlowGraphTest::unknownTypesKeepAllTheirEdges()
{
    const FlowGraph graph = graphOf(R"({"StartAt":"a","States":{"a":{"Type":"Pas","Next":"b","Default":"b",
            "Choices":[{"Next":"b"}]},"b":{"Type":"Pass","End":true}}})");
    QCOMPARE(graph.edges.size(), 5);
}

void FlowGraphTest::happyPaths_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &states, const QString &expected) {
        QTest::newRow(name) << QByteArray(R"({"StartAt":"a","States":{)" + states + "}}") << expected;
    };
    row("retry loop",
        R"("a":{"Type":"Pass","Next":"c"},"c":{"Type":"Choice","Choices":[{"Next":"w"}],"Default":"e"},
               "w":{"Type":"Wait","Next":"a"},"e":{"Type":"Pass","End":true})",
        u"(start) a c e (end)"_s);
    row("not through a catch edge",
        R"("a":{"Type":"Action","End":true,"Catch":[{"ErrorEquals":[],"Next":"b"}]},
               "b":{"Type":"Pass","Next":"c"},"c":{"Type":"Pass","End":true})",
        u"(start) a (end)"_s);
    row("longer branch",
        R"("a":{"Type":"Choice","Choices":[{"Next":"b"}],"Default":"e"},"b":{"Type":"Pass","Next":"e"},
               "e":{"Type":"Pass","End":true})",
        u"(start) a b e (end)"_s);
    row("default among equals",
        R"("a":{"Type":"Choice","Choices":[{"Next":"b"}],"Default":"c"},"b":{"Type":"Pass","End":true},
               "c":{"Type":"Pass","End":true})",
        u"(start) a c (end)"_s);
    row("first rule among equals",
        R"("a":{"Type":"Choice","Choices":[{"Next":"b"},{"Next":"c"}]},"b":{"Type":"Pass","End":true},
               "c":{"Type":"Pass","End":true})",
        u"(start) a b (end)"_s);
    row("only failure",
        R"("a":{"Type":"Choice","Choices":[{"Next":"f"}],"Default":"b"},"b":{"Type":"Pass","Next":"g"},
               "f":{"Type":"Fail"},"g":{"Type":"Fail"})",
        u"(start) a b g"_s);
    row("a long way to failure is worse than a short one to the end",
        R"("a":{"Type":"Choice","Choices":[{"Next":"e"}],"Default":"b"},"b":{"Type":"Pass","Next":"f"},
               "f":{"Type":"Fail"},"e":{"Type":"Pass","End":true})",
        u"(start) a e (end)"_s);
    row("no way out", R"("a":{"Type":"Pass","Next":"b"},"b":{"Type":"Pass","Next":"a"})", u"(start) a b"_s);
    row("self loop", R"("a":{"Type":"Pass","Next":"a"})", u"(start) a"_s);
    row("unfinished", R"("a":{"Type":"Pass","Next":"b"},"b":{"Type":"Pass"})", u"(start) a b"_s);
}

void FlowGraphTest::happyPaths()
{
    QFETCH(QByteArray, text);
    QTEST(path(graphOf(text.constData())), "expected");
}

void FlowGraphTest::examples_data()
{
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QStringList>("beside"); // states off the happy path
    QTest::newRow("admin_signoff") << u"GetSourceEndpointInfo CreateWebInput AwaitResponse EvaluateResponse Transfer"_s
                                   << QStringList{u"TransferRequestNotApproved"_s};
    QTest::newRow("approved_publishing")
        << u"Generate RehomeComputeResults CreateWebInput PrepareIngestPayload AwaitResponse EvaluateResponse MakeReportPublic Ingest"_s
        << QStringList{};
    QTest::newRow("move")
        << u"GetSourcePathInfo GetDestinationPathInfo IdentifyPathTypes TestPathConstraints ComputeDestPathNoOp Transfer Delete Success"_s
        << QStringList{u"ComputeDestPathFileUnderDir"_s, u"FailDirOntoFile"_s};
    QTest::newRow("simple") << u"Transfer"_s << QStringList{};
    QTest::newRow("tar_and_transfer_1")
        << u"SetRunVariables ValidateInputData MakeComputeWorkingDir RunComputeFunction GetDestinationPath TransferFromComputeEndpoint CleanupComputeEndpoint"_s
        << QStringList{u"InvalidInputData"_s};
    QTest::newRow("tar_and_transfer_requires_flow_1")
        << u"SetRunVariables ValidateTransferData CollectSourcePaths MakeComputeWorkingDir RunComputeFunction GetDestinationPath TransferFromComputeEndpoint CleanupComputeEndpoint"_s
        << QStringList{u"InvalidTransferData"_s};
    QTest::newRow("transfer_share")
        << u"GetDestinationInfo CheckDestinationCollectionType TransferFiles SetPermission"_s
        << QStringList{u"FailBadDestinationCollectionType"_s};
    QTest::newRow("two_hop")
        << u"GetSourcePathInfo GetIntermediatePathInfo GetDestinationPathInfo IdentifyPathTypes TestPathConstraints ComputeIntermediatePath ComputeTaskData MakeIntermediateDir Transfer1 Transfer2 Delete Success"_s
        << QStringList{u"FailSourceDestMismatchType"_s, u"FailIntermediateMustBeDir"_s};
}

void FlowGraphTest::examples()
{
    QFETCH(QString, expected);
    QFETCH(QStringList, beside);
    const QString folder = QString::fromLatin1(QTest::currentDataTag());
    const FlowGraph graph =
        buildGraph(Definition::fromJson(testsupport::jsonFile(u"example-flows/"_s + folder + u"/definition.json"_s)));
    QCOMPARE(path(graph), QString(u"(start) "_s + expected + u" (end)"_s));
    QStringList others;
    for (int i = 0; i < graph.nodes.size(); ++i) {
        QVERIFY(graph.nodes[i].reachable);
        QVERIFY(graph.nodes[i].kind != Node::Kind::Missing);
        if (!graph.happyPath.contains(i))
            others.append(graph.nodes[i].name);
    }
    QCOMPARE(others, beside);
}

void FlowGraphTest::allExamplesHaveExpectations()
{
    QCOMPARE(testsupport::exampleFlows(),
             QStringList({u"admin_signoff"_s, u"approved_publishing"_s, u"move"_s, u"simple"_s, u"tar_and_transfer_1"_s,
                          u"tar_and_transfer_requires_flow_1"_s, u"transfer_share"_s, u"two_hop"_s}));
}

void FlowGraphTest::choiceOfTheMoveExample()
{
    const FlowGraph graph =
        buildGraph(Definition::fromJson(testsupport::jsonFile(u"example-flows/move/definition.json"_s)));
    QVERIFY(edges(graph).contains(u"choice TestPathConstraints>FailDirOntoFile "
                                  "/States/TestPathConstraints/Choices/1/Next [PathTypes.source_is_dir is true and "
                                  "PathTypes.dest_is_dir is false]"_s));
}

//! A recursive search would end in a stack overflow, a quadratic one in minutes.
void FlowGraphTest::longChains()
{
    constexpr int count = 50'000;
    core::Json states = core::Json::object();
    auto &members = states.get_ref<core::Json::object_t &>();
    for (int i = 0; i < count; ++i) {
        members.emplace_back("s" + std::to_string(i),
                             core::Json{{"Type", "Pass"}, {"Next", "s" + std::to_string(i + 1)}});
    }
    members.emplace_back("s" + std::to_string(count), core::Json{{"Type", "Pass"}, {"End", true}});
    const FlowGraph graph = buildGraph(Definition::fromJson({{"StartAt", "s0"}, {"States", std::move(states)}}));
    QCOMPARE(graph.happyPath.size(), count + 3);
}

FLOWS_TEST(tst_flowgraph, FlowGraphTest)
#include "tst_flowgraph.moc"
