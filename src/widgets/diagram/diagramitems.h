#pragma once

#include "widgets/diagram/diagrampainter.h"

#include <QGraphicsItem>

#include <optional>

namespace widgets {

//! What the items of one view paint; the view owns it and outlives them.
struct DiagramPicture
{
    DiagramGeometry geometry;
    std::optional<RunOverlay> overlay;
    QList<Annotation> annotations; //!< as graph.nodes; empty without an overlay
    Theme theme;
    int selected = -1; //!< index into graph.nodes
    qreal angle = 0;   //!< of the Running ring

    [[nodiscard]] const RunOverlay *run() const { return overlay ? &*overlay : nullptr; }
};

//! One box.
class NodeItem final : public QGraphicsItem
{
public:
    enum { Type = UserType + 1 };

    NodeItem(const DiagramPicture &picture, int node);

    [[nodiscard]] int type() const override { return Type; }
    [[nodiscard]] int node() const { return m_node; }
    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const DiagramPicture &m_picture;
    int m_node;
};

//! One arrow, without its label.
class EdgeItem final : public QGraphicsItem
{
public:
    EdgeItem(const DiagramPicture &picture, int edge);

    //! Taken edges lie above the others.
    void restack();
    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const DiagramPicture &m_picture;
    int m_edge;
};

//! The label of one arrow; above all arrows.
class EdgeLabelItem final : public QGraphicsItem
{
public:
    EdgeLabelItem(const DiagramPicture &picture, int edge);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const DiagramPicture &m_picture;
    int m_edge;
};

//! What stands beside one box in a run; above everything, and not in the way of the mouse.
class AnnotationItem final : public QGraphicsItem
{
public:
    AnnotationItem(const DiagramPicture &picture, int node);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const DiagramPicture &m_picture;
    int m_node;
};

} // namespace widgets
