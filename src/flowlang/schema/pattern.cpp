#include "flowlang/schema/pattern.h"

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

constexpr qsizetype maxPattern = 8192;
constexpr qsizetype maxText = 100'000; //!< half of what a run state may have
//! How often the matcher may go on or back, and the kibibytes it may use: some milliseconds and megabytes.
constexpr auto limits = "(*LIMIT_MATCH=300000)(*LIMIT_DEPTH=100000)(*LIMIT_HEAP=20000)"_L1;

//! `\u00e9` is written `\x{00e9}` here.
QString withoutUnicodeEscapes(const QString &text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != u'\\' || i + 1 == text.size()) {
            result += text[i];
        } else if (text[i + 1] == u'u' && i + 6 <= text.size()) {
            result += u"\\x{"_s + text.mid(i + 2, 4) + u'}';
            i += 5;
        } else {
            result += text[i++];
            result += text[i];
        }
    }
    return result;
}

} // namespace

std::optional<Pattern> Pattern::compile(const QString &text, QString &problem)
{
    if (text.size() > maxPattern) {
        problem = u"The pattern has more than %1 characters."_s.arg(maxPattern);
        return {};
    }
    if (text.startsWith("(*"_L1)) { // would be a setting of the matcher
        problem = u"The pattern is no regular expression: there is nothing to repeat."_s;
        return {};
    }
    Pattern pattern;
    pattern.m_expression.setPattern(limits + withoutUnicodeEscapes(text));
    if (!pattern.m_expression.isValid()) {
        problem = u"The pattern is no regular expression: %1."_s.arg(pattern.m_expression.errorString());
        return {};
    }
    pattern.m_expression.optimize();
    return pattern;
}

Pattern::Result Pattern::search(const QString &text) const
{
    if (text.size() > maxText)
        return Result::TooCostly;
    const QRegularExpressionMatch match = m_expression.match(text);
    if (match.hasMatch())
        return Result::Found;
    return match.isValid() ? Result::Absent : Result::TooCostly;
}

} // namespace flowlang
