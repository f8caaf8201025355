#pragma once

#include <QString>

namespace emulator::program {

//! Puts the files that the example inputs speak of into the folders of the two collections, always the same bytes. What
//! is there already is left alone. \returns why a file could not be written, or the empty string.
[[nodiscard]] QString writeExampleFiles(const QString &mappedRoot, const QString &guestRoot);

} // namespace emulator::program
