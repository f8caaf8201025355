#include "flowlang/evaluate.h"
#include "flowlang/jsonpath.h"

#include <unordered_map>
#include <unordered_set>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

using Json = core::Json;

constexpr int maxDepth = 256; //!< of Parameters, as core::JsonLimits
constexpr std::string_view pathSuffix = ".$";
constexpr std::string_view expressionSuffix = ".=";
constexpr std::string_view privateNames = "__Private_Parameters"; //!< source: flow-language.md 2.11

EvaluationError failure(const QString &cause)
{
    return {u"States.Runtime"_s, cause};
}

bool isComputed(const std::string &key)
{
    return key.ends_with(pathSuffix) || key.ends_with(expressionSuffix);
}

//! A key without the suffix that tells how its value is evaluated.
std::string bareName(const std::string &key)
{
    return isComputed(key) ? key.substr(0, key.size() - pathSuffix.size()) : key;
}

//! The names that an object declares private.
std::unordered_set<std::string> privateNamesOf(const Json &object)
{
    std::unordered_set<std::string> names;
    const Json *list = core::member(object, privateNames.data());
    if (list == nullptr || !list->is_array())
        return names;
    for (const Json &name : *list) {
        if (name.is_string())
            names.insert(bareName(name.get_ref<const std::string &>()));
    }
    return names;
}

//! What may be said about an error in a private field, or below it.
EvaluationError withoutSecrets(const std::string &key, const EvaluationError &error)
{
    QString cause = u"The private field '%1' could not be evaluated"_s.arg(core::toQString(key));
    if (error.position >= 0)
        cause += u" (at character %1 of an expression)"_s.arg(error.position + 1);
    return {error.name, cause + u'.', error.position};
}

//! Evaluates one Parameters document. All parts see the run state as it was on entry.
class ParameterEvaluator
{
public:
    explicit ParameterEvaluator(const EvaluationScope &scope)
        : m_scope(scope)
    {
    }

    Evaluated evaluate(const Json &value, int depth)
    {
        if (depth > maxDepth)
            return failure(u"Parameters are nested deeper than %1 levels."_s.arg(maxDepth));
        if (value.is_object())
            return evaluateObject(value, depth);
        if (value.is_array())
            return evaluateArray(value, depth);
        return checked(value);
    }

private:
    Evaluated checked(Json value)
    {
        if (!m_budget.spend(value))
            return failure(u"The evaluated Parameters are too large."_s);
        return value;
    }

    Evaluated evaluateArray(const Json &array, int depth)
    {
        Json result = Json::array();
        for (const Json &item : array) {
            Evaluated evaluated = evaluate(item, depth + 1);
            if (std::holds_alternative<EvaluationError>(evaluated))
                return evaluated;
            result.push_back(std::get<Json>(std::move(evaluated)));
        }
        return result;
    }

    Evaluated evaluateObject(const Json &object, int depth)
    {
        Json::object_t result;
        const std::unordered_set<std::string> secret = privateNamesOf(object);
        std::unordered_map<std::string, std::size_t> places; // the last one of `x`, `x.$` and `x.=` wins
        for (const auto &[key, value] : object.get_ref<const Json::object_t &>()) {
            if (key == privateNames)
                continue;
            Evaluated evaluated = evaluateMember(key, value, depth);
            std::string name = bareName(key);
            if (const auto *error = std::get_if<EvaluationError>(&evaluated))
                return secret.contains(name) ? withoutSecrets(key, *error) : *error;
            const auto [place, isNew] = places.emplace(std::move(name), result.size());
            if (isNew)
                result.emplace_back(place->first, std::get<Json>(std::move(evaluated)));
            else
                std::next(result.begin(), static_cast<std::ptrdiff_t>(place->second))->second =
                    std::get<Json>(std::move(evaluated));
        }
        return Json(std::move(result));
    }

    Evaluated evaluateMember(const std::string &key, const Json &value, int depth)
    {
        const bool isPath = key.ends_with(pathSuffix);
        if (!isPath && !key.ends_with(expressionSuffix))
            return evaluate(value, depth + 1);
        const QString field = core::toQString(key);
        if (!value.is_string())
            return failure(u"The value of the field '%1' must be a string."_s.arg(field));
        const QString text = core::toQString(value.get_ref<const std::string &>());
        return isPath ? byPath(field, text) : byExpression(field, text);
    }

    Evaluated byPath(const QString &field, const QString &path)
    {
        auto found = readPath(path, m_scope);
        if (auto *error = std::get_if<EvaluationError>(&found))
            return failure(u"In the field '%1': %2"_s.arg(field, error->cause));
        auto &value = std::get<std::optional<Json>>(found);
        if (!value) {
            // The service's own words. Source: flow-language.md 3.
            return failure(u"The path '%1' specified for the field '%2' could not be found in the state input."_s.arg(
                path, field));
        }
        return checked(*std::move(value));
    }

    Evaluated byExpression(const QString &field, const QString &expression)
    {
        Evaluated evaluated = evaluateExpression(expression, m_scope);
        if (auto *error = std::get_if<EvaluationError>(&evaluated)) {
            return EvaluationError{error->name, u"In the field '%1': %2"_s.arg(field, error->cause), error->position};
        }
        return checked(std::get<Json>(std::move(evaluated)));
    }

    const EvaluationScope &m_scope;
    CopyBudget m_budget;
};

} // namespace

Evaluated evaluateParameters(const core::Json &parameters, const EvaluationScope &scope)
{
    if (!parameters.is_object())
        return failure(u"Parameters must be an object."_s);
    return ParameterEvaluator(scope).evaluate(parameters, 1);
}

} // namespace flowlang
