#include "emulator/engine/runlog.h"

#include "core/clock.h"
#include "core/ids.h"
#include "emulator/engine/secrets.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

LogEntry entry(const QString &code, const QString &description, core::Json details)
{
    return {0, {}, code, description, std::move(details)};
}

core::Json stateDetails(const flowlang::State &state)
{
    return {{"state_name", core::toStd(state.name)}, {"state_type", core::toStd(state.typeName)}};
}

QString stateText(const flowlang::State &state, QLatin1String what)
{
    return u"State %1 of type %2 %3"_s.arg(state.name, state.typeName, what);
}

QString canceledText()
{
    return u"The Flow Instance was canceled by the user"_s;
}

} // namespace

LogEntry flowStarted(const core::Json &body)
{
    return entry(u"FlowStarted"_s, u"The Flow Instance started execution"_s, {{"input", withoutSecrets(body)}});
}

LogEntry flowSucceeded(const core::Json &runState)
{
    return entry(u"FlowSucceeded"_s, u"The Flow Instance completed successfully"_s,
                 {{"output", withoutSecrets(runState)}});
}

LogEntry flowFailed(const QString &stateName, const Raised &raised)
{
    return flowFailed(stateName, core::toStd(raised.name), core::toStd(raised.causeText()));
}

LogEntry flowFailed(const QString &stateName, const core::Json &error, const core::Json &cause)
{
    core::Json details = {{"state_name", core::toStd(stateName)}};
    if (!error.is_null())
        details["exception"] = error;
    if (!cause.is_null())
        details["cause"] = cause;
    return entry(u"FlowFailed"_s, u"The Flow Instance failed in state %1"_s.arg(stateName), std::move(details));
}

LogEntry flowCanceled()
{
    return entry(u"FlowCanceled"_s, canceledText(), core::Json::object());
}

LogEntry flowInactive(const QString &stateName, const core::Json &status)
{
    const core::Json *details = core::member(status, "details");
    core::Json shown = {{"state_name", core::toStd(stateName)}};
    for (const char *key : {"code", "description", "required_scope", "authorization_parameters"}) {
        const core::Json *value = details == nullptr ? nullptr : core::member(*details, key);
        if (value != nullptr)
            shown[key] = *value;
    }
    return entry(u"FlowInactive"_s, u"The Flow Instance is inactive in state %1"_s.arg(stateName), std::move(shown));
}

LogEntry flowResumed(const QString &stateName)
{
    return entry(u"FlowResumed"_s, u"The Flow Instance was resumed"_s, {{"state_name", core::toStd(stateName)}});
}

LogEntry stateStarted(const flowlang::State &state, const core::Json &input)
{
    core::Json details = stateDetails(state);
    if (!input.is_null())
        details["input"] = input;
    return entry(state.typeName + u"Started"_s, stateText(state, "started"_L1), std::move(details));
}

LogEntry stateCompleted(const flowlang::State &state, const core::Json &runState)
{
    core::Json details = stateDetails(state);
    details["output"] = withoutSecrets(runState);
    return entry(state.typeName + u"Completed"_s, stateText(state, "completed"_L1), std::move(details));
}

LogEntry stateFailed(const flowlang::State &state, const Raised &raised)
{
    core::Json details = stateDetails(state);
    details["exception"] = core::toStd(raised.name);
    details["cause"] = core::toStd(raised.causeText());
    return entry(state.typeName + u"Failed"_s, stateText(state, "failed"_L1), std::move(details));
}

LogEntry actionPolled(const core::Json &status)
{
    const QString name = core::stringMember(status, "state_name");
    return entry(u"ActionPolled"_s, u"The Action of state %1 was polled"_s.arg(name), status);
}

core::Json startingDetails(const core::Json &body)
{
    return {{"code", "FlowStarting"},
            {"description", "The Flow is starting execution"},
            {"details", {{"input", withoutSecrets(body)}}}};
}

core::Json entryDetails(const LogEntry &entry)
{
    return {
        {"code", core::toStd(entry.code)}, {"description", core::toStd(entry.description)}, {"details", entry.details}};
}

core::Json actionRunningDetails(const QString &stateName, const core::Json &status)
{
    return {{"code", "ActionStarted"},
            {"description", "An Action is running"},
            {"state_name", core::toStd(stateName)},
            {"action_statuses", core::Json::array({status})}};
}

core::Json inactiveDetails(const RunRecord &run, const core::Json &status)
{
    const core::Json *inner = core::member(status, "details");
    const core::Json empty = core::Json::object();
    const core::Json &reason = inner == nullptr ? empty : *inner;
    QString code = core::stringMember(reason, "code");
    core::Json details = {{"code", core::toStd(code.isEmpty() ? u"ActionInactive"_s : code)},
                          {"description", core::toStd(core::stringMember(reason, "description"))}};
    // The run asks for the flow's own scope around the one that the action misses.
    if (const QString scope = core::stringMember(reason, "required_scope"); !scope.isEmpty())
        details["required_scope"] = core::toStd(u"%1[%2]"_s.arg(core::flowUserScope(run.flowId), scope));
    if (const core::Json *parameters = core::member(reason, "authorization_parameters"))
        details["authorization_parameters"] = *parameters;
    details["state_name"] = core::toStd(run.stateName);
    details["action_statuses"] = core::Json::array({status});
    return details;
}

core::Json succeededDetails(const core::Json &runState)
{
    return {{"code", "FlowSucceeded"},
            {"description", "The Flow run reached a successful completion state"},
            {"output", withoutSecrets(runState)}};
}

core::Json canceledDetails(const QDateTime &time)
{
    return {{"time", core::toStd(core::toServiceTime(time))},
            {"code", "FlowCanceled"},
            {"description", core::toStd(canceledText())},
            {"details", core::Json::object()}};
}

} // namespace emulator
