#include "flows/runupdate.h"

#include "flows/jsonfields.h"

namespace flows {

QByteArray RunUpdate::toBytes() const
{
    JsonFields fields;
    fields.put("label", label);
    fields.put("tags", tags);
    fields.put("run_monitors", runMonitors);
    fields.put("run_managers", runManagers);
    fields.merge(additionalFields);
    return fields.toBytes();
}

} // namespace flows
