#include "models/roles.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("models::Roles", text);
}

//! Strongest first.
constexpr std::pair<const char *, const char *> roleWords[] = {
    {"flow_owner", QT_TRANSLATE_NOOP("models::Roles", "Owner")},
    {"flow_administrator", QT_TRANSLATE_NOOP("models::Roles", "Administrator")},
    {"flow_starter", QT_TRANSLATE_NOOP("models::Roles", "Starter")},
    {"flow_run_manager", QT_TRANSLATE_NOOP("models::Roles", "Run manager")},
    {"run_manager", QT_TRANSLATE_NOOP("models::Roles", "Run manager")},
    {"flow_run_monitor", QT_TRANSLATE_NOOP("models::Roles", "Run monitor")},
    {"run_monitor", QT_TRANSLATE_NOOP("models::Roles", "Run monitor")},
    {"flow_viewer", QT_TRANSLATE_NOOP("models::Roles", "Viewer")},
};

} // namespace

QString roleWord(const QStringList &roles)
{
    for (const auto &[role, word] : roleWords) {
        if (roles.contains(QLatin1StringView(role)))
            return tr(word);
    }
    return roles.value(0);
}

bool mayStart(const QStringList &roles)
{
    return roles.contains("flow_starter"_L1) || roles.contains("flow_administrator"_L1) ||
           roles.contains("flow_owner"_L1);
}

QString principalWords(const QString &urn, const QString &ownUrn)
{
    if (urn.isEmpty())
        return {};
    return urn == ownUrn ? tr("you") : urn.section(u':', -1);
}

} // namespace models
