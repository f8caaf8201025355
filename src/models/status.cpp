#include "models/status.h"

#include <QCoreApplication>

namespace models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("models::Status", text);
}

} // namespace

StatusKind statusKind(const flows::Run &run)
{
    switch (run.status) {
    case flows::RunStatus::Active:
        return run.blockingWebInputId.isEmpty() ? StatusKind::Running : StatusKind::NeedsYou;
    case flows::RunStatus::Inactive:
        return StatusKind::NeedsYou;
    case flows::RunStatus::Succeeded:
        return StatusKind::Succeeded;
    case flows::RunStatus::Failed:
        return run.isCancelled() ? StatusKind::Cancelled : StatusKind::Failed;
    case flows::RunStatus::Ended:
    case flows::RunStatus::Unknown:
        break;
    }
    return StatusKind::Other;
}

QString statusWord(const flows::Run &run)
{
    switch (statusKind(run)) {
    case StatusKind::Running:
        return tr(QT_TRANSLATE_NOOP("models::Status", "Running"));
    case StatusKind::Succeeded:
        return tr(QT_TRANSLATE_NOOP("models::Status", "Succeeded"));
    case StatusKind::Failed:
        return tr(QT_TRANSLATE_NOOP("models::Status", "Failed"));
    case StatusKind::Cancelled:
        return tr(QT_TRANSLATE_NOOP("models::Status", "Cancelled"));
    case StatusKind::NeedsYou:
        return tr(QT_TRANSLATE_NOOP("models::Status", "Needs you"));
    case StatusKind::Other:
        break;
    }
    return run.statusText;
}

} // namespace models
