#include "support/collectionfixture.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;

namespace testsupport {

CollectionFixture::CollectionFixture()
{
    const emulator::CollectionTable table(m_folder.path());
    if (!table.problem().isEmpty())
        qFatal("%s", qPrintable(table.problem()));
    m_fs = std::make_unique<emulator::CollectionFs>(table);
    resetProgress();
}

QString CollectionFixture::source(const QString &path) const
{
    return m_folder.path() + u"/collections/instrument-data"_s + path;
}

QString CollectionFixture::target(const QString &path) const
{
    return m_folder.path() + u"/collections/shared-results"_s + path;
}

QString CollectionFixture::outside(const QString &path) const
{
    return m_folder.path() + path;
}

std::optional<emulator::FileFailure> CollectionFixture::copy(const QString &from, const QString &to,
                                                             emulator::FileWork::Recursive recursive,
                                                             const QString &token)
{
    return m_fs->copy(emulator::mappedCollectionId(), from, emulator::guestCollectionId(), to, recursive, token,
                      *m_progress);
}

void CollectionFixture::write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(path.section(u'/', 0, -2));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("can not write %s", qPrintable(path));
}

QByteArray CollectionFixture::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray content = file.readAll();
    return content.isNull() ? QByteArray("") : content;
}

QStringList CollectionFixture::tree(const QString &folder)
{
    QStringList names;
    QDirIterator it(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        it.next();
        const bool isFolder = it.fileInfo().isDir() && !it.fileInfo().isSymLink();
        names += it.filePath().sliced(folder.size()) + (isFolder ? u"/"_s : QString());
    }
    names.sort();
    return names;
}

std::optional<emulator::FileProblem> problemOf(const std::optional<emulator::FileFailure> &failure)
{
    return failure ? std::optional(failure->problem) : std::nullopt;
}

} // namespace testsupport
