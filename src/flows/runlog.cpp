#include "flows/runlog.h"

namespace flows {

void RunLogEntry::detach()
{
    const RawJson before = raw;
    raw.detach();
    details = details.rebased(before, raw);
    payload = payload.rebased(before, raw);
}

} // namespace flows
