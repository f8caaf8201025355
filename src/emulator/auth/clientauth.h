#pragma once

#include "emulator/http/request.h"
#include "emulator/store/records.h"

namespace emulator {
class Database;
}

namespace emulator::auth {

//! The fields of a form. \throws http::Refusal in OAuth's shape: another media type, a field given twice, or
//! more fields than any grant has (whoever sends them is not known yet).
[[nodiscard]] http::Query formFields(const http::Request &request);

//! The confidential client that speaks, by HTTP Basic or by `client_id` and `client_secret` in the form.
//! \throws http::Refusal: invalid_client, or invalid_request when both ways are used at once.
[[nodiscard]] ClientRecord authenticatedClient(const http::Request &request, const http::Query &form,
                                               Database &database);

//! The client that speaks: a confidential one as above, or a public one, that only says who it is (`client_id`).
//! \throws http::Refusal as above; also for a confidential client without its secret.
[[nodiscard]] ClientRecord namedClient(const http::Request &request, const http::Query &form, Database &database);

//! The credentials after `Basic ` as id and secret; both empty if there are none.
[[nodiscard]] std::pair<QString, QString> basicCredentials(const http::Request &request);
//! The token after `Bearer `; empty if there is none.
[[nodiscard]] QByteArray bearerToken(const http::Request &request);

} // namespace emulator::auth
