#include "emulator/collections/collectionfs.h"

#include "emulator/collections/collectionpath.h"
#include "emulator/collections/directory.h"
#include "emulator/collections/filecopier.h"
#include "emulator/collections/fileentries.h"
#include "emulator/collections/treework.h"

#include <cerrno>

#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

using Names = QList<QByteArray>;

CollectionPath parsed(const QString &path)
{
    auto result = CollectionPath::parse(path);
    if (const auto *failure = std::get_if<FileFailure>(&result))
        throw *failure;
    return std::get<CollectionPath>(std::move(result));
}

Names parentOf(const CollectionPath &path)
{
    return path.names.first(path.names.size() - 1);
}

//! Runs file work; what it throws becomes its result.
template<typename Result, typename Work>
Result guarded(Work work)
{
    try {
        return work();
    } catch (const FileFailure &failure) {
        return failure;
    }
}

//! What stands at a path. Throws NotFound, Refused, and NotADirectory for a file with a slash behind it.
struct stat lookAt(const Directory &root, const CollectionPath &path)
{
    if (path.names.isEmpty()) {
        struct stat found = {};
        if (::fstat(root.fd(), &found) != 0)
            throw fileFailureOf(errno, {});
        return found;
    }
    const Directory parent = root.walk(parentOf(path));
    const struct stat found = parent.require(path.names.last());
    if (path.wantsDirectory && !S_ISDIR(found.st_mode))
        throw parent.failureOf(ENOTDIR, path.names.last());
    return found;
}

void copyOneFile(const Directory &sourceRoot, const CollectionPath &source, const Directory &targetRoot,
                 const CollectionPath &target, const QString &token, FileProgress &progress)
{
    if (target.wantsDirectory)
        throw fileFailure(FileProblem::IsADirectory, target.names,
                          u"names a directory. A file needs a file's name as its destination."_s);
    const Directory from = sourceRoot.walk(parentOf(source));
    Directory to = targetRoot.walk({});
    for (const QByteArray &name : parentOf(target))
        to = to.openOrMake(name);
    ++progress.files;
    copyFile(from, source.names.last(), to, target.names.last(), token, progress);
}

void copyDirectory(const Directory &sourceRoot, const CollectionPath &source, const Directory &targetRoot,
                   const CollectionPath &target, const QString &token, FileProgress &progress)
{
    const Directory from = sourceRoot.walk(source.names);
    Directory to = targetRoot.walk({});
    const auto refuseItself = [&] {
        if (to.isSameAs(from))
            throw fileFailure(FileProblem::Refused, source.names, u"can not be copied into itself."_s);
    };
    refuseItself();
    for (const QByteArray &name : target.names) {
        to = to.openOrMake(name);
        refuseItself();
    }
    ++progress.directories;
    copyTree(from, to, token, progress);
}

} // namespace

CollectionFs::CollectionFs(CollectionTable table)
    : m_table(std::move(table))
{
}

Directory CollectionFs::root(const QString &collection) const
{
    const auto found = m_table.findCollection(collection);
    if (!found)
        throw FileFailure{FileProblem::NotFound, u"There is no collection '%1'."_s.arg(collection), {}};
    return Directory::openRoot(found->rootPath);
}

std::optional<CollectionInfo> CollectionFs::collection(const QString &id) const
{
    const auto found = m_table.findCollection(id);
    return found ? std::optional(collectionInfo(*found)) : std::nullopt;
}

std::variant<FileEntry, FileFailure> CollectionFs::stat(const QString &collection, const QString &path) const
{
    return guarded<std::variant<FileEntry, FileFailure>>([&] {
        const CollectionPath where = parsed(path);
        const struct stat found = lookAt(root(collection), where);
        OwnerNames owners;
        return fileEntry(where.names.isEmpty() ? QByteArray("/") : where.names.last(), found, owners);
    });
}

std::variant<QList<FileEntry>, FileFailure> CollectionFs::list(const QString &collection, const QString &path) const
{
    return guarded<std::variant<QList<FileEntry>, FileFailure>>([&] {
        const Directory directory = root(collection).walk(parsed(path).names);
        OwnerNames owners;
        QList<FileEntry> entries;
        for (const QByteArray &name : directory.names()) {
            const auto found = directory.look(name);
            if (found && (S_ISREG(found->st_mode) || S_ISDIR(found->st_mode)))
                entries.append(fileEntry(name, *found, owners));
        }
        return entries;
    });
}

std::optional<FileFailure> CollectionFs::makeDirectory(const QString &collection, const QString &path)
{
    return guarded<std::optional<FileFailure>>([&]() -> std::optional<FileFailure> {
        const CollectionPath where = parsed(path);
        if (where.names.isEmpty())
            throw fileFailureOf(EEXIST, {});
        root(collection).walk(parentOf(where)).make(where.names.last());
        return std::nullopt;
    });
}

std::optional<FileFailure> CollectionFs::copy(const QString &sourceCollection, const QString &sourcePath,
                                              const QString &targetCollection, const QString &targetPath,
                                              Recursive recursive, const QString &token, FileProgress &progress)
{
    return guarded<std::optional<FileFailure>>([&]() -> std::optional<FileFailure> {
        const CollectionPath source = parsed(sourcePath);
        const CollectionPath target = parsed(targetPath);
        const Directory sourceRoot = root(sourceCollection);
        const Directory targetRoot = root(targetCollection);
        const bool isDirectory = S_ISDIR(lookAt(sourceRoot, source).st_mode);
        if (isDirectory && recursive == Recursive::No)
            throw fileFailure(FileProblem::IsADirectory, source.names,
                              u"is a directory, which is only copied when 'recursive' is true."_s);
        if (!isDirectory && recursive == Recursive::Yes)
            throw fileFailure(FileProblem::NotADirectory, source.names,
                              u"is a file, but 'recursive' asks for a directory."_s);
        (isDirectory ? copyDirectory : copyOneFile)(sourceRoot, source, targetRoot, target, token, progress);
        return std::nullopt;
    });
}

std::optional<FileFailure> CollectionFs::remove(const QString &collection, const QString &path, bool recursive,
                                                FileProgress &progress)
{
    return guarded<std::optional<FileFailure>>([&]() -> std::optional<FileFailure> {
        const CollectionPath where = parsed(path);
        if (where.names.isEmpty())
            throw fileFailure(FileProblem::Refused, {}, u"is the whole collection, which can not be removed."_s);
        checkCancelled(progress, where.names);
        const Directory top = root(collection);
        const bool isDirectory = S_ISDIR(lookAt(top, where).st_mode);
        const Directory parent = top.walk(parentOf(where));
        const QByteArray name = where.names.last();
        if (isDirectory && !recursive)
            throw parent.failure(FileProblem::IsADirectory, name,
                                 u"is a directory, which is only removed when 'recursive' is true."_s);
        if (isDirectory)
            removeTree(parent.open(name), progress);
        else
            ++progress.files;
        if (::unlinkat(parent.fd(), name.constData(), isDirectory ? AT_REMOVEDIR : 0) != 0)
            throw parent.failureOf(errno, name);
        ++(isDirectory ? progress.directories : progress.filesDone);
        parent.sync();
        return std::nullopt;
    });
}

} // namespace emulator
