#include "support/layoutchecker.h"
#include "support/layoutgraphs.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using layout::DiagramLayout;
using layout::Graph;
using layout::layOut;
using testsupport::graphFromText;
using testsupport::NamedGraph;

//! Hand-made graphs, one for every special case.
class LayoutTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyGraph()
    {
        const DiagramLayout result = layOut({});
        QVERIFY(result.nodes.isEmpty());
        QVERIFY(result.edges.isEmpty());
        QCOMPARE(result.size, QSizeF(0, 0));
    }

    void emptyGraphWithEdges()
    {
        Graph graph;
        graph.edges.append({0, 1, {}, false});
        graph.happyPath = {0, 1};
        const DiagramLayout result = layOut(graph);
        QCOMPARE(result.edges.size(), 1);
        QVERIFY(result.edges[0].path.isEmpty());
    }

    void special_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("happy");
        QTest::newRow("one box") << QStringLiteral("A") << QStringLiteral("A");
        QTest::newRow("chain") << QStringLiteral("A->B\nB->C") << QStringLiteral("A B C");
        QTest::newRow("self loop") << QStringLiteral("A->B\nB->B\nB->C") << QStringLiteral("A B C");
        QTest::newRow("two self loops with labels")
            << QStringLiteral("A->B\nB->B: again\nB->B: and again\nB->C") << QStringLiteral("A B C");
        QTest::newRow("self loop and catch")
            << QStringLiteral("A->B\nB->B: again\nB=>C: errors\nB->C") << QStringLiteral("A B C");
        QTest::newRow("only a self loop") << QStringLiteral("A->A: for ever") << QString();
        QTest::newRow("parallel edges") << QStringLiteral("A->B: one\nA->B: two\nA->B: three") << QStringLiteral("A B");
        QTest::newRow("parallel edges, no labels") << QStringLiteral("A->B\nA->B\nA->B\nA->B") << QStringLiteral("A B");
        QTest::newRow("back and forth") << QStringLiteral("A->B\nB->A\nB->A: twice") << QStringLiteral("A B");
        QTest::newRow("loop with exit")
            << QStringLiteral(
                   "List->Check\nCheck->Transfer: otherwise\nTransfer->Delete\nDelete->List\nCheck->Done: total = 0")
            << QStringLiteral("List Check Transfer Delete");
        QTest::newRow("nested loops") << QStringLiteral("A->B\nB->C\nC->D\nD->E\nE->A: outer\nD->B: inner\nC->C")
                                      << QStringLiteral("A B C D E");
        QTest::newRow("catch edges") << QStringLiteral("A->B\nB->C\nC->D\nA=>H: All\nB=>H: Timeout\nC=>H\nH->D")
                                     << QStringLiteral("A B C D");
        QTest::newRow("catch edge upward") << QStringLiteral("A->B\nB->C\nC=>A: Retry") << QStringLiteral("A B C");
        QTest::newRow("catch edge to the next")
            << QStringLiteral("A->B\nB->C\nB=>C: Flows.WebInputExpired") << QStringLiteral("A B C");
        QTest::newRow("only a catch edge on the path") << QStringLiteral("A=>B: E\nB->C") << QStringLiteral("A B C");
        QTest::newRow("islands") << QStringLiteral("A->B\nX->Y\nZ\nQ->Q") << QStringLiteral("A B");
        QTest::newRow("path without edges") << QStringLiteral("A\nB\nC") << QStringLiteral("A B C");
        QTest::newRow("path against the edges") << QStringLiteral("A->B\nB->C") << QStringLiteral("C B A");
        QTest::newRow("no happy path") << QStringLiteral("A->B\nA->C\nB->D\nC->D\nD->A") << QString();
        QTest::newRow("many choices")
            << QStringLiteral(
                   "A->B: one\nA->C: two\nA->D: three\nA->E: four\nA->F: otherwise\nB->G\nC->G\nD->G\nE->G\nF->G")
            << QStringLiteral("A D G");
        QTest::newRow("long way past") << QStringLiteral("A->B\nB->C\nC->D\nD->E\nA->E: skip\nB->D")
                                       << QStringLiteral("A B C D E");
        QTest::newRow("complete") << QStringLiteral(
                                         "A->B\nA->C\nA->D\nB->A\nB->C\nB->D\nC->A\nC->B\nC->D\nD->A\nD->B\nD->C")
                                  << QStringLiteral("A B C D");
        QTest::newRow("two entrances") << QStringLiteral("A->C\nB->C\nC->D") << QStringLiteral("A C D");
    }

    void special()
    {
        QFETCH(QString, text);
        QFETCH(QString, happy);
        const NamedGraph sample = graphFromText(text, happy.split(QLatin1Char(' '), Qt::SkipEmptyParts));
        const DiagramLayout result = layOut(sample.graph);
        const QString fault = testsupport::layoutFault(sample.graph, result);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        QVERIFY(testsupport::sameLayout(result, layOut(sample.graph)));
    }

    //! The checker itself must see what is wrong.
    void checkerSees()
    {
        const NamedGraph sample = graphFromText(QStringLiteral("A->B: one\nA->C: two\nB->D"),
                                                {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("D")});
        const DiagramLayout good = layOut(sample.graph);
        QCOMPARE(testsupport::layoutFault(sample.graph, good), QString());
        const auto faultOf = [&](auto change) {
            DiagramLayout bad = good;
            change(bad);
            return testsupport::layoutFault(sample.graph, bad);
        };
        QVERIFY(faultOf([](DiagramLayout &l) {
                    l.nodes[2].moveCenter(l.nodes[1].center());
                }).contains(QLatin1String("overlap")));
        QVERIFY(faultOf([](DiagramLayout &l) { l.nodes[2].translate(1e4, 0); }).contains(QLatin1String("inside")));
        QVERIFY(faultOf([](DiagramLayout &l) {
                    l.edges[0].label.moveCenter(l.edges[1].label.center());
                }).contains(QLatin1String("labels")));
        QVERIFY(faultOf([](DiagramLayout &l) {
                    l.edges[0].label.moveCenter(l.nodes[0].center());
                }).contains(QLatin1String("label")));
        QVERIFY(faultOf([](DiagramLayout &l) { l.edges[0].tip += QPointF(0, 5); }).contains(QLatin1String("end on")));
        QVERIFY(faultOf([](DiagramLayout &l) { l.edges[0].tipAngle = 0; }).contains(QLatin1String("degrees")));
        QVERIFY(faultOf([](DiagramLayout &l) { l.edges[2].path = {}; }).contains(QLatin1String("no path")));
        QVERIFY(faultOf([](DiagramLayout &l) {
                    l.edges[2].path = QPainterPath(l.nodes[0].topLeft());
                    l.edges[2].path.lineTo(l.nodes[0].bottomRight());
                }).contains(QLatin1String("through box")));
        QVERIFY(faultOf([](DiagramLayout &l) {
                    l.nodes[3].translate(3, 0);
                    l.edges[2].path.translate(1.5, 0);
                    l.edges[2].tip += QPointF(1.5, 0);
                }).contains(QLatin1String("straight")));
    }

    void crossingsAreCounted()
    {
        const QList<QPointF> down{{0, 0}, {100, 100}};
        const QList<QPointF> up{{0, 100}, {100, 0}};
        const QList<QPointF> beside{{0, 200}, {100, 200}};
        QCOMPARE(testsupport::countCrossings({down, up, beside}), 1);
        QCOMPARE(testsupport::countCrossings({down, {{0, 0}, {100, 0}}}), 0);
    }

    void nodesOutOfRange()
    {
        NamedGraph sample = graphFromText(QStringLiteral("A->B\nB->C"));
        sample.graph.happyPath = {0, -1, 1, 1, 77, 2, 0};
        sample.graph.edges.append({0, 3, QSizeF(30, 10), false});
        sample.graph.edges.append({-1, 2, {}, true});
        const DiagramLayout result = layOut(sample.graph);
        QCOMPARE(testsupport::layoutFault(sample.graph, result), QString());
        QVERIFY(result.edges[2].path.isEmpty());
        QVERIFY(result.edges[3].label.isNull());
    }

    void strangeSizes()
    {
        constexpr qreal Infinite = std::numeric_limits<qreal>::infinity();
        constexpr qreal Unknown = std::numeric_limits<qreal>::quiet_NaN();
        Graph graph;
        graph.nodes = {{{0, 0}}, {{-5, 20}}, {{Unknown, Infinite}}, {{50, 1e300}}};
        graph.edges = {
            {0, 1, {Unknown, 3}, false}, {1, 2, {-1, -1}, true}, {2, 3, {Infinite, 10}, false}, {3, 3, {}, false}};
        for (const layout::Spacing &spacing : {layout::Spacing{}, layout::Spacing{0, 0, 0, 0, 0, 0},
                                               layout::Spacing{Unknown, Infinite, -1, Unknown, -8, Unknown}}) {
            const DiagramLayout result = layOut(graph, spacing);
            QVERIFY(std::isfinite(result.size.width()) && std::isfinite(result.size.height()));
            for (const QRectF &box : result.nodes)
                QVERIFY(std::isfinite(box.left()) && std::isfinite(box.bottom()));
            for (const layout::EdgeGeometry &edge : result.edges) {
                QVERIFY(std::isfinite(edge.tip.x()) && std::isfinite(edge.tip.y()) && std::isfinite(edge.tipAngle));
            }
        }
    }

    void backEdgesGoLeftAndCatchEdgesRight()
    {
        const NamedGraph sample =
            graphFromText(QStringLiteral("A->B\nB->C\nC->D\nD->B: again\nB=>C: Timeout\nC=>H\nA=>H"),
                          QStringLiteral("A B C D").split(QLatin1Char(' ')));
        const DiagramLayout result = layOut(sample.graph);
        const qreal middle = result.nodes[0].center().x();
        const QRectF back = result.edges[3].path.boundingRect();
        QVERIFY(back.right() < middle);
        QCOMPARE(result.edges[3].tipAngle, 0.0); // into the left side
        for (const int edge : {4, 5, 6})
            QVERIFY(result.edges[edge].path.boundingRect().left() > middle);
        QVERIFY(result.nodes[4].left() > middle);
        QCOMPARE(std::abs(result.edges[4].tipAngle), 180.0); // round and into the right side
        QCOMPARE(result.crossings, 0);
    }

    void parallelEdgesAreApart()
    {
        const NamedGraph sample =
            graphFromText(QStringLiteral("A->B\nA->B\nA->B\nB->A\nB->A"), {QStringLiteral("A"), QStringLiteral("B")});
        const DiagramLayout result = layOut(sample.graph);
        for (int i = 0; i < result.edges.size(); ++i) {
            for (int j = 0; j < i; ++j) {
                const QPointF a = result.edges[i].path.pointAtPercent(0.5);
                const QPointF b = result.edges[j].path.pointAtPercent(0.5);
                QVERIFY(QLineF(a, b).length() > 5);
            }
        }
        QCOMPARE(testsupport::countCrossings(testsupport::linesOf(result)), 0);
    }

    void selfLoopStandsBesideItsBox()
    {
        const NamedGraph sample = graphFromText(QStringLiteral("A->A: again"));
        const DiagramLayout result = layOut(sample.graph);
        const QRectF loop = result.edges[0].path.boundingRect();
        QVERIFY(loop.left() >= result.nodes[0].right() - 0.01);
        QVERIFY(loop.top() > result.nodes[0].top() && loop.bottom() < result.nodes[0].bottom());
        QVERIFY(result.edges[0].label.left() > loop.right());
    }

    void islandsStandBeside()
    {
        const NamedGraph sample =
            graphFromText(QStringLiteral("X->Y\nA->B\nB->C\nC->D"), {QStringLiteral("A"), QStringLiteral("B")});
        const DiagramLayout result = layOut(sample.graph);
        for (const int island : {0, 1}) {
            for (const int main : {2, 3, 4, 5})
                QVERIFY(result.nodes[island].left() > result.nodes[main].right());
        }
        QCOMPARE(result.nodes[0].top(), result.nodes[2].top());
    }

    void spacingIsKept()
    {
        const NamedGraph sample =
            graphFromText(QStringLiteral("A->B\nA->C\nA->D"), {QStringLiteral("A"), QStringLiteral("B")});
        layout::Spacing spacing;
        spacing.nodeGap = 60;
        spacing.rankGap = 70;
        spacing.margin = 25;
        const DiagramLayout result = layOut(sample.graph, spacing);
        QList<qreal> lefts;
        QList<qreal> rights;
        for (const int box : {1, 2, 3}) {
            lefts.append(result.nodes[box].left());
            rights.append(result.nodes[box].right());
            QVERIFY(result.nodes[box].top() - result.nodes[0].bottom() >= 70);
        }
        std::sort(lefts.begin(), lefts.end());
        std::sort(rights.begin(), rights.end());
        QVERIFY(lefts[1] - rights[0] >= 60);
        QVERIFY(lefts[2] - rights[1] >= 60);
        QCOMPARE(lefts[0], 25.0);
        QCOMPARE(result.nodes[0].top(), 25.0);
        QCOMPARE(result.size.width(), rights[2] + 25);
    }

    //! One more state at the end moves nothing else.
    void stability()
    {
        const QString text = QStringLiteral("S->A\nA->B\nB->C: yes\nB->X: otherwise\nC->A\nC->D\nA=>X: Timeout\nD->E");
        const QStringList path = QStringLiteral("S A B C D E").split(QLatin1Char(' '));
        const NamedGraph before = graphFromText(text, path);
        const NamedGraph after =
            graphFromText(text + QStringLiteral("\nE->F"), path + QStringList{QStringLiteral("F")});
        const DiagramLayout small = layOut(before.graph);
        const DiagramLayout large = layOut(after.graph);
        for (int i = 0; i < before.graph.nodes.size(); ++i)
            QCOMPARE(large.nodes[i], small.nodes[i]);
        for (int i = 0; i < before.graph.edges.size(); ++i)
            QCOMPARE(large.edges[i].path, small.edges[i].path);
    }
};

FLOWS_TEST(tst_layout, LayoutTest)
#include "tst_layout.moc"
