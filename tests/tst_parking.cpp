#include "support/brokenserver.h"
#include "support/faketokens.h"
#include "support/outcome.h"
#include "support/testmain.h"

#include "net/httpclient.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using core::ApiError;
using net::HttpClient;
using net::Request;
using net::Response;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::FakeAuthorizer;
using testsupport::FakeTokens;
using testsupport::outcome;
using testsupport::SeenRequest;

namespace {

const QString flowsServer = QStringLiteral("flows");
const QByteArray policy = R"({"code":"AuthenticationPolicyRequired",
    "authorization_parameters":{"session_required_policies":["p1"]},"debug_id":"d"})";

//! A service that takes certain tokens only.
struct Service
{
    Service()
    {
        server.setHandler([this](const SeenRequest &request) {
            const QByteArray token = request.header("authorization").mid(7);
            return taken.contains(token) ? Answer::json(200, "{}") : refusal;
        });
    }

    [[nodiscard]] Request request(const QString &path = QStringLiteral("flows")) const
    {
        Request made;
        made.baseUrl = server.url();
        made.path = path;
        made.needs = {flowsServer, {QStringLiteral("all")}};
        return made;
    }

    QList<QFuture<Response>> sendMany(HttpClient &client, int count) const
    {
        QList<QFuture<Response>> futures;
        for (int i = 0; i < count; ++i)
            futures.append(client.send(request()));
        return futures;
    }

    BrokenServer server;
    QList<QByteArray> taken;
    Answer refusal = Answer::json(401, R"({"error":{"code":"AUTHENTICATION_ERROR","detail":"Expired"}})");
};

} // namespace

class ParkingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheToken()
    {
        Service service;
        service.taken = {"flows-1"};
        FakeTokens tokens;
        HttpClient client(&tokens);
        QCOMPARE(outcome(client.send(service.request())).kind(), QStringLiteral("Ok"));
        QCOMPARE(service.server.requests().first().header("authorization"), QByteArray("Bearer flows-1"));
    }

    void withoutNeedsNoTokenIsSent()
    {
        Service service;
        service.refusal = Answer::json(200, "{}");
        FakeTokens tokens;
        HttpClient client(&tokens);
        Request request = service.request();
        request.needs = {};
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
        QVERIFY(!service.server.requests().first().headers.contains("authorization"));
        request.needs = {flowsServer, {}};
        request.authorization = "Basic abc"; // goes before
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
        QCOMPARE(service.server.requests().last().header("authorization"), QByteArray("Basic abc"));
        QCOMPARE(tokens.asked, 0);
    }

    void withoutASourceNothingIsSent()
    {
        Service service;
        HttpClient client;
        QCOMPARE(outcome(client.send(service.request())).kind(), QStringLiteral("Unauthorized"));
        QCOMPARE(service.server.requests().size(), 0);
    }

    void tenRejectedMakeOneRenewal()
    {
        Service service;
        service.taken = {"flows-2"};
        FakeTokens tokens;
        HttpClient client(&tokens);
        for (const auto &future : service.sendMany(client, 10))
            QCOMPARE(outcome(future).kind(), QStringLiteral("Ok"));
        QCOMPARE(tokens.renewals, 1);
        QCOMPARE(service.server.requests().size(), 20);
    }

    void stillRejectedWithoutAnybodyToAsk()
    {
        Service service;
        FakeTokens tokens;
        HttpClient client(&tokens);
        const auto result = outcome(client.send(service.request()));
        QCOMPARE(result.kind(), QStringLiteral("Unauthorized"));
        QCOMPARE(result.error->httpStatus, 401);
        QCOMPARE(result.error->code, QStringLiteral("AUTHENTICATION_ERROR"));
        QCOMPARE(service.server.requests().size(), 2);
    }

    void tenParkUntilSomebodySignsIn()
    {
        Service service;
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        const auto futures = service.sendMany(client, 10);
        QTRY_COMPARE(person.asked.size(), 1);
        QTRY_COMPARE(service.server.requests().size(), 20); // all rejected twice
        QCOMPARE(person.asked.first(), (net::Requirements{flowsServer, {QStringLiteral("all")}}));
        for (const auto &future : futures)
            QVERIFY(!future.isFinished());
        tokens.replace(flowsServer);
        service.taken = {tokens.current(flowsServer).toLatin1()};
        person.agree();
        for (const auto &future : futures)
            QCOMPARE(outcome(future).kind(), QStringLiteral("Ok"));
        QCOMPARE(tokens.renewals, 1);
        QCOMPARE(person.asked.size(), 1);
        QCOMPARE(service.server.requests().size(), 30);
    }

    void whoeverComesLateIsNotAskedAgain_data()
    {
        QTest::addColumn<bool>("agrees");
        QTest::newRow("agreed") << true;
        QTest::newRow("declined") << false;
    }
    void whoeverComesLateIsNotAskedAgain()
    {
        QFETCH(bool, agrees);
        Service service;
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        // The second answer to `slow` comes after the person has been asked because of the others.
        int slowAnswers = 0;
        const auto usual = service.server.handler();
        service.server.setHandler([&](const SeenRequest &request) {
            const auto answer = usual(request);
            if (request.path == QLatin1String("/slow") && answer->status == 401 && ++slowAnswers == 2)
                return answer->after(400ms);
            return *answer;
        });
        const auto slow = client.send(service.request(QStringLiteral("slow")));
        const auto quick = client.send(service.request());
        QTRY_COMPARE(person.asked.size(), 1);
        QTRY_COMPARE(slowAnswers, 2);
        if (agrees) {
            tokens.replace(flowsServer);
            service.taken = {tokens.current(flowsServer).toLatin1()};
            person.agree();
        } else {
            person.decline();
        }
        const QString end = agrees ? QStringLiteral("Ok") : QStringLiteral("Cancelled");
        QCOMPARE(outcome(quick).kind(), end);
        QVERIFY(!slow.isFinished());
        QCOMPARE(outcome(slow).kind(), end);
        QCOMPARE(person.asked.size(), 1);
    }

    void whoeverDeclinedIsAskedWhenHeTriesAgain()
    {
        Service service;
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        for (int tries = 1; tries <= 2; ++tries) {
            const auto future = client.send(service.request());
            QTRY_COMPARE(person.asked.size(), tries);
            person.decline();
            QCOMPARE(outcome(future).kind(), QStringLiteral("Cancelled"));
        }
    }

    void onceSignedInAndStillRejected()
    {
        Service service;
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        const auto future = client.send(service.request());
        QTRY_COMPARE(person.asked.size(), 1);
        person.agree();
        QCOMPARE(outcome(future).kind(), QStringLiteral("Unauthorized"));
        QCOMPARE(person.asked.size(), 1);
        QCOMPARE(service.server.requests().size(), 3);
    }

    void decliningEndsAllThatWait()
    {
        Service service;
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        const auto futures = service.sendMany(client, 5);
        QTRY_COMPARE(service.server.requests().size(), 10);
        QTRY_COMPARE(person.asked.size(), 1);
        person.decline();
        for (const auto &future : futures)
            QCOMPARE(outcome(future).kind(), QStringLiteral("Cancelled"));
        QCOMPARE(person.asked.size(), 1);
    }

    //! What is asked together is the Authorizer's business.
    void differentNeedsAreAskedAtOnce()
    {
        Service service;
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        Request second = service.request();
        second.needs.resourceServer = QStringLiteral("a-flow");
        const auto one = client.send(service.request());
        const auto two = client.send(second);
        QTRY_COMPARE(service.server.requests().size(), 4);
        QTRY_COMPARE(person.asked.size(), 2);
        QVERIFY(person.asked[0] != person.asked[1]);
        service.taken = {"flows-2", "a-flow-2"};
        const bool flowsFirst = person.asked[0].resourceServer == flowsServer;
        person.agree();
        QCOMPARE(outcome(flowsFirst ? one : two).kind(), QStringLiteral("Ok"));
        QVERIFY(!(flowsFirst ? two : one).isFinished());
        person.agree();
        QCOMPARE(outcome(flowsFirst ? two : one).kind(), QStringLiteral("Ok"));
    }

    //! Nobody is asked for what a timer sent; it is told when it may try again.
    void inTheBackgroundNobodyIsAsked_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("kind");
        QTest::newRow("no token") << 0 << QByteArray() << QStringLiteral("Unauthorized");
        QTest::newRow("401") << 401 << QByteArray(R"({"error":{"code":"AUTHENTICATION_ERROR"}})")
                             << QStringLiteral("Unauthorized");
        QTest::newRow("consent") << 403 << QByteArray(R"({"code":"ConsentRequired","required_scopes":["a[b]"]})")
                                 << QStringLiteral("Forbidden");
        QTest::newRow("a session") << 403 << policy << QStringLiteral("Forbidden");
    }
    void inTheBackgroundNobodyIsAsked()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, kind);
        Service service;
        service.refusal = Answer::json(status, body);
        FakeTokens tokens;
        if (status == 0)
            tokens.failure = ApiError(ApiError::Kind::Unauthorized);
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        QSignalSpy obtained(&client, &HttpClient::obtained);
        Request poll = service.request(QStringLiteral("runs"));
        poll.background = true;
        QCOMPARE(outcome(client.send(poll)).kind(), kind);
        QCOMPARE(tokens.renewals, status == 401 ? 1 : 0);
        QCOMPARE(person.asked.size(), 0);
        // While somebody is asked, too.
        const auto wanted = client.send(service.request());
        QTRY_COMPARE(person.asked.size(), 1);
        QCOMPARE(outcome(client.send(poll)).kind(), kind);
        QCOMPARE(obtained.size(), 0);
        tokens.failure.reset();
        tokens.replace(flowsServer);
        service.taken = {tokens.current(flowsServer).toLatin1()};
        person.agree();
        QCOMPARE(outcome(wanted).kind(), QStringLiteral("Ok"));
        QCOMPARE(obtained.size(), 1);
        QCOMPARE(outcome(client.send(poll)).kind(), QStringLiteral("Ok"));
        QCOMPARE(person.asked.size(), 1);
    }

    void whoeverDeclinesHasObtainedNothing()
    {
        Service service;
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        QSignalSpy obtained(&client, &HttpClient::obtained);
        const auto wanted = client.send(service.request());
        QTRY_COMPARE(person.asked.size(), 1);
        person.decline();
        QCOMPARE(outcome(wanted).kind(), QStringLiteral("Cancelled"));
        QCOMPARE(obtained.size(), 0);
    }

    void nobodySignedInAsksFirst()
    {
        Service service;
        service.taken = {"flows-1"};
        FakeTokens tokens;
        tokens.failure = ApiError(ApiError::Kind::Unauthorized);
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        const auto future = client.send(service.request());
        QTRY_COMPARE(person.asked.size(), 1);
        QCOMPARE(service.server.requests().size(), 0);
        tokens.failure.reset();
        person.agree();
        QCOMPARE(outcome(future).kind(), QStringLiteral("Ok"));
    }

    void aRenewalThatNeedsAPerson()
    {
        Service service;
        FakeTokens tokens;
        tokens.renewalFailure = ApiError(ApiError::Kind::Unauthorized);
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        const auto future = client.send(service.request());
        QTRY_COMPARE(person.asked.size(), 1);
        tokens.replace(flowsServer);
        service.taken = {"flows-2"};
        person.agree();
        QCOMPARE(outcome(future).kind(), QStringLiteral("Ok"));
        QCOMPARE(service.server.requests().size(), 2);
    }

    void anUncertainTokenCallIsNotAnUncertainRequest()
    {
        Service service;
        FakeTokens tokens;
        tokens.failure = ApiError(ApiError::Kind::Ambiguous);
        HttpClient client(&tokens);
        Request request = service.request();
        request.method = "POST";
        request.idempotent = false;
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Network"));
        QCOMPARE(service.server.requests().size(), 0);
    }

    void asksFor_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("parameters");
        QTest::newRow("a session") << policy << QByteArray(R"({"session_required_policies":["p1"]})");
        QTest::newRow("consent") << QByteArray(R"({"code":"ConsentRequired","required_scopes":["a[b]"]})")
                                 << QByteArray(R"({"required_scopes":["a[b]"]})");
        QTest::newRow("a scope") << QByteArray(R"({"error":{"code":"MISSING_SCOPE","detail":"x"}})") << QByteArray();
        QTest::newRow("a scope by its name")
            << QByteArray(
                   "{\"error\":{\"code\":\"MISSING_SCOPE\",\"detail\":\"The following scope is required: a[b]\"}}")
            << QByteArray("{\"required_scopes\":[\"a[b]\"]}");
    }

    void asksFor()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, parameters);
        Service service;
        service.refusal = Answer::json(403, body);
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        Request start = service.request();
        start.method = "POST";
        start.body = "{}";
        start.idempotent = false; // a refusal is an answer: it may be sent again
        const auto future = client.send(start);
        const auto other = client.send(service.request());
        QTRY_COMPARE(person.asked.size(), 1);
        QTRY_COMPARE(service.server.requests().size(), 2);
        QCOMPARE(person.asked.first().authorizationParameters, parameters);
        QCOMPARE(person.asked.first().resourceServer, flowsServer);
        tokens.replace(flowsServer);
        service.taken = {"flows-2"};
        person.agree();
        QCOMPARE(outcome(future).kind(), QStringLiteral("Ok"));
        QCOMPARE(outcome(other).kind(), QStringLiteral("Ok"));
        QCOMPARE(service.server.count("POST"), 2);
        QCOMPARE(person.asked.size(), 1);
        QCOMPARE(tokens.renewals, 0);
    }

    void aLateRefusalAsksNobodyAgain()
    {
        Service service;
        service.refusal = Answer::json(403, policy);
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        const auto usual = service.server.handler();
        service.server.setHandler([&](const SeenRequest &request) {
            const auto answer = usual(request);
            return request.path == QLatin1String("/slow") && answer->status == 403 ? answer->after(400ms) : *answer;
        });
        const auto slow = client.send(service.request(QStringLiteral("slow")));
        const auto quick = client.send(service.request());
        QTRY_COMPARE(person.asked.size(), 1);
        QTRY_COMPARE(service.server.requests().size(), 2);
        tokens.replace(flowsServer);
        service.taken = {"flows-2"};
        person.agree();
        QCOMPARE(outcome(quick).kind(), QStringLiteral("Ok"));
        QVERIFY(!slow.isFinished());
        QCOMPARE(outcome(slow).kind(), QStringLiteral("Ok"));
        QCOMPARE(person.asked.size(), 1);
    }

    void askedForASecondTimeItIsShown()
    {
        Service service;
        service.refusal = Answer::json(403, policy);
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        const auto future = client.send(service.request());
        QTRY_COMPARE(person.asked.size(), 1);
        person.agree();
        const auto result = outcome(future);
        QCOMPARE(result.kind(), QStringLiteral("Forbidden"));
        QCOMPARE(result.error->code, QStringLiteral("AuthenticationPolicyRequired"));
        QCOMPARE(result.error->debugId, QStringLiteral("d"));
        QCOMPARE(result.error->body, policy);
        QCOMPARE(person.asked.size(), 1);
    }

    void aPlain403AsksNobody()
    {
        Service service;
        service.refusal = Answer::json(403, R"({"error":{"code":"FORBIDDEN","detail":"no"}})");
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        QCOMPARE(outcome(client.send(service.request())).kind(), QStringLiteral("Forbidden"));
        QCOMPARE(person.asked.size(), 0);
    }

    void aTokenThatWouldBreakTheHeaderIsNotSent()
    {
        Service service;
        FakeTokens tokens;
        HttpClient client(&tokens);
        Request request = service.request();
        request.needs.resourceServer = QStringLiteral("x\r\nInjected: yes");
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Internal"));
        QCOMPARE(service.server.requests().size(), 0);
    }
};

FLOWS_TEST(tst_parking, ParkingTest)
#include "tst_parking.moc"
