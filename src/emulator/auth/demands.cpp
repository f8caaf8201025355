#include "emulator/auth/demands.h"

#include <algorithm>

namespace emulator::auth {

namespace {

bool isOfDomain(const AuthorizeRequest &request, const IdentityRecord &identity)
{
    return request.domains.contains(identity.username.section(u'@', -1), Qt::CaseInsensitive);
}

} // namespace

QStringList Candidate::ids() const
{
    QStringList all{identity.id};
    for (const IdentityRecord &linked : with)
        all.append(linked.id);
    return all;
}

std::optional<Candidate> candidateFor(const AuthorizeRequest &request, const IdentityRecord &identity,
                                      const FindIdentity &find)
{
    Candidate candidate{identity, {}};
    bool domain = request.domains.isEmpty() || isOfDomain(request, identity);
    for (const QString &id : request.identities) {
        if (id == identity.id)
            continue;
        const std::optional<IdentityRecord> linked = identity.linkedIds.contains(id) ? find(id) : std::nullopt;
        if (!linked)
            return std::nullopt;
        domain = domain || isOfDomain(request, *linked);
        candidate.with.append(*linked);
    }
    for (qsizetype i = 0; i < identity.linkedIds.size() && !domain; ++i) {
        const std::optional<IdentityRecord> linked = find(identity.linkedIds[i]);
        domain = linked && isOfDomain(request, *linked);
        if (domain)
            candidate.with.append(*linked);
    }
    return domain ? std::optional(candidate) : std::nullopt;
}

Unproven unproven(const AuthorizeRequest &request, const Session &session)
{
    Unproven missing;
    for (const QString &policy : request.policies) {
        if (!session.policies.contains(policy))
            missing.policies.append(policy);
    }
    missing.mfa = request.mfa && !session.mfa;
    return missing;
}

bool proves(const Session &session, const AuthorizeRequest &request, const FindIdentity &find)
{
    const QStringList &present = session.identityIds;
    const bool identities = std::all_of(request.identities.begin(), request.identities.end(),
                                        [&present](const QString &id) { return present.contains(id); });
    const bool domain =
        request.domains.isEmpty() || std::any_of(present.begin(), present.end(), [&](const QString &id) {
            const std::optional<IdentityRecord> identity = find(id);
            return identity && isOfDomain(request, *identity);
        });
    return identities && domain && unproven(request, session).isEmpty();
}

} // namespace emulator::auth
