#pragma once

#include "emulator/providers/provider.h"

namespace emulator {

//! `https://actions.globus.org/hello_world`: answers at once, or after `sleep_time` seconds, or becomes inactive until
//! `required_dependent_scope` is consented to. Source: flow-language.md 10.1.
class HelloWorld final : public ActionProvider
{
public:
    [[nodiscard]] ActionOutcome start(const ActionRequest &request, ActionHost &host) override;
    [[nodiscard]] ActionOutcome poll(const ActionRequest &request, ActionHost &host) override;
    void cancel(const QString &actionId) override;
};

} // namespace emulator
