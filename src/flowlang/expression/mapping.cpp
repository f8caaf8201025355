#include "flowlang/expression/mapping.h"

#include "flowlang/expression/budget.h"
#include "flowlang/expression/compare.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

std::size_t hashOf(const Value &key, int depth)
{
    switch (key.kind()) {
    case Value::Kind::None:
        return 0;
    case Value::Kind::Bool:
    case Value::Kind::Int:
    case Value::Kind::Float:
        return std::hash<double>()(key.toReal()); // equal numbers are equal keys, whatever their type
    case Value::Kind::String:
        return std::hash<Text>()(key.toText());
    case Value::Kind::Tuple: {
        if (depth >= maxDepth)
            break;
        std::size_t hash = key.size();
        for (std::size_t i = 0; i < key.size(); ++i)
            hash = hash * 1'000'003 + hashOf(key.item(i), depth + 1);
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

std::size_t Mapping::Hash::operator()(const Value &key) const
{
    return hashOf(key, 0);
}

bool Mapping::Equal::operator()(const Value &left, const Value &right) const
{
    Budget budget; // keys are compared only when their hashes agree, so this needs no limit of its own
    return equal(left, right, budget);
}

void Mapping::insert(Value key, Value value)
{
    const auto [it, added] = m_index.try_emplace(key, m_entries.size());
    if (added)
        m_entries.emplace_back(std::move(key), std::move(value));
    else
        m_entries[it->second].second = std::move(value);
}

const Value *Mapping::find(const Value &key) const
{
    const auto it = m_index.find(key);
    return it == m_index.end() ? nullptr : &m_entries[it->second].second;
}

} // namespace flowlang::expression
