#include "layout/networksimplex.h"

#include "layout/longestpath.h"

#include <algorithm>
#include <limits>

namespace layout {

namespace {

//! A spanning tree of tight edges, with what pivoting needs: order of leaving (lim), lowest of the subtree (low), cuts.
class Simplex
{
public:
    Simplex(int nodes, const std::vector<RankEdge> &edges);
    std::vector<int> solve();

private:
    [[nodiscard]] int slack(int e) const { return m_rank[m_edges[e].to] - m_rank[m_edges[e].from] - m_edges[e].length; }
    [[nodiscard]] bool below(int node, int root) const
    {
        return m_low[root] <= m_lim[node] && m_lim[node] <= m_lim[root];
    }
    void growTree();
    int visitTight(int root, std::vector<char> &in);
    void numberTree();
    void computeCuts();
    int leaving();
    [[nodiscard]] int entering(int e) const;
    void pivot(int out, int in);

    const std::vector<RankEdge> &m_edges;
    std::vector<std::vector<int>> m_incident;
    std::vector<int> m_rank, m_low, m_lim, m_parentEdge, m_order, m_cut;
    std::vector<char> m_inTree;
    size_t m_next = 0;
};

Simplex::Simplex(int nodes, const std::vector<RankEdge> &edges)
    : m_edges(edges)
    , m_incident(nodes)
    , m_rank(longestPathRanks(nodes, edges))
    , m_low(nodes, 0)
    , m_lim(nodes, 0)
    , m_parentEdge(nodes, -1)
    , m_cut(edges.size(), 0)
    , m_inTree(edges.size(), 0)
{
    for (size_t e = 0; e < edges.size(); ++e) {
        m_incident[edges[e].from].push_back(static_cast<int>(e));
        m_incident[edges[e].to].push_back(static_cast<int>(e));
    }
}

//! Takes everything into the tree that tight edges reach from `root`. \returns how many nodes that were.
int Simplex::visitTight(int root, std::vector<char> &in)
{
    std::vector<int> stack{root};
    in[root] = 1;
    int found = 1;
    while (!stack.empty()) {
        const int node = stack.back();
        stack.pop_back();
        for (const int e : m_incident[node]) {
            const int other = m_edges[e].from == node ? m_edges[e].to : m_edges[e].from;
            if (in[other] || slack(e) != 0)
                continue;
            in[other] = 1;
            m_inTree[e] = 1;
            ++found;
            stack.push_back(other);
        }
    }
    return found;
}

void Simplex::growTree()
{
    std::vector<char> in(m_rank.size(), 0);
    int size = visitTight(0, in);
    while (size < static_cast<int>(m_rank.size())) {
        int best = -1;
        for (size_t e = 0; e < m_edges.size(); ++e) {
            if (in[m_edges[e].from] != in[m_edges[e].to] && (best < 0 || slack(static_cast<int>(e)) < slack(best)))
                best = static_cast<int>(e);
        }
        if (best < 0)
            return; // not connected: the caller's promise is broken; ranks are valid all the same
        const bool headOutside = in[m_edges[best].from];
        const int shift = headOutside ? slack(best) : -slack(best);
        for (size_t node = 0; node < in.size(); ++node) {
            if (in[node])
                m_rank[node] += shift;
        }
        const int fresh = headOutside ? m_edges[best].to : m_edges[best].from;
        m_inTree[best] = 1;
        size += visitTight(fresh, in);
    }
}

void Simplex::numberTree()
{
    m_order.clear();
    std::vector<std::pair<int, size_t>> stack{{0, 0}};
    m_parentEdge[0] = -1;
    int lim = 0;
    m_low[0] = 0;
    while (!stack.empty()) {
        auto &[node, next] = stack.back();
        if (next == m_incident[node].size()) {
            m_lim[node] = lim++;
            m_order.push_back(node);
            stack.pop_back();
            continue;
        }
        const int e = m_incident[node][next++];
        if (!m_inTree[e] || e == m_parentEdge[node])
            continue;
        const int other = m_edges[e].from == node ? m_edges[e].to : m_edges[e].from;
        m_parentEdge[other] = e;
        m_low[other] = lim;
        stack.emplace_back(other, 0);
    }
}

//! Cut values from the leaves upward: each from those of the tree edges below it.
void Simplex::computeCuts()
{
    for (const int node : m_order) {
        const int up = m_parentEdge[node];
        if (up < 0)
            continue;
        const bool upward = m_edges[up].from == node; // the edge leads from the subtree to the rest
        int cut = 0;
        for (const int e : m_incident[node]) {
            if (e == up)
                continue;
            const bool same = (m_edges[e].from == node) == upward;
            const int other = m_edges[e].from == node ? m_edges[e].to : m_edges[e].from;
            const int sign = same ? 1 : -1;
            cut += sign * m_edges[e].weight;
            if (m_inTree[e] && m_parentEdge[other] == e)
                cut -= sign * m_cut[e];
        }
        m_cut[up] = cut + m_edges[up].weight;
    }
}

int Simplex::leaving()
{
    for (size_t i = 0; i < m_edges.size(); ++i) {
        const size_t e = (m_next + i) % m_edges.size();
        if (m_inTree[e] && m_cut[e] < 0) {
            m_next = e + 1;
            return static_cast<int>(e);
        }
    }
    return -1;
}

int Simplex::entering(int out) const
{
    const RankEdge &edge = m_edges[out];
    const bool tailBelow = m_parentEdge[edge.from] == out; // the tail's side is the subtree
    const int root = tailBelow ? edge.from : edge.to;
    int best = -1;
    int bestSlack = std::numeric_limits<int>::max();
    for (size_t e = 0; e < m_edges.size(); ++e) {
        const bool fromBelow = below(m_edges[e].from, root);
        const bool toBelow = below(m_edges[e].to, root);
        if (fromBelow == toBelow || fromBelow == tailBelow)
            continue; // only edges that lead from the head's side to the tail's
        if (slack(static_cast<int>(e)) < bestSlack) {
            bestSlack = slack(static_cast<int>(e));
            best = static_cast<int>(e);
        }
    }
    return best;
}

void Simplex::pivot(int out, int in)
{
    const RankEdge &edge = m_edges[out];
    const bool tailBelow = m_parentEdge[edge.from] == out;
    const int root = tailBelow ? edge.from : edge.to;
    const int shift = tailBelow ? -slack(in) : slack(in);
    if (shift != 0) {
        for (size_t node = 0; node < m_rank.size(); ++node) {
            if (below(static_cast<int>(node), root))
                m_rank[node] += shift;
        }
    }
    m_inTree[out] = 0;
    m_inTree[in] = 1;
    numberTree();
    computeCuts();
}

std::vector<int> Simplex::solve()
{
    growTree();
    numberTree();
    computeCuts();
    const int most = 4 * static_cast<int>(m_rank.size()) + 64; // degenerate pivots could go round for ever
    for (int i = 0; i < most; ++i) {
        const int out = leaving();
        const int in = out < 0 ? -1 : entering(out);
        if (in < 0)
            break;
        pivot(out, in);
    }
    const int least = m_rank.empty() ? 0 : *std::min_element(m_rank.begin(), m_rank.end());
    for (int &rank : m_rank)
        rank -= least;
    return m_rank;
}

} // namespace

std::vector<int> networkSimplex(int nodes, const std::vector<RankEdge> &edges)
{
    if (nodes == 0)
        return {};
    return Simplex(nodes, edges).solve();
}

} // namespace layout
