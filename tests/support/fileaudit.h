#pragma once

#include <QByteArrayList>

namespace testsupport {

//! While it lives, every file and directory that the creating thread opens is written down, by whichever library. One
//! at a time. The calls of the C library are replaced in the executable that links this.
class FileAudit
{
public:
    FileAudit();
    ~FileAudit();
    FileAudit(const FileAudit &) = delete;
    FileAudit &operator=(const FileAudit &) = delete;

    //! Paths in the order of their opening.
    [[nodiscard]] QByteArrayList opened() const;
};

} // namespace testsupport
