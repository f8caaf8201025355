#include "flows/flow.h"

namespace flows {

void Flow::detach()
{
    const RawJson before = raw;
    raw.detach();
    definition = definition.rebased(before, raw);
    inputSchema = inputSchema.rebased(before, raw);
}

RawJson flowMember(const Flow &flow, const char *key)
{
    const auto document = flow.raw.json();
    const core::Json *value = document ? core::member(*document, key) : nullptr;
    return value != nullptr ? RawJson(core::toBytes(*value)) : RawJson();
}

} // namespace flows
