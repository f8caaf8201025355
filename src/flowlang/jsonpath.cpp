#include "flowlang/jsonpath.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

constexpr qsizetype maxLength = 4096; //!< characters of a path
constexpr qsizetype maxSteps = 256;   //!< as deep as core::JsonLimits lets a document be
constexpr qsizetype maxDigits = 15;   //!< of an index; more is no index of anything

bool endsName(QChar c)
{
    return c.isSpace() || u".[]()'\",*?`@"_s.contains(c);
}

//! Reads one path from left to right; the first thing wrong ends it.
class PathParser
{
public:
    explicit PathParser(QStringView text)
        : m_text(text)
    {
    }

    std::variant<JsonPath, PathError> parse()
    {
        if (m_text.size() > maxLength)
            fail(u"A path has at most %1 characters."_s.arg(maxLength));
        else
            root();
        while (!m_error && m_at < m_text.size()) {
            if (m_path.steps.size() >= maxSteps)
                fail(u"A path has at most %1 steps."_s.arg(maxSteps));
            else
                step();
        }
        if (m_error)
            return *m_error;
        return std::move(m_path);
    }

private:
    [[nodiscard]] QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }

    bool take(QChar c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    void fail(const QString &message)
    {
        if (!m_error)
            m_error = PathError{message, m_at};
    }

    void root()
    {
        if (m_text.startsWith(u"$$"))
            fail(u"“$$” is not available in Globus Flows; use “$._context”."_s);
        else if (m_text.startsWith(u"States."))
            fail(u"Functions such as “States.Format” are not available in Globus Flows; use an expression."_s);
        else if (!take(u'$'))
            fail(u"A path begins with “$”."_s);
    }

    void step()
    {
        if (take(u'[')) {
            bracket();
        } else if (take(u'.')) {
            if (take(u'.')) {
                add(PathStep::Kind::Descent);
                if (take(u'['))
                    bracket();
                else
                    dotted();
            } else {
                dotted();
            }
        } else {
            fail(u"“.” or “[” is expected here."_s);
        }
    }

    PathStep &add(PathStep::Kind kind)
    {
        PathStep added;
        added.kind = kind;
        m_path.steps.append(added);
        return m_path.steps.last();
    }

    void dotted()
    {
        if (take(u'*')) {
            add(PathStep::Kind::Wildcard);
            return;
        }
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !endsName(m_text[m_at]))
            ++m_at;
        if (m_at == begin)
            return fail(u"A name is missing here. Names with special characters are written as ['name']."_s);
        add(PathStep::Kind::Child).name = core::toStd(m_text.sliced(begin, m_at - begin));
    }

    void bracket()
    {
        skipBlanks();
        const QChar c = peek();
        if (c == u'\'' || c == u'"')
            quoted();
        else if (c == u'?' || c == u'(')
            return filter();
        else if (take(u'*'))
            add(PathStep::Kind::Wildcard);
        else
            numbers();
        skipBlanks();
        if (m_error)
            return;
        if (peek() == u',')
            return fail(u"Several names or indices in one bracket are not available."_s);
        if (!take(u']'))
            fail(u"“]” is missing here."_s);
    }

    void skipBlanks()
    {
        while (take(u' ')) {
        }
    }

    void quoted()
    {
        const QChar quote = m_text[m_at++];
        QString name;
        while (m_at < m_text.size() && m_text[m_at] != quote) {
            if (m_text[m_at] == u'\\' && m_at + 1 < m_text.size())
                ++m_at; // the next character stands for itself
            name += m_text[m_at++];
        }
        if (!take(quote))
            return fail(u"The closing quote is missing."_s);
        add(PathStep::Kind::Child).name = core::toStd(name);
    }

    //! Filters and scripts are recognised, not understood: no published flow has one.
    void filter()
    {
        const qsizetype begin = m_at;
        int open = 1;
        QChar quote;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (!quote.isNull()) {
                if (c == quote)
                    quote = QChar();
            } else if (c == u'\'' || c == u'"') {
                quote = c;
            } else if (c == u'[') {
                ++open;
            } else if (c == u']' && --open == 0) {
                break;
            }
        }
        const QStringView text = m_text.sliced(begin, m_at - begin);
        if (!take(u']'))
            return fail(u"“]” is missing here."_s);
        add(PathStep::Kind::Filter).filter = text.toString();
    }

    std::optional<qint64> number()
    {
        skipBlanks();
        const qsizetype begin = m_at;
        take(u'-');
        const qsizetype digits = m_at;
        while (m_at < m_text.size() && m_text[m_at] >= u'0' && m_text[m_at] <= u'9')
            ++m_at;
        const QStringView text = m_text.sliced(begin, m_at - begin);
        skipBlanks();
        if (text.isEmpty())
            return {};
        if (text == u"-" || m_text.sliced(digits, begin + text.size() - digits).size() > maxDigits) {
            fail(u"“%1” is no index."_s.arg(text));
            return {};
        }
        return text.toLongLong();
    }

    void numbers()
    {
        const std::optional<qint64> first = number();
        if (m_error)
            return;
        if (!take(u':')) {
            if (!first)
                return fail(u"An index or a quoted name is expected here."_s);
            add(PathStep::Kind::Index).index = *first;
            return;
        }
        PathStep slice;
        slice.kind = PathStep::Kind::Slice;
        slice.from = first;
        slice.to = number();
        if (take(u':'))
            slice.step = number().value_or(1);
        if (slice.step == 0)
            fail(u"The step of a slice can not be 0."_s);
        m_path.steps.append(slice);
    }

    QStringView m_text;
    qsizetype m_at = 0;
    JsonPath m_path;
    std::optional<PathError> m_error;
};

bool has(const QList<PathStep> &steps, PathStep::Kind kind)
{
    return std::any_of(steps.begin(), steps.end(), [kind](const PathStep &step) { return step.kind == kind; });
}

} // namespace

std::variant<JsonPath, PathError> JsonPath::parse(QStringView text)
{
    return PathParser(text).parse();
}

bool JsonPath::isDefinite() const
{
    return std::all_of(steps.begin(), steps.end(), [](const PathStep &step) {
        return step.kind == PathStep::Kind::Child || step.kind == PathStep::Kind::Index;
    });
}

bool JsonPath::isContext() const
{
    return !steps.isEmpty() && steps.first().kind == PathStep::Kind::Child && steps.first().name == "_context";
}

QString JsonPath::writeProblem() const
{
    if (isContext())
        return u"“_context” is read-only."_s;
    if (!isDefinite())
        return u"A path to write to may not contain wildcards, slices or filters."_s;
    const bool negative = std::any_of(steps.begin(), steps.end(), [](const PathStep &step) {
        return step.kind == PathStep::Kind::Index && step.index < 0;
    });
    return negative ? u"A path to write to may not contain negative indices."_s : QString();
}

QString JsonPath::readProblem() const
{
    return has(steps, PathStep::Kind::Filter) ? u"Filters are not available in paths; use an expression."_s : QString();
}

QString JsonPath::unusual() const
{
    if (has(steps, PathStep::Kind::Wildcard))
        return u"Wildcards are not seen in practice; the service may refuse them."_s;
    if (has(steps, PathStep::Kind::Descent))
        return u"“..” is not seen in practice; the service may refuse it."_s;
    return {};
}

} // namespace flowlang
