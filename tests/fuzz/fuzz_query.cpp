#include "core/scope.h"
#include "emulator/auth/askedscopes.h"
#include "emulator/auth/redirects.h"
#include "emulator/auth/scopebook.h"
#include "emulator/http/query.h"
#include "fuzz/fuzzinput.h"

using emulator::http::Query;

namespace {

//! How many scopes stand in a list of trees.
qsizetype count(const QList<core::Scope> &scopes)
{
    qsizetype sum = scopes.size();
    for (const core::Scope &scope : scopes)
        sum += count(scope.dependencies);
    return sum;
}

} // namespace

//! Query strings, the scope strings in them, and addresses to go back to.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text = fuzz::text(data, size);
    const Query query = Query::parse(text);
    fuzz::require(query.items().size() <= static_cast<qsizetype>(size) + 1, "no more parameters than characters");
    for (const auto &[name, value] : query.items()) {
        fuzz::require(query.has(name) && query.count(name) >= 1, "what is there is found");
        for (const QString &part : query.list(name))
            fuzz::require(!part.trimmed().isEmpty() && !part.contains(u','), "a list has no blank parts");
        (void)query.boolean(name);
    }
    const QString words = emulator::http::percentDecoded(text, true);
    fuzz::require(words.size() <= static_cast<qsizetype>(size), "decoding makes nothing longer");
    if (const auto scopes = core::Scope::parseList(words)) {
        fuzz::require(count(*scopes) <= words.size(), "a scope has a name");
        fuzz::require(core::Scope::parseList(core::Scope::toString(*scopes)) == scopes,
                      "what is written is read again");
    }
    static const emulator::auth::ScopeBook book([](const QString &) { return true; },
                                                [](const QString &) { return true; });
    const emulator::auth::AskedScopes asked = emulator::auth::askedScopes(words, book);
    fuzz::require(!asked.problem.isEmpty() || book.unknownIn(asked.scopes).isEmpty(), "all that is asked for is known");
    emulator::ClientRecord client;
    using emulator::auth::RedirectKind;
    const RedirectKind kind = emulator::auth::redirectKind(client, words, QStringLiteral("8000"), true);
    fuzz::require(kind == RedirectKind::Refused || !words.contains(u'\n'), "an address is one line");
    (void)emulator::auth::redirectTarget(words, {{QStringLiteral("state"), words}});
    return 0;
}
