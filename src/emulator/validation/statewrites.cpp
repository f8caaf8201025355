#include "emulator/validation/statewrites.h"

#include "emulator/validation/statereads.h"

using namespace Qt::StringLiterals;
using core::Json;
using flowlang::JsonPath;

namespace emulator::validation {

namespace {

//! \param value  of a field that holds a path
Shape valueAt(const Json &value, const Shape &before, int depth, ShapeBudget &budget)
{
    if (!value.is_string())
        return {};
    budget.takeFor(value.get_ref<const std::string &>());
    const std::optional<JsonPath> path = pathOf(value);
    const Shape *found = path && !path->isContext() ? before.at(*path) : nullptr;
    return found ? found->copied(depth, budget) : Shape();
}

Shape evaluated(const Json &parameters, const Shape &before, int depth, ShapeBudget &budget)
{
    if (!parameters.is_object() || depth >= Shape::deepest)
        return Shape::ofValue(parameters, depth, budget);
    Shape shape(Shape::Kind::Object);
    for (const auto &[key, value] : parameters.items()) {
        if (key.ends_with(".$"))
            shape.setMember(key.substr(0, key.size() - 2), valueAt(value, before, depth + 1, budget), budget);
        else if (key.ends_with(".="))
            shape.setMember(key.substr(0, key.size() - 2), Shape(), budget);
        else if (key != "__Private_Parameters")
            shape.setMember(key, evaluated(value, before, depth + 1, budget), budget);
    }
    return shape;
}

Shape passed(const Json &state, const Json *parameters, const Shape &before, ShapeBudget &budget)
{
    if (const Json *result = core::member(state, "Result"))
        return Shape::ofValue(*result, 0, budget);
    if (parameters)
        return evaluated(*parameters, before, 0, budget);
    if (const Json *text = core::member(state, "InputPath"))
        return valueAt(*text, before, 0, budget);
    return before.copied(0, budget);
}

} // namespace

std::optional<Shape> outputOf(const Json &state, const Shape &before, ShapeBudget &budget)
{
    const QString type = core::stringMember(state, "Type");
    if (type == "Choice"_L1 || type == "Wait"_L1 || type == "Fail"_L1)
        return std::nullopt;
    const Json *parameters = core::member(state, "Parameters");
    if (type == "ExpressionEval"_L1)
        return parameters ? evaluated(*parameters, before, 0, budget) : Shape();
    if (type != "Pass"_L1)
        return Shape(); // what a provider or a person answers
    const bool isIdle = !parameters && !core::member(state, "Result") && !core::member(state, "InputPath") &&
                        !core::member(state, "ResultPath");
    return isIdle ? std::nullopt : std::optional(passed(state, parameters, before, budget));
}

void writeAt(Shape &runState, const Json &object, Shape value, ShapeBudget &budget)
{
    const Json *text = core::member(object, "ResultPath");
    if (text && text->is_string())
        budget.takeFor(text->get_ref<const std::string &>());
    const std::optional<JsonPath> path = text ? pathOf(*text) : JsonPath();
    if (path)
        runState.put(*path, std::move(value), budget);
    else
        runState = Shape();
}

} // namespace emulator::validation
