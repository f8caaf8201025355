#include "support/exampleflow.h"
#include "support/testmain.h"
#include "widgets/diagram/diagramexport.h"
#include "widgets/diagram/diagrampainter.h"

#include <QApplication>
#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>
#include <QXmlStreamReader>

using namespace widgets;
using flowlang::FlowGraph;

class DiagramPainterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void looksWithoutRun();
    void looksInARun();
    void endIsReachedBySuccess();
    void visitedBoxWearsItsStatus();
    void unreachedIsFaint();
    void takenPathIsText();
    void annotationWords_data();
    void annotationWords();
    void hostileNamesArePlain();
    void svgIsWhole();
    void pngIsWhole();
    void boundsDoNotJitter();
    void nothingToExport();

private:
    DiagramGeometry m_move;
    RunOverlay m_run;

    [[nodiscard]] QImage painted(const RunOverlay *overlay, const Theme &theme) const;
    [[nodiscard]] int node(const char *name) const { return m_move.graph.indexOf(QString::fromLatin1(name)); }
    //! A point of the ground of a box, beside its text.
    [[nodiscard]] QPoint inside(const char *name) const;
};

void DiagramPainterTest::initTestCase()
{
    m_move = buildGeometry(testsupport::exampleGraph(QStringLiteral("move")), QApplication::font());
    const QStringList path{QStringLiteral("GetSourcePathInfo"),   QStringLiteral("GetDestinationPathInfo"),
                           QStringLiteral("IdentifyPathTypes"),   QStringLiteral("TestPathConstraints"),
                           QStringLiteral("ComputeDestPathNoOp"), QStringLiteral("Transfer")};
    for (qsizetype i = 0; i < path.size(); ++i) {
        m_run.states.insert(path[i], {RunStatusKind::Succeeded, 1, 400, false});
        if (i > 0)
            m_run.transitions.insert({path[i - 1], path[i]});
    }
    m_run.states[QStringLiteral("Transfer")] = {RunStatusKind::Failed, 2, 72'000, false};
}

QImage DiagramPainterTest::painted(const RunOverlay *overlay, const Theme &theme) const
{
    QImage image(m_move.layout.size.toSize(), QImage::Format_RGB32);
    image.fill(theme.sunken);
    QPainter painter(&image);
    paintDiagram(painter, m_move, overlay, theme);
    return image;
}

QPoint DiagramPainterTest::inside(const char *name) const
{
    const QRectF box = m_move.layout.nodes[node(name)];
    return QPointF(box.center().x(), box.top() + 4).toPoint();
}

void DiagramPainterTest::looksWithoutRun()
{
    const NodeLook look = nodeLook(m_move, node("Transfer"), nullptr);
    QVERIFY(!look.inRun);
    QVERIFY(look.state == nullptr);
    for (int i = 0; i < m_move.graph.edges.size(); ++i)
        QVERIFY(!edgeLook(m_move, i, nullptr).taken);
}

void DiagramPainterTest::looksInARun()
{
    const NodeLook failed = nodeLook(m_move, node("Transfer"), &m_run);
    QVERIFY(failed.reached);
    QCOMPARE(failed.state->status, RunStatusKind::Failed);
    const NodeLook never = nodeLook(m_move, node("Delete"), &m_run);
    QVERIFY(never.inRun && !never.reached && never.state == nullptr);
    QSet<QString> taken;
    for (int i = 0; i < m_move.graph.edges.size(); ++i) {
        const FlowGraph::Edge &edge = m_move.graph.edges[i];
        if (edgeLook(m_move, i, &m_run).taken)
            taken.insert(m_move.graph.nodes[edge.to].name);
    }
    QVERIFY(taken.contains(QStringLiteral("GetSourcePathInfo"))); // from the start
    QVERIFY(taken.contains(QStringLiteral("Transfer")));
    QVERIFY(!taken.contains(QStringLiteral("Delete")));
    QVERIFY(!taken.contains(QStringLiteral("FailDirOntoFile")));
}

void DiagramPainterTest::endIsReachedBySuccess()
{
    const int last = static_cast<int>(m_move.graph.nodes.size()) - 1;
    QCOMPARE(m_move.graph.nodes[last].kind, FlowGraph::Node::Kind::End);
    QVERIFY(!nodeLook(m_move, last, &m_run).reached);
    RunOverlay done = m_run;
    done.states.insert(QStringLiteral("Success"), {RunStatusKind::Succeeded, 1, 1, false});
    QVERIFY(nodeLook(m_move, last, &done).reached);
    done.states[QStringLiteral("Success")].isCurrent = true;
    QVERIFY(!nodeLook(m_move, last, &done).reached);
}

void DiagramPainterTest::visitedBoxWearsItsStatus()
{
    for (const Theme *theme : {&Theme::light(), &Theme::darkTheme()}) {
        const QImage image = painted(&m_run, *theme);
        QCOMPARE(image.pixelColor(inside("Transfer")), theme->failed.tint);
        QCOMPARE(image.pixelColor(inside("IdentifyPathTypes")), theme->succeeded.tint);
        QCOMPARE(painted(nullptr, *theme).pixelColor(inside("Transfer")), theme->surface);
    }
}

void DiagramPainterTest::unreachedIsFaint()
{
    const Theme &theme = Theme::light();
    const QColor faint = painted(&m_run, theme).pixelColor(inside("Delete"));
    const QColor expected = mixed(theme.surface, theme.sunken, 0.45);
    QVERIFY(qAbs(faint.red() - expected.red()) <= 2);
}

void DiagramPainterTest::takenPathIsText()
{
    const Theme &theme = Theme::light();
    const QImage image = painted(&m_run, theme);
    const QRectF from = m_move.layout.nodes[node("GetSourcePathInfo")];
    const QRectF to = m_move.layout.nodes[node("GetDestinationPathInfo")];
    const QPoint between(qRound(from.center().x()), qRound((from.bottom() + to.top()) / 2) - 4);
    const auto darkest = [&between](const QImage &picture) {
        int least = 255;
        for (int dx = -2; dx <= 2; ++dx)
            least = qMin(least, qGray(picture.pixel(between.x() + dx, between.y())));
        return least;
    };
    QVERIFY(darkest(image) <= qGray(theme.text.rgb()) + 4);
    QVERIFY(darkest(painted(nullptr, theme)) > qGray(theme.text.rgb()) + 30);
}

void DiagramPainterTest::annotationWords_data()
{
    QTest::addColumn<int>("visits");
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("once and at once") << 1 << qint64(3) << QString();
    QTest::newRow("once") << 1 << qint64(2100) << QStringLiteral("2.1 s");
    QTest::newRow("just under ten seconds") << 1 << qint64(9949) << QStringLiteral("9.9 s");
    QTest::newRow("ten seconds") << 1 << qint64(9950) << QStringLiteral("10 s");
    QTest::newRow("often") << 3 << qint64(72'000) << QStringLiteral("\u00D73 \u00B7 1 m 12 s");
    QTest::newRow("often, no time") << 3 << qint64(0) << QStringLiteral("\u00D73");
}

void DiagramPainterTest::annotationWords()
{
    QFETCH(int, visits);
    QFETCH(qint64, milliseconds);
    QTEST(annotationText({RunStatusKind::Succeeded, visits, milliseconds, false}), "text");
}

//! Reads the picture's texts back out of a vector file: they must be what the definition says, letter by letter.
void DiagramPainterTest::hostileNamesArePlain()
{
    const FlowGraph graph = testsupport::graphOf(R"({"StartAt": "<img src=x><b>n</b>", "States": {
        "<img src=x><b>n</b>": {"Type": "Pass", "Next": "&amp;\nline"},
        "&amp;\nline": {"Type": "Fail", "Comment": "<script>"}}})");
    const DiagramGeometry geometry = buildGeometry(graph, QApplication::font());
    QBuffer file;
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY((DiagramExport{geometry, nullptr, Theme::light()}.writeSvg(file, QStringLiteral("<title>"))));
    QXmlStreamReader xml(file.data());
    QStringList texts;
    while (!xml.atEnd()) {
        xml.readNext();
        QVERIFY(xml.name() != QStringLiteral("img") && xml.name() != QStringLiteral("b"));
        if (xml.isStartElement() && xml.name() == QStringLiteral("text"))
            texts.append(xml.readElementText(QXmlStreamReader::IncludeChildElements));
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY2(texts.contains(QStringLiteral("<img src=x><b>n</b>")), qPrintable(texts.join(QLatin1Char('|'))));
    QVERIFY2(texts.contains(QStringLiteral("&amp; line")), qPrintable(texts.join(QLatin1Char('|'))));
}

void DiagramPainterTest::svgIsWhole()
{
    QBuffer file;
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY((DiagramExport{m_move, &m_run, Theme::light()}.writeSvg(file, QStringLiteral("move"))));
    QSvgRenderer renderer(file.data());
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.viewBoxF().size(), paintedBounds(m_move, &m_run).size());
    QVERIFY(file.data().contains("TestPathConstraints"));
    QBuffer closed;
    QVERIFY(closed.open(QIODevice::ReadOnly));
    QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): ReadOnly device");
    QVERIFY(!(DiagramExport{m_move, nullptr, Theme::light()}.writeSvg(closed, QString())));
}

