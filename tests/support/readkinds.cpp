#include "support/readkinds.h"

#include "core/apierror.h"
#include "flows/parse.h"
#include "flows/rundetails.h"

#include <tuple>

namespace testsupport {

using flows::RawJson;

namespace {

template<typename Document>
using Parse = Document (*)(QByteArray);

template<typename Document>
std::optional<Document> read(Parse<Document> parse, const QByteArray &text)
{
    try {
        return parse(text);
    } catch (const core::ApiError &) {
        return {};
    }
}

// What is compared of a document: all of it but the JSON that it keeps whatever its type.

auto compared(flows::Flow flow)
{
    const flows::FlowExtras extras = flow.extras();
    flow.raw = flow.definition = flow.inputSchema = {};
    return std::tuple(flow, extras);
}

auto compared(const std::optional<flows::RunDetails> &details)
{
    flows::RunDetails rest = details.value_or(flows::RunDetails());
    rest.input = rest.output = rest.authorizationParameters = {};
    rest.requirements.reset(); // all or nothing, by its own rules
    rest.cause.clear();
    for (flows::ActionStatus &action : rest.actionStatuses)
        action.raw = action.details = {};
    return rest;
}

auto compared(flows::Run run)
{
    const auto rest =
        std::tuple(run.extras(), compared(flows::RunDetails::of(run)), run.statusText(), run.blockingWebInputId());
    run.raw = run.details = {};
    return std::tuple(run, rest);
}

auto compared(flows::RunDefinition definition)
{
    definition.raw = definition.definition = definition.inputSchema = {};
    return definition;
}

auto compared(flows::RunLogEntry entry)
{
    entry.raw = entry.details = entry.payload = {};
    entry.cause.clear();
    return entry;
}

auto compared(flows::RegisteredApi api)
{
    api.raw = api.dataTemplates = api.stateInputSchema = {};
    api.target.raw = api.target.specification = api.target.components = api.target.transforms = {};
    return api;
}

auto compared(flows::WebInput input)
{
    input.raw = input.inputSchema = input.context.raw = {};
    for (flows::WebInputRow &row : input.context.rows)
        row = {};
    return input;
}

auto compared(flows::FlowValidation validation)
{
    validation.raw = {};
    validation.scopes.removeIf([](const auto &entry) { return entry.second.isEmpty(); }); // the name is kept
    return validation;
}

//! Everything else keeps no JSON but its own.
template<typename Document>
auto compared(Document document)
{
    document.raw = {};
    return document;
}

template<typename Document>
ReadKind kind(const char *name, const QStringList &required, Parse<Document> parse)
{
    ReadKind kind{name, required, nullptr, {}, {}};
    kind.difference = [parse](const QByteArray &one, const QByteArray &other) -> QString {
        const auto first = read(parse, one);
        const auto second = read(parse, other);
        if (first.has_value() != second.has_value())
            return first ? QStringLiteral("only the other is refused") : QStringLiteral("is refused");
        if (!first)
            return {};
        if (first->raw.bytes() != one)
            return QLatin1String("holds ") + QString::fromUtf8(first->raw.bytes());
        return compared(*first) == compared(*second) ? QString() : QStringLiteral("a field differs");
    };
    kind.isRefused = [parse](const QByteArray &text) { return !read(parse, text); };
    return kind;
}

template<typename Row>
ReadKind inPages(ReadKind kind, const char *listKey, Parse<flows::Page<Row>> parse)
{
    kind.listKey = listKey;
    kind.rowsOf = [parse](const QByteArray &text) {
        QList<QByteArray> rows;
        const auto page = read(parse, text);
        for (const Row &row : page.value_or(flows::Page<Row>()).items)
            rows.append(row.raw.bytes());
        return rows;
    };
    return kind;
}

//! The only entry of a page, which is how entries come.
flows::RunLogEntry parseEntry(QByteArray text)
{
    return flows::parseRunLogPage("{\"entries\":[" + text + "]}").items.first();
}

flows::RegisteredApiSummary parseApiSummary(QByteArray text)
{
    return flows::parseRegisteredApiPage("{\"registered_apis\":[" + text + "]}").items.first();
}

flows::WebInputSummary parseInputSummary(QByteArray text)
{
    return flows::parseWebInputPage("{\"web_input_summaries\":[" + text + "]}").items.first();
}

} // namespace

const QList<ReadKind> &readKinds()
{
    const QStringList id{QStringLiteral("/id")};
    const QStringList idAndStatus{QStringLiteral("/id"), QStringLiteral("/status")};
    static const QList<ReadKind> all{
        inPages(kind("flow", id, &flows::parseFlow), "flows", &flows::parseFlowPage),
        // Its id may also come under its older name.
        inPages(kind("run", {QStringLiteral("/status")}, &flows::parseRun), "runs", &flows::parseRunPage),
        kind("page", {QStringLiteral("/runs")}, &flows::parseRunPage),
        kind("run_definition", {QStringLiteral("/flow_id")}, &flows::parseRunDefinition),
        inPages(kind("log_entry", {}, &parseEntry), "entries", &flows::parseRunLogPage),
        inPages(kind("registered_api_summary", id, &parseApiSummary), "registered_apis",
                &flows::parseRegisteredApiPage),
        kind("registered_api", id, &flows::parseRegisteredApi),
        inPages(kind("web_input_summary", idAndStatus, &parseInputSummary), "web_input_summaries",
                &flows::parseWebInputPage),
        kind("web_input", idAndStatus, &flows::parseWebInput),
        kind("flow_validation", {}, &flows::parseFlowValidation),
        kind("run_validation", {}, &flows::parseRunValidation),
        kind("web_input_response", {}, &flows::parseWebInputResponse),
    };
    return all;
}

} // namespace testsupport
