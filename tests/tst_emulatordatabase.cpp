#include "support/testmain.h"

#include "emulator/store/actionstore.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/logstore.h"
#include "emulator/store/migrations.h"
#include "emulator/store/registeredapistore.h"
#include "emulator/store/runstore.h"
#include "emulator/store/statement.h"
#include "emulator/store/webinputstore.h"
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

//! One row for each format before this program's; tests/data holds a store of each.
void formats()
{
    QTest::addColumn<int>("format");
    for (int format = 1; format < latestVersion(); ++format)
        QTest::addRow("%d", format) << format;
}

void makeOld(const QString &path, int format)
{
    Database old(path);
    const QByteArray sql = testsupport::readFile(testsupport::dataDir() % u"/emulator/store-%1.sql"_s.arg(format));
    QVERIFY(!sql.isEmpty());
    for (const QByteArray &line : sql.split('\n')) {
        if (!line.isEmpty() && !line.startsWith("--"))
            Statement(old, QString::fromUtf8(line)).run();
    }
    QCOMPARE(number(old, u"PRAGMA user_version"_s), qint64(format));
}

//! Of the tables and indexes.
QStringList names(const QString &path)
{
    Database database(path);
    Statement statement(database, u"SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"_s);
    QStringList names;
    while (statement.next())
        names.append(statement.text(0));
    return names;
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
                                  u"principal_groups"_s, u"group_members"_s, u"web_inputs"_s, u"web_input_roles"_s,
                                  u"registered_apis"_s, u"registered_api_roles"_s})
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

    //! A store of an earlier format keeps what is in it, and has the tables and indexes of a fresh one.
    void earlierFormatsAreTakenOver_data() { formats(); }
    void earlierFormatsAreTakenOver()
    {
        QFETCH(int, format);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        makeOld(path, format);
        QCOMPARE(problemOf(path), QString());
        const QString fresh = dir.filePath(u"fresh.sqlite"_s);
        Database::prepare(fresh);
        QCOMPARE(names(path), names(fresh));
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

    void allElseOfEarlierFormatsIsKept_data() { formats(); }
    void allElseOfEarlierFormatsIsKept()
    {
        QFETCH(int, format);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        makeOld(path, format);
        QCOMPARE(problemOf(path), QString());
        Database database(path);
        const auto flow = FlowStore(database).find(u"flow-1"_s);
        QCOMPARE(flow->title, u"A flow"_s);
        QVERIFY(flow->definition == testsupport::json("{\"StartAt\": \"A\", \"x\": 1.0}"));
        QCOMPARE(FlowStore(database).rolesOf(u"flow-1"_s, {u"urn:owner"_s, u"urn:manager"_s}),
                 (QList{FlowRole::Owner, FlowRole::RunManager}));
        RunQuery mine;
        mine.principals = {u"urn:owner"_s};
        mine.roles = {RunRole::Owner};
        QCOMPARE(RunStore(database).list(mine).items.size(), 2);
        QCOMPARE(LogStore(database).list(u"run-1"_s, {10}).items.first().code, u"FlowStarted"_s);
        QCOMPARE(IdentityStore(database).findByUsername(u"ME@emulator"_s)->linkedIds, QStringList{u"identity-2"_s});
        QCOMPARE(ClientStore(database).find(u"client-1"_s)->identityId, u"identity-1"_s);
        QCOMPARE(number(database, u"SELECT COUNT(*) FROM tokens WHERE kind = 'access' AND grant_id = ''"_s), qint64(1));
        if (format < 3)
            return;
        const auto input = WebInputStore(database).find(u"input-1"_s);
        QCOMPARE(webInputRoles(*input, {u"urn:owner"_s}), QList{WebInputRole::Viewer});
        QVERIFY(RegisteredApiStore(database).find(u"api-1"_s, QDateTime::currentDateTimeUtc())->target ==
                testsupport::json("{\"type\": \"openapi\"}"));
    }

    //! What can not be brought over is not brought over in part.
    void anEarlierFormatThatIsBrokenIsLeftAlone_data()
    {
        QTest::addColumn<int>("format");
        for (int format = 1; format < 4; ++format)
            QTest::addRow("%d", format) << format;
    }
    void anEarlierFormatThatIsBrokenIsLeftAlone()
    {
        QFETCH(int, format);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        makeOld(path, format);
        {
            Database old(path);
            Statement(old, u"CREATE TABLE consents (x)"_s).run(); // step 4 wants to make it
        }
        const QStringList before = names(path);
        const QString problem = problemOf(path);
        QVERIFY2(problem.contains(u"earlier format"_s) && problem.contains(u"left as it is"_s), qPrintable(problem));
        QCOMPARE(names(path), before);
        Database database(path);
        QCOMPARE(number(database, u"PRAGMA user_version"_s), qint64(format));
    }

    void anotherProgramsFileIsLeftAlone()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a.sqlite"_s);
        {
            Database other(path);
            Statement(other, u"CREATE TABLE letters (text TEXT)"_s).run();
        }
        const QString problem = problemOf(path);
        QVERIFY2(problem.contains(u"another program"_s) && problem.contains(u"left as it is"_s), qPrintable(problem));
        QCOMPARE(names(path), QStringList{u"letters"_s});
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
            QVERIFY_THROWS_EXCEPTION(StoreError, outer.commit());
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
