#include "flowlang/expression/compare.h"

#include "flowlang/expression/budget.h"
#include "flowlang/expression/textsearch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

//! Wide enough for every 64-bit integer and every double, so that comparing them is exact.
long double wide(const Value &number)
{
    return number.kind() == Value::Kind::Float ? static_cast<long double>(number.toReal())
                                               : static_cast<long double>(number.toInteger());
}

void checkDepth(int depth)
{
    if (depth > maxValueDepth)
        throw Failure{u"The values are nested more than %1 deep."_s.arg(maxValueDepth)};
}

bool equalAt(const Value &left, const Value &right, Budget &budget, int depth);

bool equalItems(const Value &left, const Value &right, Budget &budget, int depth)
{
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!equalAt(left.item(i, budget), right.item(i, budget), budget, depth + 1))
            return false;
    }
    return true;
}

bool equalKeys(const Value &left, const Value &right, Budget &budget, int depth)
{
    for (std::size_t i = 0; i < left.size(); ++i) {
        const auto other = right.find(left.item(i, budget), budget);
        if (!other)
            return false;
        if (left.kind() == Value::Kind::Dict && !equalAt(left.mapped(i, budget), *other, budget, depth + 1))
            return false;
    }
    return true;
}

bool equalAt(const Value &left, const Value &right, Budget &budget, int depth)
{
    checkDepth(depth);
    budget.spend(1);
    if (left.isNumber() && right.isNumber())
        return wide(left) == wide(right);
    if (left.kind() != right.kind())
        return false;
    if (left.isNone() || left.sharesWith(right))
        return true;
    if (left.size() != right.size())
        return false;
    if (left.isText()) {
        budget.spend(qint64(left.size()) / 16);
        return left.toText() == right.toText();
    }
    return left.isSequence() ? equalItems(left, right, budget, depth) : equalKeys(left, right, budget, depth);
}

QString symbol(Comparison comparison)
{
    switch (comparison) {
    case Comparison::LessEqual:
        return u"<="_s;
    case Comparison::Greater:
        return u">"_s;
    case Comparison::GreaterEqual:
        return u">="_s;
    default:
        return u"<"_s;
    }
}

Failure unordered(const Value &left, const Value &right, Comparison written)
{
    const bool swapped = written == Comparison::Greater || written == Comparison::GreaterEqual;
    return {u"'%1' does not work between %2 and %3."_s.arg(symbol(written), typeName(swapped ? right : left),
                                                           typeName(swapped ? left : right))};
}

//! `left < right`, or `left <= right` if `orEqual`: not the same as "not right < left" once a nan is about.
bool ordered(const Value &left, const Value &right, bool orEqual, Comparison written, Budget &budget, int depth)
{
    checkDepth(depth);
    budget.spend(1);
    if (left.isNumber() && right.isNumber())
        return orEqual ? wide(left) <= wide(right) : wide(left) < wide(right);
    if (left.isText() && right.isText()) {
        budget.spend(qint64(std::min(left.size(), right.size())) / 16);
        return orEqual ? left.toText() <= right.toText() : left.toText() < right.toText();
    }
    if (!left.isSequence() || left.kind() != right.kind())
        throw unordered(left, right, written);
    const std::size_t common = std::min(left.size(), right.size());
    for (std::size_t i = 0; i < common; ++i) {
        const Value first = left.item(i, budget);
        const Value second = right.item(i, budget);
        if (!equal(first, second, budget))
            return ordered(first, second, orEqual, written, budget, depth + 1);
    }
    return orEqual ? left.size() <= right.size() : left.size() < right.size();
}

//! Identity, as far as it means anything here: the same type and the same value, containers only with themselves.
bool identical(const Value &left, const Value &right, Budget &budget)
{
    if (left.kind() != right.kind())
        return false;
    return left.isContainer() ? left.sharesWith(right) : equal(left, right, budget);
}

} // namespace

bool equal(const Value &left, const Value &right, Budget &budget)
{
    return equalAt(left, right, budget, 1);
}

bool contains(const Value &container, const Value &member, Budget &budget)
{
    switch (container.kind()) {
    case Value::Kind::String:
        if (!member.isText())
            throw Failure{u"'in' looks for a string in a string, not for %1."_s.arg(typeName(member))};
        budget.spend(qint64(container.size() + member.size()));
        return findText(container.toText(), member.toText()) != Text::npos;
    case Value::Kind::List:
    case Value::Kind::Tuple:
        for (std::size_t i = 0; i < container.size(); ++i) {
            if (equal(container.item(i, budget), member, budget))
                return true;
        }
        return false;
    case Value::Kind::Set:
    case Value::Kind::Dict:
        return container.find(member, budget).has_value();
    default:
        throw Failure{u"'in' does not work on %1."_s.arg(typeName(container))};
    }
}

bool less(const Value &left, const Value &right, Comparison written, Budget &budget)
{
    return ordered(left, right, false, written, budget, 1);
}

bool compare(Comparison comparison, const Value &left, const Value &right, Budget &budget)
{
    switch (comparison) {
    case Comparison::Equal:
        return equal(left, right, budget);
    case Comparison::NotEqual:
        return !equal(left, right, budget);
    case Comparison::Less:
        return ordered(left, right, false, comparison, budget, 1);
    case Comparison::LessEqual:
        return ordered(left, right, true, comparison, budget, 1);
    case Comparison::Greater:
        return ordered(right, left, false, comparison, budget, 1);
    case Comparison::GreaterEqual:
        return ordered(right, left, true, comparison, budget, 1);
    case Comparison::In:
        return contains(right, left, budget);
    case Comparison::NotIn:
        return !contains(right, left, budget);
    case Comparison::Is:
        return identical(left, right, budget);
    case Comparison::IsNot:
        return !identical(left, right, budget);
    }
    return false;
}

} // namespace flowlang::expression
