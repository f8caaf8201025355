#include "emulator/auth/session.h"

#include "core/textlist.h"

using core::Json;
using core::toStd;

namespace emulator::auth {

Json Session::toJson() const
{
    if (!authenticatedAt.isValid())
        return nullptr;
    return {{"id", toStd(id)},
            {"auth_time", authenticatedAt.toSecsSinceEpoch()},
            {"identities", core::toJson(identityIds)},
            {"policies", core::toJson(policies)},
            {"mfa", mfa}};
}

Session Session::fromJson(const Json &document)
{
    Session session;
    const Json *time = core::member(document, "auth_time");
    if (time == nullptr || !time->is_number_integer())
        return session;
    const auto texts = [&document](const char *key) {
        const Json *list = core::member(document, key);
        return list == nullptr ? QStringList() : core::toTexts(*list);
    };
    session.id = core::stringMember(document, "id");
    session.authenticatedAt = QDateTime::fromSecsSinceEpoch(time->get<qint64>(), Qt::UTC);
    session.identityIds = texts("identities");
    session.policies = texts("policies");
    const Json *mfa = core::member(document, "mfa");
    session.mfa = mfa != nullptr && *mfa == true;
    return session;
}

} // namespace emulator::auth
