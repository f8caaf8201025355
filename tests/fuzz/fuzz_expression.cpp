#include "fuzz/fuzzinput.h"

#include "flowlang/evaluate.h"
#include "flowlang/expression/parser.h"

namespace {

core::Json stateOf()
{
    const char *text = R"({"a": {"b": [1, 2.5, null, true, "x"], "c": {"d": []}}, "s": "häl lo", "n": 7, "f": -0.5,
                           "big": 9223372036854775807, "l": [[1, "a"], [2, "b"]], "items": {"k": "v"}})";
    return *core::parseJson(text).value;
}

} // namespace

//! An expression: a mistake has a place within the text, and a result is a document that can be sent and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace flowlang;
    static const core::Json state = stateOf();
    static const core::Json context = core::Json::object({{"run_id", "r"}, {"identities", {1, 2}}});
    const QString text = QString::fromUtf8(fuzz::text(data, size));
    const auto parsed = expression::parseExpression(text);
    const Evaluated result = evaluateExpression(text, {state, context});
    if (const auto *error = std::get_if<expression::SyntaxError>(&parsed)) {
        fuzz::require(error->position >= 0 && error->position <= text.size(), "the mistake is in the text");
        fuzz::require(!error->message.isEmpty(), "the mistake has words");
        fuzz::require(std::holds_alternative<EvaluationError>(result), "what is wrong is not evaluated");
    } else if (const auto *value = std::get_if<core::Json>(&result)) {
        const auto read = core::parseJson(core::toBytes(*value));
        fuzz::require(read.value && *read.value == *value, "the result is read as it was written");
    } else {
        fuzz::require(!std::get<EvaluationError>(result).cause.isEmpty(), "a failure has words");
    }
    return 0;
}
