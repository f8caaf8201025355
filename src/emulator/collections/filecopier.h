#pragma once

#include "emulator/collections/directory.h"

namespace emulator {

//! Throws FileFailure with Cancelled if somebody asked to stop.
void checkCancelled(const FileProgress &progress, const QList<QByteArray> &path);

//! Copies one regular file so that its name in the target never means half a file: into a temporary name made of the
//! token, synced, then renamed over whatever file is there. A temporary that an earlier try left behind is written
//! anew. Throws FileFailure; the temporary is gone then.
void copyFile(const Directory &source, const QByteArray &sourceName, const Directory &target,
              const QByteArray &targetName, const QString &token, FileProgress &progress);

//! The name that a file has while it is copied.
[[nodiscard]] QByteArray temporaryName(const QString &token, const QByteArray &targetName);

} // namespace emulator
