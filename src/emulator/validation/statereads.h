#pragma once

#include "emulator/validation/statefacts.h"
#include "flowlang/jsonpath.h"

#include <QList>
#include <QString>

#include <optional>

namespace emulator::validation {

//! One path that a state reads.
struct Read
{
    flowlang::JsonPath path;
    QString text;
    std::string field; //!< its key
    core::Json loc;
};

//! What a state reads whenever it is entered: its path fields and the `.$` keys of its Parameters.
[[nodiscard]] QList<Read> readsOf(const StateGraph &graph, std::size_t state);
//! \returns nothing for a value that is no path.
[[nodiscard]] std::optional<flowlang::JsonPath> pathOf(const core::Json &value);

} // namespace emulator::validation
