#include "flows/ordering.h"

#include <array>

namespace flows {

namespace {

// In the order of the enums.
constexpr std::array flowFields{"id",    "scope_string", "flow_owner", "flow_administrators",
                                "title", "created_at",   "updated_at"};
constexpr std::array runFields{"id", "start_time", "completion_time", "status", "label"};
constexpr std::array registeredApiFields{"id", "name", "created_timestamp", "updated_timestamp"};
constexpr std::array webInputFields{"created_timestamp", "edited_timestamp", "closed_timestamp"};

template<typename Names, typename Field>
QString written(const Names &names, Field field, Sort sort)
{
    return QLatin1String(names.at(static_cast<size_t>(field))) +
           QLatin1String(sort == Sort::Descending ? " DESC" : " ASC");
}

} // namespace

QString orderBy(FlowOrder field, Sort sort)
{
    return written(flowFields, field, sort);
}

QString orderBy(RunOrder field, Sort sort)
{
    return written(runFields, field, sort);
}

QString orderBy(RegisteredApiOrder field, Sort sort)
{
    return written(registeredApiFields, field, sort);
}

QString orderBy(WebInputOrder field, Sort sort)
{
    return written(webInputFields, field, sort);
}

} // namespace flows
