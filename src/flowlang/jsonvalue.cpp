#include "flowlang/jsonpath.h"

#include <algorithm>

namespace flowlang {

namespace {

constexpr qint64 valueBytes = 16; //!< what one value costs at least
constexpr int maxNesting = 1024;  //!< no value is nested deeper: parsing and writing both stop far earlier

//! \returns what is left of `budget`, negative when it is used up.
qint64 spendOn(const core::Json &value, qint64 budget, int depth)
{
    budget -= valueBytes;
    if (value.is_string())
        return budget - static_cast<qint64>(value.get_ref<const std::string &>().size());
    if (!value.is_structured())
        return budget;
    if (depth >= maxNesting)
        return -1;
    if (value.is_object()) {
        for (const auto &[key, member] : value.get_ref<const core::Json::object_t &>()) {
            budget = spendOn(member, budget - static_cast<qint64>(key.size()), depth + 1);
            if (budget < 0)
                return budget;
        }
        return budget;
    }
    for (const core::Json &item : value) {
        budget = spendOn(item, budget, depth + 1);
        if (budget < 0)
            return budget;
    }
    return budget;
}

} // namespace

bool isDeeperThan(const core::Json &value, int levels)
{
    if (!value.is_structured())
        return false;
    if (levels <= 0)
        return true;
    return std::any_of(value.begin(), value.end(),
                       [levels](const core::Json &inner) { return isDeeperThan(inner, levels - 1); });
}

bool CopyBudget::spend(const core::Json &value)
{
    m_left = m_left < 0 ? m_left : spendOn(value, m_left, 0);
    return m_left >= 0;
}

} // namespace flowlang
