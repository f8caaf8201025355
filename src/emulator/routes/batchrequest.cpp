#include "emulator/routes/batchrequest.h"

#include "core/ids.h"
#include "emulator/routes/bodyreader.h"

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::routes {

namespace {

constexpr std::size_t mostRuns = 1000; // ours: one request is one transaction
constexpr qsizetype mostPrincipals = 16;

//! The three lists of a run that `set`, `add` and `remove` may change.
struct Lists
{
    std::optional<QStringList> tags;
    std::optional<QStringList> managers;
    std::optional<QStringList> monitors;
};

Lists listsIn(BodyReader &reader)
{
    Lists lists;
    if (reader.given("tags"))
        lists.tags = reader.tags();
    if (reader.given("run_managers"))
        lists.managers = reader.principals("run_managers", u"RunManager"_s);
    if (reader.given("run_monitors"))
        lists.monitors = reader.principals("run_monitors", u"RunMonitor"_s);
    return lists;
}

//! The object in a field; an empty one if there is none.
Lists read(BodyReader &body, const char *field)
{
    const Json object = body.object(field);
    BodyReader reader(object, Json::array({field}));
    Lists lists = listsIn(reader);
    body.refuse(reader.problems());
    return lists;
}

void apply(QStringList &list, const std::optional<QStringList> &set, const std::optional<QStringList> &add,
           const std::optional<QStringList> &remove)
{
    if (set)
        list = *set;
    for (const QString &one : add.value_or(QStringList())) {
        if (!list.contains(one))
            list.append(one);
    }
    for (const QString &one : remove.value_or(QStringList()))
        list.removeAll(one);
}

bool cancels(BodyReader &body)
{
    const Json set = body.object("set");
    const Json *status = core::member(set, "status");
    if (!status || status->is_null())
        return false;
    if (*status != "cancel") {
        body.refuse({"set", "status"}, u"value is not a valid enumeration member; permitted: 'cancel'"_s,
                    u"type_error.enum"_s);
    }
    return true;
}

QStringList runIds(BodyReader &body)
{
    QStringList ids;
    if (!body.require("filters"))
        return ids;
    const Json filters = body.object("filters");
    BodyReader reader(filters, {"filters"});
    if (reader.require("run_ids")) {
        const QStringList texts = reader.strings("run_ids");
        if (static_cast<std::size_t>(texts.size()) > mostRuns) {
            reader.refuse({"run_ids"}, u"ensure this value has at most %1 items"_s.arg(mostRuns),
                          u"value_error.list.max_items"_s, {{"limit_value", mostRuns}});
        }
        for (qsizetype i = 0; i < texts.size(); ++i) {
            if (!core::isUuid(texts[i]))
                reader.refuse(Json::array({"run_ids", i}), u"value is not a valid uuid"_s, u"type_error.uuid"_s);
            ids.append(texts[i].toLower());
        }
    }
    body.refuse(reader.problems());
    ids.removeDuplicates();
    return ids;
}

void refuseTwice(BodyReader &body)
{
    for (const char *list : {"tags", "run_managers", "run_monitors"}) {
        int count = 0;
        for (const char *field : {"set", "add", "remove"}) {
            const Json *object = body.given(field);
            count += object && core::member(*object, list) ? 1 : 0;
        }
        if (count > 1) {
            body.refuse(Json::array(),
                        u"'%1' may only be in one of 'set', 'add' and 'remove'"_s.arg(QLatin1StringView(list)));
        }
    }
}

} // namespace

BatchRequest batchRequest(const Json &document)
{
    BodyReader body(document);
    BatchRequest request;
    request.runIds = runIds(body);
    const Lists set = read(body, "set");
    const Lists add = read(body, "add");
    const Lists remove = read(body, "remove");
    request.cancel = cancels(body);
    refuseTwice(body);
    body.finish();
    request.change = [set, add, remove](RunRecord &run) -> Json {
        apply(run.tags, set.tags, add.tags, remove.tags);
        apply(run.managers, set.managers, add.managers, remove.managers);
        apply(run.monitors, set.monitors, add.monitors, remove.monitors);
        if (run.managers.size() > mostPrincipals)
            return {"add", "run_managers"};
        if (run.monitors.size() > mostPrincipals)
            return {"add", "run_monitors"};
        return nullptr;
    };
    return request;
}

} // namespace emulator::routes
