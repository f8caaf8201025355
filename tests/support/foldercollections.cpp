#include "support/foldercollections.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QThread>

#include <cstdio>

using namespace Qt::StringLiterals;
using emulator::FileEntry;
using emulator::FileFailure;
using emulator::FileProblem;
using emulator::FileProgress;

namespace testsupport {

namespace {

FileEntry entryOf(const QFileInfo &info)
{
    return {info.fileName(), info.isDir() ? FileEntry::Type::Directory : FileEntry::Type::File,
            info.size(),     info.lastModified().toUTC(),
            u"0644"_s,       u"tester"_s,
            u"testers"_s};
}

FileFailure missing(const QString &path)
{
    return {FileProblem::NotFound, u"There is nothing at '%1'."_s.arg(path), path};
}

} // namespace

void FolderCollections::add(const QString &id, const QString &folder)
{
    QDir().mkpath(folder);
    m_folders.insert(id, folder);
}

QString FolderCollections::local(const QString &collection, const QString &path) const
{
    QString rest = path;
    if (rest.startsWith("/~/"_L1))
        rest = rest.mid(3);
    return QDir::cleanPath(m_folders.value(collection) + u'/' + rest);
}

std::optional<emulator::CollectionInfo> FolderCollections::collection(const QString &id) const
{
    if (!m_folders.contains(id))
        return std::nullopt;
    const QString name = u"Collection "_s + id;
    return emulator::CollectionInfo{
        id,
        name,
        u"GCSv5_guest_collection"_s,
        {{"id", core::toStd(id)}, {"display_name", core::toStd(name)}, {"entity_type", "GCSv5_guest_collection"}}};
}

std::variant<FileEntry, FileFailure> FolderCollections::stat(const QString &collection, const QString &path) const
{
    const QFileInfo info(local(collection, path));
    if (!info.exists())
        return missing(path);
    return entryOf(info);
}

std::variant<QList<FileEntry>, FileFailure> FolderCollections::list(const QString &collection,
                                                                    const QString &path) const
{
    const QFileInfo info(local(collection, path));
    if (!info.exists())
        return missing(path);
    if (!info.isDir())
        return FileFailure{FileProblem::NotADirectory, u"'%1' is no directory."_s.arg(path), path};
    QList<FileEntry> result;
    const auto all = QDir(info.filePath()).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QFileInfo &one : all)
        result.append(entryOf(one));
    return result;
}

std::optional<FileFailure> FolderCollections::makeDirectory(const QString &collection, const QString &path)
{
    const QString folder = local(collection, path);
    if (QFileInfo::exists(folder))
        return FileFailure{FileProblem::Exists, u"There is something at '%1' already."_s.arg(path), path};
    if (!QDir().mkdir(folder))
        return missing(path);
    return std::nullopt;
}

std::optional<FileFailure> FolderCollections::copyFile(const QString &from, const QString &to, const QString &token,
                                                       FileProgress &progress) const
{
    if (m_pauseMs > 0)
        QThread::msleep(static_cast<unsigned long>(m_pauseMs));
    if (progress.cancelled)
        return FileFailure{FileProblem::Cancelled, u"Cancelled."_s, {}};
    const QString part = to + u'.' + token;
    QDir().mkpath(QFileInfo(to).path());
    QFile::remove(part);
    if (!QFile::copy(from, part) || std::rename(qPrintable(part), qPrintable(to)) != 0)
        return FileFailure{FileProblem::Other, u"'%1' could not be written."_s.arg(to), to};
    ++progress.filesDone;
    progress.bytesDone += QFileInfo(to).size();
    return std::nullopt;
}

std::optional<FileFailure> FolderCollections::copy(const QString &sourceCollection, const QString &sourcePath,
                                                   const QString &targetCollection, const QString &targetPath,
                                                   Recursive recursive, const QString &token, FileProgress &progress)
{
    const QString from = local(sourceCollection, sourcePath);
    const QString to = local(targetCollection, targetPath);
    const QFileInfo info(from);
    if (!info.exists())
        return missing(sourcePath);
    if (info.isDir() && recursive == Recursive::No)
        return FileFailure{FileProblem::IsADirectory, u"'%1' is a directory."_s.arg(sourcePath), sourcePath};
    if (!info.isDir()) {
        ++progress.files;
        return copyFile(from, to, token, progress);
    }
    QDir().mkpath(to);
    QDirIterator walk(from, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString one = walk.next();
        const QString target = to + one.mid(from.size());
        if (walk.fileInfo().isDir()) {
            ++progress.directories;
            QDir().mkpath(target);
            continue;
        }
        ++progress.files;
        if (auto failure = copyFile(one, target, token, progress))
            return failure;
    }
    return std::nullopt;
}

std::optional<FileFailure> FolderCollections::remove(const QString &collection, const QString &path, bool recursive,
                                                     FileProgress &progress)
{
    const QFileInfo info(local(collection, path));
    if (!info.exists())
        return missing(path);
    if (!info.isDir()) {
        QFile::remove(info.filePath());
        return std::nullopt;
    }
    if (!recursive)
        return FileFailure{FileProblem::IsADirectory, u"'%1' is a directory."_s.arg(path), path};
    QDirIterator walk(info.filePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        if (m_pauseMs > 0)
            QThread::msleep(static_cast<unsigned long>(m_pauseMs));
        if (progress.cancelled)
            return FileFailure{FileProblem::Cancelled, u"Cancelled."_s, {}};
        QFile::remove(walk.next());
        ++progress.filesDone;
    }
    QDir(info.filePath()).removeRecursively();
    return std::nullopt;
}

} // namespace testsupport
