#include "fuzz/fuzzinput.h"

#include "core/apierror.h"
#include "core/json.h"
#include "flows/flowsapierror.h"
#include "flows/parse.h"
#include "flows/rundetails.h"
#include "net/completeness.h"
#include "net/errorbody.h"

#include <optional>

namespace {

using core::Json;

//! What a reader makes of the body; nothing if it refuses it, which must be said properly.
template<typename Document>
std::optional<Document> read(Document (*reader)(QByteArray), const QByteArray &body)
{
    try {
        return reader(body);
    } catch (const core::ApiError &error) {
        fuzz::require(error.kind == core::ApiError::Kind::BadResponse, "a body is refused as BadResponse");
        fuzz::require(!error.detail.isEmpty(), "a refusal says why");
        return {};
    }
}

//! The piece stands in the body, so that nothing is shown that did not come.
void requirePiece(const flows::RawJson &piece, const QByteArray &body)
{
    fuzz::require(piece.isEmpty() || body.contains(piece.view()), "what is kept is a piece of the body");
}

//! Where the body is good JSON, both readers must find the same rows.
void requireSameRows(const core::JsonParse &whole, const char *key, const char *otherKey, qsizetype rows)
{
    if (!whole || !whole.duplicates.isEmpty())
        return;
    const Json *list = core::member(*whole.value, key);
    if (list == nullptr && otherKey != nullptr)
        list = core::member(*whole.value, otherKey);
    fuzz::require(list != nullptr && list->is_array(), "a page has its list");
    fuzz::require(static_cast<qsizetype>(list->size()) == rows, "a page has all its rows");
}

void readRuns(const core::JsonParse &whole, const QByteArray &body)
{
    const auto page = read(flows::parseRunPage, body);
    if (!page)
        return;
    if (!whole || core::member(*whole.value, "runs") == nullptr || core::member(*whole.value, "actions") == nullptr)
        requireSameRows(whole, "runs", "actions", page->items.size());
    for (const flows::Run &run : page->items) {
        fuzz::require(!run.runId.isEmpty(), "a run has an id");
        fuzz::require(!run.statusText().isEmpty(), "a run has a status, whatever stands beside it");
        requirePiece(run.raw, body);
        requirePiece(run.details, run.raw.bytes());
        (void)run.extras();
        (void)run.blockingWebInputId();
        (void)flows::RunDetails::of(run);
        flows::Run alone = run;
        alone.detach();
        fuzz::require(alone == run, "a row is the same without its page");
        if (!run.raw.json())
            continue;
        const auto again = read(flows::parseRun, run.raw.bytes());
        fuzz::require(again && again->runId == run.runId && again->statusText() == run.statusText() &&
                          again->label == run.label && again->tags == run.tags && again->startTime == run.startTime,
                      "a row reads like the document that it is");
    }
}

void readFlows(const core::JsonParse &whole, const QByteArray &body)
{
    const auto page = read(flows::parseFlowPage, body);
    if (!page)
        return;
    requireSameRows(whole, "flows", nullptr, page->items.size());
    for (const flows::Flow &flow : page->items) {
        fuzz::require(!flow.id.isEmpty(), "a flow has an id");
        requirePiece(flow.raw, body);
        requirePiece(flow.definition, flow.raw.bytes());
        requirePiece(flow.inputSchema, flow.raw.bytes());
        (void)flow.extras();
    }
}

void readOtherPages(const core::JsonParse &whole, const QByteArray &body)
{
    if (const auto page = read(flows::parseRunLogPage, body)) {
        requireSameRows(whole, "entries", nullptr, page->items.size());
        for (const flows::RunLogEntry &entry : page->items) {
            requirePiece(entry.raw, body);
            requirePiece(entry.details, entry.raw.bytes());
        }
    }
    if (const auto page = read(flows::parseRegisteredApiPage, body)) {
        requireSameRows(whole, "registered_apis", nullptr, page->items.size());
        for (const flows::RegisteredApiSummary &api : page->items)
            requirePiece(api.raw, body);
    }
    if (const auto page = read(flows::parseWebInputPage, body)) {
        requireSameRows(whole, "web_input_summaries", nullptr, page->items.size());
        for (const flows::WebInputSummary &input : page->items)
            requirePiece(input.raw, body);
    }
}

void readDocuments(const QByteArray &body)
{
    if (const auto flow = read(flows::parseFlow, body))
        (void)flow->extras();
    if (const auto run = read(flows::parseRun, body)) {
        (void)run->extras();
        (void)flows::RunDetails::of(*run);
    }
    (void)read(flows::parseRunDefinition, body);
    (void)read(flows::parseFlowValidation, body);
    (void)read(flows::parseRunValidation, body);
    (void)read(flows::parseRegisteredApi, body);
    (void)read(flows::parseWebInput, body);
    (void)read(flows::parseWebInputResponse, body);
    (void)read(flows::parseAnyObject, body);
}

void readErrors(const QByteArray &body)
{
    core::ApiError error(core::ApiError::Kind::Validation);
    error.httpStatus = 422;
    error.body = body;
    const flows::FlowsApiError view = flows::FlowsApiError::from(error);
    const net::ErrorBody read = net::ErrorBody::read(body);
    fuzz::require(view.code == read.code && view.messages == read.messages, "one reader of errors");
    fuzz::require(read.detail.size() <= net::ErrorBody::detailLimit, "a detail has an end");
    for (const net::ErrorFinding &finding : view.findings) {
        fuzz::require(finding.pointer.isEmpty() || finding.pointer.startsWith(QLatin1Char('/')),
                      "a place is a JSON pointer");
        fuzz::require(finding.inInput || finding.pointer.isEmpty() == finding.location.isEmpty(),
                      "a place has a pointer");
    }
    if (read.requirements) {
        const auto again =
            net::Gare::find(Json{{"code", "x"}, {"authorization_parameters", read.requirements->parameters}});
        fuzz::require(again && again->requiredScopes == read.requirements->requiredScopes &&
                          again->parameters == read.requirements->parameters,
                      "requirements written in the one shape mean the same");
    }
    (void)flows::webInputSummaryIn(body);
}

} // namespace

//! A body, given to every reader of what the service answers, good or bad.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray body = fuzz::text(data, size).toByteArray();
    const core::JsonParse whole = core::parseJson(body);
    fuzz::require(!whole || net::jsonCloses(body) || body.startsWith("\xEF\xBB\xBF"),
                  "a good document is not taken for one that was cut");
    readRuns(whole, body);
    readFlows(whole, body);
    readOtherPages(whole, body);
    readDocuments(body);
    readErrors(body);
    return 0;
}
