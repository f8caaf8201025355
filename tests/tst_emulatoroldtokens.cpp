#include "emulator/store/authstores.h"
#include "emulator/store/database.h"
#include "emulator/store/grantstores.h"
#include "emulator/store/statement.h"
#include "support/paths.h"
#include "support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;

//! The tokens of a store that did not know yet where they come from (format 4), and the tree of its consents.
class EmulatorOldTokensTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        const QString path = m_dir.filePath(u"a.sqlite"_s);
        QFile file(testsupport::dataDir() % u"/emulator/store-4.sql"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        {
            Database old(path);
            for (const QByteArray &line : file.readAll().split('\n')) {
                if (!line.isEmpty() && !line.startsWith("--"))
                    Statement(old, QString::fromUtf8(line)).run();
            }
        }
        Database::prepare(path);
        m_database = std::make_unique<Database>(path);
    }

    void tokens()
    {
        const TokenStore tokens(*m_database);
        for (const auto &hash : {u"hash-access"_s, u"hash-refresh"_s, u"hash-revoked"_s})
            QVERIFY(tokens.find(hash)->offline);
        QVERIFY(!tokens.find(u"hash-online"_s)->offline);
        const std::optional<TokenRecord> refresh = tokens.find(u"hash-refresh"_s);
        QVERIFY(!refresh->revokedAt.isValid() && !refresh->replacedAt.isValid() && refresh->parent.isEmpty());
        QVERIFY(tokens.find(u"hash-revoked"_s)->revokedAt.isValid());
        // A server's, for which nobody asked the person.
        QVERIFY(tokens.find(u"hash-dependent"_s)->revokedAt.isValid());
        QVERIFY(!tokens.find(u"hash-access"_s)->revokedAt.isValid());
    }

    void consents()
    {
        const QList<ConsentRecord> consents = ConsentStore(*m_database).of(u"identity-1"_s, QString());
        QCOMPARE(consents.size(), 2);
        QCOMPARE(consents[0].path, QList<qint64>{7});
        QCOMPARE(consents[1].path, (QList<qint64>{7, 9}));
    }

    void cleanup()
    {
        m_database.reset();
        QVERIFY(QFile::remove(m_dir.filePath(u"a.sqlite"_s)));
    }

private:
    QTemporaryDir m_dir;
    std::unique_ptr<Database> m_database;
};

FLOWS_TEST(tst_emulatoroldtokens, EmulatorOldTokensTest)
#include "tst_emulatoroldtokens.moc"
