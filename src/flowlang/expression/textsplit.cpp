#include "flowlang/expression/callable.h"
#include "flowlang/expression/pythontext.h"
#include "flowlang/expression/textsearch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

//! Cuts at runs of blanks, from the left, into at most `most` + 1 pieces; the rest keeps its blanks.
Items splitBlanks(const Text &text, std::size_t most)
{
    Items pieces;
    std::size_t at = 0;
    while (true) {
        while (at < text.size() && isSpace(text[at]))
            ++at;
        if (at == text.size())
            return pieces;
        if (pieces.size() >= most) {
            pieces.push_back(Value::text(text.substr(at)));
            return pieces;
        }
        std::size_t end = at;
        while (end < text.size() && !isSpace(text[end]))
            ++end;
        pieces.push_back(Value::text(text.substr(at, end - at)));
        at = end;
    }
}

Items splitAt(const Text &text, const Text &separator, std::size_t most)
{
    Items pieces;
    std::size_t at = 0;
    for (const std::size_t place : findAllText(text, separator, most)) {
        pieces.push_back(Value::text(text.substr(at, place - at)));
        at = place + separator.size();
    }
    pieces.push_back(Value::text(text.substr(at)));
    return pieces;
}

Text reversed(const Text &text)
{
    return Text(text.crbegin(), text.crend());
}

//! Splitting from the right is splitting the reverse from the left.
Value splitText(Runtime &runtime, const Value &self, const Arguments &arguments, bool fromRight)
{
    const bool blanks = !arguments.values[0] || arguments.values[0]->isNone();
    const Text separator = blanks ? Text() : textArgument(arguments, 0, "split()"_L1);
    if (!blanks && separator.empty())
        throw Failure{u"split() needs a separator that is not empty."_s};
    const qint64 limit = integerArgument(arguments, 1, -1, "split()"_L1);
    const std::size_t most = limit < 0 ? Text::npos : std::size_t(limit);
    runtime.budget.newText(self.size() + separator.size());
    const Text text = fromRight ? reversed(self.toText()) : self.toText();
    Items pieces = blanks ? splitBlanks(text, most) : splitAt(text, fromRight ? reversed(separator) : separator, most);
    runtime.budget.newItems(pieces.size());
    if (fromRight) {
        std::reverse(pieces.begin(), pieces.end());
        for (Value &piece : pieces)
            piece = Value::text(reversed(piece.toText()));
    }
    return Value::list(std::move(pieces));
}

Value split(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return splitText(runtime, self, arguments, false);
}

Value splitLast(Runtime &runtime, const Value &self, const Arguments &arguments)
{
    return splitText(runtime, self, arguments, true);
}

} // namespace

const std::vector<Callable> &textSplitMethods()
{
    static const std::vector<Callable> table{
        {"split"_L1, "sep? maxsplit?"_L1, split},
        {"rsplit"_L1, "sep? maxsplit?"_L1, splitLast},
    };
    return table;
}

} // namespace flowlang::expression
