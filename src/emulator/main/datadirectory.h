#pragma once

#include <QString>

namespace emulator::program {

//! The data directory, for one process at a time: 0700, locked as long as the object lives. The lock is the kernel's,
//! so that a process that was killed leaves none behind.
class DataDirectory
{
public:
    explicit DataDirectory(QString path);
    ~DataDirectory();
    Q_DISABLE_COPY_MOVE(DataDirectory)

    //! Makes the directory if it is not there, and locks it. \returns why that was not possible, or the empty string.
    [[nodiscard]] QString take();
    //! True if a process has the directory, whatever files one that was killed left behind.
    [[nodiscard]] static bool isTaken(const QString &path);
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString file(const QString &name) const { return m_path + u'/' + name; }

private:
    [[nodiscard]] QString holder() const;

    QString m_path;
    int m_lock = -1;
};

} // namespace emulator::program
