#include "emulator/auth/askedscopes.h"

#include "emulator/auth/scopebook.h"

using namespace Qt::StringLiterals;
using core::Scope;

namespace emulator::auth {

namespace {

constexpr qsizetype mostCharacters = 64 * 1024;
constexpr qsizetype mostScopes = 400; // of all depths

qsizetype countOf(const QList<Scope> &scopes)
{
    qsizetype count = scopes.size();
    for (const Scope &scope : scopes)
        count += countOf(scope.dependencies);
    return count;
}

} // namespace

AskedScopes askedScopes(const QString &text, const ScopeBook &book)
{
    AskedScopes asked;
    const std::optional<QList<Scope>> scopes = text.size() > mostCharacters ? std::nullopt : Scope::parseList(text);
    if (!scopes) {
        asked.problem = u"The scope is missing or malformed."_s;
        return asked;
    }
    if (countOf(*scopes) > mostScopes) {
        asked.problem = u"More than %1 scopes are asked for."_s.arg(mostScopes);
        return asked;
    }
    for (const Scope &scope : *scopes) {
        if (scope.name == "offline_access"_L1 && scope.dependencies.isEmpty())
            asked.offline = true;
        else
            asked.scopes.append(scope);
    }
    if (asked.scopes.isEmpty()) {
        asked.problem = u"The scope is missing or malformed."_s;
    } else if (ScopeBook::hasCycle(asked.scopes)) {
        asked.problem = u"A scope depends on itself."_s;
    } else if (const QStringList unknown = book.unknownIn(asked.scopes); !unknown.isEmpty()) {
        asked.unknown = true;
        asked.problem = u"The request asks for unknown scopes: "_s % unknown.join(u", "_s).left(2000);
    }
    return asked;
}

} // namespace emulator::auth
