#pragma once

#include "emulator/providers/filework.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

namespace emulator {

//! How many directories a path or a tree may have below each other.
inline constexpr int maxDirectoryDepth = 200;

//! A path of a collection, cut into names. Cannot lead out of the collection by its letters: there is no `..` in it.
struct CollectionPath
{
    QList<QByteArray> names;     //!< as they stand on the disk; empty for the root
    bool wantsDirectory = false; //!< written with a slash at the end, or the root

    //! Reads a path as Globus writes it: `/a/b`, `/~/a/b`. `/` and `/~/` are the root.
    //! Fails with Refused for names that are empty, `.` or `..`, for NUL, broken characters and too many names.
    [[nodiscard]] static std::variant<CollectionPath, FileFailure> parse(const QString &path);
};

//! How names below a collection are shown: `/a/b`.
[[nodiscard]] QString shownPath(const QList<QByteArray> &names);

} // namespace emulator
