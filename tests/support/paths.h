#pragma once

#include <QString>

namespace testsupport {

//! tests/data of the source tree, without a slash at the end.
QString dataDir();
//! The root of the source tree.
QString sourceDir();
//! The root of the build tree; binaries are in their folders' places below it.
QString binaryDir();

} // namespace testsupport
