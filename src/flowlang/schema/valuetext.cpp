#include "flowlang/schema/valuetext.h"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

using Json = core::Json;

constexpr qsizetype maxText = 200;
constexpr double maxExact = 9007199254740992.0; //!< 2^53: up to here every whole double is one integer

//! Writes a value piece by piece until the text is long enough.
class TextWriter
{
public:
    QString write(const Json &value)
    {
        append(value);
        return m_text.size() > maxText ? QString(m_text.left(maxText) + u'…') : m_text;
    }

    void appendString(const std::string &text)
    {
        const auto cut = static_cast<qsizetype>(std::min<std::size_t>(text.size(), 4 * maxText));
        const QString shown = QString::fromUtf8(text.data(), cut);
        const QChar quote = shown.contains(u'\'') && !shown.contains(u'"') ? u'"' : u'\'';
        m_text += quote;
        for (const QChar c : shown.left(maxText + 1)) {
            if (c == u'\n')
                m_text += "\\n"_L1;
            else if (c == u'\t')
                m_text += "\\t"_L1;
            else if (c == u'\r')
                m_text += "\\r"_L1;
            else if (c == u'\\' || c == quote)
                m_text += QString(u'\\') + c;
            else
                m_text += c;
        }
        m_text += quote;
    }

    [[nodiscard]] const QString &text() const { return m_text; }

private:
    void append(const Json &value)
    {
        if (m_text.size() > maxText)
            return;
        if (value.is_string())
            appendString(value.get_ref<const std::string &>());
        else if (value.is_boolean())
            m_text += value.get<bool>() ? "True"_L1 : "False"_L1;
        else if (value.is_null())
            m_text += "None"_L1;
        else if (value.is_structured())
            appendAll(value);
        else
            m_text += QString::fromUtf8(core::toBytes(value));
    }

    void appendAll(const Json &value)
    {
        const bool isObject = value.is_object();
        m_text += isObject ? u'{' : u'[';
        bool first = true;
        for (auto it = value.begin(); it != value.end() && m_text.size() <= maxText; ++it) {
            if (!std::exchange(first, false))
                m_text += ", "_L1;
            if (isObject) {
                appendString(it.key());
                m_text += ": "_L1;
            }
            append(*it);
        }
        m_text += isObject ? u'}' : u']';
    }

    QString m_text;
};

void appendCanonical(const Json &value, std::string &text)
{
    if (value.is_number_float()) {
        const auto number = value.get<double>();
        if (std::abs(number) <= maxExact && number == std::floor(number)) {
            text += std::to_string(static_cast<qint64>(number));
            return;
        }
    }
    if (value.is_array()) {
        text += '[';
        for (const Json &item : value) {
            appendCanonical(item, text);
            text += ',';
        }
        text += ']';
        return;
    }
    if (!value.is_object()) {
        text += value.dump(-1, ' ', false, Json::error_handler_t::replace);
        return;
    }
    std::vector<const Json::object_t::value_type *> members;
    for (const auto &member : value.get_ref<const Json::object_t &>())
        members.push_back(&member);
    std::sort(members.begin(), members.end(), [](const auto *a, const auto *b) { return a->first < b->first; });
    text += '{';
    for (const auto *member : members) {
        text += Json(member->first).dump(-1, ' ', false, Json::error_handler_t::replace) + ':';
        appendCanonical(member->second, text);
        text += ',';
    }
    text += '}';
}

} // namespace

QString valueText(const core::Json &value)
{
    return TextWriter().write(value);
}

QString valueText(const std::string &text)
{
    TextWriter writer;
    writer.appendString(text);
    return writer.text();
}

std::string canonicalText(const core::Json &value)
{
    std::string text;
    appendCanonical(value, text);
    return text;
}

bool areEqual(const core::Json &left, const core::Json &right)
{
    if (left.is_number() != right.is_number() || (!left.is_number() && left.type() != right.type()))
        return false;
    if (left.is_structured() && left.size() != right.size())
        return false;
    if (left.is_string())
        return left.get_ref<const std::string &>() == right.get_ref<const std::string &>();
    return canonicalText(left) == canonicalText(right);
}

qint64 sizeOf(const core::Json &value)
{
    qint64 size = 1;
    if (value.is_string())
        size += static_cast<qint64>(value.get_ref<const std::string &>().size());
    if (value.is_object()) {
        for (const auto &[key, member] : value.get_ref<const Json::object_t &>())
            size += static_cast<qint64>(key.size()) + sizeOf(member);
    } else if (value.is_array()) {
        for (const Json &item : value)
            size += sizeOf(item);
    }
    return size;
}

} // namespace flowlang
