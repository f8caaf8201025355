#include "emulator/http/query.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace emulator::http {

namespace {

int hexDigit(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

} // namespace

QString percentDecoded(QByteArrayView text, bool plusIsBlank)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char character = text[at];
        if (character == '%' && at + 2 < text.size()) {
            const int high = hexDigit(text[at + 1]);
            const int low = hexDigit(text[at + 2]);
            if (high >= 0 && low >= 0) {
                bytes.append(static_cast<char>(high * 16 + low));
                at += 2;
                continue;
            }
        }
        bytes.append(character == '+' && plusIsBlank ? ' ' : character);
    }
    return QString::fromUtf8(bytes);
}

Query Query::parse(QByteArrayView encoded)
{
    Query query;
    qsizetype begin = 0;
    while (begin < encoded.size()) {
        qsizetype end = encoded.indexOf('&', begin);
        if (end < 0)
            end = encoded.size();
        const QByteArrayView part = encoded.sliced(begin, end - begin);
        begin = end + 1;
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf('=');
        const QByteArrayView name = equals < 0 ? part : part.first(equals);
        const QByteArrayView value = equals < 0 ? QByteArrayView() : part.sliced(equals + 1);
        query.m_items.append({percentDecoded(name, true), percentDecoded(value, true)});
    }
    return query;
}

bool Query::has(QStringView name) const
{
    return count(name) > 0;
}

qsizetype Query::count(QStringView name) const
{
    return std::count_if(m_items.begin(), m_items.end(), [name](const auto &item) { return item.first == name; });
}

QString Query::value(QStringView name) const
{
    const auto found =
        std::find_if(m_items.begin(), m_items.end(), [name](const auto &item) { return item.first == name; });
    return found == m_items.end() ? QString() : found->second;
}

QStringList Query::list(QStringView name) const
{
    QStringList values;
    for (const auto &[key, value] : m_items) {
        if (key != name)
            continue;
        for (const QString &part : value.split(u',')) {
            if (const QString trimmed = part.trimmed(); !trimmed.isEmpty())
                values.append(trimmed);
        }
    }
    return values;
}

std::optional<bool> Query::boolean(QStringView name) const
{
    static const QStringList yes{u"true"_s, u"1"_s, u"yes"_s, u"y"_s, u"on"_s, u"t"_s};
    static const QStringList no{u"false"_s, u"0"_s, u"no"_s, u"n"_s, u"off"_s, u"f"_s};
    const QString text = value(name).trimmed().toLower();
    if (yes.contains(text))
        return true;
    if (no.contains(text))
        return false;
    return std::nullopt;
}

} // namespace emulator::http
