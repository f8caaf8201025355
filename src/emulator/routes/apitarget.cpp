#include "emulator/routes/apitarget.h"

#include <QSet>
#include <QUrl>

#include <map>

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::routes {

namespace {

constexpr std::size_t mostParameters = 1000; // ours

//! The places of a request that parameters go to, in the order of documents.
const QStringList &places()
{
    static const QStringList names{u"path"_s, u"query"_s, u"header"_s, u"cookie"_s};
    return names;
}

const Json *parametersOf(const Json &target)
{
    const Json *specification = core::member(target, "specification");
    const Json *parameters = specification ? core::member(*specification, "parameters") : nullptr;
    return parameters && parameters->is_array() ? parameters : nullptr;
}

const Json *bodyOf(const Json &target)
{
    const Json *specification = core::member(target, "specification");
    const Json *body = specification ? core::member(*specification, "requestBody") : nullptr;
    return body && body->is_object() ? body : nullptr;
}

//! JSON Schema knows two kinds of schemas: objects, and true and false.
bool isSchema(const Json &value)
{
    return value.is_object() || value.is_boolean();
}

//! A schema as an object, which others can be put beside.
Json schemaObject(const Json &schema)
{
    if (schema.is_object())
        return schema;
    return schema == true ? Json::object() : Json{{"not", Json::object()}};
}

QString bodyProblem(const Json &body)
{
    const Json *content = core::member(body, "content");
    if (!body.is_object() || (content && !content->is_object()))
        return u"target.specification.requestBody and its content must be objects."_s;
    const Json *json = content ? core::member(*content, "application/json") : nullptr;
    const Json *schema = json ? core::member(*json, "schema") : nullptr;
    if ((json && !json->is_object()) || (schema && !isSchema(*schema)))
        return u"The schema of target.specification.requestBody must be an object, true or false."_s;
    return {};
}

QString parameterProblem(const Json &parameters)
{
    if (!parameters.is_array())
        return u"target.specification.parameters must be a list."_s;
    if (parameters.size() > mostParameters)
        return u"target.specification has more than %1 parameters."_s.arg(mostParameters);
    QSet<std::pair<QString, QString>> seen;
    for (const Json &parameter : parameters) {
        const QString name = core::stringMember(parameter, "name");
        const QString place = core::stringMember(parameter, "in");
        if (name.isEmpty() || !places().contains(place))
            return u"Each parameter of target.specification needs a name, and 'path', 'query', 'header' or 'cookie' as "
                   "its place."_s;
        if (const Json *schema = core::member(parameter, "schema"); schema && !isSchema(*schema))
            return u"The schema of the parameter '%1' must be an object, true or false."_s.arg(name.left(100));
        if (seen.contains({name, place}))
            return u"target.specification has the %1 parameter '%2' twice."_s.arg(place, name.left(100));
        seen.insert({name, place});
    }
    return {};
}

QString destinationProblem(const Json &target)
{
    static const QStringList methods{u"get"_s,  u"post"_s,    u"put"_s,     u"patch"_s, u"delete"_s,
                                     u"head"_s, u"connect"_s, u"options"_s, u"trace"_s};
    const Json *destination = core::member(target, "destination");
    if (!destination || !destination->is_object())
        return u"target.destination must be an object."_s;
    if (!methods.contains(core::stringMember(*destination, "method").toLower()))
        return u"target.destination.method must be the name of an HTTP method."_s;
    const QString url = core::stringMember(*destination, "url");
    if (!url.startsWith("https://"_L1) || QUrl(url.section(u'{', 0, 0)).host().isEmpty())
        return u"target.destination.url must begin with https:// and a host."_s;
    return {};
}

//! One place of the request: properties by name, and which of them must be given.
struct Part
{
    Json properties = Json::object();
    Json required = Json::array();
};

//! A schema with the components beside it that its references lead into.
Json withComponents(Json schema, const Json &target)
{
    if (const Json *components = core::member(target, "components"); components && components->is_object())
        schema["components"] = *components;
    return schema;
}

std::map<QString, Part> partsOf(const Json &target)
{
    std::map<QString, Part> parts;
    const Json *parameters = parametersOf(target);
    for (std::size_t i = 0; parameters && i < parameters->size(); ++i) {
        const Json &parameter = (*parameters)[i];
        Part &part = parts[core::stringMember(parameter, "in")];
        const std::string name = parameter["name"].get<std::string>();
        const Json *schema = core::member(parameter, "schema");
        part.properties[name] = schema ? schemaObject(*schema) : Json::object();
        const Json *required = core::member(parameter, "required");
        if (required && *required == true)
            part.required.push_back(name);
    }
    return parts;
}

Json objectSchema(Json properties, const Json &required)
{
    Json schema = {{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty())
        schema["required"] = required;
    return schema;
}

Json bodySchema(const Json &body)
{
    const Json *content = core::member(body, "content");
    const Json *json = content ? core::member(*content, "application/json") : nullptr;
    const Json *schema = json ? core::member(*json, "schema") : nullptr;
    return schema ? schemaObject(*schema) : Json::object();
}

//! The names of the places that the request has something for.
QStringList usedPlaces(const Json &target)
{
    const std::map<QString, Part> parts = partsOf(target);
    QStringList used;
    for (const QString &place : places()) {
        if (parts.contains(place))
            used.append(place);
    }
    if (bodyOf(target))
        used.append(u"body"_s);
    return used;
}

} // namespace

QString targetProblem(const Json &target)
{
    if (!target.is_object())
        return u"target must be an object."_s;
    if (core::stringMember(target, "type") != "openapi"_L1)
        return u"target.type must be 'openapi'."_s;
    if (core::stringMember(target, "openapi_version") != "3.1"_L1)
        return u"target.openapi_version must be '3.1'."_s;
    if (const QString problem = destinationProblem(target); !problem.isEmpty())
        return problem;
    const Json *specification = core::member(target, "specification");
    if (!specification || !specification->is_object())
        return u"target.specification must be an OpenAPI operation."_s;
    if (const Json *components = core::member(target, "components");
        components && !components->is_object() && !components->is_null())
        return u"target.components must be an object."_s;
    if (const Json *body = core::member(*specification, "requestBody"); body && !body->is_null()) {
        if (const QString problem = bodyProblem(*body); !problem.isEmpty())
            return problem;
    }
    const Json *parameters = core::member(*specification, "parameters");
    return parameters ? parameterProblem(*parameters) : QString();
}

Json dataTemplates(const Json &target)
{
    const QStringList used = usedPlaces(target);
    Json request = Json::object();
    for (const QString &place : used)
        request[core::toStd(place)] = {{"$T_ref", core::toStd(used.size() == 1 ? u"$"_s : QString(u"$."_s % place))}};
    return {{"request", {{"template", std::move(request)}}},
            {"response",
             {{"2XX", {{"template", {{"$T_ref", "$.body"}}}, {"type", "success"}}},
              {"default",
               {{"template", {{"cause", {{"$T_ref", "$.body"}}}, {"exception", "ActionUnableToRun"}}},
                {"type", "failure"}}}}}};
}

Json stateInputSchema(const Json &target)
{
    const QStringList used = usedPlaces(target);
    const std::map<QString, Part> parts = partsOf(target);
    const Json *body = bodyOf(target);
    if (used.isEmpty())
        return objectSchema(Json::object(), Json::array());
    if (used == QStringList{u"body"_s})
        return withComponents(bodySchema(*body), target);
    if (used.size() == 1) {
        const Part &part = parts.begin()->second;
        return withComponents(objectSchema(part.properties, part.required), target);
    }
    Json properties = Json::object();
    Json required = Json::array();
    for (const auto &[place, part] : parts) {
        properties[core::toStd(place)] = objectSchema(part.properties, part.required);
        if (!part.required.empty())
            required.push_back(core::toStd(place));
    }
    if (body) {
        properties["body"] = bodySchema(*body);
        const Json *needed = core::member(*body, "required");
        if (needed && *needed == true)
            required.push_back("body");
    }
    return withComponents(objectSchema(std::move(properties), required), target);
}

QStringList targetScopes(const Json &target)
{
    QStringList scopes;
    const Json *specification = core::member(target, "specification");
    const Json *security = specification ? core::member(*specification, "security") : nullptr;
    for (std::size_t i = 0; security && security->is_array() && i < security->size(); ++i) {
        const Json *globus = core::member((*security)[i], "GlobusAuth");
        for (std::size_t j = 0; globus && globus->is_array() && j < globus->size(); ++j) {
            if ((*globus)[j].is_string())
                scopes.append(core::toQString((*globus)[j].get_ref<const std::string &>()));
        }
    }
    scopes.removeDuplicates();
    return scopes;
}

Json shownTarget(const Json &target)
{
    Json shown = Json::object();
    for (const char *key : {"type", "openapi_version", "destination", "specification"})
        shown[key] = target[key];
    const Json *transforms = core::member(target, "transforms");
    shown["transforms"] = transforms ? *transforms : Json();
    if (const Json *components = core::member(target, "components"))
        shown["components"] = *components;
    return shown;
}

} // namespace emulator::routes
