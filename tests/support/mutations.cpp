#include "support/mutations.h"

namespace testsupport {

using core::Json;

namespace {

void collect(const Json &value, const QString &pointer, QStringList &members)
{
    if (!value.is_structured())
        return;
    for (const auto &[key, member] : value.items()) {
        const QString here = pointer + u'/' + core::pointerToken(core::toQString(key));
        if (value.is_object())
            members.append(here);
        collect(member, here, members);
    }
}

Json::json_pointer pointerOf(const QString &pointer)
{
    return Json::json_pointer(core::toStd(pointer));
}

} // namespace

QStringList membersOf(const Json &document)
{
    QStringList members;
    collect(document, {}, members);
    return members;
}

const QList<Json> &strangers()
{
    static const QList<Json> all{nullptr,
                                 true,
                                 7,
                                 -1.5,
                                 "a stranger",
                                 Json::array(),
                                 Json::array({nullptr, 7, Json::array(), Json::object()}),
                                 Json::object(),
                                 Json{{"stranger", {{"deep", nullptr}}}}};
    return all;
}

Json with(Json document, const QString &pointer, const Json &value)
{
    document[pointerOf(pointer)] = value;
    return document;
}

Json without(Json document, const QString &pointer)
{
    const Json::json_pointer member = pointerOf(pointer);
    document[member.parent_pointer()].erase(member.back());
    return document;
}

bool sameType(const Json &a, const Json &b)
{
    return a.type() == b.type() || (a.is_number() && b.is_number());
}

} // namespace testsupport
