#include "emulator/routes/startrequest.h"

#include "core/ids.h"
#include "emulator/engine/statelimits.h"
#include "emulator/http/response.h"
#include "flowlang/inputschema.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using core::Json;
using emulator::http::Problem;

namespace emulator::routes {

namespace {

constexpr qsizetype longestLabel = 64;
constexpr std::size_t mostPrincipals = 16;
constexpr qsizetype mostProblems = 100;

//! Reads fields and collects what is wrong with them.
class Reader
{
public:
    explicit Reader(const Json &document)
        : m_document(document)
    {
    }

    [[nodiscard]] const QList<Problem> &problems() const { return m_problems; }

    //! Nobody reads more than the first hundred, and a small body can have a hundred thousand.
    void refuse(const Json &loc, const QString &msg, const QString &type = u"value_error"_s, const Json &ctx = {})
    {
        if (m_problems.size() < mostProblems)
            m_problems.append({loc, msg, type, ctx});
    }

    //! The member, or null if it is absent or JSON null.
    [[nodiscard]] const Json *given(const char *key) const
    {
        const Json *value = core::member(m_document, key);
        return value && !value->is_null() ? value : nullptr;
    }

    Json body()
    {
        const Json *value = core::member(m_document, "body");
        if (!value)
            refuse({"body"}, u"field required"_s, u"value_error.missing"_s);
        else if (!value->is_object())
            refuse({"body"}, u"value is not a valid dict"_s, u"type_error.dict"_s);
        else
            return *value;
        return Json::object();
    }

    QString label()
    {
        const Json *value = given("label");
        if (!value)
            return {};
        if (!value->is_string()) {
            refuse({"label"}, u"str type expected"_s, u"type_error.str"_s);
            return {};
        }
        const QString text = core::toQString(value->get_ref<const std::string &>());
        if (text.toUcs4().size() > longestLabel) {
            refuse({"label"}, u"ensure this value has at most 64 characters"_s, u"value_error.any_str.max_length"_s,
                   {{"limit_value", longestLabel}});
        }
        return text;
    }

    QStringList strings(const char *key)
    {
        const Json *value = given(key);
        if (!value)
            return {};
        if (!value->is_array()) {
            refuse(Json::array({key}), u"value is not a valid list"_s, u"type_error.list"_s);
            return {};
        }
        QStringList result;
        for (std::size_t i = 0; i < value->size(); ++i) {
            if ((*value)[i].is_string())
                result.append(core::toQString((*value)[i].get_ref<const std::string &>()));
            else
                refuse(Json::array({key, i}), u"str type expected"_s, u"type_error.str"_s);
        }
        return result;
    }

    QStringList tags()
    {
        QStringList result;
        for (const QString &tag : strings("tags")) {
            if (const QString text = tag.simplified(); !text.isEmpty())
                result.append(text);
        }
        return result;
    }

    QStringList principals(const char *key, const QString &role)
    {
        const Json *value = given(key);
        if (value && value->is_array() && value->size() > mostPrincipals) {
            refuse(Json::array({key}), u"ensure this value has at most 16 items"_s, u"value_error.list.max_items"_s,
                   {{"limit_value", mostPrincipals}});
            return {};
        }
        const QStringList urns = strings(key);
        for (qsizetype i = 0; i < urns.size(); ++i) {
            if (!core::isPrincipalUrn(urns[i])) {
                refuse(Json::array({key, i}),
                       u"Unrecognized principal string: \"%1\". Allowed principal types in role \"%2\": "
                       "[<AuthGroupUrn>, <AuthIdentityUrn>]"_s.arg(urns[i].left(200), role));
            } else if (urns.indexOf(urns[i]) != i) {
                refuse(Json::array({key, i}), u"the list has duplicated items"_s, u"value_error.list.unique_items"_s);
            }
        }
        return urns;
    }

