#include "emulator/auth/clientauth.h"
#include "emulator/auth/consentpage.h"
#include "emulator/auth/page.h"
#include "emulator/collections/collection.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"
#include "emulator/store/flowstore.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using emulator::http::Response;

namespace emulator::routes {

namespace {

constexpr int mostPeople = 100; // on one page

auth::AuthorizeRequest checked(const Call &call, const http::Query &query)
{
    return auth::authorizeRequest(query, auth::ownPort(call.request), call.service.database, call.service.scopes,
                                  call.service.signIn.leniency);
}

QList<IdentityRecord> people(const Call &call, const auth::AuthorizeRequest &request)
{
    QList<IdentityRecord> all = IdentityStore(call.service.database).list(mostPeople);
    all.removeIf([&request](const IdentityRecord &identity) { return !auth::maySignIn(identity, request); });
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

Response authorize(const Call &call)
{
    try {
        const auth::AuthorizeRequest request = checked(call, call.request.query);
        if (request.silent) {
            return leadTo(call, request,
                          {{u"error"_s, u"login_required"_s},
                           {u"error_description"_s, u"Nobody is signed in here, and nobody may be asked."_s}});
        }
        return auth::consentPage(request, people(call, request), call.service.signIn.seal().close(call.request.query),
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

Response decide(const Call &call)
{
    const http::Query form = auth::formFields(call.request);
    const std::optional<http::Query> query = call.service.signIn.seal().open(form.value(u"request").toUtf8());
    if (!isOwnPost(call.request) || !query) {
        return auth::problemPage(403, u"FORBIDDEN"_s,
                                 u"This form was not made here for this request, or it is too old."_s);
    }
    try {
        const auth::AuthorizeRequest request = checked(call, *query);
        if (form.value(u"decision") != "allow"_L1) {
            return leadTo(
                call, request,
                {{u"error"_s, u"access_denied"_s}, {u"error_description"_s, u"The person did not allow it."_s}});
        }
        const QList<IdentityRecord> all = people(call, request);
        const auto chosen = std::find_if(all.begin(), all.end(), [&form](const IdentityRecord &identity) {
            return identity.id == form.value(u"identity");
        });
        if (chosen == all.end())
            return auth::problemPage(400, u"BAD_REQUEST"_s, u"Nobody was chosen to sign in as."_s);
        return leadTo(call, request, {{u"code"_s, QString::fromLatin1(call.service.signIn.allow(request, *chosen))}});
    } catch (const auth::UntrustedRequest &problem) {
        return auth::problemPage(400, problem.code(), problem.text());
    }
}

//! Shows a code for copying. What is no code is not shown: no text of somebody else's choice stands here.
Response codePage(const Call &call)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9_-]{1,128}\\z"_s);
    const QString code = call.request.query.value(u"code");
    if (!pattern.match(code).hasMatch()) {
        return auth::page(400, u"No code"_s,
                          u"<p>You were not signed in. Go back to the application, and start again there.</p>\n"_s);
    }
    return auth::page(200, u"Your code"_s,
                      u"<p>Copy this code into the application:</p>\n<p><code class=\"code\">%1</code></p>\n"_s.arg(
                          auth::escaped(code)));
}

Response logout(const Call &call)
{
    const http::Query &query = call.request.query;
    QString body = u"<p>This emulator keeps nobody signed in: it asks each time. Tokens that applications have go on "
                   "living until they are revoked.</p>\n"_s;
    const std::optional<ClientRecord> client =
        ClientStore(call.service.database).find(query.value(u"client").toLower());
    const QString uri = query.value(u"redirect_uri");
    if (client && auth::redirectKind(*client, uri, auth::ownPort(call.request), true) == auth::RedirectKind::Client) {
        const QString name = query.value(u"redirect_name");
        body += u"<p><a href=\"%1\">%2</a></p>\n"_s.arg(
            auth::escaped(uri), auth::escaped(name.isEmpty() ? u"Back to the application"_s : name.left(200)));
    }
    return auth::page(200, u"You are signed out"_s, body);
}

} // namespace

QList<RouteSpec> signInRoutes()
{
    return {{"GET", u"/v2/oauth2/authorize"_s, Access::open(), authorize},
            {"POST", u"/v2/oauth2/authorize"_s, Access::open(), decide},
            {"GET", u"/v2/web/auth-code"_s, Access::open(), codePage},
            {"GET", u"/v2/web/logout"_s, Access::open(), logout}};
}

} // namespace emulator::routes
