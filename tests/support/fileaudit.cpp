// The C library's own headers would turn some of these names into others.
#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE

#include "support/fileaudit.h"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>

#include <cstdarg>
#include <cstdio>

namespace {

thread_local QByteArrayList *current = nullptr; // of the watched thread alone, so nothing is shared

void note(const char *path)
{
    if (current == nullptr || path == nullptr)
        return;
    QByteArrayList *list = std::exchange(current, nullptr); // what the list itself does is not noted
    list->append(path);
    current = list;
}

template<typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

mode_t modeOf(int flags, va_list arguments)
{
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

} // namespace

extern "C" {

int open(const char *path, int flags, ...)
{
    note(path);
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return next<int (*)(const char *, int, ...)>("open")(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    note(path);
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return next<int (*)(const char *, int, ...)>("open64")(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    note(path);
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return next<int (*)(int, const char *, int, ...)>("openat")(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    note(path);
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return next<int (*)(int, const char *, int, ...)>("openat64")(folder, path, flags, mode);
}

FILE *fopen(const char *path, const char *mode)
{
    note(path);
    return next<FILE *(*)(const char *, const char *)>("fopen")(path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    note(path);
    return next<FILE *(*)(const char *, const char *)>("fopen64")(path, mode);
}

DIR *opendir(const char *path)
{
    note(path);
    return next<DIR *(*)(const char *)>("opendir")(path);
}

} // extern "C"

namespace testsupport {

FileAudit::FileAudit()
{
    Q_ASSERT(current == nullptr);
    current = new QByteArrayList;
}

FileAudit::~FileAudit()
{
    delete std::exchange(current, nullptr);
}

QByteArrayList FileAudit::opened() const
{
    return *current;
}

} // namespace testsupport
