#include "flows/runbatch.h"

#include "flows/jsonfields.h"

namespace flows {

namespace {

RawJson written(const JsonFields &fields)
{
    return RawJson(fields.toBytes());
}

JsonFields fieldsOf(const RunBatch::Items &items)
{
    JsonFields fields;
    fields.putUnlessEmpty("tags", items.tags);
    fields.putUnlessEmpty("run_managers", items.runManagers);
    fields.putUnlessEmpty("run_monitors", items.runMonitors);
    return fields;
}

JsonFields fieldsOf(const RunBatch::Set &set)
{
    JsonFields fields;
    fields.put("tags", set.tags);
    fields.put("run_managers", set.runManagers);
    fields.put("run_monitors", set.runMonitors);
    if (set.cancel)
        fields.put("status", QStringLiteral("cancel"));
    return fields;
}

bool twice(const Change<QStringList> &set, const QStringList &added, const QStringList &removed)
{
    return int(set.isSet()) + int(!added.isEmpty()) + int(!removed.isEmpty()) > 1;
}

core::ApiError invalid(const QString &detail)
{
    return core::ApiError(core::ApiError::Kind::Validation, detail);
}

} // namespace

QByteArray RunBatch::toBytes() const
{
    JsonFields filters;
    filters.put("run_ids", runIds);
    JsonFields fields;
    fields.put("filters", written(filters));
    if (set != Set())
        fields.put("set", written(fieldsOf(set)));
    if (add != Items())
        fields.put("add", written(fieldsOf(add)));
    if (remove != Items())
        fields.put("remove", written(fieldsOf(remove)));
    return fields.toBytes();
}

std::optional<core::ApiError> RunBatch::problem() const
{
    if (runIds.isEmpty())
        return invalid(QStringLiteral("a batch without runs"));
    if (set == Set() && add == Items() && remove == Items())
        return invalid(QStringLiteral("a batch with nothing to do"));
    if (twice(set.tags, add.tags, remove.tags) || twice(set.runManagers, add.runManagers, remove.runManagers) ||
        twice(set.runMonitors, add.runMonitors, remove.runMonitors)) {
        return invalid(QStringLiteral("a batch that changes one field in two ways"));
    }
    return {};
}

} // namespace flows
