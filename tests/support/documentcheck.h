#pragma once

#include "core/json.h"
#include "flows/flow.h"
#include "flows/page.h"
#include "flows/registeredapi.h"
#include "flows/run.h"
#include "flows/runlog.h"
#include "flows/validation.h"
#include "flows/webinput.h"

namespace testsupport {

// Compare a document with the JSON it was read from, field by field. \returns the first difference as text, empty if
// everything that was sent is found: in a field of its own, and in `raw`. A member without a field is a difference.
[[nodiscard]] QString mismatch(const flows::Flow &flow, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::FlowValidation &validation, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::Run &run, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::RunLogEntry &entry, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::RunDefinition &definition, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::RunValidation &validation, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::RegisteredApiSummary &api, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::RegisteredApi &api, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::WebInputSummary &input, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::WebInput &input, const core::Json &sent);
[[nodiscard]] QString mismatch(const flows::WebInputResponse &response, const core::Json &sent);

//! What a page has beside its rows.
[[nodiscard]] QString pageMismatch(const core::Json &sent, const char *listKey, qsizetype items, const QString &marker,
                                   bool hasNextPage, const std::optional<qint64> &limit, const flows::RawJson &raw);

//! A page and each of its rows.
template<typename Row>
[[nodiscard]] QString mismatch(const flows::Page<Row> &page, const core::Json &sent, const char *listKey)
{
    QString problem =
        pageMismatch(sent, listKey, page.items.size(), page.marker, page.hasNextPage, page.limit, page.raw);
    const core::Json *list = core::member(sent, listKey);
    for (qsizetype i = 0; problem.isEmpty() && i < page.items.size(); ++i) {
        problem = mismatch(page.items[i], (*list)[static_cast<size_t>(i)]);
        if (!problem.isEmpty())
            problem = QString::number(i) + QLatin1String(": ") + problem;
    }
    return problem;
}

} // namespace testsupport