void DiagramPainterTest::pngIsWhole()
{
    QBuffer file;
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY((DiagramExport{m_move, &m_run, Theme::darkTheme()}.writePng(file, 1)));
    const QImage image = QImage::fromData(file.data(), "PNG");
    QCOMPARE(image.size(), paintedBounds(m_move, &m_run).size().toSize());
    QCOMPARE(image.pixelColor(1, 1), Theme::darkTheme().sunken);
    const QImage huge = DiagramExport{m_move, nullptr, Theme::light()}.image(1000);
    QVERIFY(!huge.isNull() && qsizetype(huge.height()) * huge.width() < 33'000'000);
}

//! A run that is followed must not make the fitted picture jump with every second.
void DiagramPainterTest::boundsDoNotJitter()
{
    RunOverlay early;
    early.states.insert(QStringLiteral("GetSourcePathInfo"), {RunStatusKind::Running, 1, 0, true});
    RunOverlay late = m_run;
    for (StateOverlay &state : late.states)
        state = {RunStatusKind::Succeeded, 12, 3'599'000, false};
    late.states.insert(QStringLiteral("FailDirOntoFile"), {RunStatusKind::Failed, 12, 3'599'000, false});
    QCOMPARE(paintedBounds(m_move, &late), paintedBounds(m_move, &early));
    QVERIFY(paintedBounds(m_move, &late).width() > paintedBounds(m_move, nullptr).width());
}

void DiagramPainterTest::nothingToExport()
{
    const DiagramGeometry nothing = buildGeometry({}, QApplication::font());
    QBuffer file;
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(!(DiagramExport{nothing, nullptr, Theme::light()}.writePng(file)));
}

FLOWS_TEST(tst_diagrampainter, DiagramPainterTest)
#include "tst_diagrampainter.moc"
