#include "flows/jsonscan.h"

#include <cstring>
#include <vector>

namespace flows {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

//! \returns the quote that closes the string whose first character is at `from`, or null.
const char *closingQuote(const char *from, const char *end)
{
    const char *at = from;
    while (at < end) {
        const auto *quote = static_cast<const char *>(std::memchr(at, '"', static_cast<size_t>(end - at)));
        if (quote == nullptr)
            return nullptr;
        const char *before = quote;
        while (before > from && before[-1] == '\\')
            --before;
        if ((quote - before) % 2 == 0)
            return quote;
        at = quote + 1;
    }
    return nullptr;
}

bool onlyBlanks(const char *at, const char *end)
{
    while (at < end && isBlank(*at))
        ++at;
    return at == end;
}

} // namespace

Structure scanStructure(QByteArrayView text, int maxDepth)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at < end && isBlank(*at))
        ++at;
    if (at == end)
        return Structure::Empty;
    if (*at != '{' && *at != '[')
        return Structure::NotJson;

    std::vector<char> open; // the closing brackets that are due
    open.reserve(static_cast<size_t>(maxDepth));
    for (; at < end; ++at) {
        const char c = *at;
        if (c == '"') {
            at = closingQuote(at + 1, end);
            if (at == nullptr)
                return Structure::Broken;
        } else if (c == '{' || c == '[') {
            if (open.size() >= static_cast<size_t>(maxDepth))
                return Structure::TooDeep;
            open.push_back(c == '{' ? '}' : ']');
        } else if (c == '}' || c == ']') {
            if (open.back() != c)
                return Structure::Broken;
            open.pop_back();
            if (open.empty())
                return onlyBlanks(at + 1, end) ? Structure::Good : Structure::Broken;
        }
    }
    return Structure::Broken;
}

} // namespace flows
