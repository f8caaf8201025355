#include "flowlang/expression/mapping.h"

#include "flowlang/expression/budget.h"
#include "flowlang/expression/compare.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

//! Members of a tuple may be shared, so that a short expression makes a tuple of more members than can be visited:
//! each visit is paid for. None differs from 0, else `(None, 0)`, `(0, None)` and so on would all be one hash.
std::size_t hashOf(const Value &key, Budget &budget, int depth)
{
    constexpr std::size_t ofNone = 0x9e3779b9;
    budget.spend(1);
    switch (key.kind()) {
    case Value::Kind::None:
        return ofNone;
    case Value::Kind::Bool:
    case Value::Kind::Int:
    case Value::Kind::Float:
        return std::hash<double>()(key.toReal()); // equal numbers are equal keys, whatever their type
    case Value::Kind::String:
        budget.spend(qint64(key.size()) / 16);
        return std::hash<Text>()(key.toText());
    case Value::Kind::Tuple: {
        if (depth >= maxDepth)
            break;
        std::size_t hash = key.size() + 1;
        for (std::size_t i = 0; i < key.size(); ++i)
            hash = hash * 1'000'003 + hashOf(key.item(i, budget), budget, depth + 1);
        return hash;
    }
    case Value::Kind::List:
    case Value::Kind::Set:
    case Value::Kind::Dict:
        break;
    }
    throw Failure{u"%1 can not be a key."_s.arg(typeName(key))};
}

} // namespace

std::optional<std::size_t> Mapping::place(std::size_t hash, const Value &key, Budget &budget) const
{
    const auto [begin, end] = m_index.equal_range(hash);
    for (auto it = begin; it != end; ++it) {
        if (equal(m_entries[it->second].first, key, budget))
            return it->second;
    }
    return {};
}

void Mapping::insert(Value key, Value value, Budget &budget)
{
    const std::size_t hash = hashOf(key, budget, 0);
    if (const auto known = place(hash, key, budget)) {
        m_entries[*known].second = std::move(value);
        return;
    }
    m_index.emplace(hash, m_entries.size());
    m_entries.emplace_back(std::move(key), std::move(value));
}

const Value *Mapping::find(const Value &key, Budget &budget) const
{
    const auto known = place(hashOf(key, budget, 0), key, budget);
    return known ? &m_entries[*known].second : nullptr;
}

} // namespace flowlang::expression
