#include "layout/layerbuilder.h"

#include "layout/sideports.h"

#include <algorithm>

namespace layout {

namespace {

//! Builds the layers; `m_layerOf` maps a rank to its layer.
class Builder
{
public:
    Builder(const Part &part, const std::vector<int> &ranks, const Spacing &spacing)
        : m_part(part)
        , m_ranks(ranks)
        , m_spacing(spacing)
    {
    }
    Layered build();

private:
    void makeLayers();
    void makeBoxes();
    void makeChain(int edge);
    int add(Item item);
    int addTurn(int edge, int node, Side side);
    void link(int upper, int lower, bool happy);
    void markSpine();
    //! A way back over at least one rank: its label stands where a layer is anyway.
    [[nodiscard]] bool isLane(const PartEdge &e) const { return e.reversed && m_ranks[e.to] > m_ranks[e.from] + 1; }
    [[nodiscard]] int labelLayer(const PartEdge &edge) const;
    [[nodiscard]] bool entersAtSide(const PartEdge &edge) const;
    [[nodiscard]] Item between(int edge, int layer, int labelAt) const;

    const Part &m_part;
    const std::vector<int> &m_ranks;
    const Spacing &m_spacing;
    std::vector<int> m_layerOf;
    Layered m_out;
};

Layered Builder::build()
{
    makeLayers();
    makeBoxes();
    m_out.chains.resize(m_part.edges.size());
    m_out.firstSegment.resize(m_part.edges.size());
    for (size_t i = 0; i < m_part.edges.size(); ++i)
        makeChain(static_cast<int>(i));
    markSpine();
    for (size_t layer = 0; layer < m_out.layers.size(); ++layer)
        m_out.number(static_cast<int>(layer));
    return std::move(m_out);
}

void Builder::makeLayers()
{
    const int ranks = 1 + *std::max_element(m_ranks.begin(), m_ranks.end());
    std::vector<char> labelled(ranks, 0);
    for (const PartEdge &edge : m_part.edges) {
        if (!edge.label.isEmpty() && !isLane(edge))
            labelled[m_ranks[edge.from]] = 1;
    }
    for (int rank = 0; rank < ranks; ++rank) {
        m_layerOf.push_back(static_cast<int>(m_out.isLabelLayer.size()));
        m_out.isLabelLayer.push_back(0);
        if (labelled[rank])
            m_out.isLabelLayer.push_back(1);
    }
    m_out.layers.resize(m_out.isLabelLayer.size());
}

int Builder::add(Item item)
{
    const int index = static_cast<int>(m_out.items.size());
    m_out.layers[item.layer].push_back(index);
    m_out.items.push_back(std::move(item));
    return index;
}

void Builder::makeBoxes()
{
    for (size_t node = 0; node < m_part.ids.size(); ++node) {
        Item box;
        box.kind = Item::Kind::Box;
        box.layer = m_layerOf[m_ranks[node]];
        box.node = static_cast<int>(node);
        box.left = box.right = m_part.sizes[node].width() / 2;
        box.height = m_part.sizes[node].height();
        m_out.boxOf.push_back(add(box));
    }
    for (const SelfLoop &loop : m_part.loops)
        m_out.items[m_out.boxOf[loop.node]].right += loopWidth(loop, m_spacing);
}

void Builder::link(int upper, int lower, bool happy)
{
    const int segment = m_out.segments++;
    m_out.happySegments.push_back(happy);
    m_out.items[upper].down.push_back({lower, segment});
    m_out.items[lower].up.push_back({upper, segment});
}

int Builder::addTurn(int edge, int node, Side side)
{
    Item turn;
    turn.kind = Item::Kind::Turn;
    turn.side = side;
    turn.layer = m_layerOf[m_ranks[node]];
    turn.node = node;
    turn.edge = edge;
    const int index = add(turn);
    Item &box = m_out.items[m_out.boxOf[node]];
    if (side == Side::Left)
        box.before.insert(box.before.begin(), index);
    else
        box.after.push_back(index);
    return index;
}

//! Where the label stands: right below the source, so that a choice reads well; of a long way back in the middle.
int Builder::labelLayer(const PartEdge &edge) const
{
    if (edge.label.isEmpty())
        return -1;
    const int upper = m_layerOf[m_ranks[edge.from]];
    const int lower = m_layerOf[m_ranks[edge.to]];
    return isLane(edge) ? (upper + lower) / 2 : upper + 1;
}

//! A catch edge from the happy path back onto it goes round as a bracket, while there is room at the side.
bool Builder::entersAtSide(const PartEdge &edge) const
{
    constexpr int Most = 3;
    const auto onPath = [this](int node) {
        return std::find(m_part.spine.begin(), m_part.spine.end(), node) != m_part.spine.end();
    };
    return onPath(edge.from) && onPath(edge.to) && m_out.items[m_out.boxOf[edge.to]].after.size() < Most;
}

Item Builder::between(int edge, int layer, int labelAt) const
{
    Item item;
    item.layer = layer;
    item.edge = edge;
    if (layer == labelAt) {
        const QSizeF &size = m_part.edges[edge].label;
        item.kind = Item::Kind::Label;
        item.left = item.right = size.width() / 2 + m_spacing.labelGap;
        item.height = size.height();
    }
    return item;
}

void Builder::makeChain(int edge)
{
    const PartEdge &e = m_part.edges[edge];
    const Side side = e.exceptional ? Side::Right : Side::Left;
    const bool catches = e.exceptional && !e.happy && !e.reversed;
    std::vector<int> &chain = m_out.chains[edge];
    m_out.firstSegment[edge] = m_out.segments;
    chain.push_back(m_out.boxOf[e.from]);
    if (e.reversed || catches)
        chain.push_back(addTurn(edge, e.from, side));
    const int labelAt = labelLayer(e);
    const int lower = m_layerOf[m_ranks[e.to]];
    for (int layer = m_layerOf[m_ranks[e.from]] + 1; layer < lower; ++layer)
        chain.push_back(add(between(edge, layer, labelAt)));
    if (e.reversed || (catches && entersAtSide(e)))
        chain.push_back(addTurn(edge, e.to, side));
    chain.push_back(m_out.boxOf[e.to]);
    for (size_t i = 1; i < chain.size(); ++i) {
        if (m_out.items[chain[i - 1]].layer != m_out.items[chain[i]].layer)
            link(chain[i - 1], chain[i], e.happy);
    }
}

void Builder::markSpine()
{
    m_out.spine.assign(m_out.layers.size(), -1);
    const auto mark = [this](int item) {
        m_out.items[item].spine = true;
        m_out.spine[m_out.items[item].layer] = item;
    };
    for (const int node : m_part.spine)
        mark(m_out.boxOf[node]);
    for (size_t i = 0; i < m_part.edges.size(); ++i) {
        if (!m_part.edges[i].happy)
            continue;
        for (const int item : m_out.chains[i]) {
            if (m_out.items[item].kind != Item::Kind::Turn)
                mark(item);
        }
    }
}

} // namespace

Layered layered(const Part &part, const std::vector<int> &ranks, const Spacing &spacing)
{
    return Builder(part, ranks, spacing).build();
}

} // namespace layout
