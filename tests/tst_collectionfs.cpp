#include "support/collectionfixture.h"
#include "support/testmain.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using emulator::FileEntry;
using emulator::FileFailure;
using emulator::FileProblem;
using testsupport::CollectionFixture;
using testsupport::problemOf;

namespace {

QStringList namesOf(const std::variant<QList<FileEntry>, FileFailure> &result)
{
    QStringList names;
    if (const auto *entries = std::get_if<QList<FileEntry>>(&result)) {
        for (const FileEntry &entry : *entries)
            names += entry.name + (entry.type == FileEntry::Type::Directory ? u"/"_s : QString());
    }
    names.sort();
    return names;
}

} // namespace

//! Everything but copying.
class CollectionFsTest final : public QObject
{
    Q_OBJECT

private:
    const QString m_id = emulator::mappedCollectionId();

private Q_SLOTS:
    void table()
    {
        QTemporaryDir folder;
        const emulator::CollectionTable collections(folder.path());
        QCOMPARE(collections.problem(), QString());
        QCOMPARE(collections.collections().size(), 2);
        const auto mapped = collections.findCollection(m_id.toUpper());
        QVERIFY(mapped);
        QCOMPARE(mapped->entityType, u"GCSv5_mapped_collection"_s);
        QVERIFY(mapped->rootPath.startsWith(folder.path() + u"/collections/"_s));
        QVERIFY(QFileInfo(mapped->rootPath).isDir());
        QCOMPARE(collections.findCollection(emulator::guestCollectionId())->entityType, u"GCSv5_guest_collection"_s);
        QVERIFY(!collections.findCollection(u"x"_s));
        CollectionFixture::write(mapped->rootPath + u"/kept"_s, "1");
        QCOMPARE(emulator::CollectionTable(folder.path()).problem(), QString());
        QCOMPARE(CollectionFixture::read(mapped->rootPath + u"/kept"_s), QByteArray("1"));
    }

    void tableThatCanNotBeMade()
    {
        QTemporaryDir folder;
        CollectionFixture::write(folder.path() + u"/collections"_s, "a file in the way");
        QVERIFY(emulator::CollectionTable(folder.path()).problem().contains(u"can not be made"_s));
        QTemporaryDir linked;
        QVERIFY(QDir().mkpath(linked.path() + u"/collections"_s));
        QVERIFY(QFile::link(u"/"_s, linked.path() + u"/collections/instrument-data"_s));
        QVERIFY(emulator::CollectionTable(linked.path()).problem().contains(u"can not be made"_s));
    }

    void collectionDocument()
    {
        CollectionFixture fixture;
        const auto info = fixture.fs().collection(emulator::guestCollectionId());
        QVERIFY(info);
        QCOMPARE(info->displayName, u"Shared results"_s);
        QCOMPARE(core::stringMember(info->document, "entity_type"), u"GCSv5_guest_collection"_s);
        QCOMPARE(core::stringMember(info->document, "mapped_collection_id"), m_id);
        QVERIFY(!fixture.fs().collection(u"other"_s));
    }

