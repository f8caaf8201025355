#include "support/testmain.h"

#include "auth/kepttokens.h"

#include <QTest>

using namespace Qt::StringLiterals;
using auth::AccessToken;
using auth::KeptTokens;

namespace {

KeptTokens example()
{
    const QDateTime ends(QDate(2026, 5, 4), QTime(12, 0, 0, 123), Qt::UTC);
    return {{u"id-1"_s, u"me@example.org"_s, u"Märta"_s, {}, u"Lab"_s},
            {AccessToken{u"flows"_s, u"access"_s, *core::Scope::parseList(u"all[*b[c]] d"), ends, u"refresh"_s},
             AccessToken{u"auth"_s, {}, *core::Scope::parseList(u"openid"), ends, {}}}};
}

} // namespace

//! What stands in the keyring.
class KeptTokensTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas()
    {
        const KeptTokens kept = example();
        const auto read = auth::readKeptDocument(auth::keptDocument(kept));
        QVERIFY(read.has_value());
        QCOMPARE(read->person, kept.person);
        QCOMPARE(read->tokens.size(), kept.tokens.size());
        for (qsizetype i = 0; i < kept.tokens.size(); ++i) {
            const AccessToken &is = read->tokens[i];
            const AccessToken &was = kept.tokens[i];
            QCOMPARE(is.resourceServer, was.resourceServer);
            QCOMPARE(is.token, was.token);
            QCOMPARE(is.refreshToken, was.refreshToken);
            QCOMPARE(is.scopes, was.scopes);
            QCOMPARE(is.expires, was.expires);
        }
    }

    void isNotRead_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("another version") << QByteArray("\"version\":1") << QByteArray("\"version\":2");
        QTest::newRow("a version that is no number") << QByteArray("\"version\":1") << QByteArray("\"version\":\"1\"");
        QTest::newRow("cut") << QByteArray("]}") << QByteArray();
        QTest::newRow("nobody's") << QByteArray("id-1") << QByteArray();
        QTest::newRow("no server") << QByteArray("\"flows\"") << QByteArray("\"\"");
        QTest::newRow("broken scopes") << QByteArray("all[*b[c]]") << QByteArray("all[*b[c]");
        QTest::newRow("no time") << QByteArray("2026-05-04T12") << QByteArray("soon");
        QTest::newRow("no tokens") << QByteArray("\"tokens\"") << QByteArray("\"other\"");
    }
    void isNotRead()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray document = auth::keptDocument(example());
        QVERIFY(document.contains(from));
        document.replace(from, to);
        QVERIFY(!auth::readKeptDocument(document));
    }

    void whatIsNotKnownIsIgnored()
    {
        QByteArray document = auth::keptDocument(example());
        document.insert(1, "\"later\":[1],");
        QVERIFY(auth::readKeptDocument(document).has_value());
    }
};

FLOWS_TEST(tst_kepttokens, KeptTokensTest)
#include "tst_kepttokens.moc"
