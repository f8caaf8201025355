#include "widgets/diagram/thumbnails.h"

#include "core/logging.h"
#include "core/settle.h"
#include "widgets/diagram/diagrampainter.h"

#include <QHashFunctions>
#include <QLinearGradient>
#include <QPainter>
#include <QtConcurrent>

#include <algorithm>

namespace widgets {

namespace {

constexpr qreal Margin = 10;
//! Below this scale nothing can be read: a long flow shows its beginning instead and fades out.
constexpr qreal ReadableScale = 0.5;
//! Above this one a small flow would shout.
constexpr qreal LargestScale = 0.85;

void fadeOut(QPainter &painter, const QSizeF &size, const QColor &ground)
{
    constexpr qreal depth = 36;
    QColor clear = ground;
    clear.setAlpha(0);
    QLinearGradient fade(0, size.height() - depth, 0, size.height());
    fade.setColorAt(0, clear);
    fade.setColorAt(1, ground);
    painter.fillRect(QRectF(0, size.height() - depth, size.width(), depth), fade);
}

} // namespace

ThumbnailKey ThumbnailKey::of(const QByteArray &definitionHash, QSize size, qreal ratio, const QPalette &palette)
{
    return {definitionHash, size, ratio, Theme::forPalette(palette).dark};
}

size_t qHash(const ThumbnailKey &key, size_t seed)
{
    return qHashMulti(seed, key.definitionHash, key.size.width(), key.size.height(), key.ratio, key.dark);
}

Thumbnails::Thumbnails(const QFont &body, qsizetype mostBytes, QObject *parent)
    : QObject(parent)
    , m_body(body)
    , m_kept(mostBytes)
{
    m_pool.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
}

Thumbnails::~Thumbnails()
{
    m_pool.clear(); // what has not begun is not needed any more; the rest is waited for by the pool
}

QImage Thumbnails::image(const ThumbnailKey &key, const GraphSource &source)
{
    if (const QImage *kept = m_kept.object(key))
        return *kept;
    if (key.size.isEmpty() || m_making.contains(key))
        return {};
    m_making.insert(key, 1);
    const QFuture<QImage> made =
        QtConcurrent::run(&m_pool, [key, source, body = m_body] { return paint(source(), body, key); });
    core::settle(
        made, this,
        [this, key](const QImage &picture) {
            m_making.remove(key);
            ++m_made;
            m_kept.insert(key, new QImage(picture), picture.sizeInBytes());
            Q_EMIT ready(key.definitionHash);
        },
        // It stays in m_making: what failed once is not tried again with every repaint.
        [key](const core::ApiError &) {
            qCWarning(lcWidgets) << "no thumbnail could be made of" << key.definitionHash;
        });
    return {};
}

QImage Thumbnails::paint(const flowlang::FlowGraph &graph, const QFont &body, const ThumbnailKey &key)
{
    const Theme &theme = key.dark ? Theme::darkTheme() : Theme::light();
    const QSizeF size = key.size;
    QImage picture(key.size * key.ratio, QImage::Format_RGB32);
    picture.setDevicePixelRatio(key.ratio);
    picture.fill(theme.sunken);
    const DiagramGeometry geometry = buildGeometry(graph, body, Detail::Compact);
    const QRectF all = geometry.bounds();
    if (all.isEmpty())
        return picture;
    const qreal wide = (size.width() - 2 * Margin) / all.width();
    const qreal high = (size.height() - 2 * Margin) / all.height();
    const qreal scale = std::min({wide, std::max(high, ReadableScale), LargestScale});
    QPointF origin = QPointF(size.width() / 2, size.height() / 2) - all.center() * scale;
    const bool tooHigh = all.height() * scale > size.height();
    if (tooHigh)
        origin.setY(Margin / 2);
    QPainter painter(&picture);
    painter.save();
    painter.translate(origin);
    painter.scale(scale, scale);
    paintDiagram(painter, geometry, nullptr, theme);
    painter.restore();
    if (tooHigh)
        fadeOut(painter, size, theme.sunken);
    return picture;
}

} // namespace widgets
