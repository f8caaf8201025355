#pragma once

#include "widgets/diagram/diagramgeometry.h"
#include "widgets/diagram/runoverlay.h"
#include "widgets/theme/theme.h"

#include <QImage>

class QIODevice;

namespace widgets {

//! A whole diagram as a file, in the colours of a theme on its diagram ground.
struct DiagramExport
{
    const DiagramGeometry &geometry;
    const RunOverlay *overlay = nullptr; //!< null: the flow alone
    const Theme &theme;

    //! Writes a vector picture to an open device. \returns false if the device did not take it.
    [[nodiscard]] bool writeSvg(QIODevice &device, const QString &title) const;
    //! Writes a PNG. \returns false if the device did not take it or the diagram is empty.
    [[nodiscard]] bool writePng(QIODevice &device, qreal scale = 2) const;
    //! \param scale pixels a unit; made smaller where there would be over 32 million pixels. Null for an empty diagram.
    [[nodiscard]] QImage image(qreal scale = 2) const;
};

} // namespace widgets
