#include "flowlang/comparison.h"

#include "flowlang/timestamp.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace flowlang {

namespace {

using Json = core::Json;

constexpr std::size_t maxPattern = 4096; //!< bytes; keeps the search within moments

constexpr std::array<std::pair<std::string_view, Comparison>, 17> names{{
    {"BooleanEquals", Comparison::BooleanEquals},
    {"NumericEquals", Comparison::NumericEquals},
    {"NumericGreaterThan", Comparison::NumericGreaterThan},
    {"NumericGreaterThanEquals", Comparison::NumericGreaterThanEquals},
    {"NumericLessThan", Comparison::NumericLessThan},
    {"NumericLessThanEquals", Comparison::NumericLessThanEquals},
    {"StringEquals", Comparison::StringEquals},
    {"StringGreaterThan", Comparison::StringGreaterThan},
    {"StringGreaterThanEquals", Comparison::StringGreaterThanEquals},
    {"StringLessThan", Comparison::StringLessThan},
    {"StringLessThanEquals", Comparison::StringLessThanEquals},
    {"StringMatches", Comparison::StringMatches},
    {"TimestampEquals", Comparison::TimestampEquals},
    {"TimestampGreaterThan", Comparison::TimestampGreaterThan},
    {"TimestampGreaterThanEquals", Comparison::TimestampGreaterThanEquals},
    {"TimestampLessThan", Comparison::TimestampLessThan},
    {"TimestampLessThanEquals", Comparison::TimestampLessThanEquals},
}};

const std::string &text(const Json &value)
{
    return value.get_ref<const std::string &>();
}

//! \param order  negative, zero or positive, as left is to right
bool holds(Comparison comparison, int order)
{
    switch (comparison) {
    case Comparison::BooleanEquals:
    case Comparison::NumericEquals:
    case Comparison::StringEquals:
    case Comparison::TimestampEquals:
        return order == 0;
    case Comparison::NumericGreaterThan:
    case Comparison::StringGreaterThan:
    case Comparison::TimestampGreaterThan:
        return order > 0;
    case Comparison::NumericGreaterThanEquals:
    case Comparison::StringGreaterThanEquals:
    case Comparison::TimestampGreaterThanEquals:
        return order >= 0;
    case Comparison::NumericLessThan:
    case Comparison::StringLessThan:
    case Comparison::TimestampLessThan:
        return order < 0;
    case Comparison::NumericLessThanEquals:
    case Comparison::StringLessThanEquals:
    case Comparison::TimestampLessThanEquals:
        return order <= 0;
    case Comparison::StringMatches:
        return false;
    }
    return false;
}

bool comparesInstants(Comparison comparison, const Json &left, const Json &right)
{
    const auto first = parseTimestamp(text(left));
    const auto second = parseTimestamp(text(right));
    if (!first || !second)
        return false;
    const auto order = *first <=> *second;
    return holds(comparison, order < 0 ? -1 : order > 0 ? 1 : 0);
}

//! The pattern's parts between the stars.
std::vector<std::string> partsOf(std::string_view pattern)
{
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '*') {
            parts.emplace_back();
            continue;
        }
        if (pattern[i] == '\\' && i + 1 < pattern.size() && (pattern[i + 1] == '*' || pattern[i + 1] == '\\'))
            ++i;
        parts.back() += pattern[i];
    }
    return parts;
}

} // namespace

std::optional<Comparison> comparisonOf(std::string_view name)
{
    for (const auto &[known, comparison] : names) {
        if (known == name)
            return comparison;
    }
    return {};
}

int compareNumbers(const core::Json &left, const core::Json &right)
{
    // Both as integers: exact, whatever their sign is.
    if (left.is_number_integer() && right.is_number_integer()) {
        const bool leftBig = left.is_number_unsigned();
        const bool rightBig = right.is_number_unsigned();
        std::strong_ordering order = std::strong_ordering::equal;
        if (leftBig && rightBig)
            order = left.get<quint64>() <=> right.get<quint64>();
        else if (leftBig)
            order = right.get<qint64>() < 0 ? std::strong_ordering::greater
                                            : left.get<quint64>() <=> static_cast<quint64>(right.get<qint64>());
        else if (rightBig)
            return -compareNumbers(right, left);
        else
            order = left.get<qint64>() <=> right.get<qint64>();
        return order < 0 ? -1 : order > 0 ? 1 : 0;
    }
    // An x86 long double holds every 64-bit integer exactly.
    const auto first = left.get<long double>();
    const auto second = right.get<long double>();
    return first < second ? -1 : first > second ? 1 : 0;
}

bool matchesWildcards(std::string_view value, std::string_view pattern)
{
    if (pattern.size() > maxPattern)
        return false;
    const std::vector<std::string> parts = partsOf(pattern);
    if (parts.size() == 1)
        return value == parts.front();
    if (!value.starts_with(parts.front()))
        return false;
    value.remove_prefix(parts.front().size());
    for (std::size_t i = 1; i + 1 < parts.size(); ++i) { // the leftmost place leaves most for the others
        const std::size_t found = value.find(parts[i]);
        if (found == std::string_view::npos)
            return false;
        value.remove_prefix(found + parts[i].size());
    }
    return value.ends_with(parts.back());
}

bool compares(Comparison comparison, const core::Json &left, const core::Json &right)
{
    if (comparison == Comparison::BooleanEquals)
        return left.is_boolean() && right.is_boolean() && left.get<bool>() == right.get<bool>();
    if (comparison <= Comparison::NumericLessThanEquals)
        return left.is_number() && right.is_number() && holds(comparison, compareNumbers(left, right));
    if (!left.is_string() || !right.is_string())
        return false;
    if (comparison == Comparison::StringMatches)
        return matchesWildcards(text(left), text(right));
    if (comparison >= Comparison::TimestampEquals)
        return comparesInstants(comparison, left, right);
    return holds(comparison, text(left).compare(text(right))); // UTF-8 bytes are in the order of code points
}

} // namespace flowlang
