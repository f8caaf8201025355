#pragma once

#include "core/json.h"

namespace emulator::routes {

//! A definition as it is shown to whoever is neither administrator nor owner of the flow: what stands in
//! `__Private_Parameters` lists is removed from the objects below `Parameters`, and so are the lists.
//! Source: flow-language.md 2.11.
[[nodiscard]] core::Json withoutPrivateParameters(const core::Json &definition);

} // namespace emulator::routes
