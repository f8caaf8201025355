#include "emulator/routes/registeredapirequest.h"

#include "emulator/http/response.h"
#include "emulator/routes/apitarget.h"
#include "emulator/routes/bodyreader.h"

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::routes {

namespace {

constexpr qsizetype longestName = 128;         // ours
constexpr qsizetype longestDescription = 4096; // ours

[[noreturn]] void refuse(const QString &problem)
{
    throw http::Refusal(http::errorAnswer(400, u"VALIDATION_ERROR"_s, problem));
}

//! `roles.owners: …` of the first problem.
void finish(const BodyReader &reader)
{
    if (reader.problems().isEmpty())
        return;
    const http::Problem &first = reader.problems().first();
    QStringList place;
    for (const Json &step : first.loc) {
        place.append(step.is_string() ? core::toQString(step.get_ref<const std::string &>())
                                      : QString::number(step.get<qint64>()));
    }
    refuse(place.join(u'.') % u": "_s % first.msg);
}

void readTexts(BodyReader &reader, RegisteredApiRecord &api)
{
    if (reader.given("name"))
        api.name = reader.text("name", 1, longestName);
    if (reader.given("description"))
        api.description = reader.text("description", 0, longestDescription);
    if (core::member(reader.document(), "subscription_id"))
        api.subscriptionId = reader.uuid("subscription_id");
    if (const Json *target = reader.given("target")) {
        if (const QString problem = targetProblem(*target); !problem.isEmpty())
            refuse(problem);
        api.target = *target;
        api.dataTemplates = dataTemplates(*target);
        api.stateInputSchema = stateInputSchema(*target);
    }
}

void readRoles(BodyReader &body, RegisteredApiRecord &api)
{
    const Json roles = body.object("roles");
    BodyReader reader(roles, {"roles"});
    if (reader.given("owners"))
        api.owners = reader.principals("owners", u"Owner"_s);
    if (reader.given("administrators"))
        api.administrators = reader.principals("administrators", u"Administrator"_s);
    if (reader.given("viewers"))
        api.viewers = reader.principals("viewers", u"Viewer"_s);
    body.refuse(reader.problems());
}

} // namespace

void readNewApi(const Json &document, const QStringList &callerUrns, RegisteredApiRecord &api)
{
    BodyReader reader(document);
    reader.require("name");
    reader.require("target");
    readTexts(reader, api);
    readRoles(reader, api);
    if (!holdsAny(api.owners, callerUrns))
        api.owners.prepend(callerUrns.first());
    if (api.owners.size() > mostPrincipals)
        reader.refuse({tooManyItems({"roles", "owners"}, mostPrincipals)});
    finish(reader);
}

void readApiUpdate(const Json &document, const QList<ApiRole> &roles, const QStringList &principals,
                   RegisteredApiRecord &api)
{
    const RegisteredApiRecord before = api;
    BodyReader reader(document);
    readTexts(reader, api);
    readRoles(reader, api);
    finish(reader);
    if (api.owners == before.owners && api.administrators == before.administrators)
        return;
    if (!roles.contains(ApiRole::Owner)) {
        throw http::Refusal(http::errorAnswer(
            403, u"FORBIDDEN"_s,
            u"Caller must be an owner of this registered API to change its owners or administrators"_s));
    }
    if (!holdsAny(api.owners, principals))
        refuse(u"roles.owners: an owner can not remove their own last access, unless a group of theirs stays"_s);
}

} // namespace emulator::routes
