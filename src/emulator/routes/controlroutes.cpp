#include "core/ids.h"
#include "emulator/engine/webinputparameters.h"
#include "emulator/http/response.h"
#include "emulator/routes/bodyreader.h"
#include "emulator/routes/lookup.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/runstore.h"
#include "emulator/store/webinputstore.h"

using namespace Qt::StringLiterals;
using core::Json;
using emulator::http::Response;

namespace emulator::routes {

namespace {

constexpr qint64 furthestAdvance = 366LL * 24 * 3600; // a run lives for a year at most

Response status(const Call &call)
{
    const RunStore runs(call.service.database);
    return http::jsonAnswer(200, {{"version", FLOWS_VERSION},
                                  {"data", core::toStd(call.service.dataDirectory)},
                                  {"flows", FlowStore(call.service.database).count()},
                                  {"unfinished_runs", runs.unfinished().size()}});
}

//! Waits, polls and sleeping actions go on as if that many seconds had passed. Time stamps and tokens are not touched.
Response advanceClock(const Call &call)
{
    const Json document = http::jsonObject(call.request);
    const Json *seconds = core::member(document, "advance_seconds");
    if (!seconds || !seconds->is_number_integer() || *seconds < 0 || *seconds > furthestAdvance) {
        throw http::Refusal(http::unprocessableAnswer({{{"advance_seconds"},
                                                        u"it must be a whole number of seconds, from 0 to a year"_s,
                                                        u"value_error"_s,
                                                        nullptr}}));
    }
    call.service.engine.advanceClock(seconds->get<qint64>());
    return http::jsonAnswer(202, {{"advanced_seconds", *seconds}});
}

//! Sets how Auth behaves where the reference leaves it open: `{"rotate_refresh_tokens"}`. \returns how it does now.
Response setAuth(const Call &call)
{
    const Json document = http::jsonObject(call.request);
    const Json *rotate = core::member(document, "rotate_refresh_tokens");
    if (!rotate || !rotate->is_boolean()) {
        throw http::Refusal(http::unprocessableAnswer(
            {{{"rotate_refresh_tokens"}, u"it must be true or false"_s, u"value_error"_s, nullptr}}));
    }
    call.service.signIn.rotateRefreshTokens = rotate->get<bool>();
    return http::jsonAnswer(200, {{"rotate_refresh_tokens", call.service.signIn.rotateRefreshTokens}});
}

//! Makes a web input for a run, from what a CreateWebInput state would be given:
//! `{"run_id", "parameters"}`. \returns 201 with its id; `options` tells which option_id stands for which value.
Response createWebInput(const Call &call)
{
    const Json document = http::jsonObject(call.request);
    BodyReader reader(document);
    reader.require("run_id");
    reader.require("parameters");
    const QString runId = reader.uuid("run_id");
    const std::optional<RunRecord> run = RunStore(call.service.database).findShort(runId);
    if (!run && reader.problems().isEmpty())
        throw notFound(u"Run"_s, runId);
    auto made = webInputFrom(reader.object("parameters"));
    if (const auto *problem = std::get_if<QString>(&made); problem && reader.problems().isEmpty())
        reader.refuse({"parameters"}, *problem);
    reader.finish();
    auto &input = std::get<WebInputRecord>(made);
    input.id = core::newId();
    input.runId = run->id;
    input.flowId = run->flowId;
    input.creator = run->owner;
    input.createdAt = call.service.clock.now();
    input.editedAt = input.createdAt;
    WebInputStore(call.service.database).insert(input);
    return http::jsonAnswer(201, {{"id", core::toStd(input.id)}, {"options", input.options}});
}

} // namespace

QList<RouteSpec> controlRoutes()
{
    return {{"GET", u"/_emulator/status"_s, Access::control(), status},
            {"POST", u"/_emulator/clock"_s, Access::control(), advanceClock},
            {"POST", u"/_emulator/auth"_s, Access::control(), setAuth},
            {"POST", u"/_emulator/web_inputs"_s, Access::control(), createWebInput}};
}

} // namespace emulator::routes
