#include "flows/surrogates.h"

#include <charconv>

namespace flows {

namespace {

constexpr size_t escapeLength = 6; // \uXXXX

//! The code unit that the escape at the front of `text` stands for, or -1 if there is none.
int unitAt(std::string_view text)
{
    if (text.size() < escapeLength || text[0] != '\\' || text[1] != 'u')
        return -1;
    unsigned unit = 0;
    const char *const end = text.data() + escapeLength;
    const auto read = std::from_chars(text.data() + 2, end, unit, 16);
    return read.ptr == end && read.ec == std::errc() ? static_cast<int>(unit) : -1;
}

bool isHigh(int unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

bool isLow(int unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

} // namespace

std::string withoutHalfPairs(std::string_view json)
{
    std::string mended;
    mended.reserve(json.size());
    while (!json.empty()) {
        const int unit = unitAt(json);
        size_t length = 1;
        if (isHigh(unit) && isLow(unitAt(json.substr(escapeLength))))
            length = 2 * escapeLength;
        else if (isHigh(unit) || isLow(unit))
            length = escapeLength;
        else if (json[0] == '\\' && json.size() > 1)
            length = 2; // so that the second backslash of two begins nothing
        if (length == escapeLength)
            mended += "\\ufffd";
        else
            mended += json.substr(0, length);
        json.remove_prefix(length);
    }
    return mended;
}

} // namespace flows
