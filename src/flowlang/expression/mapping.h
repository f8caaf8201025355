#pragma once

#include "flowlang/expression/value.h"

#include <optional>
#include <unordered_map>

namespace flowlang::expression {

//! Keys and values in the order of insertion, found by hash. Also holds the members of a set, as keys.
class Mapping
{
public:
    using Entry = std::pair<Value, Value>;

    //! Adds an entry, or replaces the value of an equal key (`1`, `1.0` and `True` are equal).
    //! Throws Failure if the key can not be a key.
    void insert(Value key, Value value, Budget &budget);
    //! \returns null if there is no such key. Throws Failure if it can not be one.
    [[nodiscard]] const Value *find(const Value &key, Budget &budget) const;
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }

private:
    [[nodiscard]] std::optional<std::size_t> place(std::size_t hash, const Value &key, Budget &budget) const;

    std::vector<Entry> m_entries;
    std::unordered_multimap<std::size_t, std::size_t> m_index; //!< hash of a key to its place among the entries
};

} // namespace flowlang::expression