    void statFile()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/d/a b.txt"_s), "12345");
        QCOMPARE(::chmod(QFile::encodeName(fixture.source(u"/d/a b.txt"_s)).constData(), 0640), 0);
        const auto result = fixture.fs().stat(m_id, u"/~/d/a b.txt"_s);
        QVERIFY(std::holds_alternative<FileEntry>(result));
        const auto &entry = std::get<FileEntry>(result);
        QCOMPARE(entry.name, u"a b.txt"_s);
        QCOMPARE(entry.type, FileEntry::Type::File);
        QCOMPARE(entry.size, 5);
        QCOMPARE(entry.permissions, u"0640"_s);
        QCOMPARE(entry.user, QFileInfo(fixture.source(u"/d/a b.txt"_s)).owner());
        QCOMPARE(entry.group, QFileInfo(fixture.source(u"/d/a b.txt"_s)).group());
        QCOMPARE(entry.lastModified, QFileInfo(fixture.source(u"/d/a b.txt"_s)).lastModified().toUTC());
    }

    void statDirectories()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/d/x"_s), "");
        for (const QString &path : {u"/d"_s, u"/d/"_s, u"/~/d/"_s}) {
            const auto result = fixture.fs().stat(m_id, path);
            QVERIFY(std::holds_alternative<FileEntry>(result));
            QCOMPARE(std::get<FileEntry>(result).type, FileEntry::Type::Directory);
            QCOMPARE(std::get<FileEntry>(result).name, u"d"_s);
        }
        for (const QString &path : {u"/"_s, u"/~/"_s})
            QCOMPARE(std::get<FileEntry>(fixture.fs().stat(m_id, path)).name, u"/"_s);
    }

    void missing()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/file"_s), "x");
        auto &fs = fixture.fs();
        QCOMPARE(problemOf(fs.stat(m_id, u"/no"_s)), FileProblem::NotFound);
        QCOMPARE(problemOf(fs.stat(m_id, u"/no/no"_s)), FileProblem::NotFound);
        QCOMPARE(problemOf(fs.list(m_id, u"/no"_s)), FileProblem::NotFound);
        QCOMPARE(problemOf(fs.list(m_id, u"/file"_s)), FileProblem::NotADirectory);
        QCOMPARE(problemOf(fs.stat(m_id, u"/file/"_s)), FileProblem::NotADirectory);
        QCOMPARE(problemOf(fs.stat(m_id, u"/file/x"_s)), FileProblem::NotADirectory);
        QCOMPARE(problemOf(fs.makeDirectory(m_id, u"/no/d"_s)), FileProblem::NotFound);
        QCOMPARE(problemOf(fs.makeDirectory(m_id, u"/file/d"_s)), FileProblem::NotADirectory);
        QCOMPARE(problemOf(fs.stat(u"unknown"_s, u"/"_s)), FileProblem::NotFound);
        const auto failure = std::get<FileFailure>(fs.stat(m_id, u"/~/no"_s));
        QCOMPARE(failure.message, u"'/no' does not exist."_s);
        QCOMPARE(failure.path, u"/no"_s);
    }

    void list()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/b.txt"_s), "1");
        CollectionFixture::write(fixture.source(u"/.hidden"_s), "1");
        CollectionFixture::write(fixture.source(u"/d/inner"_s), "1");
        CollectionFixture::write(fixture.source(u"/ü\nx"_s), "1");
        QVERIFY(QFile::link(u"/etc"_s, fixture.source(u"/link"_s)));
        QCOMPARE(::mkfifo(QFile::encodeName(fixture.source(u"/fifo"_s)).constData(), 0600), 0);
        const QStringList expected{u".hidden"_s, u"b.txt"_s, u"d/"_s, u"ü\nx"_s};
        QCOMPARE(namesOf(fixture.fs().list(m_id, u"/"_s)), expected);
        QCOMPARE(namesOf(fixture.fs().list(m_id, u"/~/"_s)), expected);
        QCOMPARE(namesOf(fixture.fs().list(m_id, u"/d"_s)), QStringList{u"inner"_s});
    }

    void makeDirectory()
    {
        CollectionFixture fixture;
        auto &fs = fixture.fs();
        QCOMPARE(problemOf(fs.makeDirectory(m_id, u"/~/new/"_s)), std::nullopt);
        QVERIFY(QFileInfo(fixture.source(u"/new"_s)).isDir());
        QCOMPARE(problemOf(fs.makeDirectory(m_id, u"/new/in"_s)), std::nullopt);
        QCOMPARE(problemOf(fs.makeDirectory(m_id, u"/new"_s)), FileProblem::Exists);
        QCOMPARE(problemOf(fs.makeDirectory(m_id, u"/"_s)), FileProblem::Exists);
    }

    void removeFile()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/d/x"_s), "1");
        auto &fs = fixture.fs();
        QCOMPARE(problemOf(fs.remove(m_id, u"/d/x/"_s, false, fixture.progress())), FileProblem::NotADirectory);
        QCOMPARE(problemOf(fs.remove(m_id, u"/d/x"_s, false, fixture.progress())), std::nullopt);
        QCOMPARE(CollectionFixture::tree(fixture.source()), QStringList{u"/d/"_s});
        QCOMPARE(fixture.progress().filesDone.load(), 1);
        QCOMPARE(problemOf(fs.remove(m_id, u"/d/x"_s, false, fixture.progress())), FileProblem::NotFound);
    }

    void removeTree()
    {
        CollectionFixture fixture;
        for (const QString &name : {u"/d/x"_s, u"/d/e/y"_s, u"/d/e/f/z"_s, u"/d/g/.h"_s, u"/other"_s})
            CollectionFixture::write(fixture.source(name), "1");
        auto &fs = fixture.fs();
        QCOMPARE(problemOf(fs.remove(m_id, u"/d"_s, false, fixture.progress())), FileProblem::IsADirectory);
        QVERIFY(QFileInfo::exists(fixture.source(u"/d/x"_s)));
        QCOMPARE(problemOf(fs.remove(m_id, u"/d/"_s, true, fixture.progress())), std::nullopt);
        QCOMPARE(CollectionFixture::tree(fixture.source()), QStringList{u"/other"_s});
        QCOMPARE(fixture.progress().filesDone.load(), 4);
        QCOMPARE(fixture.progress().directories.load(), 4);
    }

    void removeRootIsRefused()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/x"_s), "1");
        for (const QString &path : {u"/"_s, u"/~/"_s, u"/~"_s})
            QCOMPARE(problemOf(fixture.fs().remove(m_id, path, true, fixture.progress())), FileProblem::Refused);
        QCOMPARE(CollectionFixture::tree(fixture.source()), QStringList{u"/x"_s});
    }

    void removeIsCancelled()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/d/x"_s), "1");
        fixture.progress().cancelled = true;
        QCOMPARE(problemOf(fixture.fs().remove(m_id, u"/d"_s, true, fixture.progress())), FileProblem::Cancelled);
        QVERIFY(QFileInfo::exists(fixture.source(u"/d/x"_s)));
    }
};

FLOWS_TEST(tst_collectionfs, CollectionFsTest)

#include "tst_collectionfs.moc"
