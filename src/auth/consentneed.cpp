#include "auth/consentneed.h"

#include "auth/tokenshelf.h"
#include "net/gare.h"
#include "net/tokensource.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace auth {

using core::Scope;

namespace {

//! What the service asked for; nothing if it is not to be understood.
std::optional<net::Gare> gareOf(const QByteArray &parameters)
{
    const core::JsonParse parsed = core::parseJson(parameters, {256 * 1024, 32});
    if (!parsed || !parsed.value->is_object())
        return {};
    return net::Gare::find(core::Json{{"authorization_parameters", *parsed.value}});
}

bool agree(const QStringList &a, const QStringList &b)
{
    return a.isEmpty() || b.isEmpty() || a == b;
}

bool agree(const std::optional<bool> &a, const std::optional<bool> &b)
{
    return !a || !b || *a == *b;
}

QString joined(const QString &a, const QString &b)
{
    if (a.isEmpty() || b.isEmpty() || a == b)
        return a.isEmpty() ? b : a;
    return a + u' ' + b;
}

bool holdsAll(const QStringList &all, const QStringList &some)
{
    return std::all_of(some.begin(), some.end(), [&all](const QString &one) { return all.contains(one); });
}

void add(QStringList &list, const QStringList &more)
{
    list += more;
    list.removeDuplicates();
}

} // namespace

QString scopeOwner(const QString &name)
{
    const QString url = u"https://auth.globus.org/scopes/"_s;
    const QString urn = u"urn:globus:auth:scope:"_s;
    if (name.startsWith(url))
        return name.mid(url.size()).section(u'/', 0, 0);
    if (name.startsWith(urn))
        return name.mid(urn.size()).section(u':', 0, 0);
    return name.contains(u':') || name.contains(u'/') ? QString() : u"auth.globus.org"_s;
}

std::optional<ConsentNeed> ConsentNeed::of(const net::Requirements &requirements)
{
    ConsentNeed need;
    if (!requirements.resourceServer.isEmpty())
        need.resourceServers = {requirements.resourceServer};
    for (const QString &text : requirements.scopes) {
        const auto scopes = Scope::parseList(text);
        if (!scopes)
            return {};
        need.scopes = united(need.scopes, *scopes);
    }
    const std::optional<net::Gare> gare = gareOf(requirements.authorizationParameters);
    if (!gare)
        return need;
    for (const QString &text : gare->requiredScopes) {
        if (const auto scopes = Scope::parseList(text))
            need.scopes = united(need.scopes, *scopes);
    }
    need.session = SessionDemands::of(*gare);
    const bool demands = !need.session.policies.isEmpty() || !need.session.identities.isEmpty() ||
                         !need.session.singleDomain.isEmpty() || need.session.mfa;
    if (demands || need.session.prompt == "none"_L1) // `none` leads nowhere: the service has just refused
        need.session.prompt = u"login"_s;
    return need;
}

bool ConsentNeed::canJoin(const ConsentNeed &other) const
{
    return agree(session.singleDomain, other.session.singleDomain) &&
           agree(session.identities, other.session.identities) && agree(session.mfa, other.session.mfa);
}

void ConsentNeed::join(const ConsentNeed &other)
{
    add(resourceServers, other.resourceServers);
    scopes = united(scopes, other.scopes);
    session.message = joined(session.message, other.session.message);
    add(session.policies, other.session.policies);
    if (session.singleDomain.isEmpty())
        session.singleDomain = other.session.singleDomain;
    if (session.identities.isEmpty())
        session.identities = other.session.identities;
    if (!session.mfa)
        session.mfa = other.session.mfa;
    if (session.prompt.isEmpty())
        session.prompt = other.session.prompt;
}

bool ConsentNeed::covers(const ConsentNeed &other) const
{
    const SessionDemands &wanted = other.session;
    const bool tokens =
        other.scopes.isEmpty() ? holdsAll(resourceServers, other.resourceServers) : auth::covers(scopes, other.scopes);
    return tokens && holdsAll(session.policies, wanted.policies) &&
           (wanted.singleDomain.isEmpty() || wanted.singleDomain == session.singleDomain) &&
           holdsAll(session.identities, wanted.identities) && (!wanted.mfa || wanted.mfa == session.mfa) &&
           (wanted.prompt.isEmpty() || wanted.prompt == session.prompt);
}

QList<Scope> scopesToAsk(const ConsentNeed &need, const QList<Scope> &always, const QList<AccessToken> &held)
{
    QList<Scope> result = united(united({}, always), need.scopes);
    QStringList owners;
    for (const Scope &scope : std::as_const(result))
        owners.append(scopeOwner(scope.name));
    owners.removeAll(QString());
    for (const AccessToken &token : held) {
        const bool replaced = need.resourceServers.contains(token.resourceServer) ||
                              std::any_of(token.scopes.begin(), token.scopes.end(), [&owners](const Scope &scope) {
                                  return owners.contains(scopeOwner(scope.name));
                              });
        if (replaced)
            result = united(result, token.scopes);
    }
    return result;
}

} // namespace auth
