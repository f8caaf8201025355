#include "flowlang/expression/callable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

const Callable *findIn(const std::vector<Callable> &table, QStringView name)
{
    const auto it = std::find_if(table.cbegin(), table.cend(), [name](const Callable &c) { return c.name == name; });
    return it == table.cend() ? nullptr : &*it;
}

QString countText(int count)
{
    return count == 1 ? u"1 argument"_s : u"%1 arguments"_s.arg(count);
}

} // namespace

Callable::Callable(QLatin1String callableName, QLatin1String signature,
                   Value (*body)(Runtime &, const Value &, const Arguments &))
    : name(callableName)
    , run(body)
{
    bool byName = false;
    const QStringList words = QString(signature).split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (word.startsWith(u'*')) {
            variadic = word.size() > 1;
            byName = true;
            continue;
        }
        const bool optional = word.endsWith(u'?');
        parameters += optional ? word.chopped(1) : word;
        required += optional ? 0 : 1;
        positional += byName ? 0 : 1;
    }
}

Arguments Callable::bind(const QStringList &names, std::vector<Value> values) const
{
    Arguments bound;
    bound.values.resize(std::size_t(parameters.size()));
    int given = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const QString &argument = names[qsizetype(i)];
        if (argument.isEmpty()) {
            if (given < positional)
                bound.values[std::size_t(given)] = std::move(values[i]);
            else if (variadic)
                bound.rest.push_back(std::move(values[i]));
            ++given;
            continue;
        }
        const qsizetype place = parameters.indexOf(argument);
        if (place < 0)
            throw Failure{u"%1() has no argument named '%2'."_s.arg(name, argument)};
        if (bound.values[std::size_t(place)])
            throw Failure{u"%1() was given '%2' twice."_s.arg(name, argument)};
        bound.values[std::size_t(place)] = std::move(values[i]);
    }
    if (given > positional && !variadic)
        throw Failure{u"%1() takes at most %2, %3 were given."_s.arg(name, countText(positional)).arg(given)};
    for (int i = 0; i < required; ++i) {
        if (!bound.values[std::size_t(i)])
            throw Failure{u"%1() needs the argument '%2'."_s.arg(name, parameters[i])};
    }
    return bound;
}

const std::vector<Callable> &functions()
{
    static const std::vector<Callable> all = [] {
        std::vector<Callable> table = flowFunctions();
        for (const auto *more : {&conversions(), &aggregates()})
            table.insert(table.end(), more->cbegin(), more->cend());
        return table;
    }();
    return all;
}

const Callable *findFunction(QStringView name)
{
    return findIn(functions(), name);
}

const Callable *findMethod(Value::Kind kind, QStringView name)
{
    static const QStringList ofObjects{u"get"_s, u"keys"_s, u"values"_s, u"items"_s};
    switch (kind) {
    case Value::Kind::String:
        for (const auto *table : {&textMethods(), &textSearchMethods(), &textSplitMethods()}) {
            if (const Callable *method = findIn(*table, name))
                return method;
        }
        return nullptr;
    case Value::Kind::List:
    case Value::Kind::Tuple:
        return name == u"index" || name == u"count" ? findIn(containerMethods(), name) : nullptr;
    case Value::Kind::Dict:
        return ofObjects.contains(name) ? findIn(containerMethods(), name) : nullptr;
    default:
        return nullptr;
    }
}

bool isObjectMethod(QStringView name)
{
    static const QStringList names{u"clear"_s, u"copy"_s,    u"fromkeys"_s,   u"get"_s,    u"items"_s, u"keys"_s,
                                   u"pop"_s,   u"popitem"_s, u"setdefault"_s, u"update"_s, u"values"_s};
    return names.contains(name);
}

bool isRefusedAttribute(QStringView name)
{
    return name.startsWith(u'_') || name.startsWith(u"func_") || name == u"format" || name == u"format_map" ||
           name == u"mro";
}

std::size_t iterationSize(const Value &value)
{
    if (!value.isText() && !value.isContainer())
        throw Failure{u"There is nothing to go through in %1."_s.arg(typeName(value))};
    return value.size();
}

Value iterationItem(const Value &value, std::size_t index, Budget &budget)
{
    return value.isText() ? Value::text(Text(1, value.toText()[index])) : value.item(index, budget);
}

Items iterate(const Value &value, Budget &budget)
{
    const std::size_t size = iterationSize(value);
    budget.newItems(size);
    Items items;
    items.reserve(size);
    for (std::size_t i = 0; i < size; ++i)
        items.push_back(iterationItem(value, i, budget));
    return items;
}

qint64 integerArgument(const Arguments &arguments, std::size_t index, qint64 missing, QLatin1String what)
{
    const auto &value = arguments.values[index];
    if (!value || value->isNone())
        return missing;
    if (!value->isInteger())
        throw Failure{u"%1 needs an integer, not %2."_s.arg(what, typeName(*value))};
    return value->toInteger();
}

const Text &textArgument(const Arguments &arguments, std::size_t index, QLatin1String what)
{
    const auto &value = arguments.values[index];
    if (!value || !value->isText())
        throw Failure{u"%1 needs a string, not %2."_s.arg(what, value ? typeName(*value) : u"nothing"_s)};
    return value->toText();
}

} // namespace flowlang::expression
