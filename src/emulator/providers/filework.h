#pragma once

#include "core/json.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <atomic>
#include <optional>
#include <variant>

namespace emulator {

//! Why a piece of file work did not succeed.
enum class FileProblem {
    NotFound,
    Exists,
    NotADirectory,
    IsADirectory,
    Refused, //!< a symbolic link, a special file, a path out of the collection, no permission
    NoSpace,
    Cancelled,
    Other
};

struct FileFailure
{
    FileProblem problem = FileProblem::Other;
    QString message; //!< a sentence for people
    QString path;    //!< where, as the collection sees it; empty if that is not known
};

struct FileEntry
{
    enum class Type { File, Directory };
    QString name;
    Type type = Type::File;
    qint64 size = 0;
    QDateTime lastModified;
    QString permissions; //!< four octal digits: `0644`
    QString user;
    QString group;
};

//! How far long file work is; read while it goes on. Setting `cancelled` ends it with FileProblem::Cancelled.
struct FileProgress
{
    std::atomic<qint64> files = 0;       //!< found so far
    std::atomic<qint64> directories = 0; //!< found so far
    std::atomic<qint64> filesDone = 0;
    std::atomic<qint64> bytesDone = 0;
    std::atomic_bool cancelled = false;
};

struct CollectionInfo
{
    QString id;
    QString displayName;
    QString entityType;  //!< `GCSv5_mapped_collection`, …
    core::Json document; //!< what collection_info answers; holds at least id, display_name and entity_type
};

//! What action providers do with files of collections. Calls come from several threads at once and may block; only
//! collection() must answer at once. Paths are as in Globus (`/~/` is the root), with or without a slash at the end.
//! Symbolic links and special files are refused, and no path leads out of its collection.
class FileWork
{
public:
    enum class Recursive { No, Yes, BySource }; //!< BySource: a directory is copied recursively, a file is not

    virtual ~FileWork() = default;

    [[nodiscard]] virtual std::optional<CollectionInfo> collection(const QString &id) const = 0;
    [[nodiscard]] virtual std::variant<FileEntry, FileFailure> stat(const QString &collection,
                                                                    const QString &path) const = 0;
    //! The entries of a directory, in no order.
    [[nodiscard]] virtual std::variant<QList<FileEntry>, FileFailure> list(const QString &collection,
                                                                           const QString &path) const = 0;
    //! Makes one directory; its parent must be there.
    [[nodiscard]] virtual std::optional<FileFailure> makeDirectory(const QString &collection, const QString &path) = 0;
    //! Copies a file or a tree, making the directories that are missing. Doing it again is harmless: each file is
    //! written under a temporary name made of `token`, synced, then renamed.
    [[nodiscard]] virtual std::optional<FileFailure> copy(const QString &sourceCollection, const QString &sourcePath,
                                                          const QString &targetCollection, const QString &targetPath,
                                                          Recursive recursive, const QString &token,
                                                          FileProgress &progress) = 0;
    //! Removes a file, or with `recursive` a tree.
    [[nodiscard]] virtual std::optional<FileFailure> remove(const QString &collection, const QString &path,
                                                            bool recursive, FileProgress &progress) = 0;
};

} // namespace emulator
