#pragma once

#include "flows/flow.h"
#include "flows/page.h"
#include "flows/registeredapi.h"
#include "flows/run.h"
#include "flows/runlog.h"
#include "flows/validation.h"
#include "flows/webinput.h"

#include <optional>

namespace flows {

//! Bodies larger than this many bytes must not be parsed on the GUI thread, which debug builds assert. The client
//! parses none there; this leaves room for what is read again from a row. Source: qt-style.md 4.
inline constexpr qsizetype parseOnGuiThreadLimit = 16 * 1024;

// Readers of the service's replies. Each takes the body of a success, keeps its bytes, and throws core::ApiError of
// kind BadResponse, with a pointer into the document in its detail, if the body is no JSON object, is nested deeper
// than 256, or lacks what the program can not do without: ids, `status`, a page's list. Everything else may be absent,
// null or of another type. Bodies over parseOnGuiThreadLimit must not be parsed on the GUI thread.

[[nodiscard]] Flow parseFlow(QByteArray body);
[[nodiscard]] Page<Flow> parseFlowPage(QByteArray body);
[[nodiscard]] FlowValidation parseFlowValidation(QByteArray body);
[[nodiscard]] Run parseRun(QByteArray body);
//! List key `runs`, or `actions` of the legacy routes.
[[nodiscard]] Page<Run> parseRunPage(QByteArray body);
[[nodiscard]] RunDefinition parseRunDefinition(QByteArray body);
[[nodiscard]] Page<RunLogEntry> parseRunLogPage(QByteArray body);
[[nodiscard]] RunValidation parseRunValidation(QByteArray body);
[[nodiscard]] RegisteredApi parseRegisteredApi(QByteArray body);
[[nodiscard]] Page<RegisteredApiSummary> parseRegisteredApiPage(QByteArray body);
[[nodiscard]] WebInput parseWebInput(QByteArray body);
[[nodiscard]] Page<WebInputSummary> parseWebInputPage(QByteArray body);
[[nodiscard]] WebInputResponse parseWebInputResponse(QByteArray body);
//! The web input that a 403 is about, as its body describes it to somebody who has to sign in again. Never throws:
//! nothing if the body says nothing of the kind, or is larger than parseOnGuiThreadLimit. Source: flows-service.md 6.1,
//! S5.
[[nodiscard]] std::optional<WebInputSummary> webInputSummaryIn(const QByteArray &errorBody);
//! A reply of no fixed shape; empty for no body.
[[nodiscard]] RawJson parseAnyObject(QByteArray body);

} // namespace flows
