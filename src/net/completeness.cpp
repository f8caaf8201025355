#include "net/completeness.h"

#include "net/attempt.h"

namespace net {

namespace {

constexpr qsizetype scanLimit = 256 * 1024;

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

//! The depth of brackets at the end; -1 inside a string.
qsizetype depthAtEnd(const QByteArray &text)
{
    qsizetype depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return inString ? -1 : depth;
}

} // namespace

bool jsonCloses(const QByteArray &text)
{
    qsizetype first = 0;
    while (first < text.size() && isBlank(text[first]))
        ++first;
    if (first == text.size() || (text[first] != '{' && text[first] != '['))
        return true;
    qsizetype last = text.size() - 1;
    while (isBlank(text[last]))
        --last;
    if (text[last] != (text[first] == '{' ? '}' : ']'))
        return false;
    return text.size() > scanLimit || depthAtEnd(text) == 0;
}

QString missingPart(const AttemptResult &result, const QByteArray &method)
{
    if (method == "HEAD" || result.status == 204 || result.status == 205)
        return {};
    if (!result.isWhole)
        return QStringLiteral("The packed answer ended too early, after %1 bytes.").arg(result.received);
    const QByteArray announced = result.header("Content-Length");
    if (!announced.isEmpty()) {
        if (announced.toLongLong() == result.received)
            return {};
        return QStringLiteral("The answer has %1 bytes instead of %2.")
            .arg(result.received)
            .arg(QString::fromLatin1(announced.left(32)));
    }
    if (result.header("Content-Type").contains("json") && !jsonCloses(result.body))
        return QStringLiteral("The answer ended too early, after %1 bytes.").arg(result.body.size());
    return {};
}

} // namespace net
