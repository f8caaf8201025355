#include "widgets/diagram/diagramtext.h"

#include <QCoreApplication>
#include <QTextBoundaryFinder>

namespace widgets {

namespace {

//! Positions between characters as people see them, 0 and the end included.
QList<qsizetype> boundaries(const QString &text)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    QList<qsizetype> places{0};
    for (qsizetype at = finder.toNextBoundary(); at > 0; at = finder.toNextBoundary())
        places.append(at);
    return places;
}

} // namespace

QString oneLine(const QString &text)
{
    QString line = text;
    for (QChar &c : line) {
        const QChar::Category category = c.category();
        if (category == QChar::Other_Control || category == QChar::Separator_Line ||
            category == QChar::Separator_Paragraph)
            c = QLatin1Char(' ');
    }
    return line;
}

QString elidedMiddle(const QString &text, int longest)
{
    const QList<qsizetype> places = boundaries(text);
    const qsizetype count = places.size() - 1;
    if (count <= longest)
        return text;
    const int kept = longest - 1;
    const int head = (kept + 1) / 2;
    const qsizetype tail = count - (kept - head);
    return QString(text.left(places[head]) + QChar(0x2026) + text.mid(places[tail]));
}

QString elidedRight(const QString &text, int longest)
{
    const QList<qsizetype> places = boundaries(text);
    if (places.size() - 1 <= longest)
        return text;
    return QString(text.left(places[longest - 1]) + QChar(0x2026));
}

QString nodeTypeWord(const flowlang::FlowGraph::Node &node)
{
    using Kind = flowlang::FlowGraph::Node::Kind;
    switch (node.kind) {
    case Kind::Start:
        return QCoreApplication::translate("widgets::DiagramText", "Start");
    case Kind::End:
        return QCoreApplication::translate("widgets::DiagramText", "End");
    case Kind::Missing:
        return QCoreApplication::translate("widgets::DiagramText", "Missing state");
    case Kind::State:
        break;
    }
    if (node.type == flowlang::StateType::Unknown)
        return QCoreApplication::translate("widgets::DiagramText", "Unknown type");
    return flowlang::stateTypeName(node.type);
}

} // namespace widgets
