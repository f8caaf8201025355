#include "emulator/routes/documentparts.h"

#include "core/clock.h"

using core::Json;
using core::toStd;

namespace emulator::routes {

Json moment(const QDateTime &time)
{
    return time.isValid() ? Json(toStd(core::toServiceTime(time))) : Json();
}

Json textOrNull(const QString &text)
{
    return text.isEmpty() ? Json() : Json(toStd(text));
}

} // namespace emulator::routes
