#include "core/ids.h"
#include "emulator/auth/clientauth.h"
#include "emulator/auth/scopebook.h"
#include "emulator/collections/collection.h"
#include "emulator/collections/fileentries.h"
#include "emulator/routes/routetable.h"

using namespace Qt::StringLiterals;
using core::toStd;
using emulator::http::Response;

namespace emulator::routes {

namespace {

//! An error in the shape of Transfer.
Response transferError(const Call &call, int status, const QString &code, const QString &message)
{
    return http::jsonAnswer(status, {{"code", toStd(code)},
                                     {"message", toStd(message)},
                                     {"request_id", toStd(core::newId().left(9))},
                                     {"resource", toStd(call.request.path)}});
}

//! What a collection is: whoever is about to start a run asks whether it wants a consent of its own.
Response getEndpoint(const Call &call)
{
    const std::optional<auth::Caller> caller = call.service.tokens.verify(auth::bearerToken(call.request));
    if (!caller || caller->resourceServer != "transfer.api.globus.org"_L1 ||
        !caller->hasScope(auth::transferAllScope())) {
        Response response =
            transferError(call, 401, u"AuthenticationFailed"_s, u"A valid token for Transfer is required."_s);
        response.addHeader("WWW-Authenticate", "Bearer");
        return response;
    }
    const QString id = call.request.argument(u"endpoint_id"_s).toLower();
    const QString name = collectionName(id);
    if (name.isEmpty())
        return transferError(call, 404, u"EndpointNotFound"_s, u"There is no collection '%1'."_s.arg(id.left(100)));
    const QString type = id == mappedCollectionId() ? u"GCSv5_mapped_collection"_s : u"GCSv5_guest_collection"_s;
    return http::jsonAnswer(200, collectionInfo({id, name, type, {}, {}}).document);
}

} // namespace

QList<RouteSpec> transferRoutes()
{
    return {{"GET", u"/v0.10/endpoint/{endpoint_id}"_s, Access::open(), getEndpoint}};
}

} // namespace emulator::routes
