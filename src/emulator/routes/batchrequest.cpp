#include "emulator/routes/batchrequest.h"

#include "emulator/routes/bodyreader.h"

#include <QSet>

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::routes {

namespace {

constexpr qsizetype mostRuns = 1000; // ours: one request is one transaction

//! The three lists of a run that `set`, `add` and `remove` may change.
struct Lists
{
    std::optional<QStringList> tags;
    std::optional<QStringList> managers;
    std::optional<QStringList> monitors;
};

//! What happens to one of the lists; made once for all runs.
struct ListChange
{
    std::optional<QStringList> set;
    QStringList added;
    QSet<QString> removed;

    void apply(QStringList &list) const
    {
        if (set)
            list = *set;
        if (!added.isEmpty()) {
            list.append(added);
            list.removeDuplicates();
        }
        if (!removed.isEmpty())
            list.removeIf([this](const QString &one) { return removed.contains(one); });
    }
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

ListChange change(const std::optional<QStringList> &set, const std::optional<QStringList> &add,
                  const std::optional<QStringList> &remove)
{
    const QStringList removed = remove.value_or(QStringList());
    return {set, add.value_or(QStringList()), QSet<QString>(removed.begin(), removed.end())};
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
    if (reader.require("run_ids"))
        ids = reader.uuids("run_ids", mostRuns);
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
    request.change = [tags = change(set.tags, add.tags, remove.tags),
                      managers = change(set.managers, add.managers, remove.managers),
                      monitors = change(set.monitors, add.monitors, remove.monitors)](RunRecord &run) {
        tags.apply(run.tags);
        managers.apply(run.managers);
        monitors.apply(run.monitors);
        QList<http::Problem> problems;
        if (run.tags.size() > mostTags)
            problems.append(tooManyItems({"add", "tags"}, mostTags));
        if (run.managers.size() > mostPrincipals)
            problems.append(tooManyItems({"add", "run_managers"}, mostPrincipals));
        if (run.monitors.size() > mostPrincipals)
            problems.append(tooManyItems({"add", "run_monitors"}, mostPrincipals));
        return problems;
    };
    return request;
}

} // namespace emulator::routes
