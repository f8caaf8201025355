#include "fuzz/fuzzinput.h"

#include "flowlang/inputschema.h"

//! `schema FF input`.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto parts = fuzz::parts(fuzz::text(data, size));
    const core::JsonParse schema = core::parseJson(parts.first());
    if (!schema)
        return 0;
    const auto compiled = flowlang::InputSchema::compile(*schema.value);
    if (!compiled.problem().isEmpty())
        fuzz::require(core::valueAt(*schema.value, compiled.problemPointer()) != nullptr, "the problem is somewhere");
    const core::JsonParse input = core::parseJson(parts.last());
    if (!input)
        return 0;
    const auto findings = compiled.validate(*input.value);
    fuzz::require(compiled.problem().isEmpty() || findings.size() == 1, "a problem is one finding");
    for (const flowlang::SchemaFinding &finding : findings) {
        fuzz::require(core::valueAt(*input.value, finding.pointer) != nullptr, "a finding is somewhere");
        fuzz::require(!finding.message.isEmpty(), "a finding says something");
    }
    return 0;
}
