#include "emulator/auth/scopewords.h"

#include "core/ids.h"
#include "emulator/auth/scopebook.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace emulator::auth {

namespace {

QHash<QString, QString> fixedWords()
{
    const QString auth = u"urn:globus:auth:scope:auth.globus.org:"_s;
    const QString groups = u"urn:globus:auth:scope:groups.api.globus.org:"_s;
    return {{u"openid"_s, u"Know who you are"_s},
            {u"profile"_s, u"See your name, user name and organisation"_s},
            {u"email"_s, u"See your e-mail address"_s},
            {auth % u"view_identity_set"_s, u"See the identities that are linked to yours"_s},
            {auth % u"view_identities"_s, u"Look up people by their user name"_s},
            {auth % u"view_consents"_s, u"See what you have let other applications do"_s},
            {auth % u"view_authentications"_s, u"See when and how you signed in"_s},
            {auth % u"view_clients"_s, u"See your registered applications"_s},
            {auth % u"view_clients_and_scopes"_s, u"See your registered applications and their scopes"_s},
            {auth % u"manage_projects"_s, u"Manage your projects"_s},
            {flowsScope(u"all"_s), u"Manage your flows and runs"_s},
            {flowsScope(u"manage_flows"_s), u"Create, change and delete flows"_s},
            {flowsScope(u"view_flows"_s), u"See flows"_s},
            {flowsScope(u"run"_s), u"Run flows"_s},
            {flowsScope(u"run_status"_s), u"See runs"_s},
            {flowsScope(u"run_manage"_s), u"Change, cancel and release runs"_s},
            {flowsScope(u"web_input_view"_s), u"See questions that runs ask"_s},
            {flowsScope(u"web_input_respond"_s), u"Answer questions that runs ask"_s},
            {transferAllScope(), u"Transfer, list, rename and delete your files with Globus Transfer"_s},
            {groups % u"all"_s, u"Manage your groups"_s},
            {groups % u"view_my_groups_and_memberships"_s, u"See your groups"_s}};
}

} // namespace

QString scopeWords(const QString &scopeName, const NameOf &nameOf)
{
    static const QHash<QString, QString> fixed = fixedWords();
    if (const auto found = fixed.constFind(scopeName); found != fixed.constEnd())
        return *found;
    const QString id = scopeName.section(u'/', 4, 4);
    if (scopeName == core::flowUserScope(id))
        return u"Run the flow “%1”"_s.arg(nameOf(id));
    if (scopeName == dataAccessScope(id))
        return u"Read and write your files in the collection “%1”"_s.arg(nameOf(id));
    return u"Use %1"_s.arg(scopeName);
}

} // namespace emulator::auth
