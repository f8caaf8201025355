#include "emulator/collections/directory.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <dirent.h>
#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

constexpr int directoryFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t directoryMode = 0755;

FileProblem problemOf(int error)
{
    switch (error) {
    case ENOENT:
        return FileProblem::NotFound;
    case EEXIST:
    case ENOTEMPTY:
        return FileProblem::Exists;
    case ENOTDIR:
        return FileProblem::NotADirectory;
    case EISDIR:
        return FileProblem::IsADirectory;
    case ELOOP:
    case EACCES:
    case EPERM:
    case EROFS:
    case ENXIO: // a FIFO without reader, a socket
        return FileProblem::Refused;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return FileProblem::NoSpace;
    default:
        return FileProblem::Other;
    }
}

QString wordsOf(int error)
{
    switch (problemOf(error)) {
    case FileProblem::NotFound:
        return u"does not exist."_s;
    case FileProblem::Exists:
        return u"exists already."_s;
    case FileProblem::NotADirectory:
        return u"is not a directory."_s;
    case FileProblem::IsADirectory:
        return u"is a directory."_s;
    case FileProblem::NoSpace:
        return u"does not fit on the disk any more."_s;
    case FileProblem::Refused:
        if (error == EACCES || error == EPERM || error == EROFS)
            return u"may not be used: permission denied."_s;
        return u"is a symbolic link or a special file, which are refused."_s;
    case FileProblem::Cancelled:
    case FileProblem::Other:
        break;
    }
    return u"can not be used: %1."_s.arg(QString::fromLocal8Bit(std::strerror(error)));
}

} // namespace

FileFailure fileFailure(FileProblem problem, const QList<QByteArray> &path, const QString &words)
{
    const QString shown = shownPath(path);
    return {problem, u'\'' + shown + u"' "_s + words, shown};
}

FileFailure fileFailureOf(int error, const QList<QByteArray> &path)
{
    return fileFailure(problemOf(error), path, wordsOf(error));
}

Directory::Directory(FileDescriptor fd, QList<QByteArray> path)
    : m_fd(std::move(fd))
    , m_path(std::move(path))
{
}

FileFailure Directory::failure(FileProblem problem, const QByteArray &name, const QString &words) const
{
    return fileFailure(problem, m_path + QList<QByteArray>{name}, words);
}

FileFailure Directory::failureOf(int error, const QByteArray &name) const
{
    return fileFailureOf(error, m_path + QList<QByteArray>{name});
}

Directory Directory::openRoot(const QString &rootPath)
{
    FileDescriptor fd(::open(QFile::encodeName(rootPath).constData(), directoryFlags));
    if (!fd.isValid())
        throw fileFailureOf(errno, {});
    return {std::move(fd), {}};
}

Directory Directory::open(const QByteArray &name) const
{
    FileDescriptor fd(::openat(m_fd.get(), name.constData(), directoryFlags));
    if (fd.isValid())
        return {std::move(fd), m_path + QList<QByteArray>{name}};
    const int error = errno;
    const auto there = error == ENOTDIR ? look(name) : std::nullopt; // Linux says so of symbolic links too
    if (there && S_ISLNK(there->st_mode))
        throw failureOf(ELOOP, name);
    throw failureOf(error, name);
}

Directory Directory::walk(const QList<QByteArray> &names) const
{
    FileDescriptor fd(::fcntl(m_fd.get(), F_DUPFD_CLOEXEC, 0));
    if (!fd.isValid())
        throw fileFailureOf(errno, m_path);
    Directory at(std::move(fd), m_path);
    for (const QByteArray &name : names)
        at = at.open(name);
    return at;
}

Directory Directory::openOrMake(const QByteArray &name) const
{
    if (::mkdirat(m_fd.get(), name.constData(), directoryMode) == 0)
        sync();
    else if (errno != EEXIST)
        throw failureOf(errno, name);
    return open(name);
}

void Directory::make(const QByteArray &name) const
{
    if (::mkdirat(m_fd.get(), name.constData(), directoryMode) != 0)
        throw failureOf(errno, name);
    sync();
}

std::optional<struct stat> Directory::look(const QByteArray &name) const
{
    struct stat found = {};
    if (::fstatat(m_fd.get(), name.constData(), &found, AT_SYMLINK_NOFOLLOW) == 0)
        return found;
    if (errno == ENOENT)
        return std::nullopt;
    throw failureOf(errno, name);
}

struct stat Directory::require(const QByteArray &name) const
{
    const auto found = look(name);
    if (!found)
        throw failureOf(ENOENT, name);
    if (S_ISLNK(found->st_mode))
        throw failure(FileProblem::Refused, name, u"is a symbolic link, which is refused."_s);
    if (!S_ISREG(found->st_mode) && !S_ISDIR(found->st_mode))
        throw failure(FileProblem::Refused, name, u"is neither a file nor a directory, which is refused."_s);
    return *found;
}

QList<QByteArray> Directory::names() const
{
    // A descriptor of its own, so that reading begins at the first name and the stream may close it.
    FileDescriptor own(::openat(m_fd.get(), ".", directoryFlags));
    DIR *stream = own.isValid() ? ::fdopendir(own.get()) : nullptr;
    if (stream == nullptr)
        throw fileFailureOf(errno, m_path);
    own.release(); // closedir() closes it
    QList<QByteArray> result;
    errno = 0;
    while (const dirent *entry = ::readdir(stream)) {
        const QByteArray name(entry->d_name);
        if (name != "." && name != "..")
            result.append(name);
        errno = 0;
    }
    const int error = errno;
    ::closedir(stream);
    if (error != 0)
        throw fileFailureOf(error, m_path);
    std::sort(result.begin(), result.end());
    return result;
}

bool Directory::isSameAs(const Directory &other) const
{
    struct stat mine = {};
    struct stat others = {};
    return ::fstat(fd(), &mine) == 0 && ::fstat(other.fd(), &others) == 0 && mine.st_dev == others.st_dev &&
           mine.st_ino == others.st_ino;
}

void Directory::sync() const
{
    if (::fsync(m_fd.get()) != 0 && errno != EINVAL) // a file system that can not
        throw fileFailureOf(errno, m_path);
}

} // namespace emulator
