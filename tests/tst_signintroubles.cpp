#include "support/clientsigninrig.h"
#include "support/testmain.h"

#include <QLoggingCategory>
#include <QTest>
#include <QUrlQuery>

using core::ApiError;
using Kind = auth::SignInOutcome::Kind;
using testsupport::Answer;
using testsupport::ClientSignInRig;

namespace {

QStringList logged;

void keep(QtMsgType, const QMessageLogContext &, const QString &message)
{
    logged.append(message);
}

} // namespace

//! Each way in which the exchange of the code can go wrong ends in one outcome, with one request, and tells nobody a
//! secret.
class SignInTroublesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTokenEndpoint_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<ApiError::Kind>("kind");
        const QByteArray refused = "{\"error\": \"invalid_grant\"}";
        QTest::newRow("400") << Answer::json(400, refused) << ApiError::Kind::Unauthorized;
        QTest::newRow("401") << Answer::json(401, refused) << ApiError::Kind::Unauthorized;
        QTest::newRow("401 that wants a password")
            << Answer::json(401, refused).with("WWW-Authenticate", "Basic realm=\"x\"") << ApiError::Kind::Unauthorized;
        QTest::newRow("429") << Answer::json(429, "{}").with("Retry-After", "1") << ApiError::Kind::RateLimited;
        QTest::newRow("500") << Answer::json(500, "{}") << ApiError::Kind::Server;
        QTest::newRow("HTML") << Answer::html(200) << ApiError::Kind::BadResponse;
        QTest::newRow("HTML, refused") << Answer::html(400) << ApiError::Kind::BadResponse;
        QTest::newRow("another document") << Answer::json(200, "{\"x\": 1}") << ApiError::Kind::BadResponse;
        QTest::newRow("closed") << Answer::closed() << ApiError::Kind::Network;
        QTest::newRow("reset") << Answer::reset() << ApiError::Kind::Network;
        QTest::newRow("half a body") << Answer::halfBody() << ApiError::Kind::Network;
    }
    void theTokenEndpoint()
    {
        QFETCH(Answer, answer);
        QFETCH(ApiError::Kind, kind);
        ClientSignInRig rig;
        rig.auth.tokenAnswer = answer;
        rig.allow();
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::Failed);
        QCOMPARE(rig.outcomes.first().error->kind, kind);
        QVERIFY(rig.outcomes.first().error->body.isEmpty());
        QTRY_VERIFY(rig.browser->closed());
        QVERIFY(rig.browser->received().contains("You are not signed in"));
        QTest::qWait(50);
        QCOMPARE(rig.auth.server.count("POST"), 1); // a code is used once
    }

    void itHangs_data()
    {
        QTest::addColumn<bool>("discovery");
        QTest::newRow("the token endpoint") << false;
        QTest::newRow("the discovery document") << true;
    }
    void itHangs()
    {
        QFETCH(bool, discovery);
        ClientSignInRig rig;
        (discovery ? rig.auth.issuerAnswer : rig.auth.tokenAnswer) = Answer::silence();
        net::Limits limits = rig.http.limits();
        limits.idle = std::chrono::seconds(1);
        rig.http.setLimits(limits);
        rig.allow();
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::Failed);
        const ApiError::Kind kind = rig.outcomes.first().error->kind;
        QVERIFY(kind == ApiError::Kind::Timeout || kind == ApiError::Kind::Network); // as far as it had come
    }

    void itHangsForLongerThanAnybodyWaits()
    {
        ClientSignInRig rig;
        rig.auth.tokenAnswer = Answer::silence();
        rig.signIn->setLimit(std::chrono::seconds(2));
        rig.allow();
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::TimedOut);
    }

    void itLeadsElsewhere()
    {
        testsupport::BrokenServer elsewhere;
        ClientSignInRig rig;
        rig.auth.tokenAnswer = Answer::redirect(elsewhere.url(), 307);
        rig.allow();
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::Failed);
        QVERIFY(elsewhere.requests().isEmpty());
    }

    void theDiscoveryDocument_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::newRow("404") << Answer::json(404, "{}") << ApiError::Kind::NotFound;
        QTest::newRow("HTML") << Answer::html(200) << ApiError::Kind::BadResponse;
        QTest::newRow("a list") << Answer::json(200, "[]") << ApiError::Kind::BadResponse;
    }
    void theDiscoveryDocument()
    {
        QFETCH(Answer, answer);
        QFETCH(ApiError::Kind, kind);
        ClientSignInRig rig;
        rig.auth.issuerAnswer = answer;
        rig.allow();
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().error->kind, kind);
        QCOMPARE(rig.auth.server.count("POST"), 0);
    }

    void whatDoesNotFitIsGivenBack_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QString>("withoutScope");
        QTest::newRow("no id token") << QByteArray("{}") << QString();
        QTest::newRow("another nonce") << QByteArray("{\"nonce\": \"x\"}") << QString();
        QTest::newRow("another issuer") << QByteArray("{\"iss\": \"x\"}") << QString();
        QTest::newRow("for another program") << QByteArray("{\"aud\": \"x\"}") << QString();
        QTest::newRow("a clock that is wrong") << QByteArray("{\"iat\": 9999999999}") << QString();
        QTest::newRow("a scope is missing") << QByteArray("{}") << QStringLiteral("transfer/all");
    }
    void whatDoesNotFitIsGivenBack()
    {
        QFETCH(QByteArray, claims);
        ClientSignInRig rig;
        rig.auth.claims = *core::parseJson(claims).value;
        rig.auth.withIdToken = QTest::currentDataTag() != QByteArray("no id token");
        QFETCH(QString, withoutScope);
        rig.auth.withoutScope = withoutScope;
        rig.allow();
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QCOMPARE(rig.outcomes.first().kind, Kind::Failed);
        QCOMPARE(rig.outcomes.first().error->kind, ApiError::Kind::BadResponse);
        QTRY_VERIFY(rig.auth.revoked.size() >= 4 && rig.auth.revoked.contains("refresh-flows"));
    }

    void aCodeIsUsedOnce()
    {
        ClientSignInRig rig;
        const QUrl address = rig.auth.allow(rig.begin());
        rig.visit(address);
        QTRY_COMPARE(rig.outcomes.size(), 1);
        testsupport::RawHttp again(static_cast<quint16>(address.port()));
        QTRY_COMPARE(again.socket().error(), QAbstractSocket::ConnectionRefusedError);
        QCOMPARE(rig.auth.server.count("POST"), 1);
    }

    void nothingSecretIsLogged()
    {
        logged.clear();
        const QtMessageHandler before = qInstallMessageHandler(keep);
        QLoggingCategory::setFilterRules(QStringLiteral("app.*=true"));
        QString state;
        QString code;
        {
            ClientSignInRig rig;
            const QUrl page = rig.begin();
            state = QUrlQuery(page).queryItemValue(QStringLiteral("state"));
            const QUrl address = rig.auth.allow(page);
            code = QUrlQuery(address).queryItemValue(QStringLiteral("code"));
            rig.visit(address);
            [&] { QTRY_COMPARE(rig.outcomes.size(), 1); }();
        }
        qInstallMessageHandler(before);
        QLoggingCategory::setFilterRules(QString());
        const QString all = logged.join(u'\n');
        QVERIFY(!all.isEmpty());
        for (const QString &secret : {state, code, QStringLiteral("access-flows"), QStringLiteral("refresh-flows"),
                                      QStringLiteral("code_verifier")})
            QVERIFY2(!secret.isEmpty() && !all.contains(secret), qPrintable(all));
    }
};

FLOWS_TEST(tst_signintroubles, SignInTroublesTest)
#include "tst_signintroubles.moc"
