#include "emulator/auth/proofpage.h"

#include "emulator/auth/page.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace emulator::auth {

namespace {

QString fieldOf(const QString &policy)
{
    return u"policy-"_s % policy;
}

//! \param words  HTML
QString box(const QString &name, const QString &words)
{
    return u"<label><input type=\"checkbox\" required name=\"%1\" value=\"confirmed\"> %2</label>\n"_s.arg(
        escaped(name), words);
}

} // namespace

http::Response proofPage(const AuthorizeRequest &request, const Candidate &candidate, const Unproven &missing,
                         const QByteArray &sealed, bool again)
{
    QString body =
        u"<p>You are signing in as <strong>%1</strong>, and <strong>%2</strong> asks for more than that. The "
        "real Globus Auth would now ask for a password or a device; this emulator has neither, and takes "
        "your word.</p>\n"_s.arg(escaped(candidate.identity.username), escaped(request.client.name));
    if (again)
        body += u"<p><strong>Not everything was confirmed.</strong></p>\n"_s;
    body +=
        u"<form method=\"post\" action=\"/v2/oauth2/authorize\">\n<input type=\"hidden\" name=\"chosen\" value=\""_s %
        escaped(QString::fromLatin1(sealed)) % u"\">\n<fieldset><legend>Confirm</legend>\n"_s;
    for (const QString &policy : missing.policies) {
        body += box(fieldOf(policy), u"I meet the authentication policy <code>%1</code>"_s.arg(escaped(policy)));
    }
    if (missing.mfa)
        body += box(u"mfa"_s, u"I have proved who I am with a second factor"_s);
    body += u"</fieldset>\n<p><button name=\"decision\" value=\"allow\">Confirm</button>"
            "<button name=\"decision\" value=\"deny\" formnovalidate>Deny</button></p>\n</form>\n"_s;
    return page(again ? 400 : 200, u"One more step"_s, body,
                request.redirect == RedirectKind::Client ? policySource(request.redirectUri) : QString());
}

bool confirms(const http::Query &form, const Unproven &missing)
{
    const auto given = [&form](const QString &name) { return form.value(name) == "confirmed"_L1; };
    return (!missing.mfa || given(u"mfa"_s)) &&
           std::all_of(missing.policies.begin(), missing.policies.end(),
                       [&given](const QString &policy) { return given(fieldOf(policy)); });
}

} // namespace emulator::auth
