#include "support/exampleflow.h"

#include "support/paths.h"

#include <QFile>

namespace testsupport {

flowlang::FlowGraph exampleGraph(const QString &name)
{
    QFile file(QString(dataDir() + QStringLiteral("/example-flows/") + name + QStringLiteral("/definition.json")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return graphOf(file.readAll());
}

flowlang::FlowGraph graphOf(const QByteArray &definition)
{
    const core::JsonParse parsed = core::parseJson(definition);
    return parsed ? flowlang::buildGraph(flowlang::Definition::fromJson(*parsed.value)) : flowlang::FlowGraph();
}

} // namespace testsupport
