#include "layout/layers.h"

namespace layout {

void Layered::number(int layer)
{
    int pos = 0;
    for (const int item : layers[layer])
        items[item].pos = pos++;
}

void Layered::restore(std::vector<std::vector<int>> order)
{
    layers = std::move(order);
    for (const int box : boxOf) {
        items[box].before.clear();
        items[box].after.clear();
    }
    for (size_t layer = 0; layer < layers.size(); ++layer) {
        number(static_cast<int>(layer));
        for (const int index : layers[layer]) {
            const Item &item = items[index];
            if (item.kind == Item::Kind::Turn)
                (item.side == Side::Left ? items[boxOf[item.node]].before : items[boxOf[item.node]].after)
                    .push_back(index);
        }
    }
}

double separation(const Item &left, const Item &right, const Spacing &spacing)
{
    using Kind = Item::Kind;
    double gap = spacing.edgeGap;
    if (left.kind == Kind::Box && right.kind == Kind::Box)
        gap = spacing.nodeGap;
    else if (left.kind == Kind::Label && right.kind == Kind::Label)
        gap = 0; // the gap is part of both
    else if (left.kind == Kind::Label || right.kind == Kind::Label)
        gap = left.kind == Kind::Box || right.kind == Kind::Box ? spacing.edgeGap : 0;
    else if (left.kind == Kind::Turn || right.kind == Kind::Turn)
        gap = spacing.edgeGap + (left.kind == Kind::Box || right.kind == Kind::Box ? spacing.bendRadius : 0);
    return left.right + gap + right.left;
}

} // namespace layout
