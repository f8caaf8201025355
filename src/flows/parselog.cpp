#include "flows/ondemand.h"
#include "flows/parse.h"

namespace flows {

namespace {

void readDetail(Reply &reply, RunLogEntry &entry, std::string_view key, sj::value value)
{
    if (key == "state_name")
        entry.stateName = reply.sharedText(value);
    else if (key == "state_type")
        entry.stateType = reply.sharedText(value);
    else if (key == "exception")
        entry.exception = reply.sharedText(value);
    else if (key == "input" || key == "output")
        entry.payload = reply.keep(value);
    else if (key == "cause")
        entry.cause = reply.anyText(value);
}

RunLogEntry readRow(Reply &reply, sj::value row, const Place &)
{
    RunLogEntry entry;
    entry.raw = reply.keepObject(row, [&](std::string_view key, sj::value value) {
        if (key == "time") {
            entry.time = reply.time(value);
        } else if (key == "code") {
            entry.code = reply.sharedText(value);
        } else if (key == "description") {
            entry.description = reply.sharedText(value);
        } else if (key == "details") {
            entry.details = reply.keepObject(
                value, [&](std::string_view name, sj::value member) { readDetail(reply, entry, name, member); });
        }
    });
    return entry;
}

} // namespace

Page<RunLogEntry> parseRunLogPage(QByteArray body)
{
    return readPage<Page<RunLogEntry>>(std::move(body), "entries", nullptr, readRow);
}

} // namespace flows
