#include "auth/authorizerequest.h"

#include "net/gare.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace auth {

namespace {

constexpr qsizetype longestMessage = 1000;

QStringList matching(const QStringList &values, const QRegularExpression &pattern)
{
    return values.filter(pattern);
}

const QRegularExpression &idPattern()
{
    static const QRegularExpression pattern(
        u"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\z"_s);
    return pattern;
}

const QRegularExpression &identityPattern()
{
    static const QRegularExpression pattern(u"^[A-Za-z0-9._%+@-]{1,255}\\z"_s);
    return pattern;
}

const QRegularExpression &domainPattern()
{
    static const QRegularExpression pattern(u"^[A-Za-z0-9.-]{1,255}\\z"_s);
    return pattern;
}

//! Parameters of an address, each value percent-encoded whole.
class Parameters
{
public:
    void add(const char *name, const QString &value)
    {
        if (value.isEmpty())
            return;
        m_text += m_text.isEmpty() ? "" : "&";
        m_text += QByteArray(name) + '=' + QUrl::toPercentEncoding(value);
    }
    void add(const char *name, const QStringList &values) { add(name, values.join(u',')); }
    [[nodiscard]] QString text() const { return QString::fromLatin1(m_text); }

private:
    QByteArray m_text;
};

} // namespace

SessionDemands SessionDemands::of(const net::Gare &gare)
{
    SessionDemands demands;
    demands.message = gare.sessionMessage.left(longestMessage);
    demands.identities = matching(gare.sessionRequiredIdentities, identityPattern());
    demands.policies = matching(gare.sessionRequiredPolicies, idPattern());
    demands.singleDomain = matching(gare.sessionRequiredSingleDomain, domainPattern());
    demands.mfa = gare.sessionRequiredMfa;
    if (gare.prompt == "login"_L1 || gare.prompt == "none"_L1)
        demands.prompt = gare.prompt;
    return demands;
}

QUrl AuthorizeRequest::url() const
{
    Parameters query;
    query.add("client_id", clientId);
    query.add("redirect_uri", redirectUri);
    query.add("response_type", u"code"_s);
    query.add("scope", core::Scope::toString(scopes));
    query.add("state", QString::fromLatin1(state));
    query.add("code_challenge", QString::fromLatin1(challenge));
    query.add("code_challenge_method", u"S256"_s);
    query.add("access_type", offline ? u"offline"_s : u"online"_s);
    query.add("nonce", QString::fromLatin1(nonce));
    query.add("prefill_named_grant", grantName);
    query.add("session_message", session.message);
    query.add("session_required_identities", session.identities);
    query.add("session_required_policies", session.policies);
    query.add("session_required_single_domain", session.singleDomain);
    const bool mfaMeans = !session.identities.isEmpty() || !session.singleDomain.isEmpty();
    if (session.mfa && mfaMeans) // Auth knows it only together with one of these
        query.add("session_required_mfa", *session.mfa ? u"true"_s : u"false"_s);
    query.add("prompt", session.prompt);
    QUrl url = authUrl;
    url.setPath(authUrl.path() +
                (authUrl.path().endsWith(u'/') ? u"v2/oauth2/authorize"_s : u"/v2/oauth2/authorize"_s));
    url.setQuery(query.text(), QUrl::StrictMode);
    return url;
}

} // namespace auth
