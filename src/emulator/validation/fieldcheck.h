#pragma once

#include "emulator/validation/problemlist.h"

#include <string>
#include <vector>

namespace emulator::validation {

//! What may stand in a field. Source: the published schema of definitions.
enum class FieldKind { Text, Url, DateTime, Uuid, Integer, Number, Boolean, Object, List, FullList, Anything };

//! One field that an object may have.
struct FieldRule
{
    std::string name;
    FieldKind kind = FieldKind::Text;
    bool required = false;
};

//! Checks a closed object: required fields, kinds, and that there are no others. \param object  an object
void checkFields(const core::Json &object, const std::vector<FieldRule> &rules, const core::Json &loc,
                 ProblemList &problems);

} // namespace emulator::validation
