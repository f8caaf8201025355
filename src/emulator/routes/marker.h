#pragma once

#include "core/json.h"
#include "emulator/http/query.h"

#include <optional>

namespace emulator::routes {

//! What a marker holds: the whole first question, and where its next page begins. Source: flows-service.md 3.
struct Marker
{
    QString list; //!< which list it belongs to
    http::Query query;
    core::Json cursor;
};

//! Opaque text for clients: signed, so that what comes back is what was handed out.
[[nodiscard]] QString encodeMarker(const Marker &marker, const QByteArray &key);
//! \returns nothing for a text that this service did not make.
[[nodiscard]] std::optional<Marker> decodeMarker(const QString &text, const QByteArray &key);

} // namespace emulator::routes
