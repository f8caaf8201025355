#include "auth/autherror.h"

#include <QStringList>

namespace auth {

using core::ApiError;

ApiError explained(ApiError error)
{
    static const QStringList refusals{QStringLiteral("invalid_client"),     QStringLiteral("invalid_grant"),
                                      QStringLiteral("invalid_scope"),      QStringLiteral("unauthorized_client"),
                                      QStringLiteral("unauthorized"),       QStringLiteral("access_denied"),
                                      QStringLiteral("UNKNOWN_SCOPE_ERROR")};
    error.body.clear();
    if (error.kind == ApiError::Kind::Ambiguous)
        error.kind = ApiError::Kind::Network;
    else if (refusals.contains(error.code))
        error.kind = ApiError::Kind::Unauthorized;
    else if (error.kind == ApiError::Kind::Validation && error.code.isEmpty())
        error.kind = ApiError::Kind::BadResponse;
    return error;
}

} // namespace auth
