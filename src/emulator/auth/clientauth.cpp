#include "emulator/auth/clientauth.h"

#include "core/secret.h"
#include "emulator/auth/oautherror.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"

using namespace Qt::StringLiterals;

namespace emulator::auth {

namespace {

constexpr qsizetype maxFields = 100; //!< of a form; the grants know about ten

//! What follows the scheme in the Authorization header; nothing for another scheme.
QByteArray credentials(const http::Request &request, const QByteArray &scheme)
{
    const QByteArray header = request.header("authorization").trimmed();
    if (header.size() <= scheme.size() || header.first(scheme.size()).toLower() != scheme.toLower() ||
        header[scheme.size()] != ' ')
        return {};
    return header.mid(scheme.size() + 1).trimmed();
}

} // namespace

http::Query formFields(const http::Request &request)
{
    if (request.mediaType() != "application/x-www-form-urlencoded") {
        throw http::Refusal(oauthError(415, u"invalid_request"_s,
                                       u"The body must be sent as application/x-www-form-urlencoded."_s,
                                       u"UNSUPPORTED_MEDIA_TYPE"_s));
    }
    http::Query form = http::Query::parse(request.body);
    if (form.items().size() > maxFields) {
        throw http::Refusal(
            oauthError(400, u"invalid_request"_s, u"The form has more than %1 fields."_s.arg(maxFields)));
    }
    for (const auto &[name, value] : form.items()) {
        if (form.count(name) > 1) {
            throw http::Refusal(
                oauthError(400, u"invalid_request"_s, u"The field '%1' is given twice."_s.arg(name.left(100))));
        }
    }
    return form;
}

std::pair<QString, QString> basicCredentials(const http::Request &request)
{
    const QByteArray decoded = QByteArray::fromBase64(credentials(request, "Basic"));
    const qsizetype colon = decoded.indexOf(':');
    if (colon < 0)
        return {};
    return {http::percentDecoded(decoded.first(colon), true), http::percentDecoded(decoded.mid(colon + 1), true)};
}

QByteArray bearerToken(const http::Request &request)
{
    return credentials(request, "Bearer");
}

ClientRecord authenticatedClient(const http::Request &request, const http::Query &form, Database &database)
{
    auto [id, secret] = basicCredentials(request);
    if (!id.isEmpty() && form.has(u"client_secret"))
        throw http::Refusal(oauthError(400, u"invalid_request"_s, u"The client may prove itself in one way only."_s));
    if (id.isEmpty()) {
        id = form.value(u"client_id");
        secret = form.value(u"client_secret");
    }
    const std::optional<ClientRecord> client = ClientStore(database).find(id.toLower());
    const QByteArray given = TokenStore::hashOf(secret.toUtf8()).toLatin1();
    if (!client || client->secretHash.isEmpty() || !core::sameSecret(given, client->secretHash.toLatin1()))
        throw http::Refusal(invalidClient());
    return *client;
}

ClientRecord namedClient(const http::Request &request, const http::Query &form, Database &database)
{
    if (request.headers.contains("authorization") || form.has(u"client_secret"))
        return authenticatedClient(request, form, database);
    const std::optional<ClientRecord> client = ClientStore(database).find(form.value(u"client_id").toLower());
    if (!client || !client->secretHash.isEmpty())
        throw http::Refusal(invalidClient());
    return *client;
}

} // namespace emulator::auth
