#include "flowlang/expression/textsearch.h"

namespace flowlang::expression {

namespace {

//! For each end of a prefix of the needle, how much of the needle's beginning it ends with (Knuth, Morris, Pratt).
std::vector<std::size_t> borders(const Text &needle)
{
    std::vector<std::size_t> result(needle.size(), 0);
    std::size_t length = 0;
    for (std::size_t i = 1; i < needle.size(); ++i) {
        while (length > 0 && needle[i] != needle[length])
            length = result[length - 1];
        if (needle[i] == needle[length])
            ++length;
        result[i] = length;
    }
    return result;
}

std::vector<std::size_t> search(const Text &text, const Text &needle, std::size_t from, std::size_t limit)
{
    std::vector<std::size_t> found;
    const std::vector<std::size_t> border = borders(needle);
    std::size_t matched = 0;
    for (std::size_t i = from; i < text.size() && found.size() < limit; ++i) {
        while (matched > 0 && text[i] != needle[matched])
            matched = border[matched - 1];
        if (text[i] == needle[matched])
            ++matched;
        if (matched == needle.size()) {
            found.push_back(i + 1 - matched);
            matched = 0;
        }
    }
    return found;
}

} // namespace

std::size_t findText(const Text &text, const Text &needle, std::size_t from)
{
    if (needle.empty())
        return from <= text.size() ? from : Text::npos;
    const auto found = search(text, needle, from, 1);
    return found.empty() ? Text::npos : found.front();
}

std::size_t findLastText(const Text &text, const Text &needle)
{
    const Text reversedText(text.crbegin(), text.crend());
    const Text reversedNeedle(needle.crbegin(), needle.crend());
    const std::size_t found = findText(reversedText, reversedNeedle);
    return found == Text::npos ? Text::npos : text.size() - needle.size() - found;
}

std::vector<std::size_t> findAllText(const Text &text, const Text &needle, std::size_t limit)
{
    return search(text, needle, 0, limit);
}

} // namespace flowlang::expression
