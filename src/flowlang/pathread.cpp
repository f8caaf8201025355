#include "flowlang/pathread.h"

#include "flowlang/jsonpath.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

using Json = core::Json;
using Matches = QList<const Json *>;

constexpr int maxMatches = 100'000; //!< of a path with wildcards; guards against `$..*..*`

const Json *childOf(const Json &value, const std::string &name)
{
    if (!value.is_object())
        return nullptr;
    const auto found = value.find(name);
    return found == value.end() ? nullptr : &*found;
}

const Json *itemOf(const Json &value, qint64 index)
{
    if (!value.is_array())
        return nullptr;
    const auto size = static_cast<qint64>(value.size());
    const qint64 at = index < 0 ? index + size : index;
    return at < 0 || at >= size ? nullptr : &value[static_cast<std::size_t>(at)];
}

void addSlice(const Json &value, const PathStep &slice, Matches &matches)
{
    if (!value.is_array())
        return;
    const auto size = static_cast<qint64>(value.size());
    const bool forward = slice.step > 0;
    const auto bounded = [&](std::optional<qint64> bound, qint64 absent) {
        if (!bound)
            return absent;
        const qint64 at = *bound < 0 ? *bound + size : *bound;
        return forward ? std::clamp<qint64>(at, 0, size) : std::clamp<qint64>(at, -1, size - 1);
    };
    const qint64 from = bounded(slice.from, forward ? 0 : size - 1);
    const qint64 to = bounded(slice.to, forward ? size : -1);
    // Indices are below 2^50 (see the parser), so the sum can not overflow.
    for (qint64 i = from; forward ? i < to : i > to; i += slice.step)
        matches.append(&value[static_cast<std::size_t>(i)]);
}

//! The value and all below it, in document order. Without recursion: the depth is the document's.
void addDescendants(const Json &value, Matches &matches)
{
    Matches waiting{&value};
    while (!waiting.isEmpty() && matches.size() <= maxMatches) {
        const Json *next = waiting.takeLast();
        matches.append(next);
        if (next->is_structured()) {
            const qsizetype before = waiting.size();
            for (const Json &inner : *next)
                waiting.append(&inner);
            std::reverse(waiting.begin() + before, waiting.end());
        }
    }
}

void addMatches(const Json &value, const PathStep &step, Matches &matches)
{
    const Json *one = nullptr;
    switch (step.kind) {
    case PathStep::Kind::Child:
        one = childOf(value, step.name);
        break;
    case PathStep::Kind::Index:
        one = itemOf(value, step.index);
        break;
    case PathStep::Kind::Slice:
        return addSlice(value, step, matches);
    case PathStep::Kind::Wildcard:
        if (value.is_structured()) {
            for (const Json &inner : value)
                matches.append(&inner);
        }
        return;
    case PathStep::Kind::Descent:
        return addDescendants(value, matches);
    case PathStep::Kind::Filter:
        return; // refused before
    }
    if (one != nullptr)
        matches.append(one);
}

EvaluationError problemOf(QStringView path, const QString &message)
{
    return {u"States.Runtime"_s, u"The path '%1' can not be used: %2"_s.arg(path, message)};
}

} // namespace

std::variant<PathPlaces, EvaluationError> findPath(QStringView path, const EvaluationScope &scope)
{
    const std::variant<JsonPath, PathError> parsed = JsonPath::parse(path);
    if (const auto *error = std::get_if<PathError>(&parsed))
        return problemOf(path, u"%1 (character %2)"_s.arg(error->message).arg(error->offset + 1));
    const auto &steps = std::get<JsonPath>(parsed);
    if (const QString problem = steps.readProblem(); !problem.isEmpty())
        return problemOf(path, problem);

    const bool inContext = steps.isContext();
    PathPlaces found;
    found.definite = steps.isDefinite();
    found.places = {inContext ? &scope.context : &scope.state};
    for (const PathStep &step : inContext ? steps.steps.sliced(1) : steps.steps) {
        Matches next;
        for (const Json *match : std::as_const(found.places)) {
            found.passed += step.kind == PathStep::Kind::Child ? static_cast<qint64>(match->size()) : 1;
            addMatches(*match, step, next);
            if (next.size() > maxMatches)
                return problemOf(path, u"It leads to more than %1 places."_s.arg(maxMatches));
        }
        found.passed += next.size();
        found.places = std::move(next);
    }
    return found;
}

std::variant<std::optional<core::Json>, EvaluationError> readPath(QStringView path, const EvaluationScope &scope)
{
    const auto read = findPath(path, scope);
    if (const auto *error = std::get_if<EvaluationError>(&read))
        return *error;
    const auto &found = std::get<PathPlaces>(read);
    if (found.definite)
        return found.places.isEmpty() ? std::optional<Json>() : std::optional<Json>(*found.places.first());

    CopyBudget budget;
    Json array = Json::array();
    for (const Json *place : found.places) {
        if (!budget.spend(*place))
            return problemOf(path, u"What it leads to is too large."_s);
        array.push_back(*place);
    }
    return std::optional<Json>(std::move(array));
}

} // namespace flowlang
