#include "flowlang/evaluate.h"
#include "flowlang/jsonpath.h"

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

using Json = core::Json;

EvaluationError mismatch(QStringView path, const QString &message)
{
    return {u"States.ResultPathMatchFailure"_s, u"The result can not be stored at '%1': %2"_s.arg(path, message)};
}

//! What the steps from `first` on describe, with the value at their end: objects are made, arrays are not.
//! \returns nothing if one of them is an index.
std::optional<Json> newBranch(const QList<PathStep> &steps, qsizetype first, Json value)
{
    for (qsizetype i = steps.size() - 1; i >= first; --i) {
        if (steps[i].kind != PathStep::Kind::Child)
            return {};
        Json object = Json::object();
        object.emplace(steps[i].name, std::move(value));
        value = std::move(object);
    }
    return value;
}

std::optional<EvaluationError> writeSteps(Json &state, QStringView path, const QList<PathStep> &steps, Json value)
{
    Json *place = &state;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const PathStep &step = steps[i];
        if (step.kind == PathStep::Kind::Index) {
            if (!place->is_array())
                return mismatch(path, u"There is no array to index with %1."_s.arg(step.index));
            if (step.index >= static_cast<qint64>(place->size()))
                return mismatch(path, u"The index %1 is out of range."_s.arg(step.index));
            place = &(*place)[static_cast<std::size_t>(step.index)];
            continue;
        }
        if (!place->is_object())
            return mismatch(path, u"“%1” is asked of something that is no object."_s.arg(core::toQString(step.name)));
        const auto found = place->find(step.name);
        if (found != place->end()) {
            place = &*found;
            continue;
        }
        std::optional<Json> branch = newBranch(steps, i + 1, std::move(value));
        if (!branch)
            return mismatch(path, u"There is no array below “%1”."_s.arg(core::toQString(step.name)));
        place->emplace(step.name, *std::move(branch));
        return {};
    }
    *place = std::move(value);
    return {};
}

} // namespace

std::optional<EvaluationError> writePath(core::Json &state, QStringView path, core::Json value)
{
    const std::variant<JsonPath, PathError> parsed = JsonPath::parse(path.isEmpty() ? QStringView(u"$") : path);
    if (const auto *error = std::get_if<PathError>(&parsed))
        return mismatch(path, u"%1 (character %2)"_s.arg(error->message).arg(error->offset + 1));
    const auto &steps = std::get<JsonPath>(parsed);
    if (const QString problem = steps.writeProblem(); !problem.isEmpty())
        return mismatch(path, problem);
    // Else a loop that stores the state in itself would nest it without end.
    const int deepest = core::JsonLimits().maxDepth - static_cast<int>(steps.steps.size());
    if (isDeeperThan(value, deepest))
        return mismatch(path,
                        u"The run state would be nested deeper than %1 levels."_s.arg(core::JsonLimits().maxDepth));
    return writeSteps(state, path, steps.steps, std::move(value));
}

} // namespace flowlang
