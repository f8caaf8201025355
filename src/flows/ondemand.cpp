#include "flows/ondemand.h"

#include "core/parseaudit.h"
#include "flows/jsonscan.h"
#include "flows/parse.h"
#include "flows/reading.h"
#include "flows/servicetime.h"
#include "flows/surrogates.h"
#include "flows/textpool.h"

#include <cstring>

namespace flows {

namespace {

//! The buffers of the parser are kept from page to page, but not those of a giant.
constexpr size_t keptCapacity = 8 * 1024 * 1024;

sj::parser &parserOfThread()
{
    static thread_local sj::parser parser;
    return parser;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trimmedRight(std::string_view text)
{
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

void requireStructure(const QByteArray &body)
{
    switch (scanStructure(body)) {
    case Structure::Good:
        return;
    case Structure::Empty:
        throwBadResponse(QStringLiteral("the reply is empty"));
    case Structure::NotJson:
        throwBadResponse(QStringLiteral("the reply is not JSON"));
    case Structure::Broken:
        throwBadResponse(QStringLiteral("the reply is not whole JSON"));
    case Structure::TooDeep:
        throwBadResponse(QStringLiteral("the reply is nested too deeply"));
    }
}

//! The body, whole JSON as far as brackets go, with room behind its end that the parser may read.
QByteArray prepared(QByteArray body)
{
    core::noteParse();
    Q_ASSERT_X(body.size() <= parseOnGuiThreadLimit || !core::onGuiThread(), "flows::Reply",
               "a large body is parsed on the GUI thread");
    if (body.startsWith("\xEF\xBB\xBF"))
        body = body.sliced(3);
    requireStructure(body);
    // The parser reads some bytes beyond the end; reserve() makes them ours, and copies only a shared or tight body.
    const qsizetype size = body.size();
    body.reserve(size + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
    std::memset(body.data() + size, 0, simdjson::SIMDJSON_PADDING);
    return body;
}

} // namespace

QString Place::pointer(const char *key) const
{
    QString pointer;
    if (list != nullptr)
        pointer = u'/' + QString::fromLatin1(list) + u'/' + QString::number(index);
    if (key != nullptr)
        pointer += u'/' + QString::fromLatin1(key);
    return pointer;
}

void throwBadResponse(const QString &detail)
{
    throw core::ApiError(core::ApiError::Kind::BadResponse, detail);
}

void throwMissing(const Place &place, const char *key)
{
    throwBadResponse(QLatin1String("the reply lacks ") + place.pointer(key));
}

Reply::Reply(QByteArray body)
    : m_page(new RawJson::Page(prepared(std::move(body))))
{
    const auto length = static_cast<size_t>(m_page->text.size());
    const simdjson::padded_string_view view(m_page->text.constData(), length, length + simdjson::SIMDJSON_PADDING);
    check(parserOfThread().iterate(view).get(m_document));
}

Reply::~Reply()
{
    m_document = sj::document();
    if (parserOfThread().capacity() > keptCapacity)
        parserOfThread() = sj::parser();
}

sj::object Reply::root()
{
    sj::json_type type{};
    check(m_document.type().get(type));
    if (type != sj::json_type::object)
        throwBadResponse(QStringLiteral("the reply is no JSON object"));
    sj::object object;
    check(m_document.get_object().get(object));
    return object;
}

RawJson Reply::whole() const
{
    std::string_view text = trimmedRight({m_page->text.constData(), static_cast<size_t>(m_page->text.size())});
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    return piece(text);
}

RawJson Reply::piece(std::string_view text) const
{
    return {m_page, text.data() - m_page->text.constData(), static_cast<qsizetype>(text.size())};
}

RawJson Reply::pieceUpToHere(const char *from)
{
    const char *here = nullptr;
    check(m_document.current_location().get(here)); // the comma or bracket behind the value
    return piece(trimmedRight({from, static_cast<size_t>(here - from)}));
}

RawJson Reply::keep(sj::value value) const
{
    std::string_view text;
    const sj::json_type type = typeOf(value);
    if (type == sj::json_type::object) {
        sj::object object;
        check(value.get_object().get(object));
        check(object.raw_json().get(text));
    } else if (type == sj::json_type::array) {
        sj::array array;
        check(value.get_array().get(array));
        check(array.raw_json().get(text));
    } else {
        text = value.raw_json_token();
    }
    return piece(trimmedRight(text));
}

sj::json_type Reply::typeOf(sj::value &value)
{
    sj::json_type type{};
    check(value.type().get(type));
    return type;
}

bool Reply::readText(sj::value &value, std::string_view &text) const
{
    if (typeOf(value) != sj::json_type::string)
        return false;
    const simdjson::error_code error = value.get_string().get(text);
    if (error == simdjson::SUCCESS) [[likely]]
        return true;
    const std::string mended = withoutHalfPairs(trimmedRight(value.raw_json_token()));
    const core::JsonParse parsed = core::parseJson({mended.data(), static_cast<qsizetype>(mended.size())});
    if (!parsed)
        check(error); // what else is wrong with it stays wrong
    m_mended = parsed.value->get<std::string>();
    text = m_mended;
    return true;
}

QString Reply::text(sj::value value) const
{
    std::string_view text;
    return readText(value, text) ? QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())) : QString();
}

QString Reply::sharedText(sj::value value) const
{
    static thread_local Pool<QString> pool;
    std::string_view text;
    if (!readText(value, text))
        return {};
    return pool.get(text, [text] { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); });
}

QStringList Reply::texts(sj::value value) const
{
    static thread_local Pool<QStringList> pool; // by their JSON
    if (typeOf(value) != sj::json_type::array)
        return {};
    sj::array array;
    check(value.get_array().get(array));
    std::string_view json;
    check(array.raw_json().get(json));
    array.reset();
    return pool.get(json, [&] {
        QStringList texts;
        for (auto item : array) {
            sj::value element;
            check(std::move(item).get(element));
            if (typeOf(element) == sj::json_type::string)
                texts.append(sharedText(element));
        }
        texts.squeeze();
        return texts;
    });
}

QDateTime Reply::time(sj::value value) const
{
    std::string_view text;
    return readText(value, text) ? readServiceTime(text) : QDateTime();
}

bool Reply::boolean(sj::value value) const
{
    if (typeOf(value) != sj::json_type::boolean)
        return false;
    bool yes = false;
    check(value.get_bool().get(yes));
    return yes;
}

QString Reply::anyText(sj::value value) const
{
    return typeOf(value) == sj::json_type::string ? text(value) : QString::fromUtf8(keep(value).view());
}

std::optional<qint64> Reply::integer(sj::value value) const
{
    int64_t number = 0;
    if (typeOf(value) != sj::json_type::number || value.get_int64().get(number) != simdjson::SUCCESS)
        return {};
    return number;
}

// Not by a Reply: the page that the piece is of was checked when it came, and this is quick for a piece of any size.
QString textIn(const RawJson &document, std::string_view member)
{
    const QByteArrayView view = document.view();
    const simdjson::padded_string padded(withoutHalfPairs({view.data(), static_cast<size_t>(view.size())}));
    sj::document opened;
    sj::object object;
    if (parserOfThread().iterate(padded).get(opened) != simdjson::SUCCESS ||
        opened.get_object().get(object) != simdjson::SUCCESS)
        return {};
    QString found;
    for (auto item : object) {
        sj::field field;
        std::string_view key;
        std::string_view text;
        if (std::move(item).get(field) != simdjson::SUCCESS)
            break;
        if (field.unescaped_key().get(key) == simdjson::SUCCESS && key == member)
            found = field.value().get_string().get(text) == simdjson::SUCCESS
                        ? QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
                        : QString();
    }
    return found;
}

} // namespace flows
