#include "emulator/collections/treework.h"
#include "emulator/collections/filecopier.h"

#include <cerrno>

#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

using Names = QList<QByteArray>;

void checkDepth(const Directory &directory)
{
    if (directory.path().size() >= maxDirectoryDepth)
        throw fileFailure(
            FileProblem::Refused, directory.path(),
            u"has directories in it, but lies %1 deep already, which is the limit."_s.arg(maxDirectoryDepth));
}

//! Copies the files of one directory. \returns the names of its directories, which are made in the target.
Names copyLevel(const Directory &source, const Directory &target, const QString &token, FileProgress &progress)
{
    Names files;
    Names directories;
    for (const QByteArray &name : source.names()) {
        checkCancelled(progress, source.path());
        (S_ISDIR(source.require(name).st_mode) ? directories : files).append(name);
    }
    if (!directories.isEmpty()) {
        checkDepth(source);
        checkDepth(target);
    }
    progress.files += files.size();
    progress.directories += directories.size();
    for (const QByteArray &name : std::as_const(files))
        copyFile(source, name, target, name, token, progress);
    for (const QByteArray &name : std::as_const(directories))
        static_cast<void>(target.openOrMake(name));
    return directories;
}

//! Removes what is no directory. \returns the names of the directories.
Names removeLevel(const Directory &directory, FileProgress &progress)
{
    Names directories;
    for (const QByteArray &name : directory.names()) {
        checkCancelled(progress, directory.path());
        const auto there = directory.look(name);
        if (there && S_ISDIR(there->st_mode)) {
            directories.append(name);
            continue;
        }
        ++progress.files;
        if (::unlinkat(directory.fd(), name.constData(), 0) != 0 && errno != ENOENT)
            throw directory.failureOf(errno, name);
        ++progress.filesDone;
    }
    return directories;
}

} // namespace

void copyTree(const Directory &source, const Directory &target, const QString &token, FileProgress &progress)
{
    QList<Names> pending{Names()};
    while (!pending.isEmpty()) {
        const Names at = pending.takeLast();
        for (const QByteArray &name : copyLevel(source.walk(at), target.walk(at), token, progress))
            pending.append(at + Names{name});
    }
}

void removeTree(const Directory &directory, FileProgress &progress)
{
    QList<Names> pending{Names()};
    while (!pending.isEmpty()) {
        const Names at = pending.last();
        const Directory here = directory.walk(at);
        const Names children = removeLevel(here, progress);
        if (!children.isEmpty())
            checkDepth(here);
        for (const QByteArray &name : children)
            pending.append(at + Names{name});
        if (!children.isEmpty())
            continue; // and again when they are gone
        here.sync();
        pending.removeLast();
        if (at.isEmpty())
            return;
        const Directory parent = directory.walk(at.first(at.size() - 1));
        if (::unlinkat(parent.fd(), at.last().constData(), AT_REMOVEDIR) != 0 && errno != ENOENT)
            throw parent.failureOf(errno, at.last());
        ++progress.directories;
    }
}

} // namespace emulator
