#pragma once

#include "models/status.h"
#include "widgets/theme/theme.h"

#include <QIcon>
#include <QRectF>
#include <QString>

class QPainter;

namespace widgets {

//! What a run's or a state's status means to a person. Always shown as a word, a shape and a colour.
using RunStatusKind = models::StatusKind;
using models::statusKind;
using models::statusWord;

[[nodiscard]] const StatusColours &statusColours(RunStatusKind kind, const Theme &theme);

//! Paints the shape of a status into the largest square in the middle of `rect`.
//! \param angle where the moving quarter of Running begins, degrees clockwise from 12 o'clock
void paintStatusShape(QPainter &painter, const QRectF &rect, RunStatusKind kind, const Theme &theme, qreal angle = 0);

//! The shape as an icon that scales.
[[nodiscard]] QIcon statusIcon(RunStatusKind kind, const Theme &theme);

//! Height of a chip in pixels.
inline constexpr int ChipHeight = 20;

//! Width that paintStatusChip needs.
[[nodiscard]] qreal statusChipWidth(const QString &word, const QFont &font);
//! Shape and word on the tint, left-aligned in `rect`, vertically in its middle; for item delegates and StatusChip.
void paintStatusChip(QPainter &painter, const QRectF &rect, RunStatusKind kind, const QString &word, const Theme &theme,
                     qreal angle = 0);

} // namespace widgets
