#include "flowlang/schema/format.h"

#include "core/ids.h"
#include "core/json.h"
#include "flowlang/timestamp.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

constexpr std::size_t maxUri = 100'000; //!< bytes; longer ones are refused unread
constexpr std::size_t maxAddress = 45;  //!< characters of the longest IPv6 address

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

//! Something on both sides of the last `@`, without blanks. Mail servers know better, and decide.
bool isEmail(const std::string &text)
{
    const std::size_t at = text.rfind('@');
    if (at == std::string::npos || at == 0 || at + 1 == text.size())
        return false;
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

bool isUri(const std::string &text)
{
    if (text.size() > maxUri)
        return false;
    const QUrl url(core::toQString(text), QUrl::StrictMode);
    return url.isValid() && !url.scheme().isEmpty();
}

bool isIpv4(QStringView text)
{
    const auto parts = text.split(u'.');
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](QStringView part) {
               const bool digits =
                   std::all_of(part.begin(), part.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
               const bool plain = part.size() == 1 || (!part.isEmpty() && part.front() != u'0');
               return digits && plain && part.size() <= 3 && part.toInt() <= 255;
           });
}

bool isIpv6(QStringView text)
{
    const qsizetype gap = text.indexOf(u"::");
    if (gap >= 0 && text.indexOf(u"::", gap + 1) >= 0)
        return false;
    qsizetype groups = 0;
    const auto count = [&groups](QStringView half, bool last) {
        if (half.isEmpty())
            return true;
        const auto parts = half.split(u':');
        for (qsizetype i = 0; i < parts.size(); ++i) {
            if (last && i + 1 == parts.size() && isIpv4(parts[i])) {
                groups += 2;
                continue;
            }
            if (parts[i].isEmpty() || parts[i].size() > 4 || !std::all_of(parts[i].begin(), parts[i].end(), isHexDigit))
                return false;
            ++groups;
        }
        return true;
    };
    if (gap < 0)
        return count(text, true) && groups == 8;
    return count(text.first(gap), false) && count(text.sliced(gap + 2), true) && groups < 8;
}

} // namespace

bool hasFormat(const std::string &text, const std::string &format)
{
    if (format == "uuid")
        return core::isUuid(core::toQString(text.substr(0, 40)));
    if (format == "email")
        return isEmail(text);
    if (format == "uri")
        return isUri(text);
    if (format == "date-time")
        return parseTimestamp(text).has_value();
    if (format == "date")
        return isDate(text);
    if (format == "ipv4")
        return text.size() <= maxAddress && isIpv4(core::toQString(text));
    if (format == "ipv6")
        return text.size() <= maxAddress && isIpv6(core::toQString(text));
    return true;
}

} // namespace flowlang
