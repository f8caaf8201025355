#include "net/errorbody.h"

#include "core/json.h"
#include "core/scope.h"

namespace net {

using core::Json;
using core::member;
using core::stringMember;

namespace {

void addMessage(ErrorBody &result, const QString &message)
{
    if (!message.isEmpty())
        result.messages.append(message);
}

//! The first of these members that says something: a text, or a list of findings.
void readMessages(const Json &object, ErrorBody &result)
{
    for (const char *key : {"detail", "message", "title", "description"}) {
        if (!result.messages.isEmpty())
            return;
        const Json *value = member(object, key);
        if (value != nullptr && value->is_array()) {
            result.findings = ErrorFinding::read(*value);
            for (const ErrorFinding &finding : std::as_const(result.findings))
                addMessage(result, finding.message);
        } else {
            addMessage(result, stringMember(object, key));
        }
    }
}

void readCodeAndMessages(const Json &root, ErrorBody &result)
{
    const Json *error = member(root, "error");
    const Json *errors = member(root, "errors");
    if (error != nullptr && error->is_object()) { // Flows
        result.code = stringMember(*error, "code");
        readMessages(*error, result);
        if (result.messages != QStringList{stringMember(*error, "message")})
            result.summary = stringMember(*error, "message");
    } else if (error != nullptr && error->is_string()) { // OAuth
        result.code = stringMember(root, "error");
        addMessage(result, stringMember(root, "error_description"));
    } else {
        result.code = stringMember(root, "code");
        readMessages(root, result);
    }
    if (errors != nullptr && errors->is_array() && !errors->empty()) { // JSON:API
        if (result.code.isEmpty())
            result.code = stringMember(errors->front(), "code");
        if (result.messages.isEmpty()) {
            const QList<ErrorFinding> found = ErrorFinding::read(*errors);
            for (const ErrorFinding &finding : found)
                addMessage(result, finding.message);
        }
        result.requestId = stringMember(errors->front(), "id");
    }
    if (result.code.isEmpty())
        result.code = stringMember(root, "code");
    if (result.messages.isEmpty())
        readMessages(root, result);
}

QString joined(const QStringList &messages)
{
    QString text;
    for (const QString &message : messages) {
        if (!text.isEmpty())
            text += QStringLiteral("; ");
        text += message;
        if (text.size() > ErrorBody::detailLimit)
            break;
    }
    return text.left(ErrorBody::detailLimit);
}

//! Missing scopes and, in older services, consents come without saying which.
bool asksForScopes(const QString &code)
{
    return code == QLatin1String("ConsentRequired") || code == QLatin1String("MISSING_SCOPE");
}

//! Which scope is missing is told in words alone: "This action requires the following scope: X". Source:
//! flows-service.md, Appendix A.
std::optional<Gare> missingScope(const ErrorBody &body)
{
    const qsizetype colon = body.detail.lastIndexOf(QLatin1String(": "));
    if (body.code != QLatin1String("MISSING_SCOPE") || colon < 0)
        return {};
    const QString scope = body.detail.mid(colon + 2).trimmed();
    if (!core::Scope::parse(scope))
        return {};
    return Gare::find(Json{{"code", "ConsentRequired"}, {"required_scope", core::toStd(scope)}});
}

} // namespace

ErrorBody ErrorBody::read(const QByteArray &body)
{
    ErrorBody result;
    const core::JsonParse parsed = core::parseJson(body, {core::ApiError::bodyLimit, 64});
    if (!parsed || !parsed.value->is_object())
        return result;
    const Json &root = *parsed.value;
    readCodeAndMessages(root, result);
    result.detail = joined(result.messages);
    result.debugId = stringMember(root, "debug_id");
    if (const QString id = stringMember(root, "request_id"); !id.isEmpty())
        result.requestId = id;
    result.requirements = Gare::find(root);
    if (!result.requirements)
        result.requirements = missingScope(result);
    result.wantsAuthorization =
        result.requirements || asksForScopes(result.code) || asksForScopes(stringMember(root, "code"));
    return result;
}

QByteArray ErrorBody::authorizationParameters() const
{
    return requirements ? core::toBytes(requirements->parameters) : QByteArray();
}

} // namespace net
