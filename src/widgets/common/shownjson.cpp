#include "widgets/common/shownjson.h"

#include <QTextDocument>

namespace widgets {

QString shownJson(const QByteArray &json)
{
    const QString text = QString::fromUtf8(json);
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        switch (c.unicode()) {
        case QChar::Nbsp:
        case QChar::LineSeparator:
        case QChar::ParagraphSeparator:
        case 0xFDD0: // frame begin and end in a QTextDocument
        case 0xFDD1:
            shown += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
            break;
        default:
            shown += c;
        }
    }
    return shown;
}

QByteArray typedJson(const QTextDocument &document)
{
    QString text = document.toRawText();
    bool inString = false;
    bool escaped = false;
    for (QChar &c : text) {
        if (c == QChar::ParagraphSeparator) { // how the document ends a line
            c = u'\n';
            inString = false; // no string goes on there: the rest is read as it stands on its line
            escaped = false;
        } else if (!inString) {
            if (c == QChar::Nbsp)
                c = u' ';
            else if (c == QChar::LineSeparator)
                c = u'\n';
            inString = c == u'"';
        } else if (escaped) {
            escaped = false;
        } else if (c == u'\\') {
            escaped = true;
        } else if (c == u'"') {
            inString = false;
        }
    }
    return text.toUtf8();
}

} // namespace widgets
