#include "core/json.h"

#include "core/parseaudit.h"

#include <algorithm>
#include <cctype>
#include <unordered_set>
#include <vector>

namespace core {

namespace {

constexpr int numberOverflow = 406; //!< nlohmann's out_of_range

//! Builds the document, counts depth and notices repeated names and rounded integers.
class DomBuilder final : public nlohmann::json_sax<Json>
{
public:
    DomBuilder(int maxDepth, JsonParse &result, const char *begin, const char *const &cursor)
        : m_maxDepth(maxDepth)
        , m_result(result)
        , m_begin(begin)
        , m_cursor(cursor)
    {
    }

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t &text) override
    {
        if (!m_result.rounded && text.find_first_of(".eE") == string_t::npos)
            m_result.rounded = RoundedInteger{pointerHere(), toQString(text)};
        return put(value);
    }
    bool string(string_t &value) override { return put(std::move(value)); }
    bool binary(binary_t &) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t &name) override
    {
        Level &level = m_levels.back();
        if (level.names.contains(name))
            m_result.duplicates.append({pointerTo(name), m_cursor - m_begin});
        level.repeated = !level.names.insert(name).second;
        level.key = name;
        return true;
    }

    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &error) override
    {
        m_overflow = error.id == numberOverflow;
        m_errorOffset = position == 0 ? 0 : static_cast<qsizetype>(position) - 1; // it counts the offending byte
        return false;
    }

    [[nodiscard]] bool tooDeep() const { return m_tooDeep; }
    [[nodiscard]] bool overflow() const { return m_overflow; }
    [[nodiscard]] qsizetype errorOffset() const { return m_errorOffset; }
    [[nodiscard]] Json take() { return std::move(m_root); }

private:
    struct Level
    {
        Json *value = nullptr;
        std::string key;
        std::unordered_set<std::string> names;
        bool repeated = false; //!< the key at hand stands in the object already
    };

    template<typename T>
    Json *place(T &&value)
    {
        if (m_levels.empty()) {
            m_root = std::forward<T>(value);
            return &m_root;
        }
        Level &level = m_levels.back();
        if (level.value->is_array()) {
            level.value->push_back(std::forward<T>(value));
            return &level.value->back();
        }
        auto &object = level.value->get_ref<Json::object_t &>();
        if (level.repeated)
            return &(object[level.key] = std::forward<T>(value));
        // A lookup for each key would make large objects quadratic: the map is a vector.
        return &object.emplace_back(level.key, std::forward<T>(value)).second;
    }

    template<typename T>
    bool put(T &&value)
    {
        place(std::forward<T>(value));
        return true;
    }

    bool open(Json empty)
    {
        if (static_cast<int>(m_levels.size()) >= m_maxDepth) {
            m_tooDeep = true;
            return false;
        }
        Json *value = place(std::move(empty));
        m_levels.push_back(Level{value, {}, {}, false});
        return true;
    }

    bool close()
    {
        m_levels.pop_back();
        return true;
    }

    //! Where the innermost object or array stands.
    [[nodiscard]] QString pointerToLevel() const
    {
        QString pointer;
        for (std::size_t i = 0; i + 1 < m_levels.size(); ++i) {
            const Level &level = m_levels[i];
            pointer += u'/';
            if (level.value->is_array())
                pointer += QString::number(level.value->size() - 1);
            else
                pointer += pointerToken(toQString(level.key));
        }
        return pointer;
    }

    [[nodiscard]] QString pointerTo(const std::string &name) const
    {
        return pointerToLevel() + u'/' + pointerToken(toQString(name));
    }

    //! Where the value goes that comes next.
    [[nodiscard]] QString pointerHere() const
    {
        if (m_levels.empty())
            return {};
        const Level &level = m_levels.back();
        return level.value->is_array() ? QString(pointerToLevel() + u'/' + QString::number(level.value->size()))
                                       : pointerTo(level.key);
    }

    int m_maxDepth;
    JsonParse &m_result;
    const char *m_begin;
    const char *const &m_cursor;
    Json m_root;
    std::vector<Level> m_levels;
    qsizetype m_errorOffset = 0;
    bool m_tooDeep = false;
    bool m_overflow = false; //!< a number beyond the range of a double
};

//! An input iterator that tells how far the parser has come; nlohmann's SAX interface does not.
class CountingIterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    CountingIterator(const char *at, const char **cursor)
        : m_at(at)
        , m_cursor(cursor)
    {
    }
    reference operator*() const { return *m_at; }
    CountingIterator &operator++()
    {
        ++m_at;
        *m_cursor = m_at;
        return *this;
    }
    bool operator==(const CountingIterator &other) const { return m_at == other.m_at; }
    bool operator!=(const CountingIterator &other) const { return m_at != other.m_at; }

private:
    const char *m_at;
    const char **m_cursor;
};

JsonError errorAt(JsonError::Kind kind, const QString &message, QByteArrayView text, qsizetype offset)
{
    JsonError error{kind, message, offset, 1, 1};
    const QByteArrayView before = text.first(std::min(offset, text.size()));
    error.line += static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    error.column += static_cast<int>(QString::fromUtf8(before.sliced(lineStart)).size());
    return error;
}

