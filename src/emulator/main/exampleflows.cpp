#include "exampleflows.h"

#include "core/ids.h"
#include "core/json.h"
#include "emulator/auth/residents.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"
#include "emulator/store/flowstore.h"

#include <QFile>

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::program {

namespace {

constexpr QLatin1StringView filledKey("examples");

Json resource(const QString &name)
{
    QFile file(u":/examples/"_s % name);
    if (!file.open(QIODevice::ReadOnly))
        throw StoreError(u"The example %1 is missing in this program."_s.arg(name));
    core::JsonParse parsed = core::parseJson(file.readAll());
    if (!parsed)
        throw StoreError(u"The example %1 is not JSON: %2"_s.arg(name, parsed.error->message));
    return *std::move(parsed.value);
}

FlowRecord exampleFlow(const Json &entry, const QDateTime &now)
{
    const QString folder = core::stringMember(entry, "folder");
    FlowRecord flow;
    flow.id = core::stringMember(entry, "id");
    flow.title = core::stringMember(entry, "title");
    flow.subtitle = core::stringMember(entry, "subtitle");
    flow.description = core::stringMember(entry, "description");
    for (const Json &keyword : entry.at("keywords"))
        flow.keywords.append(core::toQString(keyword.get_ref<const std::string &>()));
    flow.definition = resource(folder % u"/definition.json"_s);
    flow.inputSchema = resource(folder % u"/input_schema.json"_s);
    flow.owner = core::identityUrn(auth::ownerIdentityId());
    flow.viewers = {u"public"_s};
    flow.starters = {u"all_authenticated_users"_s};
    flow.createdAt = now;
    flow.updatedAt = now;
    return flow;
}

} // namespace

bool wantsExamples(Database &database)
{
    return !MetaStore(database).find(filledKey) && FlowStore(database).count() == 0;
}

void addExampleFlows(Database &database, const core::Clock &clock)
{
    MetaStore meta(database);
    FlowStore flows(database);
    const Json list = resource(u"examples.json"_s);
    const QDateTime now = clock.now();
    Transaction transaction(database);
    for (const Json &entry : list)
        flows.insert(exampleFlow(entry, now));
    meta.put(filledKey, u"1"_s);
    transaction.commit();
}

} // namespace emulator::program
