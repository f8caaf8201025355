#include "support/collectionfixture.h"
#include "support/testmain.h"

#include "emulator/collections/filecopier.h"

#include <QFile>
#include <QScopeGuard>
#include <QTest>

#include <thread>

#include <cstdio>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using emulator::FileProblem;
using testsupport::CollectionFixture;
using testsupport::problemOf;

namespace {

void makeFifo(const QString &path)
{
    if (::mkfifo(QFile::encodeName(path).constData(), 0600) != 0)
        qFatal("no FIFO at %s", qPrintable(path));
}

void makeSocket(const QString &path)
{
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (std::size_t(name.size()) >= sizeof address.sun_path)
        qFatal("the path of the socket is too long");
    std::copy(name.cbegin(), name.cend(), address.sun_path);
    if (::bind(socket, reinterpret_cast<struct sockaddr *>(&address), sizeof address) != 0)
        qFatal("no socket at %s", name.constData());
    ::close(socket);
}

} // namespace

//! What somebody could do to reach files outside of a collection, or to make the emulator hang.
class CollectionAttacksTest final : public QObject
{
    Q_OBJECT

private:
    const QString m_id = emulator::mappedCollectionId();

    //! A secret beside the collections, and links of every kind into it.
    static void prepare(CollectionFixture &fixture)
    {
        CollectionFixture::write(fixture.outside(u"/secret/key"_s), "secret");
        CollectionFixture::write(fixture.source(u"/ok/file"_s), "fine");
        CollectionFixture::write(fixture.source(u"/tree/a/file"_s), "fine");
        const auto link = [](const QString &to, const QString &at) {
            if (!QFile::link(to, at))
                qFatal("no link at %s", qPrintable(at));
        };
        link(fixture.outside(u"/secret"_s), fixture.source(u"/dirlink"_s));
        link(fixture.outside(u"/secret/key"_s), fixture.source(u"/filelink"_s));
        link(u"../../secret"_s, fixture.source(u"/relative"_s));
        link(u"ok"_s, fixture.source(u"/inside"_s));
        link(u"nowhere"_s, fixture.source(u"/dangling"_s));
        link(u"loop"_s, fixture.source(u"/loop"_s));
        link(fixture.outside(u"/secret/key"_s), fixture.source(u"/tree/a/link"_s));
        link(fixture.outside(u"/secret"_s), fixture.target(u"/out"_s));
        link(fixture.outside(u"/secret/key"_s), fixture.target(u"/key"_s));
        link(fixture.outside(u"/secret/new"_s), fixture.target(u"/new"_s));
        makeFifo(fixture.source(u"/fifo"_s));
        makeFifo(fixture.target(u"/fifo"_s));
        makeSocket(fixture.source(u"/socket"_s));
        if (::link(QFile::encodeName(fixture.source(u"/ok/file"_s)).constData(),
                   QFile::encodeName(fixture.source(u"/ok/hard"_s)).constData()) != 0)
            qFatal("no hard link");
    }

