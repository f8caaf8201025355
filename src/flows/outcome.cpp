#include "flows/outcome.h"

namespace flows {

bool mayHaveHappened(const core::ApiError &error)
{
    switch (error.kind) {
    case core::ApiError::Kind::Ambiguous:
    case core::ApiError::Kind::BadResponse:
        return true;
    case core::ApiError::Kind::Server:
        return error.httpStatus == 500 || error.httpStatus == 502 || error.httpStatus == 504;
    default:
        return false;
    }
}

} // namespace flows
