#include "net/errorbody.h"

#include "core/json.h"

namespace net {

using core::Json;
using core::member;
using core::stringMember;

namespace {

constexpr qsizetype detailLimit = 16 * 1024; // characters; a list of problems can be long

QString firstOf(const Json &object, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        if (QString text = stringMember(object, key); !text.isEmpty())
            return text;
    }
    return {};
}

//! A string as it is; of a list the strings and the `msg` (`detail`, `message`, `title`) of objects.
QString textOf(const Json *value)
{
    if (value == nullptr)
        return {};
    if (value->is_string())
        return core::toQString(value->get_ref<const std::string &>()).left(detailLimit);
    if (!value->is_array())
        return {};
    QString joined;
    for (const Json &element : *value) {
        const QString text = element.is_string() ? core::toQString(element.get_ref<const std::string &>())
                                                 : firstOf(element, {"msg", "detail", "message", "title"});
        if (text.isEmpty())
            continue;
        if (!joined.isEmpty())
            joined += QStringLiteral("; ");
        joined += text;
        if (joined.size() > detailLimit)
            break;
    }
    return joined.left(detailLimit);
}

QString detailOf(const Json &object)
{
    for (const char *key : {"detail", "message", "title", "description"}) {
        if (QString text = textOf(member(object, key)); !text.isEmpty())
            return text;
    }
    return {};
}

void readCodeAndDetail(const Json &root, ErrorBody &result)
{
    const Json *error = member(root, "error");
    const Json *errors = member(root, "errors");
    if (error != nullptr && error->is_object()) { // Flows
        result.code = stringMember(*error, "code");
        result.detail = detailOf(*error);
    } else if (error != nullptr && error->is_string()) { // OAuth
        result.code = stringMember(root, "error");
        result.detail = stringMember(root, "error_description").left(detailLimit);
    } else {
        result.code = stringMember(root, "code");
        result.detail = detailOf(root);
    }
    if (errors != nullptr && errors->is_array() && !errors->empty()) { // JSON:API
        if (result.code.isEmpty())
            result.code = stringMember(errors->front(), "code");
        if (result.detail.isEmpty())
            result.detail = textOf(errors);
        result.requestId = stringMember(errors->front(), "id");
    }
    if (result.code.isEmpty())
        result.code = stringMember(root, "code");
    if (result.detail.isEmpty())
        result.detail = detailOf(root);
}

Json requiredScopes(const Json &scopes)
{
    Json parameters = Json::object();
    parameters["required_scopes"] = scopes;
    return parameters;
}

//! The object of a current document, or one made from the shapes that mean the same.
Json parametersOf(const Json &root)
{
    if (const Json *parameters = member(root, "authorization_parameters");
        parameters != nullptr && parameters->is_object())
        return *parameters;
    if (const Json *scopes = member(root, "required_scopes"); scopes != nullptr && scopes->is_array())
        return requiredScopes(*scopes);
    if (const Json *scope = member(root, "required_scope"); scope != nullptr && scope->is_string())
        return requiredScopes(Json::array({*scope}));
    return {};
}

void readAuthorization(const Json &root, ErrorBody &result)
{
    const Json parameters = parametersOf(root);
    const QString rootCode = stringMember(root, "code");
    const auto asks = [](const QString &code) {
        return code == QLatin1String("ConsentRequired") || code == QLatin1String("MISSING_SCOPE");
    };
    const Json *session = member(root, "authorization_parameters");
    result.wantsAuthorization = (session != nullptr && session->is_object()) || asks(rootCode) || asks(result.code);
    if (result.wantsAuthorization && parameters.is_object())
        result.authorizationParameters = core::toBytes(parameters);
}

} // namespace

ErrorBody ErrorBody::read(const QByteArray &body)
{
    ErrorBody result;
    const core::JsonParse parsed = core::parseJson(body, {1024 * 1024, 64});
    if (!parsed || !parsed.value->is_object())
        return result;
    const Json &root = *parsed.value;
    readCodeAndDetail(root, result);
    result.debugId = stringMember(root, "debug_id");
    if (const QString id = stringMember(root, "request_id"); !id.isEmpty())
        result.requestId = id;
    readAuthorization(root, result);
    return result;
}

} // namespace net
