#include "support/graphviz.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainterPath>
#include <QProcess>
#include <QStandardPaths>

namespace testsupport {

namespace {

QString inches(qreal pixels)
{
    return QString::number(std::max(pixels, 1.0) / 72, 'f', 4);
}

//! Labels are HTML tables of a fixed size, so that they take the room that ours take.
QByteArray dotText(const layout::Graph &graph)
{
    QString text =
        QStringLiteral("digraph {\nnodesep=0.5555\nranksep=0.4444\nnode [shape=box fixedsize=true label=\"\"]\n");
    for (int i = 0; i < graph.nodes.size(); ++i) {
        const QSizeF &size = graph.nodes[i].size;
        text += QStringLiteral("n%1 [width=%2 height=%3]\n").arg(i).arg(inches(size.width()), inches(size.height()));
    }
    for (const layout::Edge &edge : graph.edges) {
        if (std::min(edge.from, edge.to) < 0 || std::max(edge.from, edge.to) >= graph.nodes.size())
            continue;
        text += QStringLiteral("n%1 -> n%2").arg(edge.from).arg(edge.to);
        if (!edge.label.isEmpty())
            text += QStringLiteral(" [label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" FIXEDSIZE=\"TRUE\" "
                                   "WIDTH=\"%1\" HEIGHT=\"%2\"><TR><TD></TD></TR></TABLE>>]")
                        .arg(qRound(edge.label.width()))
                        .arg(qRound(edge.label.height()));
        text += QLatin1Char('\n');
    }
    text += QStringLiteral("}\n");
    return text.toUtf8();
}

//! Reads `e,x,y x,y …`: an optional arrow tip, then a start and triples of Bézier points. The tip ends the line.
QList<QPointF> lineOf(const QString &pos)
{
    QList<QPointF> points;
    QPointF tip;
    bool hasTip = false;
    const QStringList words = pos.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QStringList parts = word.split(QLatin1Char(','));
        if (parts.size() == 3) {
            tip = {parts[1].toDouble(), parts[2].toDouble()};
            hasTip = parts[0] == QLatin1String("e");
        } else if (parts.size() == 2) {
            points.append({parts[0].toDouble(), parts[1].toDouble()});
        }
    }
    QList<QPointF> line;
    if (points.isEmpty())
        return line;
    line.append(points.first());
    for (int i = 1; i + 2 < points.size(); i += 3) {
        QPainterPath piece(points[i - 1]);
        piece.cubicTo(points[i], points[i + 1], points[i + 2]);
        for (int k = 1; k <= 16; ++k)
            line.append(piece.pointAtPercent(k / 16.0));
    }
    if (hasTip)
        line.append(tip);
    return line;
}

} // namespace

DotResult layOutWithDot(const layout::Graph &graph, int timeoutMs)
{
    DotResult result;
    const QString program = QStandardPaths::findExecutable(QStringLiteral("dot"));
    if (program.isEmpty()) {
        result.error =
            QStringLiteral("the program `dot` is missing: install the package graphviz (packaging/install-deps)");
        return result;
    }
    QElapsedTimer timer;
    timer.start();
    QProcess process;
    process.start(program, {QStringLiteral("-Tjson")});
    process.write(dotText(graph));
    process.closeWriteChannel();
    if (!process.waitForFinished(timeoutMs) || process.exitCode() != 0) {
        result.error =
            QStringLiteral("dot failed: %1 %2")
                .arg(process.errorString(), QString::fromLocal8Bit(process.readAllStandardError()).left(500));
        process.kill();
        process.waitForFinished();
        return result;
    }
    result.nanoseconds = timer.nsecsElapsed();
    const QJsonArray edges = QJsonDocument::fromJson(process.readAllStandardOutput())[QLatin1String("edges")].toArray();
    for (const QJsonValue &edge : edges)
        result.lines.append(lineOf(edge[QLatin1String("pos")].toString()));
    return result;
}

} // namespace testsupport
