#include "support/paths.h"
#include "support/testmain.h"

#include "auth/tokenanswer.h"
#include "auth/tokenshelf.h"
#include "core/apierror.h"
#include "core/json.h"

#include <QFile>
#include <QTest>

using auth::AccessToken;
using auth::TokenShelf;
using core::ApiError;
using core::Scope;

namespace {

const QDateTime noon(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

QList<Scope> scopes(const QString &text)
{
    return Scope::parseList(text).value();
}

AccessToken made(const QString &token, const QString &scope, int seconds)
{
    return {QStringLiteral("rs"), token, scopes(scope), noon.addSecs(seconds)};
}

} // namespace

class TokenAnswerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheRecordedAnswers()
    {
        QFile file(testsupport::dataDir() +
                   QStringLiteral("/recorded-replies-auth/oauth2_client_credentials_tokens.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto document = core::parseJson(file.readAll());
        QVERIFY(document);
        for (const core::Json &entry : *document.value) {
            const core::Json &reply = entry["replies"][0]["body"];
            const auto tokens = auth::readTokenAnswer(core::toBytes(reply), {}, noon);
            QCOMPARE(tokens.size(), 1);
            QCOMPARE(tokens.first().resourceServer, core::stringMember(reply, "resource_server"));
            QCOMPARE(tokens.first().token, core::stringMember(reply, "access_token"));
            QCOMPARE(Scope::toString(tokens.first().scopes), core::stringMember(reply, "scope"));
            QCOMPARE(tokens.first().expires, noon.addSecs(172800));
        }
    }

    void readsOtherTokensAndKeepsDependencies()
    {
        const QByteArray other =
            R"({"access_token":"b","scope":"three","expires_in":10.5,"token_type":"Bearer","resource_server":"second"})";
        const QByteArray body = "{\"access_token\":\"a\",\"scope\":\"one two\",\"expires_in\":60,"
                                "\"token_type\":\"bearer\",\"resource_server\":\"first\",\"new\":true,"
                                "\"other_tokens\":[" +
                                other + "]}";
        const auto tokens = auth::readTokenAnswer(body, scopes(QStringLiteral("one[*dep] three")), noon);
        QCOMPARE(tokens.size(), 2);
        QCOMPARE(Scope::toString(tokens[0].scopes), QStringLiteral("one[*dep] two"));
        QCOMPARE(tokens[1].resourceServer, QStringLiteral("second"));
        QCOMPARE(tokens[1].expires, noon.addSecs(10));
    }

    void aMissingScopeIsTheOneAskedFor()
    {
        const auto tokens = auth::readTokenAnswer(R"({"access_token":"a","resource_server":"first"})",
                                                  scopes(QStringLiteral("one[dep]")), noon);
        QCOMPARE(Scope::toString(tokens.first().scopes), QStringLiteral("one[dep]"));
        QCOMPARE(tokens.first().expires, noon); // nothing is known about its life
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("HTML") << QByteArray("<html>sign in</html>");
        QTest::newRow("half") << QByteArray("{\"access_token\":\"secret-word\",");
        QTest::newRow("an array") << QByteArray("[]");
        QTest::newRow("no token") << QByteArray(R"({"resource_server":"a","scope":"x"})");
        QTest::newRow("a number for a token") << QByteArray(R"({"resource_server":"a","access_token":1})");
        QTest::newRow("no resource server") << QByteArray(R"({"access_token":"secret-word"})");
        QTest::newRow("a line end in it")
            << QByteArray("{\"resource_server\":\"a\",\"access_token\":\"secret-word\\r\\nX: y\"}");
        QTest::newRow("another type") << QByteArray(
            R"({"resource_server":"a","access_token":"secret-word","token_type":"mac"})");
        QTest::newRow("a malformed scope")
            << QByteArray("{\"resource_server\":\"a\",\"access_token\":\"secret-word\",\"scope\":\"a[b\"}");
        QTest::newRow("a bad other token")
            << QByteArray(R"({"resource_server":"a","access_token":"secret-word","other_tokens":[1]})");
    }

    void refuses()
    {
        QFETCH(const QByteArray, body);
        try {
            (void)auth::readTokenAnswer(body, {}, noon);
            QFAIL("accepted");
        } catch (const ApiError &error) {
            QCOMPARE(error.kind, ApiError::Kind::BadResponse);
            QVERIFY(!error.detail.isEmpty());
            QVERIFY(!error.detail.contains(QStringLiteral("secret-word")));
            QVERIFY(error.body.isEmpty());
        }
    }

    void theShelfMindsTimeAndScopes()
    {
        TokenShelf shelf;
        const QString server = QStringLiteral("rs");
        shelf.put(made(QStringLiteral("t"), QStringLiteral("a[b c] d"), 100), noon);
        QVERIFY(shelf.find(server, {}, noon) != nullptr);
        QVERIFY(shelf.find(server, scopes(QStringLiteral("a[c]")), noon) != nullptr);
        QVERIFY(shelf.find(server, scopes(QStringLiteral("a[x]")), noon) == nullptr);
        QVERIFY(shelf.find(server, scopes(QStringLiteral("e")), noon) == nullptr);
        QVERIFY(shelf.find(QStringLiteral("other"), {}, noon) == nullptr);
        QVERIFY(shelf.find(server, {}, noon.addSecs(39)) != nullptr);
        QVERIFY(shelf.find(server, {}, noon.addSecs(40)) == nullptr); // a minute before its end
        QVERIFY(shelf.holds(server, QStringLiteral("t")));
        shelf.drop(server);
        QVERIFY(shelf.find(server, {}, noon) == nullptr);
        QVERIFY(!shelf.holds(server, QStringLiteral("t")));
        QCOMPARE(Scope::toString(shelf.scopes(server)), QStringLiteral("a[b c] d"));
    }

    void aLateAnswerDoesNotTakeScopesAway()
    {
        TokenShelf shelf;
        shelf.put(made(QStringLiteral("wide"), QStringLiteral("a b"), 1000), noon);
        shelf.put(made(QStringLiteral("narrow"), QStringLiteral("a"), 2000), noon);
        QVERIFY(shelf.holds(QStringLiteral("rs"), QStringLiteral("wide")));
        shelf.put(made(QStringLiteral("same"), QStringLiteral("b a"), 2000), noon);
        QVERIFY(shelf.holds(QStringLiteral("rs"), QStringLiteral("same")));
        shelf.put(made(QStringLiteral("later"), QStringLiteral("a"), 9000), noon.addSecs(1950)); // the wide one is over
        QVERIFY(shelf.holds(QStringLiteral("rs"), QStringLiteral("later")));
    }

    void scopesAreUnited()
    {
        QCOMPARE(Scope::toString(auth::united(scopes(QStringLiteral("a[b] c")), scopes(QStringLiteral("a[d] e")))),
                 QStringLiteral("a[b d] c e"));
    }
};

FLOWS_TEST(tst_tokenanswer, TokenAnswerTest)
#include "tst_tokenanswer.moc"
