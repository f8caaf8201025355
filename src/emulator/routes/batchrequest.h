#pragma once

#include "core/json.h"
#include "emulator/http/response.h"
#include "emulator/store/records.h"

#include <functional>

namespace emulator::routes {

//! What a document of R9 asks for. Source: flows-service.md R9.
struct BatchRequest
{
    QStringList runIds; //!< in lower case, each once
    bool cancel = false;
    //! Changes tags and role lists of a run as the document says. \returns what would be too many.
    std::function<QList<http::Problem>(RunRecord &run)> change;
};

//! \throws http::Refusal 422 with its problems.
[[nodiscard]] BatchRequest batchRequest(const core::Json &document);

} // namespace emulator::routes
