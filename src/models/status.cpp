#include "models/status.h"

#include <QCoreApplication>

namespace models {

namespace {

//! Words are collected for translation in one context.
QString word(const char *text)
{
    return QCoreApplication::translate("models::Status", text);
}

} // namespace

StatusKind statusKind(QStringView status, QStringView failureCode, bool waitsForUser)
{
    if (status == u"SUCCEEDED")
        return StatusKind::Succeeded;
    if (status == u"FAILED")
        return failureCode == u"FlowCanceled" ? StatusKind::Cancelled : StatusKind::Failed;
    if (status == u"INACTIVE" || (status == u"ACTIVE" && waitsForUser))
        return StatusKind::NeedsYou;
    return status == u"ACTIVE" ? StatusKind::Running : StatusKind::Other;
}

StatusKind statusKind(const flows::Run &run)
{
    return statusKind(flows::runStatusText(run.status), run.wasCancelled ? u"FlowCanceled" : u"", run.waitsForAnswer);
}

QString statusWord(StatusKind kind, const QString &itself)
{
    switch (kind) {
    case StatusKind::Running:
        return word(QT_TRANSLATE_NOOP("models::Status", "Running"));
    case StatusKind::Succeeded:
        return word(QT_TRANSLATE_NOOP("models::Status", "Succeeded"));
    case StatusKind::Failed:
        return word(QT_TRANSLATE_NOOP("models::Status", "Failed"));
    case StatusKind::Cancelled:
        return word(QT_TRANSLATE_NOOP("models::Status", "Cancelled"));
    case StatusKind::NeedsYou:
        return word(QT_TRANSLATE_NOOP("models::Status", "Needs you"));
    case StatusKind::Other:
        break;
    }
    return itself.isEmpty() ? word(QT_TRANSLATE_NOOP("models::Status", "Unknown")) : itself;
}

QString statusWord(const flows::Run &run)
{
    return statusWord(statusKind(run), run.statusText());
}

const QStringList &listedStatuses()
{
    static const QStringList statuses{QStringLiteral("ACTIVE"), QStringLiteral("INACTIVE"), QStringLiteral("FAILED"),
                                      QStringLiteral("SUCCEEDED")};
    return statuses;
}

} // namespace models
