#include "emulator/engine/statelimits.h"

#include "emulator/engine/secrets.h"

using namespace Qt::StringLiterals;

namespace emulator {

std::optional<Raised> beyondLimits(const core::Json &document, const QString &what)
{
    if (depthOf(document, deepestState) > deepestState)
        return Raised::runtime(
            u"%1 nests deeper than %2 levels, which is more than this emulator keeps."_s.arg(what).arg(deepestState));
    if (const qsizetype size = core::toBytes(document).size(); size > largestState)
        return Raised::runtime(u"%1 has %2 bytes, more than the limit of %3."_s.arg(what).arg(size).arg(largestState));
    return std::nullopt;
}

} // namespace emulator
