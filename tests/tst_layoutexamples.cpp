#include "support/graphviz.h"
#include "support/layoutchecker.h"
#include "support/layoutgraphs.h"
#include "support/testmain.h"

#include <QTest>

using testsupport::NamedGraph;

//! What must always hold, on the published flows.
class LayoutExamplesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void examples_data()
    {
        QTest::addColumn<QString>("flow");
        for (const QString &flow : testsupport::exampleFlows())
            QTest::newRow(qPrintable(flow)) << flow;
    }

    void examples()
    {
        QFETCH(QString, flow);
        const NamedGraph example = testsupport::exampleGraph(flow);
        QVERIFY2(!example.graph.nodes.isEmpty(), qPrintable(example.names.join(QLatin1Char(' '))));
        QVERIFY(example.graph.happyPath.size() > 2);
        const layout::DiagramLayout result = layout::layOut(example.graph);
        const QString fault = testsupport::layoutFault(example.graph, result);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        QVERIFY(testsupport::sameLayout(result, layout::layOut(example.graph)));
    }

    void notMoreCrossingsThanGraphviz_data() { examples_data(); }

    void notMoreCrossingsThanGraphviz()
    {
        QFETCH(QString, flow);
        const NamedGraph example = testsupport::exampleGraph(flow);
        const testsupport::DotResult dot = testsupport::layOutWithDot(example.graph);
        QVERIFY2(dot.error.isEmpty(), qPrintable(dot.error));
        QCOMPARE(dot.lines.size(), example.graph.edges.size());
        const int ours = testsupport::countCrossings(testsupport::linesOf(layout::layOut(example.graph)));
        const int theirs = testsupport::countCrossings(dot.lines);
        QVERIFY2(ours <= theirs, qPrintable(QStringLiteral("%1 crossings, dot has %2").arg(ours).arg(theirs)));
    }
};

FLOWS_TEST(tst_layoutexamples, LayoutExamplesTest)
#include "tst_layoutexamples.moc"
