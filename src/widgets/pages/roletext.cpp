#include "widgets/pages/roletext.h"

#include <QCoreApplication>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("widgets::RoleText", text);
}

} // namespace

QString flowRoleText(const QStringList &roles)
{
    static constexpr std::array<std::pair<const char *, const char *>, 8> words{{
        {"flow_owner", QT_TRANSLATE_NOOP("widgets::RoleText", "Owner")},
        {"flow_administrator", QT_TRANSLATE_NOOP("widgets::RoleText", "Administrator")},
        {"flow_starter", QT_TRANSLATE_NOOP("widgets::RoleText", "Starter")},
        {"flow_run_manager", QT_TRANSLATE_NOOP("widgets::RoleText", "Run manager")},
        {"run_manager", QT_TRANSLATE_NOOP("widgets::RoleText", "Run manager")},
        {"flow_run_monitor", QT_TRANSLATE_NOOP("widgets::RoleText", "Run monitor")},
        {"run_monitor", QT_TRANSLATE_NOOP("widgets::RoleText", "Run monitor")},
        {"flow_viewer", QT_TRANSLATE_NOOP("widgets::RoleText", "Viewer")},
    }};
    for (const auto &[role, word] : words) {
        if (roles.contains(QLatin1StringView(role)))
            return tr(word);
    }
    return {};
}

bool mayStart(const QStringList &roles)
{
    return roles.contains("flow_starter"_L1) || roles.contains("flow_administrator"_L1) ||
           roles.contains("flow_owner"_L1);
}

RunStatusKind statusKind(const flows::Run &run)
{
    return runStatusKind(run.statusText, run.detailsCode, !run.blockingWebInputId.isEmpty());
}

QString statusText(const flows::Run &run)
{
    return statusWord(statusKind(run), run.statusText);
}

QString principalText(const QString &urn, const QString &ownUrn)
{
    if (urn.isEmpty())
        return {};
    return urn == ownUrn ? tr("you") : urn.section(u':', -1);
}

} // namespace widgets
