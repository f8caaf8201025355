#include "fuzz/fuzzinput.h"

#include "flowlang/flowgraph.h"

//! A definition, as broken as it may be, and the graph of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const core::JsonParse parsed = core::parseJson(fuzz::text(data, size));
    if (!parsed)
        return 0;
    const auto graph = flowlang::buildGraph(flowlang::Definition::fromJson(*parsed.value));
    for (const auto &edge : graph.edges) {
        fuzz::require(edge.from >= 0 && edge.from < graph.nodes.size(), "an edge comes from a node");
        fuzz::require(edge.to >= 0 && edge.to < graph.nodes.size(), "an edge leads to a node");
        fuzz::require(core::valueAt(*parsed.value, edge.pointer) != nullptr, "an edge stands in the definition");
    }
    QList<bool> seen(graph.nodes.size(), false);
    for (const int node : graph.happyPath) {
        fuzz::require(node >= 0 && node < graph.nodes.size(), "the happy path goes through nodes");
        fuzz::require(!seen[node], "the happy path goes through each once");
        fuzz::require(graph.nodes[node].reachable, "the happy path can be gone");
        seen[node] = true;
    }
    return 0;
}
