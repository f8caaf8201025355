#pragma once

#include <QList>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace layout {

//! One box. Sizes in pixels at scale 1.
struct Node
{
    QSizeF size;
};

//! One arrow from a node to a node (indices into Graph::nodes); several between one pair and self loops are allowed.
struct Edge
{
    int from = 0;
    int to = 0;
    QSizeF label;             //!< empty: no label
    bool exceptional = false; //!< a catch edge: kept to the other side than back edges
};

struct Graph
{
    QList<Node> nodes;
    QList<Edge> edges;
    QList<int> happyPath; //!< nodes from the start on that shall stand in one straight line; may be empty
};

struct Spacing
{
    qreal nodeGap = 40; //!< between boxes of one rank
    qreal rankGap = 32; //!< between ranks without labels
    qreal labelGap = 6; //!< around a label
    qreal edgeGap = 14; //!< between two edges that run beside each other, and between an edge and a foreign box
    qreal bendRadius = 8;
    qreal margin = 16; //!< around everything
};

struct EdgeGeometry
{
    QPainterPath path;   //!< from the border of `from` to the border of `to`; never through a box
    QRectF label;        //!< null if the edge has none; overlaps no box and no other label
    QPointF tip;         //!< where the arrow head ends: the last point of the path
    qreal tipAngle = 90; //!< direction of travel at the tip in degrees, 0 to the right, 90 downward
};

struct DiagramLayout
{
    QSizeF size; //!< everything lies in QRectF(QPointF(), size); an empty graph has 0 x 0
    QList<QRectF> nodes;
    QList<EdgeGeometry> edges;
    int crossings = 0; //!< edge crossings between neighbouring ranks that are left
};

//! Lays a directed graph out in ranks from top to bottom. Pure and deterministic: same input, same output, on every
//! machine. Cycles, islands, self loops and parallel edges are drawn; an empty graph gives an empty layout.
//! A node index out of range in an edge or in the happy path is ignored (its geometry stays empty).
[[nodiscard]] DiagramLayout layOut(const Graph &graph, const Spacing &spacing = {});

} // namespace layout
