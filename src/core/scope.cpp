#include "core/scope.h"

#include <algorithm>

namespace core {

namespace {

constexpr int maxDepth = 32;

class ScopeParser
{
public:
    explicit ScopeParser(QStringView text)
        : m_text(text)
    {
    }

    std::optional<QList<Scope>> list(int depth)
    {
        QList<Scope> scopes;
        if (depth > maxDepth)
            return std::nullopt;
        for (;;) {
            skipBlanks();
            if (atEnd() || peek() == u']')
                return scopes;
            std::optional<Scope> scope = one(depth);
            if (!scope)
                return std::nullopt;
            scopes.append(*std::move(scope));
        }
    }

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

private:
    std::optional<Scope> one(int depth)
    {
        Scope scope;
        if (peek() == u'*') {
            scope.optional = true;
            ++m_at;
        }
        const qsizetype begin = m_at;
        while (!atEnd() && !peek().isSpace() && !QStringView(u"[]*").contains(peek()))
            ++m_at;
        scope.name = m_text.sliced(begin, m_at - begin).toString();
        if (scope.name.isEmpty())
            return std::nullopt;
        if (atEnd() || peek() != u'[')
            return !atEnd() && peek() == u'*' ? std::nullopt : std::optional(scope);
        ++m_at;
        std::optional<QList<Scope>> inner = list(depth + 1);
        if (!inner || inner->isEmpty() || atEnd())
            return std::nullopt;
        ++m_at; // the closing bracket
        if (!atEnd() && !peek().isSpace() && peek() != u']')
            return std::nullopt;
        scope.dependencies = *std::move(inner);
        return scope;
    }

    [[nodiscard]] QChar peek() const { return m_text[m_at]; }
    void skipBlanks()
    {
        while (!atEnd() && peek().isSpace())
            ++m_at;
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace

Scope Scope::with(const Scope &dependency) const
{
    Scope result = *this;
    const auto same = std::find_if(result.dependencies.begin(), result.dependencies.end(),
                                   [&](const Scope &scope) { return scope.name == dependency.name; });
    if (same == result.dependencies.end()) {
        result.dependencies.append(dependency);
        return result;
    }
    same->optional = same->optional && dependency.optional;
    for (const Scope &inner : dependency.dependencies)
        *same = same->with(inner);
    return result;
}

QString Scope::toString() const
{
    QString text = optional ? QString(u'*' + name) : name;
    if (!dependencies.isEmpty())
        text += u'[' + toString(dependencies) + u']';
    return text;
}

bool Scope::covers(const Scope &other) const
{
    if (name != other.name)
        return false;
    return std::all_of(other.dependencies.begin(), other.dependencies.end(), [this](const Scope &wanted) {
        return std::any_of(dependencies.begin(), dependencies.end(),
                           [&](const Scope &have) { return have.covers(wanted); });
    });
}

std::optional<QList<Scope>> Scope::parseList(QStringView text)
{
    ScopeParser parser(text);
    std::optional<QList<Scope>> scopes = parser.list(0);
    if (!scopes || !parser.atEnd())
        return std::nullopt;
    return scopes;
}

std::optional<Scope> Scope::parse(QStringView text)
{
    const std::optional<QList<Scope>> scopes = parseList(text);
    if (!scopes || scopes->size() != 1)
        return std::nullopt;
    return scopes->first();
}

QString Scope::toString(const QList<Scope> &scopes)
{
    QStringList parts;
    for (const Scope &scope : scopes)
        parts.append(scope.toString());
    return parts.join(u' ');
}

} // namespace core
