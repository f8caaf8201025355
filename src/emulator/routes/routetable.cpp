#include "emulator/routes/routetable.h"

namespace emulator::routes {

QList<RouteSpec> allRoutes()
{
    return flowRoutes() + flowChangeRoutes() + startRoutes() + runRoutes() + runChangeRoutes() + registeredApiRoutes() +
           webInputRoutes() + signInRoutes() + webRoutes() + tokenRoutes() + authRoutes() + identityRoutes() +
           transferRoutes() + controlRoutes() + homeRoutes();
}

void addRoutes(http::Router &router, Service &service)
{
    const QList<RouteSpec> all = allRoutes();
    for (const RouteSpec &spec : all) {
        router.add(spec.method, spec.pattern, [spec, &service](const http::Request &request) {
            const auth::Caller caller = admit(request, spec.access, service);
            return spec.handler({request, caller, service});
        });
    }
}

} // namespace emulator::routes
