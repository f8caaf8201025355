#include "support/layoutchecker.h"
#include "support/layoutgraphs.h"
#include "support/testmain.h"

#include <QTest>

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
};

FLOWS_TEST(tst_layout, LayoutTest)
#include "tst_layout.moc"
