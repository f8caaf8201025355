#pragma once

#include "core/settle.h"
#include "flowlang/flowgraph.h"
#include "flows/rawjson.h"

#include <QtConcurrent>

namespace widgets {

//! Reads a definition and makes its graph in another thread. \param done  gets the graph on context's thread
template<typename Done>
void loadGraph(const flows::RawJson &definition, QObject *context, Done done)
{
    core::settle(QtConcurrent::run([definition] {
                     return flowlang::buildGraph(
                         flowlang::Definition::fromJson(definition.json().value_or(core::Json())));
                 }),
                 context, std::move(done), [](const core::ApiError &) {});
}

} // namespace widgets
