#include "emulator/routes/flowvalidation.h"

#include "emulator/routes/apitarget.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/registeredapistore.h"
#include "emulator/validation/dataaccess.h"
#include "emulator/validation/definitioncheck.h"
#include "emulator/validation/inputschemacheck.h"
#include "emulator/validation/neededscopes.h"
#include "emulator/validation/possibilities.h"

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::routes {

namespace {

validation::ScopeSources sources(const Service &service)
{
    Database &database = service.database;
    return {[&database](const QString &id) {
                const std::optional<FlowRecord> flow = FlowStore(database).findShort(id);
                return flow && !flow->deletedAt.isValid();
            },
            [&service](const QString &id) -> std::optional<QStringList> {
                const auto api = RegisteredApiStore(service.database).find(id, service.clock.now());
                return api ? std::optional(targetScopes(api->target)) : std::nullopt;
            },
            service.leniency.unknownProviders};
}

} // namespace

void checkFlowDocuments(BodyReader &reader)
{
    validation::ProblemList problems;
    if (const Json *definition = reader.given("definition"))
        validation::checkDefinition(*definition, problems);
    if (const Json *schema = reader.given("input_schema"))
        validation::checkInputSchema(*schema, problems);
    reader.refuse(problems.problems());
}

Json analysed(const Json &definition, const Json &inputSchema, const Service &service)
{
    const validation::StateGraph graph(definition);
    validation::ShapeBudget budget;
    if (const std::optional<http::Response> refused = validation::impossibleAccess(graph, inputSchema, budget))
        throw http::Refusal(*refused);
    const validation::NeededScopes needed = validation::neededScopes(graph, sources(service));
    if (!needed.problem.isEmpty())
        throw http::Refusal(http::errorAnswer(409, u"SCOPE_RESOLUTION_FAILED"_s, needed.problem));
    return {{"scopes", needed.scopes},
            {"analysis", {{"number_of_possibilities", validation::numberOfPossibilities(graph)}}}};
}

} // namespace emulator::routes
