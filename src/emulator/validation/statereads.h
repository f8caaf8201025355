#pragma once

#include "emulator/validation/shape.h"
#include "emulator/validation/statefacts.h"

#include <QList>
#include <QString>

#include <optional>

namespace emulator::validation {

//! One path that a state reads.
struct Read
{
    QString text;
    std::string field; //!< its key
    core::Json loc;
};

//! What a state reads whenever it is entered, by its path fields and the `.$` keys of its Parameters, and what can not
//! be there. At most a hundred: nobody reads more.
[[nodiscard]] QList<Read> impossibleReads(const StateGraph &graph, std::size_t state, const Shape &before);
//! \returns nothing for a value that is no path.
[[nodiscard]] std::optional<flowlang::JsonPath> pathOf(const core::Json &value);

} // namespace emulator::validation
