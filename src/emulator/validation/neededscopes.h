#pragma once

#include "core/json.h"
#include "emulator/validation/statefacts.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace emulator::validation {

//! What is asked about what actions refer to; about each flow and each API once.
struct ScopeSources
{
    std::function<bool(const QString &id)> flow;                                //!< is there such a flow
    std::function<std::optional<QStringList>(const QString &id)> registeredApi; //!< its scopes; nothing: unknown
    bool unknownProviders = true; //!< a provider that is not known has a scope that is not known
};

//! The scopes that the actions of a flow need, by RunAs.
struct NeededScopes
{
    core::Json scopes = core::Json::object(); //!< `{"User": ["…"]}`; not all of them if there is a problem
    QString problem;                          //!< the first scope that could not be found, in one sentence; empty: none
};

//! Source: flows-service.md F6; the scopes of known providers: flow-language.md 10.
[[nodiscard]] NeededScopes neededScopes(const StateGraph &graph, const ScopeSources &sources);

} // namespace emulator::validation
