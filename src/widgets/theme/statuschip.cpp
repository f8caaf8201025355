#include "widgets/theme/statuschip.h"

#include "widgets/theme/motion.h"

#include <QEvent>
#include <QPainter>

namespace widgets {

StatusChip::StatusChip(QWidget *parent)
    : QWidget(parent)
    , m_motion(new Motion(this, [this] { update(); }))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setStatus(RunStatusKind::Other);
}

void StatusChip::setStatus(RunStatusKind kind, const QString &word)
{
    const QString shown = statusWord(kind, word);
    m_motion->setRunning(kind == RunStatusKind::Running);
    if (kind == m_kind && shown == m_word)
        return;
    m_kind = kind;
    m_word = shown;
    setAccessibleName(m_word);
    updateGeometry();
    update();
}

QSize StatusChip::sizeHint() const
{
    return {static_cast<int>(statusChipWidth(m_word, font())), ChipHeight};
}

QSize StatusChip::minimumSizeHint() const
{
    return sizeHint();
}

void StatusChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintStatusChip(painter, rect(), m_kind, m_word, Theme::forPalette(palette()), m_motion->angle());
}

void StatusChip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace widgets
