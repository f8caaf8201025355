#include "flows/registeredapi.h"

namespace flows {

RegisteredApiStatus registeredApiStatusOf(QStringView text)
{
    if (text == QLatin1String("ACTIVE"))
        return RegisteredApiStatus::Active;
    if (text == QLatin1String("INACTIVE"))
        return RegisteredApiStatus::Inactive;
    if (text == QLatin1String("DELETE_PENDING"))
        return RegisteredApiStatus::DeletePending;
    if (text == QLatin1String("DELETED"))
        return RegisteredApiStatus::Deleted;
    return RegisteredApiStatus::Unknown;
}

} // namespace flows