QString syntaxMessage(QByteArrayView text, qsizetype offset)
{
    if (offset >= text.size())
        return QStringLiteral("The text ends too early.");
    const auto c = static_cast<unsigned char>(text[offset]);
    if (c < 0x20)
        return QStringLiteral("A control character or line end is not allowed here.");
    return QStringLiteral("Unexpected “%1”.").arg(QString::fromUtf8(text.sliced(offset, 1 + (c >= 0xC0))).left(1));
}

//! \returns the offset of the first byte that is not UTF-8, or -1.
qsizetype firstBadUtf8(QByteArrayView text)
{
    if (text.isValidUtf8())
        return -1;
    qsizetype good = 0;
    qsizetype bad = text.size();
    while (good + 1 < bad) { // the longest valid beginning, found by halving
        const qsizetype middle = (good + bad) / 2;
        qsizetype end = middle;
        while (end > good && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            --end;
        if (text.first(end).isValidUtf8() && end > good)
            good = end;
        else
            bad = middle;
    }
    return good;
}

} // namespace

JsonParse parseJson(QByteArrayView text, const JsonLimits &limits)
{
    noteParse();
    JsonParse result;
    if (text.size() > limits.maxBytes) {
        result.error = JsonError{JsonError::Kind::TooLarge,
                                 QStringLiteral("The text has %1 bytes, more than the %2 that are allowed.")
                                     .arg(text.size())
                                     .arg(limits.maxBytes),
                                 0, 1, 1};
        return result;
    }
    if (const qsizetype bad = firstBadUtf8(text); bad >= 0) {
        result.error =
            errorAt(JsonError::Kind::Encoding, QStringLiteral("The text is not valid UTF-8 here."), text, bad);
        return result;
    }
    const char *begin = text.data();
    const char *cursor = begin;
    DomBuilder builder(limits.maxDepth, result, begin, cursor);
    const bool good = Json::sax_parse(CountingIterator(begin, &cursor), CountingIterator(begin + text.size(), &cursor),
                                      &builder, nlohmann::detail::input_format_t::json, true, false);
    // A zero byte is the end of the input for the parser, and whatever stands behind it would go unseen.
    const qsizetype zero = text.indexOf('\0');
    if (good && zero < 0) {
        result.value = builder.take();
        return result;
    }
    result.duplicates.clear();
    result.rounded.reset();
    if (good) {
        result.error = errorAt(JsonError::Kind::Syntax, syntaxMessage(text, zero), text, zero);
        return result;
    }
    if (builder.tooDeep()) {
        result.error =
            errorAt(JsonError::Kind::TooDeep, QStringLiteral("Nested deeper than %1 levels.").arg(limits.maxDepth),
                    text, cursor - begin - 1);
        return result;
    }
    const qsizetype where = std::min(builder.errorOffset(), text.size());
    result.error = errorAt(JsonError::Kind::Syntax,
                           builder.overflow() ? QStringLiteral("The number is larger than any that can be kept.")
                                              : syntaxMessage(text, where),
                           text, where);
    return result;
}

QByteArray toBytes(const Json &value)
{
    return QByteArray::fromStdString(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

QByteArray toPrettyBytes(const Json &value)
{
    return QByteArray::fromStdString(value.dump(2, ' ', false, Json::error_handler_t::replace));
}

QString toQString(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string toStd(QStringView text)
{
    return text.toUtf8().toStdString();
}

const Json *member(const Json &object, const char *key)
{
    if (!object.is_object())
        return nullptr;
    const auto it = object.find(key);
    return it == object.end() ? nullptr : &*it;
}

const Json *member(const Json &object, const std::string &key)
{
    if (!object.is_object())
        return nullptr;
    const auto it = object.find(key);
    return it == object.end() ? nullptr : &*it;
}

QString stringMember(const Json &object, const char *key)
{
    const Json *value = member(object, key);
    return value != nullptr && value->is_string() ? toQString(value->get_ref<const std::string &>()) : QString();
}

QString pointerToken(QStringView key)
{
    return key.toString().replace(u'~', QLatin1String("~0")).replace(u'/', QLatin1String("~1"));
}

QString pointerKey(QStringView token)
{
    return token.toString()
        .replace(QLatin1String("~1"), QLatin1String("/"))
        .replace(QLatin1String("~0"), QLatin1String("~"));
}

const Json *valueAt(const Json &root, QStringView pointer)
{
    const Json *value = &root;
    if (pointer.isEmpty())
        return value;
    if (!pointer.startsWith(u'/'))
        return nullptr;
    const auto tokens = pointer.sliced(1).split(u'/');
    for (const QStringView token : tokens) {
        if (value->is_object()) {
            const auto it = value->find(toStd(pointerKey(token)));
            if (it == value->end())
                return nullptr;
            value = &*it;
        } else if (value->is_array()) {
            bool good = false;
            const qulonglong index = token.toULongLong(&good);
            if (!good || index >= value->size())
                return nullptr;
            value = &(*value)[index];
        } else {
            return nullptr;
        }
    }
    return value;
}

} // namespace core
