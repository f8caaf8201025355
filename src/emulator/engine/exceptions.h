#pragma once

#include "core/json.h"
#include "emulator/engine/engineoptions.h"
#include "flowlang/definition.h"
#include "flowlang/evaluate.h"

namespace emulator {

//! An exception of a state. Source: flow-language.md 7.
struct Raised
{
    QString name;     //!< `ActionFailedException`, `States.Runtime`, …
    core::Json cause; //!< text, or the document that is attached

    [[nodiscard]] static Raised runtime(const QString &cause);
    [[nodiscard]] static Raised from(const flowlang::EvaluationError &error);
    //! The cause as logs show it: text as it is, a document as its JSON text.
    [[nodiscard]] QString causeText() const;
};

//! The first catcher of the state that takes this exception; null if none does.
[[nodiscard]] const flowlang::Catcher *findCatcher(const flowlang::State &state, const QString &exception,
                                                   const Leniency &leniency);

//! What a catcher stores at its ResultPath. The keys are not known from a public source, so they are made here alone.
[[nodiscard]] core::Json catchPayload(const Raised &raised, const Leniency &leniency);

} // namespace emulator
