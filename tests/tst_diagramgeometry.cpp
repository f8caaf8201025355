#include "support/exampleflow.h"
#include "support/testmain.h"
#include "widgets/diagram/annotations.h"
#include "widgets/diagram/diagramgeometry.h"
#include "widgets/diagram/diagramtext.h"
#include "widgets/diagram/diagramtravel.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QTest>

using namespace widgets;
using flowlang::FlowGraph;
using flowlang::StateType;

class DiagramGeometryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void elision_data();
    void elision();
    void elisionKeepsCharactersWhole();
    void linesBecomeOne();
    void boxesHoldTheirText_data();
    void boxesHoldTheirText();
    void passIsLower();
    void labelsAreShort();
    void compactIsSmaller();
    void glyphs_data();
    void glyphs();
    void emptyGraph();
    void graphsAreCompared();
    void travelInMove();
    void travelReachesEverything();
    void annotationsHideNoBox_data();
    void annotationsHideNoBox();
};

void DiagramGeometryTest::elision_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    const QString whole = QStringLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZ12");
    QTest::newRow("28 characters stay") << whole << whole;
    QTest::newRow("29 lose their middle")
        << QStringLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZ123") << QStringLiteral("ABCDEFGHIJKLMN\u2026QRSTUVWXYZ123");
    QTest::newRow("60") << QString(QString(30, QLatin1Char('a')) + QString(30, QLatin1Char('z')))
                        << QStringLiteral("aaaaaaaaaaaaaa\u2026zzzzzzzzzzzzz");
    QTest::newRow("empty") << QString() << QString();
}

void DiagramGeometryTest::elision()
{
    QFETCH(QString, name);
    QTEST(elidedMiddle(name, LongestStateName), "shown");
}

void DiagramGeometryTest::elisionKeepsCharactersWhole()
{
    const QString family =
        QString::fromUtf8("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC"); // one picture of five units
    const QString many = family.repeated(40);
    const QString shown = elidedRight(many, 10);
    QCOMPARE(shown, QString(family.repeated(9) + QChar(0x2026)));
    QCOMPARE(elidedMiddle(many, 5), QString(family.repeated(2) + QChar(0x2026) + family.repeated(2)));
}

void DiagramGeometryTest::linesBecomeOne()
{
    QCOMPARE(oneLine(QStringLiteral("a\nb\tc\u2028d")), QStringLiteral("a b c d"));
}

void DiagramGeometryTest::boxesHoldTheirText_data()
{
    QTest::addColumn<QString>("flow");
    for (const char *flow : {"move", "two_hop", "approved_publishing", "tar_and_transfer_1", "simple"})
        QTest::newRow(flow) << QString::fromLatin1(flow);
}

void DiagramGeometryTest::boxesHoldTheirText()
{
    QFETCH(QString, flow);
    const FlowGraph graph = testsupport::exampleGraph(flow);
    QVERIFY(!graph.nodes.isEmpty());
    const DiagramGeometry geometry = buildGeometry(graph, QApplication::font());
    QCOMPARE(geometry.nodes.size(), graph.nodes.size());
    QCOMPARE(geometry.layout.nodes.size(), graph.nodes.size());
    QCOMPARE(geometry.edgeLabels.size(), graph.edges.size());
    const QFontMetricsF title(geometry.titleFont);
    for (int i = 0; i < graph.nodes.size(); ++i) {
        const NodeFace &face = geometry.nodes[i];
        const QRectF box = geometry.layout.nodes[i];
        QVERIFY(geometry.bounds().contains(box));
        if (graph.nodes[i].kind != FlowGraph::Node::Kind::State)
            continue;
        QCOMPARE(face.title, graph.nodes[i].name); // all names of the examples fit
        QVERIFY(box.width() >= title.horizontalAdvance(face.title) + 16);
        QVERIFY(box.height() >= title.height());
        if (!face.subtitle.isEmpty())
            QVERIFY(box.height() >= title.height() + QFontMetricsF(geometry.smallFont).height());
    }
}

