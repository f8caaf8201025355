#include "emulator/auth/consentpage.h"

#include "emulator/auth/page.h"

using namespace Qt::StringLiterals;
using core::Scope;

namespace emulator::auth {

namespace {

QString scopeList(const QList<Scope> &scopes, const NameOf &nameOf)
{
    QString html = u"<ul>\n"_s;
    for (const Scope &scope : scopes) {
        html +=
            u"<li>"_s % escaped(scopeWords(scope.name, nameOf)) % u" <br><code>"_s % escaped(scope.name) % u"</code>"_s;
        if (!scope.dependencies.isEmpty())
            html += u"<br>and for this let it:\n"_s % scopeList(scope.dependencies, nameOf);
        html += u"</li>\n"_s;
    }
    return html % u"</ul>\n"_s;
}

QString people(const QList<Candidate> &candidates, const QString &wish)
{
    if (candidates.isEmpty())
        return u"<p>Nobody here meets what this sign-in asks for.</p>\n"_s;
    QString chosen = candidates.first().identity.id;
    for (const Candidate &candidate : candidates) {
        if (candidate.identity.username.compare(wish, Qt::CaseInsensitive) == 0 || candidate.identity.id == wish)
            chosen = candidate.identity.id;
    }
    QString html = u"<fieldset><legend>Sign in as</legend>\n"_s;
    for (const auto &[identity, with] : candidates) {
        QStringList linked;
        for (const IdentityRecord &other : with)
            linked.append(escaped(other.username));
        html += u"<label><input type=\"radio\" name=\"identity\" value=\""_s % escaped(identity.id) %
                (identity.id == chosen ? u"\" checked> "_s : u"\"> "_s) % escaped(identity.username) % u" ("_s %
                escaped(identity.name) % u")"_s;
        if (!linked.isEmpty())
            html += u", with "_s % linked.join(u", "_s);
        html += u"</label>\n"_s;
    }
    return html % u"</fieldset>\n"_s;
}

//! What the session must prove, a sentence each.
QString demands(const AuthorizeRequest &request)
{
    QString html;
    if (!request.message.isEmpty())
        html += u"<p>The application says: <q>%1</q></p>\n"_s.arg(escaped(request.message));
    if (!request.policies.isEmpty())
        html += u"<p>It wants the authentication policy <code>%1</code> to be met.</p>\n"_s.arg(
            escaped(request.policies.join(u", "_s)));
    if (request.mfa)
        html += u"<p>It wants a second factor.</p>\n"_s;
    return html;
}

} // namespace

http::Response consentPage(const AuthorizeRequest &request, const QList<Candidate> &candidates, const QString &chosen,
                           const QByteArray &sealed, const NameOf &nameOf)
{
    QString body = u"<p>This is the Globus Auth of an emulator on this machine, not the real one.</p>\n<p><strong>"_s %
                   escaped(request.client.name) % u"</strong> would like to act for you."_s;
    if (!request.label.isEmpty())
        body += u" This installation calls itself <q>"_s % escaped(request.label) % u"</q>."_s;
    body +=
        u"</p>\n"_s % demands(request) %
        u"<form method=\"post\" action=\"/v2/oauth2/authorize\">\n<input type=\"hidden\" name=\"request\" value=\""_s %
        escaped(QString::fromLatin1(sealed)) % u"\">\n"_s % people(candidates, chosen) % u"<h2>It asks to</h2>\n"_s %
        scopeList(request.scopes, nameOf);
    if (request.offline)
        body += u"<p>It may go on while you are away, until you revoke it.</p>\n"_s;
    body += u"<p>"_s;
    if (!candidates.isEmpty())
        body += u"<button name=\"decision\" value=\"allow\">Allow</button>"_s;
    body += u"<button name=\"decision\" value=\"deny\">Deny</button></p>\n</form>\n"_s;
    return page(200, u"Sign in"_s, body,
                request.redirect == RedirectKind::Client ? policySource(request.redirectUri) : QString());
}

} // namespace emulator::auth
