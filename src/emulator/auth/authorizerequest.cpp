#include "emulator/auth/authorizerequest.h"

#include "core/ids.h"
#include "emulator/auth/askedscopes.h"
#include "emulator/auth/scopebook.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace emulator::auth {

namespace {

constexpr qsizetype mostState = 4096; // ours
constexpr qsizetype mostText = 2000;  // ours, of what is shown
constexpr qsizetype mostDemands = 50; // ours, of each kind; a session is kept with every token
constexpr qsizetype mostName = 256;   // ours, of an identity or a domain

[[noreturn]] void refuse(const QString &text)
{
    throw UntrustedRequest(u"OAUTH_AUTH_REQUEST_FAILURE"_s, text);
}

//! A value that goes back byte for byte: one that was no text can not.
QString echoed(const http::Query &query, QStringView name)
{
    QString value = query.value(name);
    if (value.size() > mostState || value.contains(QChar::ReplacementCharacter))
        refuse(u"The parameter '%1' is too long, or no text."_s.arg(name));
    return value;
}

void readChallenge(const http::Query &query, AuthorizeRequest &request)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9_-]{43}\\z"_s);
    request.challenge = query.value(u"code_challenge");
    if (request.challenge.isEmpty() && !query.has(u"code_challenge_method") && !request.client.secretHash.isEmpty())
        return;
    if (request.challenge.isEmpty())
        refuse(u"A code challenge (PKCE) is required."_s);
    if (query.value(u"code_challenge_method") != "S256"_L1)
        refuse(u"The code challenge must be made by the method S256."_s);
    if (!pattern.match(request.challenge).hasMatch())
        refuse(u"The code challenge is not the result of S256."_s);
}

//! A list of what a session must prove; each once.
QStringList demanded(const http::Query &query, QStringView name)
{
    QStringList all = query.list(name);
    all.removeDuplicates();
    if (all.size() > mostDemands)
        refuse(u"The parameter '%1' demands more than %2 things."_s.arg(name).arg(mostDemands));
    for (const QString &one : std::as_const(all)) {
        if (one.size() > mostName)
            refuse(u"The parameter '%1' holds a name that is too long."_s.arg(name));
    }
    return all;
}

void readSession(const http::Query &query, Database &database, AuthorizeRequest &request)
{
    static const QRegularExpression domain(u"\\A[A-Za-z0-9.-]+\\z"_s);
    for (const QString &name : demanded(query, u"session_required_identities")) {
        const std::optional<IdentityRecord> named =
            core::isUuid(name) ? std::nullopt : IdentityStore(database).findByUsername(name);
        request.identities.append(named ? named->id : name.toLower());
    }
    request.domains = demanded(query, u"session_required_single_domain");
    for (const QString &name : std::as_const(request.domains)) {
        if (!domain.match(name).hasMatch())
            refuse(u"The domain '%1' has no domain's form."_s.arg(name.left(100)));
    }
    for (const QString &policy : demanded(query, u"session_required_policies")) {
        if (!core::isUuid(policy))
            refuse(u"The policy '%1' has no id's form."_s.arg(policy.left(100)));
        request.policies.append(policy);
    }
    const std::optional<bool> mfa = query.boolean(u"session_required_mfa");
    if (!mfa && !query.value(u"session_required_mfa").isEmpty())
        refuse(u"The parameter 'session_required_mfa' must be true or false."_s);
    request.mfa = mfa.value_or(false);
}

void readScopes(const http::Query &query, const ScopeBook &book, AuthorizeRequest &request)
{
    AskedScopes asked = askedScopes(query.value(u"scope"), book);
    if (asked.unknown)
        throw UntrustedRequest(u"UNKNOWN_SCOPE_ERROR"_s, asked.problem);
    if (!asked.problem.isEmpty())
        refuse(asked.problem);
    request.scopes = std::move(asked.scopes);
    const QString access = query.value(u"access_type");
    if (!access.isEmpty() && access != "online"_L1 && access != "offline"_L1)
        refuse(u"The access type must be 'online' or 'offline'."_s);
    request.offline = asked.offline || access == "offline"_L1;
}

} // namespace

AuthorizeRequest authorizeRequest(const http::Query &query, const QString &ownPort, Database &database,
                                  const ScopeBook &book, const AuthLeniency &leniency)
{
    for (const auto &[name, value] : query.items()) {
        if (query.items().size() > 100 || query.count(name) > 1)
            refuse(u"A parameter is given twice, or there are too many."_s);
    }
    AuthorizeRequest request;
    const std::optional<ClientRecord> client = ClientStore(database).find(query.value(u"client_id").toLower());
    if (!client)
        refuse(u"The client is unknown."_s);
    request.client = *client;
    request.redirectUri = query.value(u"redirect_uri");
    request.redirect = redirectKind(*client, request.redirectUri, ownPort, leniency.loopbackPath);
    if (request.redirect == RedirectKind::Refused)
        refuse(u"Mismatching redirect URI."_s);
    if (query.value(u"response_type") != "code"_L1)
        refuse(u"The response type must be 'code'."_s);
    readChallenge(query, request);
    readScopes(query, book, request);
    const QString prompt = query.value(u"prompt");
    if (!prompt.isEmpty() && prompt != "login"_L1 && prompt != "none"_L1)
        refuse(u"The prompt must be 'login' or 'none'."_s);
    request.silent = prompt == "none"_L1;
    request.fresh = prompt == "login"_L1;
    request.hasState = query.has(u"state");
    request.state = echoed(query, u"state");
    request.nonce = echoed(query, u"nonce");
    request.label = query.value(u"prefill_named_grant").left(mostText);
    request.message = query.value(u"session_message").left(mostText);
    request.hint = query.value(u"login_hint");
    readSession(query, database, request);
    return request;
}

} // namespace emulator::auth
