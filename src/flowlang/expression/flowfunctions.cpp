#include "flowlang/expression/callable.h"
#include "flowlang/expression/reference.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

//! The root of a collection as Globus writes it, which is never split.
constexpr std::u32string_view collectionRoot = U"/~/";

//! Slashes at the end of a directory say nothing, unless it is a root.
Text withoutSlashes(Text head)
{
    const std::size_t last = head.find_last_not_of(U'/');
    if (last == Text::npos)
        return head;
    if (head.substr(0, last + 1) == U"/~")
        return Text(collectionRoot);
    return head.substr(0, last + 1);
}

Value pathsplit(Runtime &runtime, const Value &, const Arguments &arguments)
{
    const Text &path = textArgument(arguments, 0, "pathsplit()"_L1);
    runtime.budget.newText(path.size());
    const std::size_t slash = path.rfind(U'/');
    const std::size_t split = slash == Text::npos ? 0 : slash + 1;
    return Value::list({Value::text(withoutSlashes(path.substr(0, split))), Value::text(path.substr(split))});
}

Value isPresent(Runtime &runtime, const Value &, const Arguments &arguments)
{
    const Text &reference = textArgument(arguments, 0, "is_present()"_L1);
    return Value::boolean(findReference(runtime.scope, reference, runtime.budget).has_value());
}

Value getAttribute(Runtime &runtime, const Value &, const Arguments &arguments)
{
    const Text &reference = textArgument(arguments, 0, "getattr()"_L1);
    const auto found = findReference(runtime.scope, reference, runtime.budget);
    return found ? *found : arguments.values[1].value_or(Value());
}

} // namespace

const std::vector<Callable> &flowFunctions()
{
    static const std::vector<Callable> table{
        {"pathsplit"_L1, "path"_L1, pathsplit},
        {"is_present"_L1, "ref"_L1, isPresent},
        {"getattr"_L1, "ref default?"_L1, getAttribute},
    };
    return table;
}

} // namespace flowlang::expression
