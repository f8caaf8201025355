#pragma once

#include "emulator/collections/directory.h"

namespace emulator {

// Both keep no more than a few descriptors open, however deep the tree is, and throw FileFailure.

//! Copies everything in a directory into another one that is there: files over files, directories into directories.
//! Fails with Refused at the first symbolic link or special file, and below maxDirectoryDepth.
void copyTree(const Directory &source, const Directory &target, const QString &token, FileProgress &progress);

//! Removes everything in a directory; symbolic links and special files themselves, never what they lead to.
void removeTree(const Directory &directory, FileProgress &progress);

} // namespace emulator
