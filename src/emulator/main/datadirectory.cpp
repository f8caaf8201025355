#include "datadirectory.h"

#include "endpoint.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace emulator::program {

DataDirectory::DataDirectory(QString path)
    : m_path(std::move(path))
{
}

DataDirectory::~DataDirectory()
{
    if (m_lock >= 0)
        ::close(m_lock); // the lock goes with it
}

//! Who has the directory, in words, as far as it has said so.
QString DataDirectory::holder() const
{
    QString words = u"another emulator"_s;
    QFile file(this->file(u"lock"_s));
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray pid = file.readAll().trimmed();
        if (!pid.isEmpty() && pid.toLongLong() > 0)
            words += u" (process %1)"_s.arg(QString::fromLatin1(pid));
    }
    if (const std::optional<Endpoint> endpoint = readEndpoint(this->file(u"endpoint.json"_s)))
        words += u" at "_s % endpoint->flowsUrl;
    return words;
}

bool DataDirectory::isTaken(const QString &path)
{
    const QByteArray lockName = QFile::encodeName(path + u"/lock"_s);
    const int lock = ::open(lockName.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0)
        return false;
    const bool taken = ::flock(lock, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(lock);
    return taken;
}

QString DataDirectory::take()
{
    const QString parent = QFileInfo(m_path).path();
    if (!QDir().mkpath(parent))
        return u"The directory %1 can not be made."_s.arg(parent);
    const QByteArray name = QFile::encodeName(m_path);
    if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return u"The data directory %1 can not be made: %2."_s.arg(m_path, qt_error_string(errno));
    if (!QFileInfo(m_path).isDir() || ::chmod(name.constData(), 0700) != 0)
        return u"The data directory %1 can not be used: it is no directory of yours."_s.arg(m_path);
    const QByteArray lockName = QFile::encodeName(file(u"lock"_s));
    const int lock = ::open(lockName.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0)
        return u"The data directory %1 can not be written: %2."_s.arg(m_path, qt_error_string(errno));
    bool locked = ::flock(lock, LOCK_EX | LOCK_NB) == 0;
    if (!locked) { // perhaps somebody looks at this very moment whether it is taken
        QThread::msleep(50);
        locked = ::flock(lock, LOCK_EX | LOCK_NB) == 0;
    }
    if (!locked) {
        ::close(lock);
        return u"The data directory %1 is in use by %2. End that one, or choose another directory with --data."_s.arg(
            m_path, holder());
    }
    m_lock = lock;
    const QByteArray pid = QByteArray::number(static_cast<qint64>(::getpid())) + '\n';
    if (::ftruncate(m_lock, 0) != 0 || ::write(m_lock, pid.constData(), static_cast<size_t>(pid.size())) != pid.size())
        return u"The data directory %1 can not be written: %2."_s.arg(m_path, qt_error_string(errno));
    return {};
}

} // namespace emulator::program
