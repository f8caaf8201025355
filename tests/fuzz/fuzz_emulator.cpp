#include "emulator/store/runstore.h"
#include "fuzz/fuzzinput.h"
#include "fuzz/requesttext.h"
#include "support/emulatorfixture.h"

#include <QCoreApplication>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

const QString flowId = u"11111111-1111-4111-8111-111111111111"_s;
const QString runId = u"22222222-2222-4222-8222-222222222222"_s;

//! A service with one flow and one run, and words of a request that stand for tokens of it.
struct World
{
    World()
    {
        const QString owner = service.person(u"owner@emulator"_s);
        const QString starter = service.person(u"starter@emulator"_s);
        const QString urn = u"urn:globus:auth:identity:"_s;
        emulator::FlowRecord flow;
        flow.id = flowId;
        flow.owner = QString(urn + owner);
        flow.starters = {QString(urn + starter)};
        flow.inputSchema = {{"type", "object"}, {"properties", {{"name", {{"type", "string"}}}}}};
        service.addFlow(flow);
        emulator::RunRecord run;
        run.id = runId;
        run.flowId = flowId;
        run.owner = QString(urn + starter);
        service.addRun(run);
        words = {
            {"@owner", service.allToken(owner)},
            {"@starter", service.allToken(starter)},
            {"@run", service.flowToken(starter, flowId)},
            {"@auth", service.token(owner, u"openid email profile"_s)},
            {"@client", QByteArray(service.clientId.toLatin1() + ':' + service.clientSecret.toLatin1()).toBase64()},
            {"@id", service.clientId.toLatin1()},
            {"@native", service.nativeClientId.toLatin1()}};
    }

    QCoreApplication &application = fuzz::application();
    testsupport::EmulatorFixture service;
    fuzz::Words words;
};

} // namespace

//! What a client can ask of the emulator, served by all its routes on a store of its own, which is put back each time.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto world = std::make_unique<World>();
    const std::optional<emulator::http::Request> request = fuzz::readRequest(fuzz::text(data, size), world->words);
    if (!request)
        return 0;
    const emulator::Transaction putBack(*world->service.database); // never committed
    const emulator::http::Response response = world->service.router.serve(*request);
    fuzz::require(response.status >= 200 && response.status < 600, "a status");
    fuzz::require(response.status != 500, "no request breaks the service");
    if (response.type == "application/json" && !response.body.isEmpty())
        fuzz::require(bool(core::parseJson(response.body)), "what is called JSON is JSON");
    fuzz::require(response.body.size() < 8 * 1024 * 1024, "a short request has a short answer");
    for (const auto &[name, value] : response.headers)
        fuzz::require(!name.contains('\n') && !value.contains('\n') && !value.contains('\r'), "a header is one line");
    return 0;
}
