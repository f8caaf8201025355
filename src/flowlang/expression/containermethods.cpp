#include "flowlang/expression/callable.h"
#include "flowlang/expression/compare.h"
#include "flowlang/expression/pythontext.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

Value get(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    const auto found = self.find(*arguments.values[0], runtime.budget);
    return found ? *found : arguments.values[1].value_or(Value());
}

Value keys(Runtime &runtime, const Value &self, const Arguments &)
{
    return Value::list(iterate(self, runtime.budget));
}

Value values(Runtime &runtime, const Value &self, const Arguments &)
{
    runtime.budget.newItems(self.size());
    Items items;
    for (std::size_t i = 0; i < self.size(); ++i)
        items.push_back(self.mapped(i, runtime.budget));
    return Value::list(std::move(items));
}

Value items(Runtime &runtime, const Value &self, const Arguments &)
{
    runtime.budget.newItems(self.size() * 3);
    Items pairs;
    for (std::size_t i = 0; i < self.size(); ++i)
        pairs.push_back(Value::tuple({self.item(i, runtime.budget), self.mapped(i, runtime.budget)}));
    return Value::list(std::move(pairs));
}

Value index(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    for (std::size_t i = 0; i < self.size(); ++i) {
        if (equal(self.item(i, runtime.budget), *arguments.values[0], runtime.budget))
            return Value::integer(qint64(i));
    }
    throw Failure{u"The value, %1, is not in the list."_s.arg(typeName(*arguments.values[0]))};
}

Value count(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    qint64 found = 0;
    for (std::size_t i = 0; i < self.size(); ++i)
        found += equal(self.item(i, runtime.budget), *arguments.values[0], runtime.budget) ? 1 : 0;
    return Value::integer(found);
}

} // namespace

const std::vector<Callable> &containerMethods()
{
    static const std::vector<Callable> table{
        {"get"_L1, "key default?"_L1, get}, {"keys"_L1, ""_L1, keys},        {"values"_L1, ""_L1, values},
        {"items"_L1, ""_L1, items},         {"index"_L1, "value"_L1, index}, {"count"_L1, "value"_L1, count},
    };
    return table;
}

} // namespace flowlang::expression
