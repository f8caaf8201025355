#include "widgets/theme/plaintip.h"

namespace widgets {

QString plainTip(const QString &text)
{
    constexpr qsizetype longest = 2000; // more does not fit on a screen
    if (text.isEmpty())
        return {};
    const QString shown = text.size() <= longest ? text : QString(text.left(longest - 1) + QChar(0x2026));
    QString body = shown.toHtmlEscaped();
    body.replace(QLatin1Char('\n'), QStringLiteral("<br/>"));
    return QString(QStringLiteral("<qt>") + body + QStringLiteral("</qt>"));
}

} // namespace widgets
