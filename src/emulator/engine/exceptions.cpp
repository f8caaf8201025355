#include "emulator/engine/exceptions.h"

using namespace Qt::StringLiterals;

namespace emulator {

Raised Raised::runtime(const QString &cause)
{
    return {u"States.Runtime"_s, core::toStd(cause)};
}

Raised Raised::from(const flowlang::EvaluationError &error)
{
    return {error.name, core::toStd(error.cause)};
}

QString Raised::causeText() const
{
    return cause.is_string() ? core::toQString(cause.get_ref<const std::string &>())
                             : QString::fromUtf8(core::toBytes(cause));
}

const flowlang::Catcher *findCatcher(const flowlang::State &state, const QString &exception, const Leniency &leniency)
{
    using flowlang::StateType;
    const bool mayCatch = state.type == StateType::Action || state.type == StateType::CreateWebInput ||
                          state.type == StateType::AwaitWebInput;
    if (!mayCatch || (exception == "States.Runtime"_L1 && !leniency.runtimeErrorsCanBeCaught))
        return nullptr;
    const auto takes = [&](const QString &name) {
        return name == exception || name == "States.ALL"_L1 ||
               (leniency.statesAllInAnySpelling && name == "States.All"_L1);
    };
    for (const flowlang::Catcher &catcher : state.catchers) {
        if (std::any_of(catcher.errors.begin(), catcher.errors.end(), takes))
            return &catcher;
    }
    return nullptr;
}

core::Json catchPayload(const Raised &raised, const Leniency &leniency)
{
    core::Json payload = {{"Error", core::toStd(raised.name)}};
    payload["Cause"] = leniency.causeAsDocument ? raised.cause : core::Json(core::toStd(raised.causeText()));
    return payload;
}

} // namespace emulator
