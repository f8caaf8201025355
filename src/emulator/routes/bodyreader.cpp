#include "emulator/routes/bodyreader.h"

#include "core/ids.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using core::Json;
using emulator::http::Problem;

namespace emulator::routes {

namespace {

constexpr qsizetype mostProblems = 100;
constexpr qsizetype keywordCharacters = 1024;

} // namespace

qsizetype characters(const QString &text)
{
    return text.toUcs4().size();
}

Problem tooManyItems(const Json &loc, qsizetype most)
{
    return {loc,
            u"ensure this value has at most %1 items"_s.arg(most),
            u"value_error.list.max_items"_s,
            {{"limit_value", most}}};
}

void BodyReader::refuse(const Json &loc, const QString &msg, const QString &type, const Json &ctx)
{
    if (m_problems.size() >= mostProblems)
        return;
    Json whole = m_place;
    for (const Json &step : loc)
        whole.push_back(step);
    m_problems.append({std::move(whole), msg, type, ctx});
}

void BodyReader::refuse(const QList<Problem> &problems)
{
    for (const Problem &problem : problems) {
        if (m_problems.size() < mostProblems)
            m_problems.append(problem);
    }
}

void BodyReader::finish() const
{
    if (!m_problems.isEmpty())
        throw http::Refusal(http::unprocessableAnswer(m_problems));
}

const Json *BodyReader::given(const char *key) const
{
    const Json *value = core::member(m_document, key);
    return value && !value->is_null() ? value : nullptr;
}

bool BodyReader::require(const char *key)
{
    if (given(key))
        return true;
    if (core::member(m_document, key))
        refuse(Json::array({key}), u"none is not an allowed value"_s, u"type_error.none.not_allowed"_s);
    else
        refuse(Json::array({key}), u"field required"_s, u"value_error.missing"_s);
    return false;
}

QString BodyReader::text(const char *key, qsizetype least, qsizetype most)
{
    const Json *value = given(key);
    if (!value)
        return {};
    if (!value->is_string()) {
        refuse(Json::array({key}), u"str type expected"_s, u"type_error.str"_s);
        return {};
    }
    QString text = core::toQString(value->get_ref<const std::string &>());
    const qsizetype length = characters(text);
    if (length < least) {
        refuse(Json::array({key}), u"ensure this value has at least %1 characters"_s.arg(least),
               u"value_error.any_str.min_length"_s, {{"limit_value", least}});
    } else if (length > most) {
        refuse(Json::array({key}), u"ensure this value has at most %1 characters"_s.arg(most),
               u"value_error.any_str.max_length"_s, {{"limit_value", most}});
    }
    return text;
}

void BodyReader::eachString(const char *key, qsizetype most,
                            const std::function<void(std::size_t, const QString &)> &read)
{
    const Json *value = given(key);
    if (!value)
        return;
    if (!value->is_array()) {
        refuse(Json::array({key}), u"value is not a valid list"_s, u"type_error.list"_s);
        return;
    }
    if (value->size() > static_cast<std::size_t>(most)) {
        const Problem problem = tooManyItems(Json::array({key}), most);
        refuse(problem.loc, problem.msg, problem.type, problem.ctx);
        return;
    }
    for (std::size_t i = 0; i < value->size(); ++i) {
        if ((*value)[i].is_string())
            read(i, core::toQString((*value)[i].get_ref<const std::string &>()));
        else
            refuse(Json::array({key, i}), u"str type expected"_s, u"type_error.str"_s);
    }
}

QStringList BodyReader::strings(const char *key)
{
    QStringList result;
    eachString(key, std::numeric_limits<qsizetype>::max(),
               [&result](std::size_t, const QString &text) { result.append(text); });
    return result;
}

QStringList BodyReader::tags(const char *key)
{
    QStringList result;
    eachString(key, mostTags, [&](std::size_t i, const QString &text) {
        const QString tag = text.simplified();
        if (characters(tag) > longestTag) {
            refuse(Json::array({key, i}), u"ensure this value has at most %1 characters"_s.arg(longestTag),
                   u"value_error.any_str.max_length"_s, {{"limit_value", longestTag}});
        } else if (!tag.isEmpty()) {
            result.append(tag);
        }
    });
    return result;
}

QStringList BodyReader::uuids(const char *key, qsizetype most)
{
    QStringList result;
    eachString(key, most, [&](std::size_t i, const QString &text) {
        if (core::isUuid(text))
            result.append(text.toLower());
        else
            refuse(Json::array({key, i}), u"value is not a valid uuid"_s, u"type_error.uuid"_s);
    });
    return result;
}

QStringList BodyReader::keywords()
{
    QStringList words = strings("keywords");
    qsizetype total = 0;
    for (const QString &word : std::as_const(words))
        total += characters(word);
    if (total > keywordCharacters) {
        refuse({"keywords"},
               u"the keywords have %1 characters together, at most %2 are allowed"_s.arg(total).arg(keywordCharacters));
    }
    return words;
}

QStringList BodyReader::principals(const char *key, const QString &role, const QString &word)
{
    const QString allowed = word.isEmpty() ? u"<AuthGroupUrn>, <AuthIdentityUrn>"_s
                                           : QString(u"<AuthGroupUrn>, <AuthIdentityUrn>, \""_s % word % u'"');
    QStringList urns;
    eachString(key, mostPrincipals, [&](std::size_t i, const QString &urn) {
        if (!core::isPrincipalUrn(urn) && (word.isEmpty() || urn != word)) {
            refuse(Json::array({key, i}),
                   u"Unrecognized principal string: \"%1\". Allowed principal types in role \"%2\": [%3]"_s.arg(
                       urn.left(200), role, allowed));
        } else if (urns.contains(urn)) {
            refuse(Json::array({key, i}), u"the list has duplicated items"_s, u"value_error.list.unique_items"_s);
        } else {
            urns.append(urn);
        }
    });
    return urns;
}

Json BodyReader::object(const char *key)
{
    const Json *value = given(key);
    if (value && value->is_object())
        return *value;
    if (value)
        refuse(Json::array({key}), u"value is not a valid dict"_s, u"type_error.dict"_s);
    return Json::object();
}

QString BodyReader::uuid(const char *key, const QString &word)
{
    const Json *value = given(key);
    if (!value)
        return {};
    const QString text = value->is_string() ? core::toQString(value->get_ref<const std::string &>()) : QString();
    if (!word.isEmpty() && text == word)
        return text;
    if (!core::isUuid(text))
        refuse(Json::array({key}), u"value is not a valid uuid"_s, u"type_error.uuid"_s);
    return text.toLower();
}

void BodyReader::noOthers(std::initializer_list<std::string_view> known)
{
    for (const auto &[key, value] : m_document.items()) {
        if (std::find(known.begin(), known.end(), key) == known.end())
            refuse(Json::array({key}), u"extra fields not permitted"_s, u"value_error.extra"_s);
    }
}

} // namespace emulator::routes
