#include "emulator/auth/residents.h"

#include "emulator/store/authstores.h"
#include "emulator/store/database.h"
#include "emulator/store/grantstores.h"

using namespace Qt::StringLiterals;

namespace emulator::auth {

QString ownerIdentityId()
{
    return u"0c1e7a52-3d0b-4f6e-8a5d-6f1b9c2e4d70"_s;
}

QString starterIdentityId()
{
    return u"5a7c3d1e-64f2-4b0a-9e83-1d2f7c90ab41"_s;
}

QString approverIdentityId()
{
    return u"a3f9e0b7-18cd-4f52-b6d4-73e05c8a1f92"_s;
}

QString operatorsGroupId()
{
    return u"d84b6c29-7e15-4a3f-8c60-95fb02d7e3a8"_s;
}

void ensureResidents(Database &database)
{
    IdentityStore identities(database);
    GroupStore groups(database);
    Transaction transaction(database);
    const auto add = [&identities](const QString &id, const QString &username, const QString &name) {
        if (!identities.find(id) && !identities.findByUsername(username))
            identities.put({id, username, name, username, u"Emulator"_s, {}});
    };
    add(ownerIdentityId(), u"owner@emulator"_s, u"Example owner"_s);
    add(starterIdentityId(), u"starter@emulator"_s, u"Example starter"_s);
    add(approverIdentityId(), u"approver@emulator"_s, u"Example approver"_s);
    if (!groups.exists(operatorsGroupId())) {
        groups.put(operatorsGroupId(), u"Operators@emulator"_s);
        groups.putMember(operatorsGroupId(), starterIdentityId(), u"member"_s);
        groups.putMember(operatorsGroupId(), approverIdentityId(), u"manager"_s);
    }
    transaction.commit();
}

} // namespace emulator::auth