    Json policy()
    {
        const Json *value = given("activity_notification_policy");
        if (!value)
            return {};
        if (!value->is_object()) {
            refuse({"activity_notification_policy"}, u"value is not a valid dict"_s, u"type_error.dict"_s);
            return {};
        }
        const Json *statuses = core::member(*value, "status");
        if (!statuses)
            return *value;
        if (!statuses->is_array()) {
            refuse({"activity_notification_policy", "status"}, u"value is not a valid list"_s, u"type_error.list"_s);
            return {};
        }
        for (std::size_t i = 0; i < statuses->size(); ++i) {
            const Json &status = (*statuses)[i];
            if (status != "INACTIVE" && status != "SUCCEEDED" && status != "FAILED") {
                refuse({"activity_notification_policy", "status", i},
                       u"value is not a valid enumeration member; permitted: 'INACTIVE', 'SUCCEEDED', 'FAILED'"_s,
                       u"type_error.enum"_s);
            }
        }
        return *value;
    }

    void noOthers()
    {
        static const std::vector<std::string> known{"body",         "label",        "tags",
                                                    "run_managers", "run_monitors", "activity_notification_policy"};
        for (const auto &[key, value] : m_document.items()) {
            if (std::find(known.begin(), known.end(), key) == known.end())
                refuse(Json::array({key}), u"extra fields not permitted"_s, u"value_error.extra"_s);
        }
    }

private:
    const Json &m_document;
    QList<Problem> m_problems;
};

} // namespace

StartRequest startRequest(const Json &document, const RouteLeniency &leniency)
{
    Reader reader(document);
    StartRequest request;
    request.body = reader.body();
    request.label = reader.label();
    request.tags = reader.tags();
    const bool older = leniency.olderRunFields;
    request.runManagers =
        reader.principals(older && !reader.given("run_managers") ? "manage_by" : "run_managers", u"RunManager"_s);
    request.runMonitors =
        reader.principals(older && !reader.given("run_monitors") ? "monitor_by" : "run_monitors", u"RunMonitor"_s);
    request.notificationPolicy = reader.policy();
    if (!leniency.unknownRunFields)
        reader.noOthers();
    if (!reader.problems().isEmpty())
        throw http::Refusal(http::unprocessableAnswer(reader.problems()));
    return request;
}

QString jsonPathOf(const Json &document, const QString &pointer)
{
    QString path = u"$"_s;
    const Json *at = &document;
    const QStringList tokens = pointer.split(u'/').mid(1);
    for (const QString &token : tokens) {
        const QString key = core::pointerKey(token);
        if (at && at->is_array())
            path += u"["_s % key % u"]"_s;
        else
            path += u"."_s % key;
        at = at ? core::valueAt(*at, QString(u'/' % token)) : nullptr;
    }
    return path;
}

void checkInput(const Json &input, const Json &schema)
{
    if (const auto beyond = beyondLimits(input, u"The input"_s)) {
        throw http::Refusal(http::problemsAnswer(
            400, u"FLOW_INPUT_ERROR"_s, {{Json::array({"$"}), beyond->causeText(), u"InvalidActionInput"_s, nullptr}},
            beyond->causeText()));
    }
    const QList<flowlang::SchemaFinding> findings = flowlang::InputSchema::compile(schema).validate(input);
    if (findings.isEmpty())
        return;
    QList<Problem> problems;
    for (const flowlang::SchemaFinding &finding : findings) {
        problems.append({Json::array({core::toStd(jsonPathOf(input, finding.pointer))}), finding.message,
                         u"InvalidActionInput"_s, nullptr});
    }
    const QString count =
        problems.size() == 1 ? u"1 error"_s : QString(QString::number(problems.size()) % u" errors"_s);
    throw http::Refusal(http::problemsAnswer(400, u"FLOW_INPUT_ERROR"_s, problems,
                                             u"Input failed schema validation with "_s % count % u"."_s));
}

} // namespace emulator::routes
