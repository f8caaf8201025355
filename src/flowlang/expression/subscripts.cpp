#include "flowlang/expression/budget.h"
#include "flowlang/expression/operators.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

//! The bounds of a slice of `size` members, both within it, and the step.
struct Range
{
    qint64 begin = 0;
    qint64 end = 0;
    qint64 step = 1;

    [[nodiscard]] qint64 count() const
    {
        if (step > 0)
            return begin < end ? (end - begin - 1) / step + 1 : 0;
        return begin > end ? (begin - end - 1) / -step + 1 : 0;
    }
};

qint64 bound(const Value &value, qint64 missing, qint64 size, bool backwards)
{
    if (value.isNone())
        return missing;
    if (!value.isInteger())
        throw Failure{u"The bounds of a slice are integers, not %1."_s.arg(typeName(value))};
    qint64 index = value.toInteger();
    const qint64 low = backwards ? -1 : 0;
    const qint64 high = backwards ? size - 1 : size;
    if (index < 0)
        index = index < -size ? low : index + size;
    return std::clamp(index, low, high);
}

Range rangeOf(const Value &begin, const Value &end, const Value &step, qint64 size)
{
    Range range;
    if (!step.isNone()) {
        if (!step.isInteger() || step.toInteger() == 0)
            throw Failure{u"The step of a slice is an integer other than 0."_s};
        range.step = std::clamp<qint64>(step.toInteger(), -maxSequenceLength - 1, maxSequenceLength + 1);
    }
    const bool backwards = range.step < 0;
    range.begin = bound(begin, backwards ? size - 1 : 0, size, backwards);
    range.end = bound(end, backwards ? -1 : size, size, backwards);
    return range;
}

std::size_t placeOf(const Value &value, const Value &index)
{
    if (!index.isInteger())
        throw Failure{u"The index of %1 is an integer, not %2."_s.arg(typeName(value), typeName(index))};
    const qint64 size = qint64(value.size());
    const qint64 place = index.toInteger();
    if (place < -size || place >= size)
        throw Failure{u"The index is out of range of %1."_s.arg(typeName(value))};
    return std::size_t(place < 0 ? place + size : place);
}

} // namespace

Value atIndex(const Value &value, const Value &index, Budget &budget)
{
    if (value.isText())
        return Value::text(Text(1, value.toText()[placeOf(value, index)]));
    if (value.isSequence())
        return value.item(placeOf(value, index), budget);
    if (value.kind() != Value::Kind::Dict)
        throw Failure{u"%1 has no members to choose with [ ]."_s.arg(typeName(value))};
    const auto found = value.find(index, budget);
    if (!found)
        throw Failure{u"The object has no such key; the one asked for is %1."_s.arg(typeName(index))};
    return *found;
}

Value slice(const Value &value, const Value &begin, const Value &end, const Value &step, Budget &budget)
{
    if (!value.isText() && !value.isSequence())
        throw Failure{u"%1 can not be sliced."_s.arg(typeName(value))};
    const Range range = rangeOf(begin, end, step, qint64(value.size()));
    const qint64 count = range.count();
    if (value.isText()) {
        budget.newText(quint64(count));
        Text text;
        for (qint64 i = 0; i < count; ++i)
            text += value.toText()[std::size_t(range.begin + i * range.step)];
        return Value::text(std::move(text));
    }
    budget.newItems(quint64(count));
    Items items;
    for (qint64 i = 0; i < count; ++i)
        items.push_back(value.item(std::size_t(range.begin + i * range.step), budget));
    return value.kind() == Value::Kind::Tuple ? Value::tuple(std::move(items)) : Value::list(std::move(items));
}

} // namespace flowlang::expression
