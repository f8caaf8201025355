#include "emulator/routes/access.h"

#include "core/ids.h"
#include "core/secret.h"
#include "emulator/auth/clientauth.h"
#include "emulator/auth/oautherror.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::routes {

namespace {

[[noreturn]] void refuseToken(const QString &detail)
{
    http::Response response = http::errorAnswer(401, u"AUTHENTICATION_ERROR"_s, detail);
    response.addHeader("WWW-Authenticate", "Bearer");
    throw http::Refusal(response);
}

//! A live token, or 401.
auth::Caller callerOf(const http::Request &request, const Service &service)
{
    const QByteArray token = auth::bearerToken(request);
    if (token.isEmpty())
        refuseToken(u"A Bearer token is required"_s);
    std::optional<auth::Caller> caller = service.tokens.verify(token);
    if (!caller)
        refuseToken(u"Expired or invalid Bearer token"_s);
    return *std::move(caller);
}

//! Tokens of the Flows service and of its flows are known to it; any other's audience is somebody else.
auth::Caller flowsCaller(const http::Request &request, const Service &service)
{
    auth::Caller caller = callerOf(request, service);
    const bool ofFlow =
        service.scopes.resourceServerOf(core::flowUserScope(caller.resourceServer)) == caller.resourceServer;
    if (caller.resourceServer != core::flowsResourceServer() && !ofFlow)
        refuseToken(u"Expired or invalid Bearer token"_s);
    return caller;
}

auth::Caller authCaller(const http::Request &request, const Service &service, bool clientsToo)
{
    if (clientsToo && !auth::basicCredentials(request).first.isEmpty()) {
        (void)auth::authenticatedClient(request, {}, service.database);
        return {};
    }
    const std::optional<auth::Caller> caller = service.tokens.verify(auth::bearerToken(request));
    if (!caller || caller->resourceServer != auth::authResourceServer()) {
        http::Response response =
            auth::oauthError(401, u"unauthorized"_s, u"Call must be authenticated"_s, u"UNAUTHORIZED"_s);
        response.addHeader("WWW-Authenticate", "Bearer");
        throw http::Refusal(response);
    }
    return *caller;
}

bool meets(const auth::Caller &caller, const QString &policyId)
{
    return caller.session.policies.contains(policyId);
}

//! A Globus Auth requirements error that readers of the older shape understand too (S5). \param document  begins it
http::Response policyAnswer(const QString &policyId, const QString &detail, const QString &thing, Json document)
{
    document["error"] = {{"code", "AUTHENTICATION_POLICY_REQUIRED"}, {"detail", core::toStd(detail)}};
    document["code"] = "AuthenticationPolicyRequired";
    document["authorization_parameters"] = {
        {"session_required_policies", Json::array({core::toStd(policyId)})},
        {"session_message",
         core::toStd(u"Globus Flows detected an unsatisfied session policy for this %1."_s.arg(thing))}};
    document["debug_id"] = core::toStd(core::newId());
    return http::jsonAnswer(403, document);
}

} // namespace

void requirePolicy(const auth::Caller &caller, const QString &policyId)
{
    if (policyId.isEmpty() || meets(caller, policyId))
        return;
    throw http::Refusal(policyAnswer(
        policyId,
        u"None of the identities in session meet the requirements for the authentication policy associated with this "
        "resource."_s,
        u"resource"_s, Json::object()));
}

void requirePolicy(const auth::Caller &caller, const QString &policyId, const QString &detail, const Json &summary)
{
    if (!policyId.isEmpty() && !meets(caller, policyId))
        throw http::Refusal(policyAnswer(policyId, detail, u"web input"_s, {{"web_input_summary", summary}}));
}

http::Response authForbidden()
{
    return auth::oauthError(403, u"forbidden"_s, u"The token does not have the scope for this call."_s, u"FORBIDDEN"_s);
}

http::Response missingScope(const QString &scope)
{
    return http::errorAnswer(403, u"MISSING_SCOPE"_s, u"This action requires the following scope: "_s % scope);
}

void requireFlowScope(const auth::Caller &caller, const QString &flowId)
{
    const QString scope = core::flowUserScope(flowId);
    if (caller.resourceServer != flowId || !caller.hasScope(scope))
        throw http::Refusal(missingScope(scope));
}

void requireRunReading(const auth::Caller &caller, const QString &flowId)
{
    for (const QString &name : {u"run_status"_s, u"run_manage"_s, u"all"_s}) {
        if (caller.resourceServer == core::flowsResourceServer() && caller.hasScope(auth::flowsScope(name)))
            return;
    }
    requireFlowScope(caller, flowId);
}

auth::Caller admit(const http::Request &request, const Access &access, const Service &service)
{
    switch (access.kind) {
    case Access::Kind::Open:
        return {};
    case Access::Kind::Control:
        if (!core::sameSecret(auth::bearerToken(request), service.controlToken))
            refuseToken(u"This needs the control token of the emulator"_s);
        return {};
    case Access::Kind::AuthToken:
        return authCaller(request, service, false);
    case Access::Kind::Auth:
        return authCaller(request, service, true);
    case Access::Kind::FlowScoped:
        return flowsCaller(request, service);
    case Access::Kind::Flows:
        break;
    }
    auth::Caller caller = flowsCaller(request, service);
    const bool allowed = caller.resourceServer == core::flowsResourceServer() &&
                         std::any_of(access.scopes.begin(), access.scopes.end(), [&caller](const QString &name) {
                             return caller.hasScope(auth::flowsScope(name));
                         });
    if (!allowed)
        throw http::Refusal(missingScope(auth::flowsScope(access.scopes.first())));
    return caller;
}

} // namespace emulator::routes
