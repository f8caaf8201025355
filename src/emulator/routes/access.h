#pragma once

#include "emulator/auth/caller.h"
#include "emulator/http/request.h"
#include "emulator/http/response.h"
#include "emulator/routes/service.h"

namespace emulator::routes {

//! Who may call a route.
struct Access
{
    enum class Kind {
        Open,       //!< anybody; the route checks for itself
        Control,    //!< who has the control token
        Flows,      //!< a token for the Flows service with one of the scopes
        FlowScoped, //!< any token that Flows knows; the route asks for the flow's own scope when it has the flow
        AuthToken,  //!< a token for Auth
        Auth        //!< a token for Auth, or a confidential client
    };
    Kind kind = Kind::Open;
    QStringList scopes; //!< short names of the service's scopes; the first is the one that an error names

    [[nodiscard]] static Access open() { return {}; }
    [[nodiscard]] static Access control() { return {Kind::Control, {}}; }
    [[nodiscard]] static Access flows(const QStringList &scopes) { return {Kind::Flows, scopes}; }
    [[nodiscard]] static Access flowScoped() { return {Kind::FlowScoped, {}}; }
    [[nodiscard]] static Access authToken() { return {Kind::AuthToken, {}}; }
    [[nodiscard]] static Access auth() { return {Kind::Auth, {}}; }
};

//! Checks the request's credentials. \returns who calls; empty for Open, Control and a client.
//! \throws http::Refusal: 401 AUTHENTICATION_ERROR without a live token for this audience, 403 MISSING_SCOPE.
//! Source: flows-service.md 1.4, 6.2.
[[nodiscard]] auth::Caller admit(const http::Request &request, const Access &access, const Service &service);

//! \throws http::Refusal 403 MISSING_SCOPE unless the caller's token is one for this flow with its user scope.
void requireFlowScope(const auth::Caller &caller, const QString &flowId);

//! \throws http::Refusal 403 MISSING_SCOPE unless the caller's token is one for this flow, or may read runs.
void requireRunReading(const auth::Caller &caller, const QString &flowId);

//! \throws http::Refusal 403 unless the caller's session meets the authentication policy of a high-assurance flow.
//! \param policyId  empty: the flow has none. Source: flows-service.md 6.3.
void requirePolicy(const auth::Caller &caller, const QString &policyId);
//! The same for a web input. \param detail  what the answer says beside the policy \param summary  what it shows of the
//! input
void requirePolicy(const auth::Caller &caller, const QString &policyId, const QString &detail,
                   const core::Json &summary);

//! 403 in the shape of Auth: the token does not allow this. Source: globus-auth.md 12.
[[nodiscard]] http::Response authForbidden();

//! 403 MISSING_SCOPE, naming the scope.
[[nodiscard]] http::Response missingScope(const QString &scope);

} // namespace emulator::routes
