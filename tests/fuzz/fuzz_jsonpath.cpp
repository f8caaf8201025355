#include "fuzz/fuzzinput.h"

#include "flowlang/evaluate.h"
#include "flowlang/jsonpath.h"

//! `path FF document`: reads, writes, and reads what was written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto parts = fuzz::parts(fuzz::text(data, size));
    const QString path = QString::fromUtf8(parts.first());
    core::Json state = core::Json::object();
    if (parts.size() > 1) {
        if (auto parsed = core::parseJson(parts[1]))
            state = *std::move(parsed.value);
    }
    const core::Json context = core::Json::object({{"run_id", "r"}, {"identities", {1, 2}}});
    const flowlang::EvaluationScope scope{state, context};
    (void)flowlang::readPath(path, scope);
    (void)flowlang::matchesRule(state, scope);
    (void)flowlang::evaluateParameters(state, scope);

    const core::Json before = state;
    const core::Json value = core::Json::array({1});
    if (flowlang::writePath(state, path, value)) {
        fuzz::require(state == before, "a failed write changes nothing");
        return 0;
    }
    const auto read = flowlang::readPath(path.isEmpty() ? QStringLiteral("$") : path, scope);
    const auto *found = std::get_if<std::optional<core::Json>>(&read);
    fuzz::require(found != nullptr && *found && **found == value, "what was written is read");
    return 0;
}
