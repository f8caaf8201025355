#include "support/collectionfixture.h"
#include "support/testmain.h"

#include "emulator/collections/filecopier.h"

#include <QFile>
#include <QRandomGenerator>
#include <QScopeGuard>
#include <QTest>

#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using emulator::FileProblem;
using Recursive = emulator::FileWork::Recursive;
using testsupport::CollectionFixture;
using testsupport::problemOf;

namespace {

QByteArray noise(qsizetype size)
{
    QByteArray data(size, '\0');
    QRandomGenerator random(7);
    for (char &byte : data)
        byte = char(random.bounded(256));
    return data;
}

} // namespace

class CollectionCopyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void files_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << u"empty"_s << QByteArray("");
        QTest::newRow("small") << u"small.txt"_s << QByteArray("abc\0def\n", 8);
        QTest::newRow("5 MB") << u"large"_s << noise(5'000'000);
        QTest::newRow("a whole block") << u"block"_s << noise(256 * 1024);
        QTest::newRow("blanks") << u" a  b "_s << QByteArray("x");
        QTest::newRow("line break") << u"a\nb"_s << QByteArray("x");
        QTest::newRow("unicode") << u"grüße 🌍 é"_s << QByteArray("x");
        QTest::newRow("hidden") << u".hidden"_s << QByteArray("x");
        QTest::newRow("like an option") << u"-rf *"_s << QByteArray("x");
        QTest::newRow("backslash and quote") << u"a\\'\"$(b)"_s << QByteArray("x");
        QTest::newRow("longest name") << u"x"_s.repeated(255) << QByteArray("x");
    }

    void files()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/in/"_s + name), content);
        const auto failure = fixture.copy(u"/~/in/"_s + name, u"/new/deep/"_s + name);
        QVERIFY2(!failure, failure ? qPrintable(failure->message) : "");
        QCOMPARE(CollectionFixture::read(fixture.target(u"/new/deep/"_s + name)), content);
        QCOMPARE(CollectionFixture::read(fixture.source(u"/in/"_s + name)), content);
        QCOMPARE(CollectionFixture::tree(fixture.target()),
                 (QStringList{u"/new/"_s, u"/new/deep/"_s, u"/new/deep/"_s + name}));
        QCOMPARE(fixture.progress().files.load(), 1);
        QCOMPARE(fixture.progress().filesDone.load(), 1);
        QCOMPARE(fixture.progress().bytesDone.load(), content.size());
        QCOMPARE(fixture.progress().directories.load(), 0);
    }

    void overwrite()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/a"_s), "new");
        CollectionFixture::write(fixture.target(u"/a"_s), "much older");
        QVERIFY(!fixture.copy(u"/a"_s, u"/a"_s));
        QCOMPARE(CollectionFixture::read(fixture.target(u"/a"_s)), QByteArray("new"));
    }

    void trees()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/d/x"_s), "1");
        CollectionFixture::write(fixture.source(u"/d/e/y"_s), "22");
        CollectionFixture::write(fixture.source(u"/d/e/f/z"_s), "333");
        QVERIFY(QDir().mkpath(fixture.source(u"/d/empty"_s)));
        CollectionFixture::write(fixture.target(u"/out/d/e/y"_s), "old");
        CollectionFixture::write(fixture.target(u"/out/d/kept"_s), "kept");
        const auto failure = fixture.copy(u"/d/"_s, u"/out/d/"_s);
        QVERIFY2(!failure, failure ? qPrintable(failure->message) : "");
        QCOMPARE(CollectionFixture::tree(fixture.target(u"/out/d"_s)),
                 (QStringList{u"/e/"_s, u"/e/f/"_s, u"/e/f/z"_s, u"/e/y"_s, u"/empty/"_s, u"/kept"_s, u"/x"_s}));
        QCOMPARE(CollectionFixture::read(fixture.target(u"/out/d/e/y"_s)), QByteArray("22"));
        QCOMPARE(CollectionFixture::read(fixture.target(u"/out/d/kept"_s)), QByteArray("kept"));
        QCOMPARE(fixture.progress().files.load(), 3);
        QCOMPARE(fixture.progress().filesDone.load(), 3);
        QCOMPARE(fixture.progress().bytesDone.load(), 6);
        QCOMPARE(fixture.progress().directories.load(), 4);
    }

    void wholeCollection()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/d/x"_s), "1");
        QVERIFY(!fixture.copy(u"/~/"_s, u"/~/"_s));
        QCOMPARE(CollectionFixture::tree(fixture.target()), (QStringList{u"/d/"_s, u"/d/x"_s}));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("recursive");
        QTest::addColumn<int>("problem");
        const auto row = [](const char *name, const char *from, const char *to, Recursive recursive,
                            FileProblem problem) {
            QTest::newRow(name) << QString::fromUtf8(from) << QString::fromUtf8(to) << int(recursive) << int(problem);
        };
        row("missing source", "/no", "/x", Recursive::BySource, FileProblem::NotFound);
        row("missing parent of the source", "/no/no", "/x", Recursive::BySource, FileProblem::NotFound);
        row("file onto directory", "/file", "/dir", Recursive::BySource, FileProblem::IsADirectory);
        row("file into directory", "/file", "/dir/", Recursive::BySource, FileProblem::IsADirectory);
        row("file to new directory", "/file", "/new/", Recursive::BySource, FileProblem::IsADirectory);
        row("file onto the root", "/file", "/~/", Recursive::BySource, FileProblem::IsADirectory);
        row("file with slash", "/file/", "/x", Recursive::BySource, FileProblem::NotADirectory);
        row("file through file", "/file", "/other/x", Recursive::BySource, FileProblem::NotADirectory);
        row("directory onto file", "/tree", "/other", Recursive::BySource, FileProblem::NotADirectory);
        row("directory not recursively", "/tree", "/new", Recursive::No, FileProblem::IsADirectory);
        row("file recursively", "/file", "/new", Recursive::Yes, FileProblem::NotADirectory);
        row("directory in the way of a file", "/tree", "/clash", Recursive::Yes, FileProblem::IsADirectory);
        row("file in the way of a directory", "/tree", "/clash2", Recursive::Yes, FileProblem::NotADirectory);
    }

    void refused()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, recursive);
        QFETCH(int, problem);
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/file"_s), "1");
        CollectionFixture::write(fixture.source(u"/tree/f"_s), "1");
        CollectionFixture::write(fixture.source(u"/tree/g/h"_s), "1");
        CollectionFixture::write(fixture.target(u"/other"_s), "other");
        QVERIFY(QDir().mkpath(fixture.target(u"/dir"_s)));
        QVERIFY(QDir().mkpath(fixture.target(u"/clash/f"_s)));
        CollectionFixture::write(fixture.target(u"/clash2/g"_s), "1");
        const auto failure = fixture.copy(from, to, Recursive(recursive));
        QVERIFY(failure);
        QCOMPARE(int(failure->problem), problem);
        QVERIFY(!failure->message.isEmpty());
        QCOMPARE(CollectionFixture::read(fixture.target(u"/other"_s)), QByteArray("other"));
        QVERIFY(CollectionFixture::tree(fixture.target()).filter(u".part"_s).isEmpty());
    }

    void intoItself()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/d/e/x"_s), "1");
        const QStringList before = CollectionFixture::tree(fixture.source());
        for (const QString &to : {u"/d"_s, u"/d/"_s, u"/d/new"_s, u"/d/e"_s, u"/~/d/e/a/b"_s}) {
            const auto failure =
                fixture.fs().copy(emulator::mappedCollectionId(), u"/d"_s, emulator::mappedCollectionId(), to,
                                  Recursive::BySource, u"t"_s, fixture.progress());
            QCOMPARE(problemOf(failure), FileProblem::Refused);
        }
        QCOMPARE(problemOf(fixture.fs().copy(emulator::mappedCollectionId(), u"/"_s, emulator::mappedCollectionId(),
                                             u"/d/all"_s, Recursive::BySource, u"t"_s, fixture.progress())),
                 FileProblem::Refused);
        QCOMPARE(CollectionFixture::tree(fixture.source()), before);
    }

    void outOfItself()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/d/d/x"_s), "1");
        QVERIFY(!fixture.fs().copy(emulator::mappedCollectionId(), u"/d"_s, emulator::mappedCollectionId(), u"/"_s,
                                   Recursive::BySource, u"t"_s, fixture.progress()));
        QCOMPARE(CollectionFixture::tree(fixture.source()),
                 (QStringList{u"/d/"_s, u"/d/d/"_s, u"/d/d/x"_s, u"/d/x"_s}));
    }

    //! While the file is written, its name still means the old one, or nothing; after cancelling too.
    void neverHalfAFile_data()
    {
        QTest::addColumn<QByteArray>("old");
        QTest::newRow("nothing there") << QByteArray();
        QTest::newRow("an older file") << QByteArray("old");
    }

    void neverHalfAFile()
    {
        QFETCH(QByteArray, old);
        CollectionFixture fixture;
        // A file without end, as far as this test can wait: it has no blocks on the disk.
        QFile huge(fixture.source(u"/huge"_s));
        QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(200'000'000'000));
        if (!old.isNull())
            CollectionFixture::write(fixture.target(u"/huge"_s), old);
        std::optional<emulator::FileFailure> failure;
        std::jthread copier([&] { failure = fixture.copy(u"/huge"_s, u"/huge"_s); });
        const auto cancel = qScopeGuard([&] { fixture.progress().cancelled = true; });
        QTRY_VERIFY(fixture.progress().bytesDone.load() > 1'000'000);
        QVERIFY(QFile::exists(fixture.target(u"/huge"_s)) != old.isNull());
        QVERIFY(QFile(fixture.target(u"/huge"_s)).size() == old.size());
        fixture.progress().cancelled = true;
        copier.join();
        QCOMPARE(problemOf(failure), FileProblem::Cancelled);
        QCOMPARE(CollectionFixture::read(fixture.target(u"/huge"_s)), old);
        QCOMPARE(CollectionFixture::tree(fixture.target()).size(), old.isNull() ? 0 : 1);
    }

    void againAfterACrash()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/d/a"_s), "content of a");
        CollectionFixture::write(fixture.source(u"/d/b"_s), "content of b");
        // As a process that was killed leaves it: one file done, half of another, longer than the source is now.
        const QString half = QString::fromUtf8(emulator::temporaryName(u"task-0"_s, "b"));
        CollectionFixture::write(fixture.target(u"/d/a"_s), "content of a");
        CollectionFixture::write(fixture.target(u"/d/"_s + half), "half and half again, and longer");
        for (int i = 0; i < 2; ++i) {
            fixture.resetProgress();
            QVERIFY(!fixture.copy(u"/d"_s, u"/d"_s));
            QCOMPARE(CollectionFixture::tree(fixture.target()), (QStringList{u"/d/"_s, u"/d/a"_s, u"/d/b"_s}));
            QCOMPARE(CollectionFixture::read(fixture.target(u"/d/b"_s)), QByteArray("content of b"));
            QCOMPARE(fixture.progress().filesDone.load(), 2);
        }
    }

    void otherTasksTemporariesStay()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/a"_s), "1");
        const QString other = u'/' + QString::fromUtf8(emulator::temporaryName(u"task-1"_s, "a"));
        CollectionFixture::write(fixture.target(other), "in work");
        QVERIFY(!fixture.copy(u"/a"_s, u"/a"_s));
        QCOMPARE(CollectionFixture::read(fixture.target(other)), QByteArray("in work"));
    }

    //! A try that was given up may still be writing when the next one begins: that one waits for the file.
    void waitsForTheEarlierTry()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/a"_s), "1");
        const QString temporary = u'/' + QString::fromUtf8(emulator::temporaryName(u"task-0"_s, "a"));
        CollectionFixture::write(fixture.target(temporary), "earlier");
        emulator::FileDescriptor held(
            ::open(QFile::encodeName(fixture.target(temporary)).constData(), O_RDWR | O_CLOEXEC));
        QCOMPARE(::flock(held.get(), LOCK_EX), 0);
        std::optional<emulator::FileFailure> failure;
        std::jthread copier([&] { failure = fixture.copy(u"/a"_s, u"/a"_s); });
        const auto cancel = qScopeGuard([&] { fixture.progress().cancelled = true; });
        QTRY_COMPARE(fixture.progress().files.load(), 1);
        QCOMPARE(CollectionFixture::read(fixture.target(temporary)), QByteArray("earlier"));
        QVERIFY(!QFile::exists(fixture.target(u"/a"_s)));
        held = emulator::FileDescriptor();
        copier.join();
        QVERIFY(!failure);
        QCOMPARE(CollectionFixture::tree(fixture.target()), QStringList{u"/a"_s});
    }

    void cancelledWhileWaiting()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/a"_s), "1");
        const QString temporary = u'/' + QString::fromUtf8(emulator::temporaryName(u"task-0"_s, "a"));
        CollectionFixture::write(fixture.target(temporary), "earlier");
        emulator::FileDescriptor held(
            ::open(QFile::encodeName(fixture.target(temporary)).constData(), O_RDWR | O_CLOEXEC));
        QCOMPARE(::flock(held.get(), LOCK_EX), 0);
        std::optional<emulator::FileFailure> failure;
        std::jthread copier([&] { failure = fixture.copy(u"/a"_s, u"/a"_s); });
        const auto cancel = qScopeGuard([&] { fixture.progress().cancelled = true; });
        QTRY_COMPARE(fixture.progress().files.load(), 1);
        fixture.progress().cancelled = true;
        copier.join();
        QCOMPARE(problemOf(failure), FileProblem::Cancelled);
        QCOMPARE(CollectionFixture::read(fixture.target(temporary)), QByteArray("earlier"));
    }

    void cancelledInTheMiddle()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/d/small"_s), "1");
        // A file without end, as far as this test can wait: it has no blocks on the disk.
        QFile huge(fixture.source(u"/d/z-huge"_s));
        QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(200'000'000'000));
        std::optional<emulator::FileFailure> failure;
        std::jthread copier([&] { failure = fixture.copy(u"/d"_s, u"/d"_s); });
        const auto cancel = qScopeGuard([&] { fixture.progress().cancelled = true; });
        QTRY_VERIFY(fixture.progress().bytesDone.load() > 1'000'000);
        fixture.progress().cancelled = true;
        copier.join();
        QCOMPARE(problemOf(failure), FileProblem::Cancelled);
        QCOMPARE(CollectionFixture::tree(fixture.target()), (QStringList{u"/d/"_s, u"/d/small"_s}));
    }

    void cancelledBefore()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/a"_s), "1");
        fixture.progress().cancelled = true;
        QCOMPARE(problemOf(fixture.copy(u"/a"_s, u"/a"_s)), FileProblem::Cancelled);
        QCOMPARE(CollectionFixture::tree(fixture.target()), QStringList());
    }

    void deepTree()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/a"_s.repeated(200) + u"/x"_s), "deep");
        QCOMPARE(problemOf(fixture.copy(u"/a"_s, u"/a"_s)), std::nullopt);
        QCOMPARE(CollectionFixture::read(fixture.target(u"/a"_s.repeated(200) + u"/x"_s)), QByteArray("deep"));
        QVERIFY(!fixture.fs().remove(emulator::guestCollectionId(), u"/a"_s, true, fixture.progress()));
        QCOMPARE(CollectionFixture::tree(fixture.target()), QStringList());
    }

    void tooDeepTree()
    {
        CollectionFixture fixture;
        CollectionFixture::write(fixture.source(u"/a"_s.repeated(201) + u"/x"_s), "deep");
        auto failure = fixture.copy(u"/a"_s, u"/a"_s);
        QCOMPARE(problemOf(failure), FileProblem::Refused);
        QVERIFY2(failure->message.contains(u"200 deep"_s), qPrintable(failure->message));
        // Not too deep by itself, but where it would come to lie.
        CollectionFixture::write(fixture.source(u"/b"_s.repeated(120) + u"/x"_s), "deep");
        failure = fixture.copy(u"/b"_s, u"/t"_s.repeated(120));
        QCOMPARE(problemOf(failure), FileProblem::Refused);
        failure = fixture.fs().remove(emulator::mappedCollectionId(), u"/a"_s, true, fixture.progress());
        QCOMPARE(problemOf(failure), FileProblem::Refused);
    }

    void manyAtOnce()
    {
        CollectionFixture fixture;
        for (int i = 0; i < 20; ++i)
            CollectionFixture::write(fixture.source(u"/d/e/%1"_s.arg(i)), QByteArray::number(i));
        std::vector<std::jthread> threads;
        std::atomic_int failures = 0;
        for (int task = 0; task < 4; ++task) {
            threads.emplace_back([&fixture, &failures, task] {
                failures += fixture.copy(u"/d"_s, u"/d"_s, Recursive::BySource, u"task-%1"_s.arg(task)) ? 1 : 0;
            });
        }
        for (std::jthread &thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(CollectionFixture::tree(fixture.target()).size(), 22);
        QCOMPARE(fixture.progress().filesDone.load(), 80);
    }
};

FLOWS_TEST(tst_collectioncopy, CollectionCopyTest)

#include "tst_collectioncopy.moc"
