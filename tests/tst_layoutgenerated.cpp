#include "support/layoutchecker.h"
#include "support/layoutgraphs.h"
#include "support/testmain.h"

#include <QTest>

using testsupport::NamedGraph;

//! What must always hold, on a thousand generated graphs.
class LayoutGeneratedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void generated()
    {
        for (unsigned seed = 0; seed < 1000; ++seed) {
            const NamedGraph sample = testsupport::generatedGraph(seed, 1 + int(seed % 40));
            const layout::DiagramLayout result = layout::layOut(sample.graph);
            const QString fault = testsupport::layoutFault(sample.graph, result);
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(fault)));
            QVERIFY2(seed % 4 != 0 || testsupport::sameLayout(result, layout::layOut(sample.graph)),
                     qPrintable(QStringLiteral("seed %1: a second layout differs").arg(seed)));
        }
    }
};

FLOWS_TEST(tst_layoutgenerated, LayoutGeneratedTest)
#include "tst_layoutgenerated.moc"
