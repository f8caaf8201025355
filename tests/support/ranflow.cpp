#include "support/ranflow.h"

#include <QTest>

namespace testsupport {

RanFlow perform(const core::Json &definition, const core::Json &body, const emulator::Leniency &leniency)
{
    EngineBench bench;
    bench.options.leniency = leniency;
    bench.start();
    const QString id = bench.add(definition, body);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(bench.done(id), 20'000); }();
    return {bench.run(id), bench.log(id), bench.codes(id), bench.exception(id), bench.cause(id)};
}

core::Json single(const char *state)
{
    core::Json definition = json(R"({"StartAt": "A", "States": {}})");
    definition["States"]["A"] = json(state);
    return definition;
}

} // namespace testsupport
