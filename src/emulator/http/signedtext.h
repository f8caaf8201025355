#pragma once

#include "core/json.h"
#include "emulator/http/query.h"

#include <QByteArray>

#include <optional>

namespace emulator::http {

// Opaque text for clients and forms: signed, so that what comes back is what was handed out. It is no secret.

//! \param use  what the text is for; for another use it is none
[[nodiscard]] QByteArray signedText(const core::Json &value, QByteArrayView use, const QByteArray &key);
//! \returns nothing for a text that signedText() did not make for this use, with this key.
[[nodiscard]] std::optional<core::Json> fromSignedText(const QByteArray &text, QByteArrayView use,
                                                       const QByteArray &key);

//! The parameters of a query as a list of pairs.
[[nodiscard]] core::Json toJson(const Query &query);
//! Reads what toJson() made.
[[nodiscard]] Query toQuery(const core::Json &items);

} // namespace emulator::http
