#pragma once

#include "flowlang/expression/value.h"

#include <unordered_map>

namespace flowlang::expression {

//! Keys and values in the order of insertion, found by hash. Also holds the members of a set, as keys.
class Mapping
{
public:
    using Entry = std::pair<Value, Value>;

    //! Adds an entry, or replaces the value of an equal key (`1`, `1.0` and `True` are equal).
    //! Throws Failure if the key can not be a key.
    void insert(Value key, Value value);
    [[nodiscard]] const Value *find(const Value &key) const;
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }

private:
    struct Hash
    {
        std::size_t operator()(const Value &key) const;
    };
    struct Equal
    {
        bool operator()(const Value &left, const Value &right) const;
    };

    std::vector<Entry> m_entries;
    std::unordered_map<Value, std::size_t, Hash, Equal> m_index;
};

} // namespace flowlang::expression
