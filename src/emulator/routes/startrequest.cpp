#include "emulator/routes/startrequest.h"

#include "emulator/engine/statelimits.h"
#include "emulator/http/response.h"
#include "emulator/routes/bodyreader.h"
#include "flowlang/inputschema.h"

using namespace Qt::StringLiterals;
using core::Json;
using emulator::http::Problem;

namespace emulator::routes {

namespace {

//! What is validated as the input; an object in any case.
Json inputOf(BodyReader &reader)
{
    return reader.require("body") ? reader.object("body") : Json::object();
}

Json policyOf(BodyReader &reader)
{
    const Json *value = reader.given("activity_notification_policy");
    if (!value)
        return {};
    if (!value->is_object()) {
        reader.refuse({"activity_notification_policy"}, u"value is not a valid dict"_s, u"type_error.dict"_s);
        return {};
    }
    const Json *statuses = core::member(*value, "status");
    if (!statuses)
        return *value;
    if (!statuses->is_array()) {
        reader.refuse({"activity_notification_policy", "status"}, u"value is not a valid list"_s, u"type_error.list"_s);
        return {};
    }
    for (std::size_t i = 0; i < statuses->size(); ++i) {
        const Json &status = (*statuses)[i];
        if (status != "INACTIVE" && status != "SUCCEEDED" && status != "FAILED") {
            reader.refuse({"activity_notification_policy", "status", i},
                          u"value is not a valid enumeration member; permitted: 'INACTIVE', 'SUCCEEDED', 'FAILED'"_s,
                          u"type_error.enum"_s);
        }
    }
    return *value;
}

} // namespace

StartRequest startRequest(const Json &document, const RouteLeniency &leniency)
{
    BodyReader reader(document);
    StartRequest request;
    request.body = inputOf(reader);
    request.label = reader.text("label", 0, longestLabel);
    request.tags = reader.tags();
    const bool older = leniency.olderRunFields;
    request.runManagers =
        reader.principals(older && !reader.given("run_managers") ? "manage_by" : "run_managers", u"RunManager"_s);
    request.runMonitors =
        reader.principals(older && !reader.given("run_monitors") ? "monitor_by" : "run_monitors", u"RunMonitor"_s);
    request.notificationPolicy = policyOf(reader);
    if (!leniency.unknownFields)
        reader.noOthers({"body", "label", "tags", "run_managers", "run_monitors", "activity_notification_policy"});
    reader.finish();
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
