#include "flowlang/expression/callable.h"
#include "flowlang/expression/pythontext.h"
#include "flowlang/expression/textsearch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

//! The part of the text that the arguments `start` and `end` choose; none if `start` lies behind it.
struct Window
{
    bool valid = false;
    std::size_t begin = 0;
    Text text;
};

Window windowOf(Runtime &runtime, const Value &self, const Arguments &arguments, QLatin1String what)
{
    const Text &text = self.toText();
    const qint64 size = qint64(text.size());
    runtime.budget.spend(size);
    const auto clamped = [size](qint64 index) {
        return index < 0 ? std::max<qint64>(0, index < -size ? 0 : index + size) : index;
    };
    const qint64 begin = clamped(integerArgument(arguments, 1, 0, what));
    const qint64 end = std::min(size, clamped(integerArgument(arguments, 2, size, what)));
    if (begin > size || begin > end)
        return {};
    return {true, std::size_t(begin), text.substr(std::size_t(begin), std::size_t(end - begin))};
}

qint64 position(Runtime &runtime, const Value &self, const Arguments &arguments, bool last, QLatin1String what)
{
    const Text &needle = textArgument(arguments, 0, what);
    const Window window = windowOf(runtime, self, arguments, what);
    runtime.budget.spend(qint64(needle.size()));
    const std::size_t found = !window.valid ? Text::npos
                              : last        ? findLastText(window.text, needle)
                                            : findText(window.text, needle);
    return found == Text::npos ? -1 : qint64(window.begin + found);
}

Value find(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return Value::integer(position(runtime, self, arguments, false, "find()"_L1));
}

Value findLast(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return Value::integer(position(runtime, self, arguments, true, "rfind()"_L1));
}

Value required(qint64 place)
{
    if (place < 0)
        throw Failure{u"The text was not found."_s};
    return Value::integer(place);
}

Value index(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return required(position(runtime, self, arguments, false, "index()"_L1));
}

Value indexLast(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return required(position(runtime, self, arguments, true, "rindex()"_L1));
}

Value count(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    const Text &needle = textArgument(arguments, 0, "count()"_L1);
    const Window window = windowOf(runtime, self, arguments, "count()"_L1);
    runtime.budget.spend(qint64(needle.size()));
    if (!window.valid)
        return Value::integer(0);
    const std::size_t found = needle.empty() ? window.text.size() + 1 : findAllText(window.text, needle).size();
    return Value::integer(qint64(found));
}

//! startswith() and endswith(): one text, or a tuple of texts.
Value matches(Runtime &runtime, const Value &self, const Arguments &arguments, bool atEnd, QLatin1String what)
{
    const Value &wanted = *arguments.values[0];
    const Items choices = wanted.kind() == Value::Kind::Tuple ? iterate(wanted, runtime.budget) : Items{wanted};
    const Window window = windowOf(runtime, self, arguments, what);
    bool found = false;
    for (const Value &choice : choices) {
        if (!choice.isText())
            throw Failure{u"%1 needs a string or a tuple of strings, not %2."_s.arg(what, typeName(choice))};
        runtime.budget.spend(1 + qint64(choice.size()) / 16);
        const Text &text = choice.toText();
        found = found || (window.valid && (atEnd ? window.text.ends_with(text) : window.text.starts_with(text)));
    }
    return Value::boolean(found);
}

Value startsWith(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return matches(runtime, self, arguments, false, "startswith()"_L1);
}

Value endsWith(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return matches(runtime, self, arguments, true, "endswith()"_L1);
}

const Text &separator(const Arguments &arguments, QLatin1String what)
{
    const Text &text = textArgument(arguments, 0, what);
    if (text.empty())
        throw Failure{u"%1 needs a separator that is not empty."_s.arg(what)};
    return text;
}

Value divided(Runtime &runtime, const Value &self, const Arguments &arguments, bool last)
{
    const Text &text = self.toText();
    const Text &sep = separator(arguments, last ? "rpartition()"_L1 : "partition()"_L1);
    runtime.budget.newText(text.size());
    runtime.budget.spend(qint64(sep.size()));
    const std::size_t at = last ? findLastText(text, sep) : findText(text, sep);
    const Value empty = Value::text({});
    if (at == Text::npos)
        return Value::tuple(last ? Items{empty, empty, self} : Items{self, empty, empty});
    return Value::tuple({Value::text(text.substr(0, at)), Value::text(sep), Value::text(text.substr(at + sep.size()))});
}

Value partition(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return divided(runtime, self, arguments, false);
}

Value partitionLast(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return divided(runtime, self, arguments, true);
}

Value replace(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    const Text &text = self.toText();
    const Text &old = textArgument(arguments, 0, "replace()"_L1);
    const Text &fresh = textArgument(arguments, 1, "replace()"_L1);
    const qint64 most = integerArgument(arguments, 2, -1, "replace()"_L1);
    const std::size_t limit = most < 0 ? Text::npos : std::size_t(most);
    runtime.budget.newText(text.size());
    runtime.budget.spend(qint64(old.size()));
    std::vector<std::size_t> places;
    for (std::size_t i = 0; old.empty() && i <= text.size() && i < limit; ++i)
        places.push_back(i);
    if (!old.empty())
        places = findAllText(text, old, limit);
    runtime.budget.newText(text.size() - places.size() * old.size() + places.size() * fresh.size());
    Text result;
    std::size_t done = 0;
    for (const std::size_t place : places) {
        result.append(text, done, place - done).append(fresh);
        done = place + old.size();
    }
    return Value::text(result.append(text, done));
}

} // namespace

const std::vector<Callable> &textSearchMethods()
{
    static const std::vector<Callable> table{
        {"find"_L1, "sub start? end?"_L1, find},
        {"rfind"_L1, "sub start? end?"_L1, findLast},
        {"index"_L1, "sub start? end?"_L1, index},
        {"rindex"_L1, "sub start? end?"_L1, indexLast},
        {"count"_L1, "sub start? end?"_L1, count},
        {"startswith"_L1, "prefix start? end?"_L1, startsWith},
        {"endswith"_L1, "suffix start? end?"_L1, endsWith},
        {"partition"_L1, "sep"_L1, partition},
        {"rpartition"_L1, "sep"_L1, partitionLast},
        {"replace"_L1, "old new count?"_L1, replace},
    };
    return table;
}

} // namespace flowlang::expression
