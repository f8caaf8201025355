#pragma once

#include "core/json.h"
#include "emulator/store/records.h"

#include <functional>

namespace emulator::routes {

//! What a document of R9 asks for. Source: flows-service.md R9.
struct BatchRequest
{
    QStringList runIds; //!< in lower case, each once
    bool cancel = false;
    //! Changes tags and role lists of a run as the document says; the loc of what would be too many, else null.
    std::function<core::Json(RunRecord &run)> change;
};

//! \throws http::Refusal 422 with its problems.
[[nodiscard]] BatchRequest batchRequest(const core::Json &document);

} // namespace emulator::routes
