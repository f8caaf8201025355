#include "emulator/store/database.h"

#include "emulator/store/migrations.h"
#include "emulator/store/statement.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

void execute(const QSqlDatabase &connection, const QString &sql)
{
    QSqlQuery query(connection);
    if (!query.exec(sql))
        throw StoreError(u"The database could not do its work: %1"_s.arg(query.lastError().text()));
}

//! Opens a connection under a name of its own, and removes it again.
class Connection
{
public:
    Connection(const QString &path, const QString &options)
        : m_name(u"emulator-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
        , m_connection(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
    {
        m_connection.setDatabaseName(path);
        m_connection.setConnectOptions(options);
    }
    ~Connection()
    {
        m_connection = {};
        QSqlDatabase::removeDatabase(m_name);
    }
    Q_DISABLE_COPY_MOVE(Connection)

    QSqlDatabase &operator*() { return m_connection; }
    QSqlDatabase *operator->() { return &m_connection; }

private:
    QString m_name;
    QSqlDatabase m_connection;
};

[[noreturn]] void damaged(const QString &path, const QString &why)
{
    throw StoreError(u"The emulator's database %1 is damaged (%2). It was left as it is. Move it away, or choose "
                     "another data directory, to start with an empty one."_s.arg(path, why));
}

QString firstValue(const QSqlDatabase &connection, const QString &sql)
{
    Statement statement(connection, sql);
    return statement.next() ? statement.text(0) : QString();
}

//! Looks at an existing file without being able to change it.
void inspect(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw StoreError(u"The emulator's database %1 can not be opened: %2."_s.arg(path, file.errorString()));
    if (file.read(16) != QByteArray("SQLite format 3", 16))
        damaged(path, u"it is no database"_s);
    file.close();
    Connection reader(path, u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=10000"_s);
    if (!reader->open())
        damaged(path, reader->lastError().text());
    qint64 version = 0;
    QString answer;
    bool strange = false;
    try {
        version = firstValue(*reader, u"PRAGMA user_version"_s).toLongLong();
        if (version <= latestVersion())
            answer = firstValue(*reader, u"PRAGMA quick_check(1)"_s);
        strange = version <= 0 && !firstValue(*reader, u"SELECT name FROM sqlite_master LIMIT 1"_s).isEmpty();
    } catch (const StoreError &error) {
        damaged(path, error.message());
    }
    if (version > latestVersion())
        throw StoreError(u"The emulator's database %1 was written by a newer version of this program (its format is "
                         "%2, this program knows %3). It was left as it is."_s.arg(path)
                             .arg(version)
                             .arg(latestVersion()));
    if (answer != "ok"_L1)
        damaged(path, answer);
    if (strange)
        throw StoreError(u"The database %1 is not the emulator's: another program made its tables. It was left as it "
                         "is."_s.arg(path));
}

} // namespace

void Database::prepare(const QString &path)
{
    if (QFileInfo::exists(path) && QFileInfo(path).size() > 0)
        inspect(path);
    Database database(path);
    try {
        migrate(database);
    } catch (const StoreError &error) {
        throw StoreError(u"The emulator's database %1 is of an earlier format, and could not be brought to the one of "
                         "this program (%2). It was left as it is."_s.arg(path, error.message()));
    }
}

Database::Database(const QString &path)
    : m_path(path)
{
    const QString name = u"emulator-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    m_connection.setDatabaseName(path);
    m_connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=10000"_s);
    QString problem;
    try {
        if (m_connection.open()) {
            execute(m_connection, u"PRAGMA journal_mode=WAL"_s);
            execute(m_connection, u"PRAGMA synchronous=FULL"_s);
            execute(m_connection, u"PRAGMA foreign_keys=ON"_s);
            return;
        }
        problem = m_connection.lastError().text();
    } catch (const StoreError &error) {
        problem = error.message();
    }
    m_connection = {};
    QSqlDatabase::removeDatabase(name);
    throw StoreError(u"The emulator's database %1 can not be opened: %2"_s.arg(path, problem));
}

Database::~Database()
{
    const QString name = m_connection.connectionName();
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(name);
}

Transaction::Transaction(Database &database)
    : m_database(database)
{
    if (m_database.m_depth == 0) {
        execute(m_database.m_connection, u"BEGIN IMMEDIATE"_s);
        m_database.m_spoilt = false;
    }
    ++m_database.m_depth;
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    m_database.m_spoilt = true;
    if (--m_database.m_depth == 0)
        QSqlQuery(m_database.m_connection).exec(u"ROLLBACK"_s);
}

void Transaction::commit()
{
    if (m_database.m_depth == 1) {
        if (m_database.m_spoilt)
            throw StoreError(u"A part of the transaction was given up, so none of it was written."_s);
        execute(m_database.m_connection, u"COMMIT"_s);
    }
    --m_database.m_depth;
    m_open = false;
}

} // namespace emulator
