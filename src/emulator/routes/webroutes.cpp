#include "emulator/auth/page.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/authstores.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using emulator::http::Response;

namespace emulator::routes {

namespace {

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
    QString body = u"<p>This browser is not signed in to the emulator any more. Tokens that applications have go on "
                   "living until they are revoked.</p>\n"_s;
    const std::optional<ClientRecord> client =
        ClientStore(call.service.database).find(query.value(u"client").toLower());
    const QString uri = query.value(u"redirect_uri");
    if (client && auth::redirectKind(*client, uri, auth::ownPort(call.request), true) == auth::RedirectKind::Client) {
        const QString name = query.value(u"redirect_name");
        body += u"<p><a href=\"%1\">%2</a></p>\n"_s.arg(
            auth::escaped(uri), auth::escaped(name.isEmpty() ? u"Back to the application"_s : name.left(200)));
    }
    Response response = auth::page(200, u"You are signed out"_s, body);
    if (const QByteArray cookie = call.service.signIn.browsers().end(call.request); !cookie.isEmpty())
        response.addHeader("Set-Cookie", cookie);
    return response;
}

} // namespace

QList<RouteSpec> webRoutes()
{
    return {{"GET", u"/v2/web/auth-code"_s, Access::open(), codePage},
            {"GET", u"/v2/web/logout"_s, Access::open(), logout}};
}

} // namespace emulator::routes