void DiagramGeometryTest::passIsLower()
{
    const FlowGraph graph = testsupport::exampleGraph(QStringLiteral("move"));
    const DiagramGeometry geometry = buildGeometry(graph, QApplication::font());
    const qreal pass = geometry.layout.nodes[graph.indexOf(u"Success")].height();
    const qreal action = geometry.layout.nodes[graph.indexOf(u"Transfer")].height();
    QVERIFY2(pass <= 0.62 * action, qPrintable(QStringLiteral("%1 and %2").arg(pass).arg(action)));
    QCOMPARE(geometry.nodes[graph.indexOf(u"Success")].shape, NodeShape::Thin);
    QCOMPARE(geometry.nodes[graph.indexOf(u"TestPathConstraints")].shape, NodeShape::Hexagon);
    QCOMPARE(geometry.nodes[graph.indexOf(u"FailDirOntoFile")].shape, NodeShape::Octagon);
}

void DiagramGeometryTest::labelsAreShort()
{
    FlowGraph graph = testsupport::exampleGraph(QStringLiteral("move"));
    int labelled = 0;
    for (FlowGraph::Edge &edge : graph.edges) {
        if (!edge.text.isEmpty())
            edge.text = QString(100, QLatin1Char('w'));
    }
    const DiagramGeometry geometry = buildGeometry(graph, QApplication::font());
    for (int i = 0; i < graph.edges.size(); ++i) {
        if (geometry.edgeLabels[i].isEmpty())
            continue;
        ++labelled;
        QCOMPARE(geometry.edgeLabels[i].size(), LongestEdgeLabel);
        QVERIFY(geometry.layout.edges[i].label.width() >=
                QFontMetricsF(geometry.smallFont).horizontalAdvance(geometry.edgeLabels[i]));
    }
    QVERIFY(labelled >= 4);
}

void DiagramGeometryTest::compactIsSmaller()
{
    const FlowGraph graph = testsupport::exampleGraph(QStringLiteral("two_hop"));
    const QSizeF full = buildGeometry(graph, QApplication::font()).layout.size;
    const DiagramGeometry compact = buildGeometry(graph, QApplication::font(), Detail::Compact);
    QVERIFY(compact.layout.size.height() < 0.75 * full.height());
    for (const QString &label : compact.edgeLabels)
        QVERIFY(label.isEmpty());
}

void DiagramGeometryTest::glyphs_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("subtitle");
    QTest::addColumn<int>("glyph");
    const auto row = [](const char *name, StateType type, const char *subtitle, Glyph glyph) {
        QTest::newRow(name) << static_cast<int>(type) << QString::fromLatin1(subtitle) << static_cast<int>(glyph);
    };
    row("transfer", StateType::Action, "transfer", Glyph::Transfer);
    row("unknown provider", StateType::Action, "example.org", Glyph::Gear);
    row("expression", StateType::ExpressionEval, "", Glyph::Function);
    row("wait", StateType::Wait, "3 m", Glyph::Clock);
    row("web input", StateType::AwaitWebInput, "", Glyph::Person);
    row("choice", StateType::Choice, "", Glyph::None);
    row("fail", StateType::Fail, "", Glyph::None);
}

void DiagramGeometryTest::glyphs()
{
    QFETCH(int, type);
    QFETCH(QString, subtitle);
    FlowGraph::Node node;
    node.type = static_cast<StateType>(type);
    node.subtitle = subtitle;
    QTEST(static_cast<int>(glyphOf(node)), "glyph");
}

void DiagramGeometryTest::emptyGraph()
{
    const DiagramGeometry geometry = buildGeometry({}, QApplication::font());
    QVERIFY(geometry.nodes.isEmpty());
    QCOMPARE(travel(geometry, -1, Travel::Down), -1);
    QCOMPARE(travel(geometry, 5, Travel::Last), -1);
}

void DiagramGeometryTest::graphsAreCompared()
{
    const FlowGraph move = testsupport::exampleGraph(QStringLiteral("move"));
    QVERIFY(sameGraph(move, testsupport::exampleGraph(QStringLiteral("move"))));
    QVERIFY(!sameGraph(move, testsupport::exampleGraph(QStringLiteral("two_hop"))));
    FlowGraph other = move;
    other.nodes[2].comment = QStringLiteral("another tool tip");
    QVERIFY(!sameGraph(move, other));
    other = move;
    other.edges.last().text = QStringLiteral("another condition");
    QVERIFY(!sameGraph(move, other));
}