    static bool untouched(const CollectionFixture &fixture)
    {
        return CollectionFixture::tree(fixture.outside(u"/secret"_s)) == QStringList{u"/key"_s} &&
               CollectionFixture::read(fixture.outside(u"/secret/key"_s)) == "secret";
    }

private Q_SLOTS:
    void sources_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path : {"/..",
                                 "/~/../secret/key",
                                 "/../../secret/key",
                                 "/ok/../../../secret/key",
                                 "/dirlink",
                                 "/dirlink/",
                                 "/dirlink/key",
                                 "/filelink",
                                 "/filelink/",
                                 "/relative/key",
                                 "/inside",
                                 "/inside/file",
                                 "/dangling",
                                 "/loop",
                                 "/loop/x",
                                 "/fifo",
                                 "/fifo/",
                                 "/socket",
                                 "/tree",
                                 "/tree/a",
                                 "/tree/a/link",
                                 "//etc/passwd",
                                 "etc/passwd"})
            QTest::newRow(path) << QString::fromUtf8(path);
    }

    //! As a source of a copy, of stat and list, and as something to remove or to make.
    void sources()
    {
        QFETCH(QString, path);
        CollectionFixture fixture;
        prepare(fixture);
        const bool isTree = path.startsWith(u"/tree"_s) && !path.endsWith(u"/link"_s);
        const auto failure = fixture.copy(path, u"/stolen"_s);
        QVERIFY(failure);
        QVERIFY2(failure->problem == FileProblem::Refused || path.endsWith(u'/'), qPrintable(failure->message));
        QVERIFY(CollectionFixture::read(fixture.target(u"/stolen"_s)).isNull());
        QVERIFY(CollectionFixture::tree(fixture.target()).filter(u"link"_s).isEmpty());
        if (!isTree) {
            QVERIFY(problemOf(fixture.fs().stat(m_id, path)));
            QVERIFY(problemOf(fixture.fs().list(m_id, path)));
            QVERIFY(problemOf(fixture.fs().makeDirectory(m_id, path)));
            QVERIFY(problemOf(fixture.fs().makeDirectory(m_id, path + u"/new"_s)));
            QVERIFY(problemOf(fixture.fs().remove(m_id, path, true, fixture.progress())));
        }
        QVERIFY(untouched(fixture));
    }

    void targets_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path : {"/../secret/new", "/~/../../secret/new", "/out", "/out/", "/out/new", "/out/a/b",
                                 "/key", "/new", "/new/x", "/fifo", "/fifo/x", "/../x", "secret"})
            QTest::newRow(path) << QString::fromUtf8(path);
    }

    void targets()
    {
        QFETCH(QString, path);
        CollectionFixture fixture;
        prepare(fixture);
        const QStringList before = CollectionFixture::tree(fixture.outside());
        for (const QString &source : {u"/ok/file"_s, u"/ok"_s}) {
            const auto failure = fixture.copy(source, path);
            QVERIFY(failure);
            QVERIFY2(failure->problem == FileProblem::Refused || failure->problem == FileProblem::NotADirectory ||
                         path.endsWith(u'/'),
                     qPrintable(failure->message));
        }
        QCOMPARE(CollectionFixture::tree(fixture.outside()), before);
        QVERIFY(untouched(fixture));
    }

    //! Below a target that is fine: links, a FIFO and hard links where the files would go.
    void linksInTheTargetTree()
    {
        CollectionFixture fixture;
        prepare(fixture);
        CollectionFixture::write(fixture.source(u"/t/d/x"_s), "new");
        QVERIFY(QDir().mkpath(fixture.target(u"/t"_s)));
        QVERIFY(QFile::link(fixture.outside(u"/secret"_s), fixture.target(u"/t/d"_s)));
        QCOMPARE(problemOf(fixture.copy(u"/t"_s, u"/t"_s)), FileProblem::Refused);
        QVERIFY(untouched(fixture));
    }

    //! The temporary's name can be foreseen by whoever knows the task's id.
    void temporaryIsPlanted()
    {
        for (int kind = 0; kind < 4; ++kind) {
            CollectionFixture fixture;
            prepare(fixture);
            const QString planted =
                fixture.target(u'/' + QString::fromUtf8(emulator::temporaryName(u"task-0"_s, "file")));
            const QString key = fixture.outside(u"/secret/key"_s);
            if (kind == 0)
                QVERIFY(QFile::link(key, planted));
            else if (kind == 1)
                makeFifo(planted);
            else if (kind == 2)
                QCOMPARE(::link(QFile::encodeName(key).constData(), QFile::encodeName(planted).constData()), 0);
            else
                QVERIFY(QDir().mkpath(planted));
            const auto failure = fixture.copy(u"/ok/file"_s, u"/file"_s);
            QCOMPARE(failure.has_value(), kind == 3);
            if (kind != 3)
                QCOMPARE(CollectionFixture::read(fixture.target(u"/file"_s)), QByteArray("fine"));
            QVERIFY(untouched(fixture));
        }
    }

    //! A target that is a hard link to something else is replaced, not written through.
    void hardLinkedTarget()
    {
        CollectionFixture fixture;
        prepare(fixture);
        QCOMPARE(::link(QFile::encodeName(fixture.outside(u"/secret/key"_s)).constData(),
                        QFile::encodeName(fixture.target(u"/hard"_s)).constData()),
                 0);
        QVERIFY(!fixture.copy(u"/ok/file"_s, u"/hard"_s));
        QVERIFY(untouched(fixture));
    }

    //! Links in a tree that is removed go themselves; what they lead to stays.
    void removingLinks()
    {
        CollectionFixture fixture;
        prepare(fixture);
        QVERIFY(QFile::link(fixture.outside(u"/secret"_s), fixture.source(u"/tree/dirlink"_s)));
        makeFifo(fixture.source(u"/tree/fifo"_s));
        const auto failure = fixture.fs().remove(m_id, u"/tree"_s, true, fixture.progress());
        QVERIFY2(!failure, failure ? qPrintable(failure->message) : "");
        QVERIFY(!QFile::exists(fixture.source(u"/tree"_s)));
        QVERIFY(untouched(fixture));
    }

    //! Somebody exchanges a directory for a link and back, as fast as can be, while it is read and written.
    void swappedMeanwhile()
    {
        CollectionFixture fixture;
        prepare(fixture);
        CollectionFixture::write(fixture.source(u"/swap/key"_s), "fine");
        QVERIFY(QDir().mkpath(fixture.target(u"/swap"_s)));
        QVERIFY(QFile::link(fixture.outside(u"/secret"_s), fixture.source(u"/link"_s)));
        QVERIFY(QFile::link(fixture.outside(u"/secret"_s), fixture.target(u"/link"_s)));
        std::atomic_bool stop = false;
        std::jthread swapper([&] {
            const auto exchange = [](const QString &folder) {
                const QByteArray a = QFile::encodeName(folder + u"/swap"_s);
                const QByteArray b = QFile::encodeName(folder + u"/link"_s);
                ::renameat2(AT_FDCWD, a.constData(), AT_FDCWD, b.constData(), RENAME_EXCHANGE);
            };
            for (int i = 0; !stop; ++i)
                exchange(i % 3 == 0 ? fixture.target() : fixture.source());
        });
        const auto end = qScopeGuard([&stop] { stop = true; });
        int copied = 0;
        int refused = 0;
        bool leaked = false;
        for (int i = 0; i < 500 || (i < 50'000 && (copied == 0 || refused == 0)); ++i) {
            const auto failure =
                i % 2 == 0 ? fixture.copy(u"/swap/key"_s, u"/swap/copy"_s) : fixture.copy(u"/swap"_s, u"/swap/tree"_s);
            ++(failure ? refused : copied);
            for (const QString &name : {u"/swap/copy"_s, u"/link/copy"_s, u"/swap/tree/key"_s, u"/link/tree/key"_s})
                leaked = leaked || CollectionFixture::read(fixture.target(name)) == "secret";
        }
        stop = true;
        swapper.join();
        QVERIFY(copied > 0 && refused > 0);
        QVERIFY(!leaked);
        QVERIFY(untouched(fixture));
    }
};

FLOWS_TEST(tst_collectionattacks, CollectionAttacksTest)

#include "tst_collectionattacks.moc"
