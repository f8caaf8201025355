#include "flows/runrequest.h"

#include "flows/jsonfields.h"

namespace flows {

QByteArray RunRequest::toBytes() const
{
    JsonFields fields;
    fields.put("body", body);
    if (!label.isEmpty())
        fields.put("label", label);
    fields.putUnlessEmpty("tags", tags);
    fields.putUnlessEmpty("run_managers", runManagers);
    fields.putUnlessEmpty("run_monitors", runMonitors);
    if (activityNotificationPolicy)
        fields.put("activity_notification_policy", activityNotificationPolicy->toJson());
    fields.merge(additionalFields);
    return fields.toBytes();
}

QStringList normalisedTags(const QStringList &tags)
{
    QStringList normal;
    normal.reserve(tags.size());
    for (const QString &tag : tags)
        normal.append(tag.simplified());
    return normal;
}

} // namespace flows
