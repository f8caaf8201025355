#pragma once

#include "core/json.h"

namespace testsupport {

//! Parses a JSON text that stands in a test. Ends the program if it is none: the test itself is wrong then.
core::Json json(const char *text);
//! The parsed file below tests/data. Ends the program if it is not there or no JSON.
core::Json jsonFile(const QString &path);
//! The names of the folders in tests/data/example-flows.
QStringList exampleFlows();

} // namespace testsupport
