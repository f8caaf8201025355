#include "support/fakeauth.h"
#include "support/testmain.h"

#include "auth/idtoken.h"
#include "core/apierror.h"

#include <QTest>

using core::Json;
using testsupport::FakeAuth;

class IdTokenTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhoSignedIn()
    {
        Json claims = good();
        claims["aud"] = Json::array({"other", "client"});
        claims["name"] = "Some Body";
        claims["identity_set"] = Json::array({{{"sub", "s"}, {"username", "me@example.org"}},
                                              5,
                                              {{"sub", "t"}, {"username", "me@uni.edu"}, {"name", nullptr}}});
        const auth::Person person = auth::readIdToken(FakeAuth::idToken(claims), check());
        QCOMPARE(person.identity.id, QStringLiteral("s"));
        QCOMPARE(person.identity.username, QStringLiteral("me@example.org"));
        QCOMPARE(person.identity.name, QStringLiteral("Some Body"));
        QCOMPARE(person.identities.size(), 2);
        QCOMPARE(person.identities[1].username, QStringLiteral("me@uni.edu"));
        QVERIFY(person.identities[1].name.isEmpty());
    }

    void clocksMayDiffer()
    {
        Json claims = good();
        claims["exp"] = noon.toSecsSinceEpoch() - 299;
        claims["iat"] = noon.toSecsSinceEpoch() + 299;
        QCOMPARE(auth::readIdToken(FakeAuth::idToken(claims), check()).identity.id, QStringLiteral("s"));
    }

    void anotherNonceIsNotLookedAtWithoutOne()
    {
        auth::IdTokenCheck none = check();
        none.nonce.clear();
        QCOMPARE(auth::readIdToken(FakeAuth::idToken(good()), none).identity.id, QStringLiteral("s"));
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("says");
        const auto with = [](const char *name, const Json &value) {
            Json claims = good();
            if (value.is_null())
                claims.erase(name);
            else
                claims[name] = value;
            return FakeAuth::idToken(claims);
        };
        const qint64 now = noon.toSecsSinceEpoch();
        const QString damaged = QStringLiteral("damaged");
        QTest::newRow("empty") << QByteArray() << damaged;
        QTest::newRow("two parts") << QByteArray("e30.e30") << damaged;
        QTest::newRow("four parts") << QByteArray("e30.e30.x.y") << damaged;
        QTest::newRow("no Base64") << QByteArray("e3!.e30.x") << damaged;
        QTest::newRow("no JSON") << QByteArray("e2.e30.x") << damaged;
        QTest::newRow("no object") << QByteArray("W10.W10.x") << damaged;
        QTest::newRow("huge") << QByteArray(100'000, 'e') + ".e30.x" << damaged;
        QTest::newRow("not signed") << FakeAuth::idToken(good(), R"({"alg":"none"})") << QStringLiteral("signs");
        QTest::newRow("signed with a secret")
            << FakeAuth::idToken(good(), R"({"alg":"HS512"})") << QStringLiteral("signs");
        QTest::newRow("issuer") << with("iss", "https://evil.example") << QStringLiteral("another issuer");
        QTest::newRow("no issuer") << with("iss", nullptr) << QStringLiteral("another issuer");
        QTest::newRow("audience") << with("aud", "other") << QStringLiteral("another program");
        QTest::newRow("audiences") << with("aud", Json::array({"other", 5})) << QStringLiteral("another program");
        QTest::newRow("no audience") << with("aud", nullptr) << QStringLiteral("another program");
        QTest::newRow("nonce") << with("nonce", "other") << QStringLiteral("another sign-in");
        QTest::newRow("no nonce") << with("nonce", nullptr) << QStringLiteral("another sign-in");
        QTest::newRow("ended") << with("exp", now - 301) << QStringLiteral("ended");
        QTest::newRow("no end") << with("exp", nullptr) << QStringLiteral("when");
        QTest::newRow("future") << with("iat", now + 301) << QStringLiteral("future");
        QTest::newRow("no begin") << with("iat", "today") << QStringLiteral("when");
        QTest::newRow("a begin beyond any clock") << with("iat", 1e300) << QStringLiteral("future");
        QTest::newRow("an end before any clock") << with("exp", -1e300) << QStringLiteral("ended");
        QTest::newRow("nobody") << with("sub", nullptr) << QStringLiteral("who");
    }
    void refusals()
    {
        QFETCH(QByteArray, token);
        QFETCH(QString, says);
        try {
            (void)auth::readIdToken(token, check());
            QFAIL("it was taken");
        } catch (const core::ApiError &error) {
            QCOMPARE(error.kind, core::ApiError::Kind::BadResponse);
            QVERIFY2(error.detail.contains(says), qPrintable(error.detail));
        }
    }

private:
    inline static const QDateTime noon{QDate(2026, 3, 1), QTime(12, 0), Qt::UTC};

    static Json good()
    {
        return {{"iss", "https://auth.example"},
                {"aud", "client"},
                {"sub", "s"},
                {"nonce", "n0nce"},
                {"preferred_username", "me@example.org"},
                {"iat", noon.toSecsSinceEpoch() - 10},
                {"exp", noon.toSecsSinceEpoch() + 3600}};
    }

    static auth::IdTokenCheck check()
    {
        return {QStringLiteral("https://auth.example"), QStringLiteral("client"), "n0nce", noon};
    }
};

FLOWS_TEST(tst_idtoken, IdTokenTest)
#include "tst_idtoken.moc"
