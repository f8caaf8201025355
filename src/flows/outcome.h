#pragma once

#include "core/apierror.h"

namespace flows {

//! True if a request that changes something and is sent once may have done so although it failed: its answer was lost,
//! was not understood, or is one behind which a gateway's service may have done its work (500, 502, 504). 503 and the
//! others say that it was not taken up.
[[nodiscard]] bool mayHaveHappened(const core::ApiError &error);

} // namespace flows
