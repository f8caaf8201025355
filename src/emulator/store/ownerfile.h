#pragma once

#include <QByteArray>
#include <QString>

namespace emulator {

//! Writes a file that its owner alone may read (0600, before anything is in it): whole, in place of what was there, or
//! not at all. Throws StoreError.
void writeOwnerFile(const QString &path, const QByteArray &content);

} // namespace emulator
