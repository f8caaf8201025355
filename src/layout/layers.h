#pragma once

#include "layout/diagramlayout.h"
#include "layout/part.h"

#include <QVarLengthArray>

#include <vector>

namespace layout {

enum class Side : signed char { Left = -1, None = 0, Right = 1 };

//! One piece of an edge, between two items of neighbouring layers.
struct Link
{
    int item = 0;
    int segment = 0; //!< numbered through; those of one edge follow each other
};

//! What stands in a layer: a box, a label, or a place where an edge passes.
struct Item
{
    enum class Kind : char {
        Box,
        Bend,  //!< an edge passes this layer
        Label, //!< the label of an edge, on its line
        Turn   //!< an edge that left its box at the side turns up or down here; nothing but bends is between it and its
               //!< box
    };
    Kind kind = Kind::Bend;
    Side side = Side::None; //!< of a turn: where it stands, seen from its box
    bool spine = false;     //!< part of the happy path
    int layer = 0;
    int pos = 0;       //!< in its layer, from the left
    int node = -1;     //!< of a box; of a turn: the node that it belongs to
    int edge = -1;     //!< index into Part::edges, -1 for a box
    double left = 0;   //!< how far it reaches to the left of its x
    double right = 0;  //!< … and to the right
    double height = 0; //!< 0 for a bend and a turn
    double x = 0;      //!< the middle of a box or label; where the line stands
    QVarLengthArray<Link, 2> up;
    QVarLengthArray<Link, 2> down;
    QVarLengthArray<int, 1> before; //!< of a box: its turns on the left, from left to right
    QVarLengthArray<int, 1> after;  //!< … and on the right
};

//! The part cut into layers: a layer for each rank, and one below it if an edge with a label leaves it.
struct Layered
{
    std::vector<Item> items;
    std::vector<int> boxOf;               //!< item by node
    std::vector<std::vector<int>> layers; //!< items from left to right
    std::vector<char> isLabelLayer;       //!< by layer
    std::vector<int> spine;               //!< item by layer, -1: none
    std::vector<std::vector<int>> chains; //!< by edge: items from its upper box to its lower one, both included
    std::vector<char> happySegments;      //!< by segment: it is a piece of the happy path
    std::vector<int> firstSegment;        //!< by edge
    int segments = 0;

    //! Writes Item::pos for one layer.
    void number(int layer);
    //! Takes over an order of all layers; turns stand in it beside their boxes.
    void restore(std::vector<std::vector<int>> order);
};

//! How far apart the middles of two neighbours of one layer must be.
[[nodiscard]] double separation(const Item &left, const Item &right, const Spacing &spacing);

} // namespace layout
