#pragma once

#include "emulator/http/router.h"
#include "emulator/routes/access.h"

namespace emulator::routes {

//! One request on its way: who asks, what, and what there is to answer it with.
struct Call
{
    const http::Request &request;
    const auth::Caller &caller;
    Service &service;
};

//! One route: who may call it is checked before it is.
struct RouteSpec
{
    QByteArray method;
    QString pattern;
    Access access;
    http::Response (*handler)(const Call &call);
};

// One function a group of routes, each in a file of its own.
[[nodiscard]] QList<RouteSpec> flowRoutes();          //!< F2, F3
[[nodiscard]] QList<RouteSpec> flowChangeRoutes();    //!< F1, F4, F5, F6
[[nodiscard]] QList<RouteSpec> startRoutes();         //!< F7, F8
[[nodiscard]] QList<RouteSpec> runRoutes();           //!< F9, F10, R1, R2, R4, R5, R6
[[nodiscard]] QList<RouteSpec> runChangeRoutes();     //!< F11, R3, R7, R8, R9
[[nodiscard]] QList<RouteSpec> registeredApiRoutes(); //!< A1 to A5
[[nodiscard]] QList<RouteSpec> webInputRoutes();      //!< W1 to W3
[[nodiscard]] QList<RouteSpec> signInRoutes();        //!< authorize, and its forms
[[nodiscard]] QList<RouteSpec> webRoutes();           //!< the other pages for people
[[nodiscard]] QList<RouteSpec> tokenRoutes();         //!< the grants
[[nodiscard]] QList<RouteSpec> authRoutes();          //!< what tokens and keys are
[[nodiscard]] QList<RouteSpec> identityRoutes();      //!< identities by id and by username, their consents
[[nodiscard]] QList<RouteSpec> transferRoutes();      //!< what a collection is
[[nodiscard]] QList<RouteSpec> controlRoutes();       //!< `/_emulator/`
[[nodiscard]] QList<RouteSpec> homeRoutes();          //!< the page that says what this is

//! All of them.
[[nodiscard]] QList<RouteSpec> allRoutes();

//! Puts every route of the service into a router. The service outlives the router.
void addRoutes(http::Router &router, Service &service);

} // namespace emulator::routes
