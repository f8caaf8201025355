#include "flows/runrequest.h"

namespace flows {

namespace {

void put(core::Json &object, const char *key, const QStringList &texts)
{
    if (texts.isEmpty())
        return;
    core::Json list = core::Json::array();
    for (const QString &text : texts)
        list.push_back(core::toStd(text));
    object[key] = std::move(list);
}

} // namespace

QByteArray RunRequest::toBytes() const
{
    core::Json request = core::Json::object();
    request["body"] = body;
    if (!label.isEmpty())
        request["label"] = core::toStd(label);
    put(request, "tags", tags);
    put(request, "run_managers", runManagers);
    put(request, "run_monitors", runMonitors);
    if (notificationPolicy) {
        core::Json status = core::Json::array();
        for (const QString &word : notificationPolicy->status)
            status.push_back(core::toStd(word));
        request["activity_notification_policy"]["status"] = std::move(status);
    }
    return core::toBytes(request);
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
