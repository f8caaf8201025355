#pragma once

#include <QByteArray>

namespace net {

struct AttemptResult;

//! What is missing of the body of a success, as an English sentence; empty if nothing is known to be missing.
//!
//! A packed body must reach its own end, and have the length that was announced. Where no length was (chunked), a JSON
//! document is looked at: the access manager takes the early end of a chunked body for its end now and then.
[[nodiscard]] QString missingPart(const AttemptResult &result, const QByteArray &method);

//! Do the brackets of a JSON text close? Cheap, and no judgement about the rest. Of a text over 256 kB only the
//! last bracket is looked at. An empty text, and one that does not begin with a bracket, passes.
[[nodiscard]] bool jsonCloses(const QByteArray &text);

} // namespace net