void DiagramGeometryTest::travelInMove()
{
    const FlowGraph graph = testsupport::exampleGraph(QStringLiteral("move"));
    const DiagramGeometry geometry = buildGeometry(graph, QApplication::font());
    const auto go = [&](int from, Travel way) { return travel(geometry, from, way); };
    const auto name = [&](int node) { return node < 0 ? QString() : graph.nodes[node].name; };
    int at = go(-1, Travel::Down);
    QCOMPARE(name(at), QStringLiteral("GetSourcePathInfo"));
    QCOMPARE(go(at, Travel::Up), at);
    for (const char *next : {"GetDestinationPathInfo", "IdentifyPathTypes", "TestPathConstraints"}) {
        at = go(at, Travel::Down);
        QCOMPARE(name(at), QString::fromLatin1(next));
    }
    const int choice = at;
    const int below = go(choice, Travel::Down);
    QVERIFY(graph.happyPath.contains(below));
    QCOMPARE(go(below, Travel::Up), choice);
    QCOMPARE(name(go(choice, Travel::First)), QStringLiteral("GetSourcePathInfo"));
    QCOMPARE(name(go(choice, Travel::Last)), QStringLiteral("Success"));
    QCOMPARE(name(go(graph.indexOf(u"Success"), Travel::Down)), QStringLiteral("Success"));
    QCOMPARE(name(go(graph.indexOf(u"Transfer"), Travel::Down)), QStringLiteral("Delete"));
    QCOMPARE(name(go(graph.indexOf(u"FailDirOntoFile"), Travel::Up)), QStringLiteral("TestPathConstraints"));
    // The other branch is in the same rank as the one on the line; there and back again.
    const int left = go(below, Travel::Left);
    const int right = go(below, Travel::Right);
    QVERIFY(left != below || right != below);
    const int beside = left != below ? left : right;
    QCOMPARE(go(beside, left != below ? Travel::Right : Travel::Left), below);
}

void DiagramGeometryTest::travelReachesEverything()
{
    const FlowGraph graph = testsupport::exampleGraph(QStringLiteral("two_hop"));
    const DiagramGeometry geometry = buildGeometry(graph, QApplication::font());
    QSet<int> seen;
    int at = graph.indexOf(u"GetSourcePathInfo");
    while (!seen.contains(at)) {
        seen.insert(at);
        at = travel(geometry, at, Travel::Previous);
    }
    while (travel(geometry, at, Travel::Next) != at) {
        at = travel(geometry, at, Travel::Next);
        seen.insert(at);
    }
    int states = 0;
    for (int i = 0; i < graph.nodes.size(); ++i)
        states += canTravelTo(geometry, i) ? 1 : 0;
    QCOMPARE(seen.size(), states);
}

void DiagramGeometryTest::annotationsHideNoBox_data()
{
    boxesHoldTheirText_data();
}

void DiagramGeometryTest::annotationsHideNoBox()
{
    QFETCH(QString, flow);
    const FlowGraph graph = testsupport::exampleGraph(flow);
    const DiagramGeometry geometry = buildGeometry(graph, QApplication::font());
    RunOverlay overlay;
    for (const FlowGraph::Node &node : graph.nodes) {
        if (node.kind == FlowGraph::Node::Kind::State)
            overlay.states.insert(node.name, {RunStatusKind::Succeeded, 13, 7'272'000, false});
    }
    const QList<Annotation> annotations = placeAnnotations(geometry, overlay);
    for (int i = 0; i < annotations.size(); ++i) {
        if (annotations[i].place.isNull())
            continue;
        QCOMPARE(annotations[i].text, QStringLiteral("\u00D713 \u00B7 2 h 1 m"));
        for (const QRectF &box : geometry.layout.nodes)
            QVERIFY(!box.intersects(annotations[i].place));
        for (int j = 0; j < i; ++j)
            QVERIFY(!annotations[j].place.intersects(annotations[i].place));
    }
}

FLOWS_TEST(tst_diagramgeometry, DiagramGeometryTest)
#include "tst_diagramgeometry.moc"
