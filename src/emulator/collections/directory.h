#pragma once

#include "emulator/collections/collectionpath.h"
#include "emulator/collections/filedescriptor.h"

#include <sys/stat.h>

namespace emulator {

// Internal to this folder: failures are thrown as FileFailure and caught in CollectionFs.

//! An open directory of a collection. Everything in it is reached by one name at a time and never through a symbolic
//! link, so that nothing outside of the collection can be reached, whatever changes on the disk meanwhile.
class Directory
{
public:
    //! The root of a collection. Throws NotFound if the folder is gone.
    [[nodiscard]] static Directory openRoot(const QString &rootPath);
    //! A directory below this one. Throws NotFound, NotADirectory, Refused.
    [[nodiscard]] Directory open(const QByteArray &name) const;
    //! The directory that all names in turn lead to.
    [[nodiscard]] Directory walk(const QList<QByteArray> &names) const;
    //! As open(); makes the directory if it is missing.
    [[nodiscard]] Directory openOrMake(const QByteArray &name) const;
    //! Makes a directory. Throws Exists.
    void make(const QByteArray &name) const;

    //! What stands under a name, a symbolic link itself. Empty if nothing does.
    [[nodiscard]] std::optional<struct stat> look(const QByteArray &name) const;
    //! As look(), but throws NotFound if there is nothing and Refused if it is no file and no directory.
    [[nodiscard]] struct stat require(const QByteArray &name) const;
    //! All names but `.` and `..`, sorted. Throws Other if they can not be read.
    [[nodiscard]] QList<QByteArray> names() const;
    //! True if this is the same directory of the disk.
    [[nodiscard]] bool isSameAs(const Directory &other) const;
    //! Makes what was done to its names last through a power failure.
    void sync() const;

    [[nodiscard]] int fd() const { return m_fd.get(); }
    //! Where this is in the collection.
    [[nodiscard]] const QList<QByteArray> &path() const { return m_path; }
    //! A failure about a name in this directory.
    [[nodiscard]] FileFailure failure(FileProblem problem, const QByteArray &name, const QString &words) const;
    //! What errno says about a name in this directory.
    [[nodiscard]] FileFailure failureOf(int error, const QByteArray &name) const;

private:
    Directory(FileDescriptor fd, QList<QByteArray> path);

    FileDescriptor m_fd;
    QList<QByteArray> m_path;
};

//! `The file '/a/b' …`: a failure with the path in front.
[[nodiscard]] FileFailure fileFailure(FileProblem problem, const QList<QByteArray> &path, const QString &words);
//! The same for a value of errno.
[[nodiscard]] FileFailure fileFailureOf(int error, const QList<QByteArray> &path);

} // namespace emulator
