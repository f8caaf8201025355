#include "emulator/collections/filecopier.h"

#include <QCryptographicHash>

#include <array>
#include <cerrno>
#include <climits>
#include <memory>

#include <fcntl.h>
#include <sys/file.h>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

constexpr std::size_t blockSize = 256 * 1024;
constexpr mode_t fileMode = 0644;
constexpr useconds_t lockPause = 10'000; // microseconds

//! Never waits: not for the writer of a FIFO, not for a device.
FileDescriptor openSource(const Directory &directory, const QByteArray &name)
{
    if (S_ISDIR(directory.require(name).st_mode)) // before opening, because opening a device may do something
        throw directory.failureOf(EISDIR, name);
    FileDescriptor fd(
        ::openat(directory.fd(), name.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!fd.isValid())
        throw directory.failureOf(errno, name);
    struct stat opened = {};
    if (::fstat(fd.get(), &opened) != 0)
        throw directory.failureOf(errno, name);
    if (!S_ISREG(opened.st_mode)) // it was swapped meanwhile
        throw directory.failure(FileProblem::Refused, name, u"is no regular file, which is refused."_s);
    return fd;
}

//! What the target's name may be replaced.
void checkTarget(const Directory &directory, const QByteArray &name)
{
    const auto there = directory.look(name);
    if (there && S_ISDIR(directory.require(name).st_mode))
        throw directory.failureOf(EISDIR, name);
    if (there)
        static_cast<void>(directory.require(name));
}

//! The temporary file. Locked, so that a try which is about to notice that it was given up and the next one never write
//! into each other's file. Removed at the end, unless it was renamed.
class Temporary
{
public:
    Temporary(const Directory &directory, QByteArray name, const FileProgress &progress)
        : m_directory(directory)
        , m_name(std::move(name))
    {
        while (!tryOpen()) {
            checkCancelled(progress, m_directory.path());
            ::usleep(lockPause);
        }
        if (::ftruncate(m_fd.get(), 0) != 0)
            throw m_directory.failureOf(errno, m_name);
    }

    ~Temporary()
    {
        if (!m_renamed)
            ::unlinkat(m_directory.fd(), m_name.constData(), 0);
    }
    Q_DISABLE_COPY_MOVE(Temporary)

    [[nodiscard]] int fd() const { return m_fd.get(); }

    void renameTo(const QByteArray &name)
    {
        if (::fchmod(m_fd.get(), fileMode) != 0 || ::fsync(m_fd.get()) != 0 ||
            ::renameat(m_directory.fd(), m_name.constData(), m_directory.fd(), name.constData()) != 0)
            throw m_directory.failureOf(errno, name);
        m_renamed = true;
        m_directory.sync();
    }

private:
    //! \returns false if somebody else has the file, or had it until now.
    bool tryOpen()
    {
        const auto there = m_directory.look(m_name);
        if (there && (!S_ISREG(there->st_mode) || there->st_nlink != 1) &&
            ::unlinkat(m_directory.fd(), m_name.constData(), 0) != 0)
            throw m_directory.failureOf(errno, m_name);
        m_fd = FileDescriptor(::openat(m_directory.fd(), m_name.constData(),
                                       O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600));
        if (!m_fd.isValid())
            throw m_directory.failureOf(errno, m_name);
        if (::flock(m_fd.get(), LOCK_EX | LOCK_NB) != 0)
            return false;
        struct stat mine = {};
        const auto named = m_directory.look(m_name);
        return ::fstat(m_fd.get(), &mine) == 0 && S_ISREG(mine.st_mode) && mine.st_nlink == 1 && named &&
               named->st_ino == mine.st_ino && named->st_dev == mine.st_dev;
    }

    const Directory &m_directory;
    QByteArray m_name;
    FileDescriptor m_fd;
    bool m_renamed = false;
};

void writeAll(int fd, const char *data, std::size_t size, const Directory &directory, const QByteArray &name)
{
    while (size > 0) {
        const ssize_t written = ::write(fd, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            throw directory.failureOf(errno, name);
        data += written;
        size -= std::size_t(written);
    }
}

} // namespace

void checkCancelled(const FileProgress &progress, const QList<QByteArray> &path)
{
    if (progress.cancelled)
        throw fileFailure(FileProblem::Cancelled, path, u"was not finished: the task was cancelled."_s);
}

QByteArray temporaryName(const QString &token, const QByteArray &targetName)
{
    QByteArray safe = token.toUtf8();
    safe.replace('/', '_').replace('\0', '_');
    QByteArray name = ".globus-" + safe + '-' + targetName + ".part";
    if (name.size() > NAME_MAX)
        name = ".globus-" + QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex() + ".part";
    return name;
}

void copyFile(const Directory &source, const QByteArray &sourceName, const Directory &target,
              const QByteArray &targetName, const QString &token, FileProgress &progress)
{
    checkCancelled(progress, source.path() + QList<QByteArray>{sourceName});
    const FileDescriptor from = openSource(source, sourceName);
    checkTarget(target, targetName);
    Temporary to(target, temporaryName(token, targetName), progress);
    const auto block = std::make_unique<std::array<char, blockSize>>();
    while (true) {
        checkCancelled(progress, source.path() + QList<QByteArray>{sourceName});
        const ssize_t count = ::read(from.get(), block->data(), block->size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            throw source.failureOf(errno, sourceName);
        if (count == 0)
            break;
        writeAll(to.fd(), block->data(), std::size_t(count), target, targetName);
        progress.bytesDone += count;
    }
    checkTarget(target, targetName);
    to.renameTo(targetName);
    ++progress.filesDone;
}

} // namespace emulator
