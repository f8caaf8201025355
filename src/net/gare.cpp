#include "net/gare.h"

namespace net {

using core::Json;
using core::member;
using core::stringMember;

namespace {

const Json *objectMember(const Json &object, const char *key)
{
    const Json *value = member(object, key);
    return value != nullptr && value->is_object() ? value : nullptr;
}

//! \returns false if the member is there and no text
bool readText(const Json &object, const char *key, QString &text)
{
    const Json *value = member(object, key);
    if (value == nullptr || value->is_null())
        return true;
    text = stringMember(object, key);
    return value->is_string();
}

bool readTexts(const Json &list, QStringList &texts)
{
    for (const Json &item : list) {
        if (!item.is_string())
            return false;
        texts.append(core::toQString(item.get_ref<const std::string &>()));
    }
    return true;
}

//! \returns false if the member is there and no list of texts
bool readList(const Json &object, const char *key, QStringList &texts)
{
    const Json *value = member(object, key);
    if (value == nullptr || value->is_null())
        return true;
    return value->is_array() && readTexts(*value, texts);
}

//! Some services join these with commas.
void split(Json &parameters, const char *key)
{
    const auto value = parameters.find(key);
    if (value == parameters.end() || !value->is_string())
        return;
    const QStringList pieces = core::toQString(value->get_ref<const std::string &>()).split(u',', Qt::SkipEmptyParts);
    Json list = Json::array();
    for (const QString &piece : pieces)
        list.push_back(core::toStd(piece.trimmed()));
    *value = std::move(list);
}

bool readFlag(const Json &object, const char *key, std::optional<bool> &flag)
{
    const Json *value = member(object, key);
    if (value == nullptr || value->is_null())
        return true;
    if (value->is_boolean())
        flag = value->get<bool>();
    return value->is_boolean();
}

//! What older documents say beside the parameters, or instead of them.
void addOlderMembers(const Json &document, Json &parameters)
{
    if (!parameters.contains("required_scopes")) {
        const Json *scopes = member(document, "required_scopes");
        const Json *scope = member(document, "required_scope");
        if (scopes != nullptr && scopes->is_array())
            parameters["required_scopes"] = *scopes;
        else if (scope != nullptr && scope->is_string())
            parameters["required_scopes"] = Json::array({*scope});
    }
}

//! The message is for people; in the older shapes it stands beside the parameters.
void addMessage(const Json &document, Json &parameters)
{
    for (const char *key : {"message", "description"}) {
        const Json *text = member(document, key);
        if (!parameters.contains("session_message") && text != nullptr && text->is_string())
            parameters["session_message"] = *text;
    }
}

//! The parameters of any of the shapes, or nothing.
std::optional<Json> parametersOf(const Json &document, QString &code)
{
    code = stringMember(document, "code");
    const bool asksForConsent = code == QLatin1String("ConsentRequired");
    if (const Json *parameters = objectMember(document, "authorization_parameters")) {
        Json all = *parameters;
        if (code.isEmpty())
            code = QStringLiteral("AuthorizationRequired");
        if (asksForConsent)
            addOlderMembers(document, all);
        return all;
    }
    if (asksForConsent) {
        Json made = Json::object();
        addOlderMembers(document, made);
        if (made.empty())
            return {};
        addMessage(document, made);
        return made;
    }
    const Json *errors = member(document, "errors");
    if (stringMember(document, "error") == QLatin1String("dependent_consent_required") && errors != nullptr &&
        errors->is_array() && !errors->empty()) {
        const Json *scopes = member(errors->front(), "unapproved_scopes");
        if (scopes == nullptr || !scopes->is_array())
            return {};
        code = QStringLiteral("ConsentRequired");
        return Json{{"required_scopes", *scopes}};
    }
    return {};
}

std::optional<Gare> read(const Json &document)
{
    Gare gare;
    const std::optional<Json> parameters = parametersOf(document, gare.code);
    if (!parameters)
        return {};
    gare.parameters = *parameters;
    for (const char *key :
         {"session_required_identities", "session_required_policies", "session_required_single_domain"})
        split(gare.parameters, key);
    const bool good = readList(gare.parameters, "required_scopes", gare.requiredScopes) &&
                      readText(gare.parameters, "session_message", gare.sessionMessage) &&
                      readList(gare.parameters, "session_required_identities", gare.sessionRequiredIdentities) &&
                      readList(gare.parameters, "session_required_policies", gare.sessionRequiredPolicies) &&
                      readList(gare.parameters, "session_required_single_domain", gare.sessionRequiredSingleDomain) &&
                      readFlag(gare.parameters, "session_required_mfa", gare.sessionRequiredMfa) &&
                      readText(gare.parameters, "prompt", gare.prompt);
    return good ? std::optional(gare) : std::nullopt;
}

} // namespace

bool Gare::isEmpty() const
{
    return requiredScopes.isEmpty() && sessionRequiredIdentities.isEmpty() && sessionRequiredPolicies.isEmpty() &&
           sessionRequiredSingleDomain.isEmpty() && !sessionRequiredMfa && prompt.isEmpty();
}

std::optional<Gare> Gare::find(const Json &document)
{
    if (auto gare = read(document))
        return gare;
    if (const Json *error = objectMember(document, "error")) {
        if (auto gare = read(*error))
            return gare;
    }
    const Json *errors = member(document, "errors");
    if (errors == nullptr || !errors->is_array())
        return {};
    for (const Json &error : *errors) {
        if (auto gare = read(error))
            return gare;
    }
    return {};
}

} // namespace net
