#include "emulator/auth/page.h"
#include "emulator/auth/redirects.h"
#include "emulator/routes/environmentlines.h"
#include "emulator/routes/routetable.h"

using namespace Qt::StringLiterals;
using emulator::http::Response;

namespace emulator::routes {

namespace {

QString introduction()
{
    return u"<p>This is <code>flows-emulator</code> "_s % auth::escaped(QStringLiteral(FLOWS_VERSION)) %
           u": a Globus Flows service, with the part of Globus Auth that it needs, for this machine alone. It is not "
           u"the "
           "service of Globus: it needs no account and no network, and what is done here changes nothing anywhere "
           "else.</p>\n"_s;
}

//! The secret is not among them: whoever has a user account on this machine can open the page.
QString lines(const Call &call)
{
    const QString url = auth::issuer(call.request) % u'/';
    return u"<h2>Point a client at it</h2>\n<p>In the shell where the client will run:</p>\n"
           "<pre><code>eval \"$(flows-emulator --env)\"</code></pre>\n"
           "<p>and with <code>--data DIR</code>, if this emulator was started with it. That sets</p>\n<pre><code>"_s %
           auth::escaped(exportLines({url, url, url, call.service.clientId, {}})) %
           u"</code></pre>\n<p>and <code>GLOBUS_CLI_CLIENT_SECRET</code>, which is not shown here, where everybody on "
           u"this "
           "machine can read: <code>--env</code> prints it, and <code>endpoint.json</code> in the data directory holds "
           "it.</p>\n"_s;
}

QString clients()
{
    return u"<h2>What each client makes of it</h2>\n<dl>\n"
           "<dt>Python SDK</dt><dd>The addresses lead <code>FlowsClient</code>, <code>SpecificFlowClient</code> and "
           "the clients of Globus Auth and Transfer here. Give the client id and the secret to "
           "<code>ClientApp</code>.</dd>\n"
           "<dt>JavaScript SDK</dt><dd>The addresses lead <code>flows</code>, <code>auth</code> and "
           "<code>transfer</code> here, in node. "
           "<code>auth.oauth2.token.token</code> gives tokens for the client id and the secret as HTTP Basic.</dd>\n"
           "<dt>The <code>globus</code> command</dt><dd>It reads all five and acts as that client: <code>globus flows "
           "list --filter-role flow_viewer</code>.</dd>\n</dl>\n"
           "<p>A client can also sign people in with a browser: <code>owner@emulator</code>, "
           "<code>starter@emulator</code> and <code>approver@emulator</code> are here, without passwords. Programs may "
           "use "
           "this service; pages of other web sites may not, and read nothing from it.</p>\n"_s;
}

Response home(const Call &call)
{
    return auth::page(200, u"Globus Flows emulator"_s, introduction() % lines(call) % clients());
}

} // namespace

QList<RouteSpec> homeRoutes()
{
    return {{"GET", u"/"_s, Access::open(), home}};
}

} // namespace emulator::routes
