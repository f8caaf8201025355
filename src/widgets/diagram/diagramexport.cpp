#include "widgets/diagram/diagramexport.h"

#include "widgets/diagram/diagrampainter.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace widgets {

bool DiagramExport::writeSvg(QIODevice &device, const QString &title) const
{
    const QRectF all = paintedBounds(geometry, overlay);
    QBuffer text;
    text.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&text);
    generator.setTitle(title.toHtmlEscaped()); // the generator writes it as it is
    generator.setResolution(96);
    generator.setSize(all.size().toSize());
    generator.setViewBox(QRectF(QPointF(), all.size()));
    QPainter painter(&generator);
    painter.fillRect(QRectF(QPointF(), all.size()), theme.sunken);
    painter.translate(-all.topLeft());
    paintDiagram(painter, geometry, overlay, theme);
    painter.end();
    return device.write(text.data()) == text.size();
}

bool DiagramExport::writePng(QIODevice &device, qreal scale) const
{
    const QImage picture = image(scale);
    return !picture.isNull() && picture.save(&device, "PNG");
}

QImage DiagramExport::image(qreal scale) const
{
    constexpr qreal mostPixels = 32e6; // 128 MB while it is painted; an A2 sheet at 300 dpi
    const QRectF all = paintedBounds(geometry, overlay);
    if (all.isEmpty() || scale <= 0)
        return {};
    const qreal used = std::min(scale, std::sqrt(mostPixels / (all.width() * all.height())));
    QImage picture((all.size() * used).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    picture.fill(theme.sunken);
    QPainter painter(&picture);
    painter.scale(used, used);
    painter.translate(-all.topLeft());
    paintDiagram(painter, geometry, overlay, theme);
    return picture;
}

} // namespace widgets
