#include "flowlang/expression/callable.h"
#include "flowlang/expression/pythontext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

Value made(Runtime &runtime, Text text)
{
    runtime.budget.newText(text.size());
    return Value::text(std::move(text));
}

Value strip(Runtime &runtime, const Value &self, const Arguments &arguments, bool left, bool right)
{
    const Text &text = self.toText();
    const bool blanks = !arguments.values[0] || arguments.values[0]->isNone();
    const Text characters = blanks ? Text() : textArgument(arguments, 0, "strip()"_L1);
    runtime.budget.spend(qint64(text.size()) + qint64(characters.size()));
    const auto drops = [&](char32_t point) {
        return blanks ? isSpace(point)
                      : (runtime.budget.spend(qint64(characters.size()) / 16), characters.find(point) != Text::npos);
    };
    std::size_t begin = 0;
    std::size_t end = text.size();
    while (left && begin < end && drops(text[begin]))
        ++begin;
    while (right && end > begin && drops(text[end - 1]))
        --end;
    return Value::text(text.substr(begin, end - begin));
}

Value stripBoth(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return strip(runtime, self, arguments, true, true);
}

Value stripLeft(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return strip(runtime, self, arguments, true, false);
}

Value stripRight(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return strip(runtime, self, arguments, false, true);
}

Value lower(Runtime &runtime, const Value &self, const Arguments &)
{
    return made(runtime, toText(fromText(self.toText()).toLower()));
}

Value upper(Runtime &runtime, const Value &self, const Arguments &)
{
    return made(runtime, toText(fromText(self.toText()).toUpper()));
}

bool isCased(char32_t point)
{
    return QChar::toLower(point) != point || QChar::toUpper(point) != point;
}

//! Large first letters: of every word, or of the text alone.
Value titled(Runtime &runtime, const Value &self, bool everyWord)
{
    Text text = self.toText();
    bool within = false;
    for (char32_t &point : text) {
        const bool cased = isCased(point);
        point = within ? QChar::toLower(point) : QChar::toTitleCase(point);
        within = everyWord ? cased : true;
    }
    return made(runtime, std::move(text));
}

Value title(Runtime &runtime, const Value &self, const Arguments &)
{
    return titled(runtime, self, true);
}

Value capitalize(Runtime &runtime, const Value &self, const Arguments &)
{
    return titled(runtime, self, false);
}

Value fillZeros(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    const Text &text = self.toText();
    const qint64 width = integerArgument(arguments, 0, 0, "zfill()"_L1);
    const qint64 missing = std::max<qint64>(0, width - qint64(text.size()));
    runtime.budget.newText(text.size() + quint64(missing));
    const std::size_t sign = !text.empty() && (text[0] == U'-' || text[0] == U'+') ? 1 : 0;
    return Value::text(text.substr(0, sign) + Text(std::size_t(missing), U'0') + text.substr(sign));
}

Value withoutPrefix(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    const Text &prefix = textArgument(arguments, 0, "removeprefix()"_L1);
    return made(runtime, self.toText().substr(self.toText().starts_with(prefix) ? prefix.size() : 0));
}

Value withoutSuffix(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    const Text &suffix = textArgument(arguments, 0, "removesuffix()"_L1);
    const Text &text = self.toText();
    return made(runtime, text.substr(0, text.size() - (text.ends_with(suffix) ? suffix.size() : 0)));
}

Value join(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    const Items items = iterate(*arguments.values[0], runtime.budget);
    quint64 length = items.empty() ? 0 : self.size() * (items.size() - 1);
    for (const Value &item : items) {
        if (!item.isText())
            throw Failure{u"join() joins strings; one member is %1."_s.arg(typeName(item))};
        length += item.size();
    }
    runtime.budget.newText(length);
    Text text;
    text.reserve(length);
    for (const Value &item : items) {
        if (&item != &items.front())
            text += self.toText();
        text += item.toText();
    }
    return Value::text(std::move(text));
}

//! True if there is at least one character and all are of the kind.
template<typename Predicate>
Value all(Runtime &runtime, const Value &self, Predicate predicate)
{
    runtime.budget.spend(qint64(self.size()));
    const Text &text = self.toText();
    return Value::boolean(!text.empty() && std::all_of(text.cbegin(), text.cend(), predicate));
}

Value isDigit(Runtime &runtime, const Value &self, const Arguments &)
{
    return all(runtime, self, [](char32_t point) { return QChar::digitValue(point) >= 0; });
}

Value isAlpha(Runtime &runtime, const Value &self, const Arguments &)
{
    return all(runtime, self, [](char32_t point) { return QChar::isLetter(point); });
}

Value isAlnum(Runtime &runtime, const Value &self, const Arguments &)
{
    return all(runtime, self, [](char32_t point) { return QChar::isLetterOrNumber(point); });
}

} // namespace

const std::vector<Callable> &textMethods()
{
    static const std::vector<Callable> table{
        {"strip"_L1, "chars?"_L1, stripBoth},
        {"lstrip"_L1, "chars?"_L1, stripLeft},
        {"rstrip"_L1, "chars?"_L1, stripRight},
        {"lower"_L1, ""_L1, lower},
        {"upper"_L1, ""_L1, upper},
        {"title"_L1, ""_L1, title},
        {"capitalize"_L1, ""_L1, capitalize},
        {"zfill"_L1, "width"_L1, fillZeros},
        {"removeprefix"_L1, "prefix"_L1, withoutPrefix},
        {"removesuffix"_L1, "suffix"_L1, withoutSuffix},
        {"join"_L1, "iterable"_L1, join},
        {"isdigit"_L1, ""_L1, isDigit},
        {"isalpha"_L1, ""_L1, isAlpha},
        {"isalnum"_L1, ""_L1, isAlnum},
    };
    return table;
}

} // namespace flowlang::expression
