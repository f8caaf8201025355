#include "emulator/auth/session.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;

namespace emulator::auth {

namespace {

Json array(const QStringList &texts)
{
    Json list = Json::array();
    for (const QString &text : texts)
        list.push_back(toStd(text));
    return list;
}

QStringList texts(const Json &document, const char *key)
{
    QStringList list;
    const Json *values = core::member(document, key);
    if (values == nullptr || !values->is_array())
        return list;
    for (const Json &value : *values) {
        if (value.is_string())
            list.append(core::toQString(value.get_ref<const std::string &>()));
    }
    return list;
}

} // namespace

Json Session::toJson() const
{
    if (!authenticatedAt.isValid())
        return nullptr;
    return {{"id", toStd(id)},
            {"auth_time", authenticatedAt.toSecsSinceEpoch()},
            {"identities", array(identityIds)},
            {"policies", array(policies)},
            {"mfa", mfa}};
}

Session Session::fromJson(const Json &document)
{
    Session session;
    const Json *time = core::member(document, "auth_time");
    if (time == nullptr || !time->is_number_integer())
        return session;
    session.id = core::stringMember(document, "id");
    session.authenticatedAt = QDateTime::fromSecsSinceEpoch(time->get<qint64>(), Qt::UTC);
    session.identityIds = texts(document, "identities");
    session.policies = texts(document, "policies");
    const Json *mfa = core::member(document, "mfa");
    session.mfa = mfa != nullptr && *mfa == true;
    return session;
}

} // namespace emulator::auth
