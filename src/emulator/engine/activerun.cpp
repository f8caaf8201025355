#include "emulator/engine/activerun.h"

#include "emulator/engine/runlog.h"
#include "emulator/engine/statelimits.h"
#include "emulator/store/actionstore.h"
#include "emulator/store/database.h"
#include "emulator/store/logstore.h"
#include "emulator/store/runstore.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

bool touchesContext(const QString &path)
{
    const QString rest = path.mid(1);
    return path.startsWith(u'$') &&
           (rest == "._context"_L1 || rest.startsWith("._context."_L1) || rest.startsWith("._context["_L1) ||
            rest.startsWith("['_context']"_L1) || rest.startsWith("[\"_context\"]"_L1));
}

} // namespace

core::Json contextOf(const RunRecord &run)
{
    core::Json context = {{"flow_id", core::toStd(run.flowId)}, {"run_id", core::toStd(run.id)}};
    for (const char *key : {"username", "email", "user_id", "identities", "token_info"}) {
        const core::Json *value = core::member(run.starter, key);
        if (value != nullptr)
            context[key] = *value;
    }
    return context;
}

std::optional<ActiveRun> ActiveRun::load(Database &database, const QString &runId)
{
    auto run = RunStore(database).find(runId);
    if (!run || run->phase == RunPhase::Done)
        return std::nullopt;
    ActiveRun active;
    active.run = std::move(*run);
    active.definition =
        std::make_shared<const flowlang::Definition>(flowlang::Definition::fromJson(active.run.definition));
    active.context = contextOf(active.run);
    active.lastSeq = LogStore(database).lastSeq(runId);
    if (active.run.runState.is_null() && active.run.transitions == 0) // later on, null is a run state like another
        active.run.runState = std::move(active.run.body);
    active.run.body = nullptr;
    active.run.definition = nullptr;
    active.run.inputSchema = nullptr;
    if (active.run.phase == RunPhase::Acting)
        active.action = ActionStore(database).latest(runId);
    return active;
}

Step::Step(const ActiveRun &before, const QDateTime &now)
    : next(before)
    , m_now(now)
{
}

void Step::log(LogEntry entry)
{
    entry.seq = ++next.lastSeq;
    entry.time = m_now;
    m_entries.append(std::move(entry));
}

void Step::announce(const LogEntry &entry)
{
    next.run.details = entryDetails(entry);
    log(entry);
}

void Step::begin(const ActionRecord &action)
{
    next.action = action;
    next.run.phase = RunPhase::Acting;
    m_newAction = true;
}

void Step::endAction()
{
    if (next.action)
        m_endedAction = std::move(next.action);
    next.action.reset();
}

void Step::enter(const QString &stateName)
{
    endAction();
    next.run.status = u"ACTIVE"_s;
    next.run.displayStatus = next.run.status;
    next.run.waitingUntil = {};
    next.run.stateName = stateName;
    next.run.phase = RunPhase::Entering;
}

void Step::complete(const flowlang::State &state, LogEntry entry)
{
    log(std::move(entry));
    if (state.end)
        succeed();
    else if (!state.next.isEmpty())
        enter(state.next);
    else
        fail(flowFailed(state.name, Raised::runtime(u"The state '%1' has neither Next nor End."_s.arg(state.name))));
}

std::optional<Raised> Step::store(const QString &resultPath, core::Json value)
{
    if (touchesContext(resultPath))
        return Raised{u"States.ResultPathMatchFailure"_s,
                      core::toStd(u"The ResultPath '%1' lies in _context, which is read-only."_s.arg(resultPath))};
    core::Json state = next.run.runState;
    if (const auto error = flowlang::writePath(state, resultPath, std::move(value)))
        return Raised::from(*error);
    if (auto raised = beyondLimits(state, u"The run state"_s))
        return raised;
    next.run.runState = std::move(state);
    return std::nullopt;
}

void Step::raise(const flowlang::State &state, const Raised &raised, const Leniency &leniency)
{
    announce(stateFailed(state, raised));
    const flowlang::Catcher *catcher = findCatcher(state, raised.name, leniency);
    if (catcher == nullptr) {
        fail(flowFailed(state.name, raised));
        return;
    }
    if (const auto unstored = store(catcher->resultPath, catchPayload(raised, leniency)))
        fail(flowFailed(state.name, *unstored));
    else
        enter(catcher->next);
}

void Step::finish(const QString &status)
{
    endAction();
    next.run.status = status;
    next.run.displayStatus = status;
    next.run.completionTime = m_now;
    next.run.waitingUntil = {};
    next.run.phase = RunPhase::Done;
}

void Step::succeed()
{
    log(flowSucceeded(next.run.runState));
    next.run.details = succeededDetails(next.run.runState);
    finish(u"SUCCEEDED"_s);
}

void Step::fail(const LogEntry &entry)
{
    announce(entry);
    finish(u"FAILED"_s);
}

void Step::cancel()
{
    log(flowCanceled());
    next.run.details = canceledDetails(m_now);
    finish(u"FAILED"_s);
}

bool Step::commit(Database &database)
{
    Transaction transaction(database);
    if (!RunStore(database).updateProgress(next.run))
        return false;
    LogStore log(database);
    for (const LogEntry &entry : std::as_const(m_entries))
        log.append(next.run.id, entry);
    ActionStore actions(database);
    if (m_endedAction)
        actions.update(*m_endedAction);
    if (next.action && m_newAction)
        actions.insert(*next.action);
    else if (next.action)
        actions.update(*next.action);
    transaction.commit();
    return true;
}

} // namespace emulator
