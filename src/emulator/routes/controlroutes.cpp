#include "emulator/http/response.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/runstore.h"

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

} // namespace

QList<RouteSpec> controlRoutes()
{
    return {{"GET", u"/_emulator/status"_s, Access::control(), status},
            {"POST", u"/_emulator/clock"_s, Access::control(), advanceClock}};
}

} // namespace emulator::routes
