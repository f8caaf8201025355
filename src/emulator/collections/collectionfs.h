#pragma once

#include "emulator/collections/collection.h"
#include "emulator/providers/filework.h"

namespace emulator {

struct CollectionPath;
class Directory;

//! The files of the local collections. All functions may be called from several threads at once.
//!
//! A path is followed one name at a time and never through a symbolic link, so it can not lead out of its collection,
//! whatever somebody changes on the disk meanwhile. Only regular files and directories are read and written; a FIFO, a
//! socket or a device is refused without waiting for it.
class CollectionFs final : public FileWork
{
public:
    explicit CollectionFs(CollectionTable table);

    [[nodiscard]] std::optional<CollectionInfo> collection(const QString &id) const override;
    //! The root is called `/`. Fails with NotFound, Refused, NotADirectory (a file with a slash behind it).
    [[nodiscard]] std::variant<FileEntry, FileFailure> stat(const QString &collection,
                                                            const QString &path) const override;
    //! Symbolic links and special files are left out.
    [[nodiscard]] std::variant<QList<FileEntry>, FileFailure> list(const QString &collection,
                                                                   const QString &path) const override;
    //! Fails with Exists if anything stands there.
    [[nodiscard]] std::optional<FileFailure> makeDirectory(const QString &collection, const QString &path) override;
    //! A directory is copied into the one at the target, which may be there already; a file never into a directory, and
    //! a directory never into itself.
    [[nodiscard]] std::optional<FileFailure> copy(const QString &sourceCollection, const QString &sourcePath,
                                                  const QString &targetCollection, const QString &targetPath,
                                                  Recursive recursive, const QString &token,
                                                  FileProgress &progress) override;
    //! The root can not be removed, and a directory only with `recursive`.
    [[nodiscard]] std::optional<FileFailure> remove(const QString &collection, const QString &path, bool recursive,
                                                    FileProgress &progress) override;

private:
    [[nodiscard]] Directory root(const QString &collection) const;

    CollectionTable m_table;
};

} // namespace emulator
