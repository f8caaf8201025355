#include "core/ids.h"
#include "emulator/auth/clientauth.h"
#include "emulator/auth/consentpage.h"
#include "emulator/auth/credentials.h"
#include "emulator/auth/page.h"
#include "emulator/auth/proofpage.h"
#include "emulator/auth/residents.h"
#include "emulator/collections/collection.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"
#include "emulator/store/flowstore.h"

using namespace Qt::StringLiterals;
using emulator::http::Response;

namespace emulator::routes {

namespace {

using SignedIn = auth::BrowserSessions::SignedIn;

constexpr qsizetype mostPeople = 100; // on one page
constexpr QByteArrayView consentForm("authorize");
constexpr QByteArrayView proofForm("proof");

auth::AuthorizeRequest checked(const Call &call, const http::Query &query)
{
    return auth::authorizeRequest(query, auth::ownPort(call.request), call.service.database, call.service.scopes,
                                  call.service.signIn.leniency);
}

std::optional<auth::Candidate> candidate(const Call &call, const auth::AuthorizeRequest &request,
                                         const IdentityRecord &identity)
{
    if (identity.username == auth::clientUsername(identity.id))
        return std::nullopt; // a client signs in by its secret
    const IdentityStore identities(call.service.database);
    return auth::candidateFor(request, identity, [&identities](const QString &id) { return identities.find(id); });
}

//! Who may sign in: the first of them by name, and whoever the request or the browser names.
QList<auth::Candidate> people(const Call &call, const auth::AuthorizeRequest &request, const QString &named)
{
    const IdentityStore identities(call.service.database);
    QList<auth::Candidate> all;
    const auto add = [&](const IdentityRecord &identity) {
        const std::optional<auth::Candidate> one = candidate(call, request, identity);
        if (one)
            all.append(*one);
        return one.has_value();
    };
    const std::optional<IdentityRecord> first =
        core::isUuid(named) ? identities.find(named) : identities.findByUsername(named);
    if (first)
        add(*first);
    (void)identities.list(mostPeople - all.size(),
                          [&](const IdentityRecord &one) { return (!first || one.id != first->id) && add(one); });
    return all;
}

QString nameOf(const Call &call, const QString &id)
{
    const std::optional<FlowRecord> flow = FlowStore(call.service.database).find(id);
    return flow ? flow->title : collectionName(id);
}

//! Leads the browser to where the sign-in ends.
Response leadTo(const Call &call, const auth::AuthorizeRequest &request, QList<std::pair<QString, QString>> parameters)
{
    if (request.hasState)
        parameters.append({u"state"_s, request.state});
    // The copy page is served here, by whatever name it was asked for.
    const QString uri = request.redirect == auth::RedirectKind::CodePage
                            ? QString(auth::ownBase(call.request) % u"/v2/web/auth-code"_s)
                            : request.redirectUri;
    Response response{302, {}, {}, "text/plain"};
    response.addHeader("Location", auth::redirectTarget(uri, parameters).toUtf8());
    response.addHeader("Cache-Control", "no-store");
    response.addHeader("Referrer-Policy", "no-referrer");
    return response;
}

//! Whatever can be answered without asking anybody. Source: globus-auth.md 3.1 (prompt).
Response silently(const Call &call, const auth::AuthorizeRequest &request, const std::optional<SignedIn> &known)
{
    const IdentityStore identities(call.service.database);
    const auto find = [&identities](const QString &id) { return identities.find(id); };
    const std::optional<IdentityRecord> identity = known ? find(known->identityId) : std::nullopt;
    const bool expected = identity && (request.hint.isEmpty() || request.hint == identity->id ||
                                       request.hint.compare(identity->username, Qt::CaseInsensitive) == 0);
    if (!expected || !auth::proves(known->session, request, find)) {
        return leadTo(
            call, request,
            {{u"error"_s, u"login_required"_s},
             {u"error_description"_s, u"Nobody is signed in here as it is asked for, and nobody may be asked."_s}});
    }
    if (!call.service.signIn.consents().holds(request.client.id, identity->id, auth::mergedScopes(request.scopes),
                                              request.offline)) {
        return leadTo(call, request,
                      {{u"error"_s, u"interaction_required"_s},
                       {u"error_description"_s, u"The person must be asked for consent, and nobody may be asked."_s}});
    }
    const QByteArray code = call.service.signIn.allow(request, *identity, known->session);
    return leadTo(call, request, {{u"code"_s, QString::fromLatin1(code)}});
}

Response authorize(const Call &call)
{
    try {
        const auth::AuthorizeRequest request = checked(call, call.request.query);
        const std::optional<SignedIn> known = call.service.signIn.browsers().of(call.request);
        if (request.silent)
            return silently(call, request, known);
        const QString usual = known ? known->identityId : auth::ownerIdentityId();
        const QString chosen = request.hint.isEmpty() ? usual : request.hint;
        return auth::consentPage(request, people(call, request, chosen), chosen,
                                 call.service.signIn.seal().close(call.request.query, consentForm),
                                 [&call](const QString &id) { return nameOf(call, id); });
    } catch (const auth::UntrustedRequest &problem) {
        return auth::problemPage(400, problem.code(), problem.text());
    }
}

//! False if a browser says that the form was posted from elsewhere. Our own page says `null`, because it lets nobody
//! know where it was left from; what the form brings back decides then.
bool isOwnPost(const http::Request &request)
{
    const QByteArray origin = request.header("origin");
    const QByteArray site = request.header("sec-fetch-site");
    return (origin.isEmpty() || origin == "null" || origin == auth::ownBase(request).toLatin1()) &&
           (site.isEmpty() || site == "same-origin" || site == "none");
}

//! What a form was posted for.
struct Posted
{
    http::Query query;  //!< of the authorize request
    QString identityId; //!< whom the person chose
    bool proof = false; //!< it is the form of the second page
};

//! \returns nothing for a form that was not made here, or for another request.
std::optional<Posted> posted(const Call &call, const http::Query &form)
{
    const auth::Seal &seal = call.service.signIn.seal();
    if (!isOwnPost(call.request))
        return std::nullopt;
    if (!form.has(u"chosen")) {
        const std::optional<http::Query> query = seal.open(form.value(u"request").toUtf8(), consentForm);
        return query ? std::optional(Posted{*query, form.value(u"identity"), false}) : std::nullopt;
    }
    const std::optional<http::Query> sealed = seal.open(form.value(u"chosen").toUtf8(), proofForm);
    if (!sealed)
        return std::nullopt;
    QList<std::pair<QString, QString>> items = sealed->items();
    const QString identityId = items.takeFirst().second; // sealChoice() put it there
    return Posted{http::Query(items), identityId, true};
}

QByteArray sealChoice(const Call &call, const http::Query &query, const QString &identityId)
{
    QList<std::pair<QString, QString>> items = query.items();
    items.prepend({u"identity"_s, identityId});
    return call.service.signIn.seal().close(http::Query(items), proofForm);
}

//! The person is signed in, and allowed it. \param before  what this browser proved already
Response allowed(const Call &call, const auth::AuthorizeRequest &request, const auth::Candidate &chosen,
                 auth::Session before)
{
    auth::Session session = std::move(before);
    if (session.id.isEmpty())
        session.id = core::newId();
    session.authenticatedAt = call.service.clock.now();
    session.identityIds += chosen.ids();
    session.identityIds.removeDuplicates();
    session.policies += request.policies;
    session.policies.removeDuplicates();
    session.mfa = session.mfa || request.mfa;
    const QByteArray code = call.service.signIn.allow(request, chosen.identity, session);
    Response response = leadTo(call, request, {{u"code"_s, QString::fromLatin1(code)}});
    response.addHeader("Set-Cookie", call.service.signIn.browsers().begin(call.request, {chosen.identity.id, session}));
    return response;
}

Response decide(const Call &call)
{
    const http::Query form = auth::formFields(call.request);
    const std::optional<Posted> post = posted(call, form);
    if (!post) {
        return auth::problemPage(403, u"FORBIDDEN"_s,
                                 u"This form was not made here for this request, or it is too old."_s);
    }
    try {
        const auth::AuthorizeRequest request = checked(call, post->query);
        if (form.value(u"decision") != "allow"_L1) {
            return leadTo(
                call, request,
                {{u"error"_s, u"access_denied"_s}, {u"error_description"_s, u"The person did not allow it."_s}});
        }
        const std::optional<IdentityRecord> identity = IdentityStore(call.service.database).find(post->identityId);
        const std::optional<auth::Candidate> chosen = identity ? candidate(call, request, *identity) : std::nullopt;
        if (!chosen)
            return auth::problemPage(400, u"BAD_REQUEST"_s, u"Nobody was chosen to sign in as."_s);
        const std::optional<SignedIn> known = call.service.signIn.browsers().of(call.request);
        const bool counts = known && known->identityId == identity->id && !request.fresh;
        const auth::Session before = counts ? known->session : auth::Session();
        const auth::Unproven missing = auth::unproven(request, before);
        if (!missing.isEmpty() && !(post->proof && auth::confirms(form, missing))) {
            return auth::proofPage(request, *chosen, missing, sealChoice(call, post->query, identity->id), post->proof);
        }
        return allowed(call, request, *chosen, before);
    } catch (const auth::UntrustedRequest &problem) {
        return auth::problemPage(400, problem.code(), problem.text());
    }
}

} // namespace

QList<RouteSpec> signInRoutes()
{
    return {{"GET", u"/v2/oauth2/authorize"_s, Access::open(), authorize},
            {"POST", u"/v2/oauth2/authorize"_s, Access::open(), decide}};
}

} // namespace emulator::routes
