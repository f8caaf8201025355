#include "widgets/pages/tracetext.h"

#include "models/runtrace.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

RunStatusKind kindOf(models::RunTrace::VisitStatus status)
{
    using Status = models::RunTrace::VisitStatus;
    switch (status) {
    case Status::Running:
    case Status::Waiting:
        return RunStatusKind::Running;
    case Status::NeedsYou:
        return RunStatusKind::NeedsYou;
    case Status::Succeeded:
    case Status::Left:
        return RunStatusKind::Succeeded;
    case Status::Failed:
        return RunStatusKind::Failed;
    case Status::Cancelled:
        return RunStatusKind::Cancelled;
    }
    return RunStatusKind::Other;
}

RunStatusKind kindOf(models::RunTrace::End end)
{
    switch (end) {
    case models::RunTrace::End::NotEnded:
        return RunStatusKind::Running;
    case models::RunTrace::End::Succeeded:
        return RunStatusKind::Succeeded;
    case models::RunTrace::End::Failed:
        return RunStatusKind::Failed;
    case models::RunTrace::End::Cancelled:
        return RunStatusKind::Cancelled;
    }
    return RunStatusKind::Other;
}

QString causeText(const QString &exception, const QString &cause)
{
    if (exception.isEmpty() || cause.isEmpty())
        return exception + cause;
    return exception + u"\n\n"_s + cause;
}

//! A provider's answer stands for the output that there is not: it is set out in lines like one.
VisitText textOf(const flows::RawJson &input, const flows::RawJson &output, const QString &exception,
                 const QString &cause, RunStatusKind status)
{
    if (output.isEmpty() && cause.startsWith(u'{'))
        return {input, flows::RawJson(cause.toUtf8()), exception, status};
    return {input, output, causeText(exception, cause), status};
}

} // namespace

QList<VisitText> visitsOf(const QString &state, const models::RunTrace &trace)
{
    if (state.isEmpty())
        return {textOf(trace.input(), trace.output(), trace.exception(), trace.cause(), kindOf(trace.end()))};
    QList<VisitText> texts;
    const QList<qsizetype> indices = trace.visitsOf(state);
    for (const qsizetype index : indices) {
        const models::RunTrace::Visit &visit = trace.visits()[index];
        texts.append(textOf(visit.input, visit.output, visit.exception, visit.cause, kindOf(visit.status)));
    }
    return texts;
}

RunOverlay overlayOf(const models::RunTrace &trace, const QDateTime &now)
{
    RunOverlay overlay;
    const QString current = trace.currentState();
    for (const models::RunTrace::State &state : trace.states())
        overlay.states.insert(state.name, {kindOf(state.status), state.visits, trace.millisecondsIn(state.name, now),
                                           state.name == current});
    for (const models::RunTrace::Transition &transition : trace.transitions())
        overlay.transitions.insert({transition.from, transition.to});
    return overlay;
}

} // namespace widgets
