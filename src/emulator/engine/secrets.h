#pragma once

#include "core/json.h"

namespace emulator {

//! A run state or input as logs and run documents show it: without keys that begin with `_private`, and without
//! `_tokens`, at any depth. Source: flow-language.md 2.11.
[[nodiscard]] core::Json withoutSecrets(const core::Json &value);

//! An evaluated input without what `__Private_Parameters` in its Parameters names, and without the above.
//! \param parameters  as written in the definition, before evaluation
[[nodiscard]] core::Json withoutPrivateParameters(const core::Json &evaluated, const core::Json &parameters);

//! How deep arrays and objects nest; counting stops behind `most`.
[[nodiscard]] int depthOf(const core::Json &value, int most);

} // namespace emulator
