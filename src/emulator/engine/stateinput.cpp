#include "emulator/engine/interpreter.h"

#include "core/clock.h"
#include "emulator/engine/secrets.h"
#include "emulator/engine/statelimits.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

constexpr qint64 longestWait = 31'536'000; // seconds; source: flow-language.md 1.4

std::variant<core::Json, Raised> required(const QString &path, const QString &field,
                                          const flowlang::EvaluationScope &scope)
{
    auto found = flowlang::readPath(path, scope);
    if (const auto *error = std::get_if<flowlang::EvaluationError>(&found))
        return Raised::from(*error);
    if (auto &value = std::get<std::optional<core::Json>>(found)) {
        if (auto raised = beyondLimits(*value, u"What the field '%1' finds"_s.arg(field)))
            return *std::move(raised);
        return std::move(*value);
    }
    return Raised::runtime(
        u"The path '%1' specified for the field '%2' could not be found in the state input."_s.arg(path, field));
}

std::variant<qint64, Raised> pause(const core::Json &seconds)
{
    double number = -1;
    if (seconds.is_number())
        number = seconds.get<double>();
    if (!(number >= 0) || std::floor(number) != number)
        return Raised::runtime(u"A Wait needs a whole number of seconds that is not negative."_s);
    if (number > static_cast<double>(longestWait))
        return Raised::runtime(u"A Wait of more than a year is not possible."_s);
    return static_cast<qint64>(number) * 1000;
}

std::variant<qint64, Raised> until(const core::Json &moment, const QDateTime &now, const Leniency &leniency)
{
    const QString text = moment.is_string() ? core::toQString(moment.get_ref<const std::string &>()) : QString();
    const QDateTime time = core::fromServiceTime(text);
    if (!time.isValid())
        return Raised::runtime(u"A Wait needs a date and time as in 2026-01-31T12:00:00Z."_s);
    const qint64 left = now.msecsTo(time);
    if (left < 0 && !leniency.waitForThePast)
        return Raised::runtime(u"The Wait's moment has passed already."_s);
    if (left > longestWait * 1000)
        return Raised::runtime(u"A Wait of more than a year is not possible."_s);
    return std::max<qint64>(left, 0);
}

} // namespace

FieldValue fieldValue(const flowlang::State &state, const char *field, const flowlang::EvaluationScope &scope)
{
    if (const core::Json *value = core::member(state.raw, field))
        return *value;
    const std::string pathField = std::string(field) + "Path";
    const core::Json *path = core::member(state.raw, pathField.c_str());
    if (path == nullptr)
        return core::Json(nullptr);
    if (!path->is_string())
        return Raised::runtime(u"The field '%1' must be a path."_s.arg(core::toQString(pathField)));
    return required(core::toQString(path->get_ref<const std::string &>()), core::toQString(pathField), scope);
}

std::variant<qint64, Raised> waitMilliseconds(const flowlang::State &state, const flowlang::EvaluationScope &scope,
                                              const QDateTime &now, const Leniency &leniency)
{
    FieldValue seconds = fieldValue(state, "Seconds", scope);
    if (const auto *raised = std::get_if<Raised>(&seconds))
        return *raised;
    if (const auto &value = std::get<core::Json>(seconds); !value.is_null())
        return pause(value);
    FieldValue moment = fieldValue(state, "Timestamp", scope);
    if (const auto *raised = std::get_if<Raised>(&moment))
        return *raised;
    if (const auto &value = std::get<core::Json>(moment); !value.is_null())
        return until(value, now, leniency);
    return Raised::runtime(u"A Wait needs Seconds, SecondsPath, Timestamp or TimestampPath."_s);
}

std::variant<StateInput, Raised> stateInput(const flowlang::State &state, const flowlang::EvaluationScope &scope)
{
    if (const core::Json *parameters = core::member(state.raw, "Parameters")) {
        flowlang::Evaluated evaluated = flowlang::evaluateParameters(*parameters, scope);
        if (const auto *error = std::get_if<flowlang::EvaluationError>(&evaluated))
            return Raised::from(*error);
        auto &value = std::get<core::Json>(evaluated);
        if (auto raised = beyondLimits(value, u"The input of the state"_s))
            return *std::move(raised);
        core::Json shown = withoutPrivateParameters(value, *parameters);
        return StateInput{std::move(value), std::move(shown)};
    }
    if (core::member(state.raw, "InputPath") != nullptr) {
        auto found = required(core::stringMember(state.raw, "InputPath"), u"InputPath"_s, scope);
        if (const auto *raised = std::get_if<Raised>(&found))
            return *raised;
        auto &value = std::get<core::Json>(found);
        core::Json shown = withoutSecrets(value);
        return StateInput{std::move(value), std::move(shown)};
    }
    return StateInput{scope.state, withoutSecrets(scope.state)};
}

} // namespace emulator
