#include "flows/webinput.h"

namespace flows {

WebInputStatus webInputStatusOf(QStringView text)
{
    if (text == QLatin1String("open"))
        return WebInputStatus::Open;
    if (text == QLatin1String("closed"))
        return WebInputStatus::Closed;
    return WebInputStatus::Unknown;
}

} // namespace flows
