#include "widgets/common/breakable.h"

namespace widgets {

QString breakable(const QString &text)
{
    constexpr int longestWord = 24;
    constexpr QChar maybeBreak(0x200B);
    QString result;
    result.reserve(text.size());
    int run = 0;
    for (const QChar c : text) {
        const bool joined = c.isLowSurrogate() || c.isMark() || c.unicode() == 0x200D; // belongs to what is before it
        if (run >= longestWord && !joined) {
            result += maybeBreak;
            run = 0;
        }
        result += c;
        run = c.isSpace() || c == maybeBreak ? 0 : run + 1;
    }
    return result;
}

} // namespace widgets
