#include "widgets/diagram/zoombar.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/plaintip.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace widgets {

ZoomBar::ZoomBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("zoomBar"));
    setAccessibleName(tr("Zoom"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(3, 3, 3, 3);
    row->setSpacing(2);
    connect(addButton(QStringLiteral("zoomOut"), QStringLiteral("list-remove"), tr("Zoom out"), tr("Zoom out (-)")),
            &QToolButton::clicked, this, &ZoomBar::zoomOutClicked);
    connect(addButton(QStringLiteral("zoomIn"), QStringLiteral("list-add"), tr("Zoom in"), tr("Zoom in (+)")),
            &QToolButton::clicked, this, &ZoomBar::zoomInClicked);
    connect(addButton(QStringLiteral("zoomFit"), QStringLiteral("zoom-fit-best"), tr("Show the whole flow"),
                      tr("Show the whole flow (F)")),
            &QToolButton::clicked, this, &ZoomBar::fitClicked);
    setCursor(Qt::ArrowCursor);
}

QToolButton *ZoomBar::addButton(const QString &name, const QString &icon, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(themeIcon(icon));
    button->setIconSize({16, 16});
    button->setAutoRaise(true);
    button->setFixedSize(26, 26);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(text);
    button->setToolTip(plainTip(tip));
    layout()->addWidget(button);
    return button;
}

void ZoomBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::forPalette(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), ControlRadius, ControlRadius);
}

} // namespace widgets
