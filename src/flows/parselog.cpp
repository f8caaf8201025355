#include "flows/ondemand.h"
#include "flows/parse.h"

namespace flows {

namespace {

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
            entry.details = reply.keepObject(value, [&](std::string_view name, sj::value member) {
                if (name == "state_name")
                    entry.stateName = reply.sharedText(member);
                else if (name == "state_type")
                    entry.stateType = reply.sharedText(member);
            });
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
