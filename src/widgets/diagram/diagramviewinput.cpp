#include "widgets/diagram/diagramitems.h"
#include "widgets/diagram/diagramtravel.h"
#include "widgets/diagram/diagramview.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QWheelEvent>

#include <cmath>
#include <optional>

namespace widgets {

namespace {

std::optional<Travel> travelKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
        return Travel::Down;
    case Qt::Key_Up:
        return Travel::Up;
    case Qt::Key_Left:
        return Travel::Left;
    case Qt::Key_Right:
        return Travel::Right;
    case Qt::Key_Home:
        return Travel::First;
    case Qt::Key_End:
        return Travel::Last;
    case Qt::Key_PageDown:
        return Travel::Next;
    case Qt::Key_PageUp:
        return Travel::Previous;
    default:
        return std::nullopt;
    }
}

} // namespace

void DiagramView::keyPressEvent(QKeyEvent *event)
{
    // Alt+Left and the like are the window's.
    if (event->modifiers() & (Qt::AltModifier | Qt::MetaModifier)) {
        event->ignore();
        return;
    }
    if (const std::optional<Travel> way = travelKey(event->key())) {
        go(*way);
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_picture->selected >= 0)
            Q_EMIT stateActivated(selectedState());
        return;
    }
    if (!zoomKey(event->key()))
        event->ignore();
}

void DiagramView::go(Travel way)
{
    select(travel(m_picture->geometry, m_picture->selected, way), true);
}

bool DiagramView::zoomKey(int key)
{
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return true;
    case Qt::Key_Minus:
        zoomOut();
        return true;
    case Qt::Key_0:
        setZoom(1);
        return true;
    case Qt::Key_F:
        fitToView();
        return true;
    default:
        return false;
    }
}

int DiagramView::nodeAt(const QPoint &place) const
{
    for (const QGraphicsItem *item : items(place)) {
        if (const auto *node = qgraphicsitem_cast<const NodeItem *>(item);
            node != nullptr && canTravelTo(m_picture->geometry, node->node()))
            return node->node();
    }
    return -1;
}

void DiagramView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) {
        event->ignore();
        return;
    }
    m_pressed = event->position().toPoint();
    m_lastPan = m_pressed;
    m_panning = event->button() == Qt::MiddleButton;
    if (m_panning)
        viewport()->setCursor(Qt::ClosedHandCursor);
}

void DiagramView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint place = event->position().toPoint();
    if (!(event->buttons() & (Qt::LeftButton | Qt::MiddleButton)))
        return;
    if (!m_panning && (place - m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    if (!m_panning) {
        m_panning = true;
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
    m_fitted = false;
    pan(place - m_lastPan);
    m_lastPan = place;
}

void DiagramView::mouseReleaseEvent(QMouseEvent *event)
{
    viewport()->setCursor(Qt::ArrowCursor);
    if (!m_panning && event->button() == Qt::LeftButton)
        select(nodeAt(event->position().toPoint()), false);
    m_panning = false;
}

void DiagramView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int node = nodeAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || node < 0)
        return;
    select(node, false);
    Q_EMIT stateActivated(selectedState());
}

void DiagramView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        m_fitted = false;
        QGraphicsView::wheelEvent(event);
        return;
    }
    zoomAt(event->position(), std::pow(1.25, event->angleDelta().y() / 120.0));
    event->accept();
}

bool DiagramView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *native = static_cast<QNativeGestureEvent *>(event);
        if (native->gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(native->position(), 1 + native->value());
            return true;
        }
    }
    if (event->type() == QEvent::Gesture) {
        auto *gesture = static_cast<QGestureEvent *>(event)->gesture(Qt::PinchGesture);
        if (const auto *pinch = static_cast<QPinchGesture *>(gesture); pinch != nullptr) {
            if (pinch->changeFlags().testFlag(QPinchGesture::ScaleFactorChanged))
                zoomAt(viewport()->mapFromGlobal(pinch->centerPoint()), pinch->scaleFactor());
            return true;
        }
    }
    return QGraphicsView::viewportEvent(event);
}

void DiagramView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    if (m_fitted)
        fitNow();
    placeZoomBar();
}

//! Who comes by keyboard sees where he is.
void DiagramView::focusInEvent(QFocusEvent *event)
{
    QGraphicsView::focusInEvent(event);
    const bool byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byKey && m_picture->selected < 0)
        go(Travel::First);
}

} // namespace widgets
