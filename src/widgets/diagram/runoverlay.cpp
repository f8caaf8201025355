#include "widgets/diagram/runoverlay.h"

#include "models/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace widgets {

namespace {

constexpr qint64 shownMilliseconds = 100; //!< shorter times would read 0.0 s

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
    if (state.milliseconds >= shownMilliseconds)
        parts.append(models::durationWords(state.milliseconds));
    return parts.join(QStringLiteral(" \u00B7 "));
}

QString stateStatusWord(const StateOverlay *state)
{
    if (state == nullptr)
        return QCoreApplication::translate("widgets::RunOverlay", "Not reached");
    return statusWord(state->status, QCoreApplication::translate("widgets::RunOverlay", "Visited"));
}

} // namespace widgets
