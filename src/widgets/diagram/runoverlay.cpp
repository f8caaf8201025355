#include "widgets/diagram/runoverlay.h"

#include "flowlang/definition.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace widgets {

namespace {

QString timeText(qint64 milliseconds)
{
    if (milliseconds < 100)
        return {};
    if (milliseconds < 9950)
        return QCoreApplication::translate("widgets::RunOverlay", "%1 s", "seconds with one decimal")
            .arg(QLocale().toString(static_cast<double>(milliseconds) / 1000, 'f', 1));
    return flowlang::durationText((milliseconds + 500) / 1000);
}

} // namespace

const StateOverlay *RunOverlay::state(const QString &name) const
{
    const auto found = states.constFind(name);
    return found == states.cend() ? nullptr : &*found;
}

QString annotationText(const StateOverlay &state)
{
    QStringList parts;
    if (state.visits > 1)
        parts.append(QString(QChar(0x00D7) + QLocale().toString(state.visits)));
    if (const QString time = timeText(state.milliseconds); !time.isEmpty())
        parts.append(time);
    return parts.join(QStringLiteral(" \u00B7 "));
}

QString stateStatusWord(const StateOverlay *state)
{
    if (state == nullptr)
        return QCoreApplication::translate("widgets::RunOverlay", "Not reached");
    return statusWord(state->status, QCoreApplication::translate("widgets::RunOverlay", "Visited"));
}

} // namespace widgets
