#include "support/testmain.h"

#include "emulator/store/actionstore.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"
#include "emulator/store/migrations.h"
#include "emulator/store/runstore.h"
#include "emulator/store/statement.h"
#include "support/enginebench.h"
#include "support/paths.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;

namespace {

QString problemOf(const QString &path)
{
    try {
        Database::prepare(path);
    } catch (const StoreError &error) {
        return error.message();
    }
    return {};
}

qint64 number(Database &database, const QString &sql)
{
    Statement statement(database, sql);
    statement.next();
    return statement.integer(0);
}

} // namespace

class EmulatorDatabaseTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFreshFileGetsAllTables()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        Database::prepare(path);
        Database database(path);
        QCOMPARE(number(database, u"PRAGMA user_version"_s), qint64(latestVersion()));
        for (const auto &table : {u"flows"_s, u"flow_roles"_s, u"runs"_s, u"run_roles"_s, u"run_log"_s, u"actions"_s,
                                  u"identities"_s, u"clients"_s, u"tokens"_s, u"meta"_s, u"codes"_s, u"consents"_s,
                                  u"principal_groups"_s, u"group_members"_s})
            QCOMPARE(number(database,
                            u"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '%1'"_s.arg(table)),
                     qint64(1));
    }

    void everyWriteIsDurable()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        Database::prepare(path);
        Database database(path);
        Statement mode(database, u"PRAGMA journal_mode"_s);
        QVERIFY(mode.next());
        QCOMPARE(mode.text(0), u"wal"_s);
        QCOMPARE(number(database, u"PRAGMA synchronous"_s), qint64(2)); // FULL
        QCOMPARE(number(database, u"PRAGMA foreign_keys"_s), qint64(1));
        QVERIFY(number(database, u"PRAGMA busy_timeout"_s) >= 5000);
    }

    void preparingAgainKeepsWhatIsThere()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        Database::prepare(path);
        {
            Database database(path);
            MetaStore(database).put(u"port"_s, u"4711"_s);
        }
        Database::prepare(path);
        Database database(path);
        QCOMPARE(MetaStore(database).find(u"port"_s), std::optional(u"4711"_s));
    }

    //! A store of an earlier format keeps its runs, and the actions that they wait for.
    void earlierFormatsAreTakenOver_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("1") << u"store-1.sql"_s;
        QTest::newRow("2") << u"store-2.sql"_s;
    }
    void earlierFormatsAreTakenOver()
    {
        QFETCH(QString, file);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        {
            Database old(path);
            const QByteArray sql = testsupport::readFile(testsupport::dataDir() + u"/emulator/"_s % file);
            QVERIFY(!sql.isEmpty());
            for (const QByteArray &line : sql.split('\n')) {
                if (!line.isEmpty() && !line.startsWith("--"))
                    Statement(old, QString::fromUtf8(line)).run();
            }
        }
        QCOMPARE(problemOf(path), QString());
        Database database(path);
        QCOMPARE(number(database, u"PRAGMA user_version"_s), qint64(latestVersion()));
        QCOMPARE(MetaStore(database).find(u"port"_s), std::optional(u"4711"_s));
        const auto run = RunStore(database).find(u"run-1"_s);
        QVERIFY(run.has_value());
        QCOMPARE(run->label, u"kept"_s);
        QCOMPARE(run->phase, RunPhase::Acting);
        QVERIFY(run->runState == testsupport::json("{\"x\": 1.0}"));
        const ActionStore actions(database);
        QCOMPARE(actions.ofRun(u"run-1"_s).size(), 2);
        QCOMPARE(actions.latest(u"run-1"_s)->actionId, u"action-2"_s);
        QCOMPARE(actions.ofRun(u"run-2"_s).size(), 3);
        QCOMPARE(actions.latest(u"run-2"_s)->actionId, u"action-5"_s);
    }

    void anEmptyFileIsFresh()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        testsupport::writeFile(path, {});
        QCOMPARE(problemOf(path), QString());
    }

    void aNewerFileIsLeftAlone()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        Database::prepare(path);
        {
            Database database(path);
            Statement(database, u"PRAGMA user_version = 4711"_s).run();
        }
        const QByteArray before = testsupport::readFile(path);
        const QString problem = problemOf(path);
        QVERIFY2(problem.contains(u"newer version"_s) && problem.contains(u"4711"_s), qPrintable(problem));
        QCOMPARE(testsupport::readFile(path), before);
    }

    void aDamagedFileIsLeftAlone_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("text") << 0;
        QTest::newRow("only the header is good") << 1;
        QTest::newRow("cut in the middle") << 2;
        QTest::newRow("pages overwritten") << 3;
    }

    void aDamagedFileIsLeftAlone()
    {
        QFETCH(int, kind);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        Database::prepare(path);
        QByteArray bytes = testsupport::readFile(path);
        QVERIFY(bytes.size() > 20'000);
        if (kind == 0)
            bytes = QByteArray("this is not a database, but somebody's letter").repeated(40);
        else if (kind == 1)
            bytes = bytes.left(16) + QByteArray(4000, 'x');
        else if (kind == 2)
            bytes = bytes.left(9000);
        else
            bytes = bytes.left(4096) + QByteArray(bytes.size() - 4096, '\x5a');
        testsupport::writeFile(path, bytes);
        const QString problem = problemOf(path);
        QVERIFY2(problem.contains(u"is damaged"_s) && problem.contains(u"left as it is"_s), qPrintable(problem));
        QCOMPARE(testsupport::readFile(path), bytes);
    }

    void aFolderInItsPlaceIsSaid()
    {
        QTemporaryDir dir;
        QVERIFY(!problemOf(dir.path()).isEmpty());
        QVERIFY(!problemOf(dir.filePath(u"no/such/folder/a.sqlite"_s)).isEmpty());
    }

    void aTransactionIsAllOrNothing()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        Database::prepare(path);
        Database database(path);
        MetaStore meta(database);
        {
            Transaction transaction(database);
            meta.put(u"a"_s, u"1"_s);
        }
        QVERIFY(!meta.find(u"a"_s));
        {
            Transaction transaction(database);
            meta.put(u"a"_s, u"1"_s);
            transaction.commit();
        }
        QVERIFY(meta.find(u"a"_s));
    }

    void anInnerTransactionThatIsGivenUpSpoilsTheOuterOne()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        Database::prepare(path);
        Database database(path);
        MetaStore meta(database);
        {
            Transaction outer(database);
            meta.put(u"a"_s, u"1"_s);
            {
                Transaction inner(database);
                meta.put(u"b"_s, u"1"_s);
            }
            QVERIFY_EXCEPTION_THROWN(outer.commit(), StoreError);
        }
        QVERIFY(!meta.find(u"a"_s));
        QVERIFY(!meta.find(u"b"_s));
        Transaction next(database);
        meta.put(u"c"_s, u"1"_s);
        next.commit();
        QVERIFY(meta.find(u"c"_s));
    }

    void twoConnectionsSeeEachOthersCommits()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        Database::prepare(path);
        Database one(path);
        Database two(path);
        MetaStore(one).put(u"a"_s, u"1"_s);
        QCOMPARE(MetaStore(two).find(u"a"_s), std::optional(u"1"_s));
    }
};

FLOWS_TEST(tst_emulatordatabase, EmulatorDatabaseTest)
#include "tst_emulatordatabase.moc"
