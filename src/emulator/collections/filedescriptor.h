#pragma once

#include <unistd.h>

#include <utility>

namespace emulator {

//! Owns one file descriptor.
class FileDescriptor
{
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd)
        : m_fd(fd)
    {
    }
    FileDescriptor(FileDescriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    FileDescriptor &operator=(FileDescriptor &&other) noexcept
    {
        FileDescriptor old(std::exchange(m_fd, other.release()));
        return *this;
    }
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;
    ~FileDescriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }

    [[nodiscard]] int get() const { return m_fd; }
    //! Hands the descriptor to somebody else who closes it.
    int release() { return std::exchange(m_fd, -1); }
    [[nodiscard]] bool isValid() const { return m_fd >= 0; }

private:
    int m_fd = -1;
};

} // namespace emulator
