#include "support/brokenserver.h"
#include "support/faketokens.h"
#include "support/outcome.h"
#include "support/testmain.h"

#include "net/httpclient.h"

#include <QTest>

using namespace std::chrono_literals;
using net::HttpClient;
using net::Request;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::FakeAuthorizer;
using testsupport::FakeTokens;
using testsupport::outcome;

//! Whoever goes first: scope, client, server. Every future ends, nothing is left behind, nothing crashes.
class NetLifetimeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theScopeAborts_data()
    {
        QTest::addColumn<bool>("idempotent");
        QTest::newRow("a GET") << true;
        QTest::newRow("a start") << false;
    }

    void theScopeAborts()
    {
        QFETCH(const bool, idempotent);
        BrokenServer server;
        server.otherwise(Answer::silence());
        HttpClient client;
        auto scope = std::make_unique<QObject>();
        const auto future = client.send(request(server, idempotent), scope.get());
        QTRY_COMPARE(server.requests().size(), 1);
        QVERIFY(!future.isFinished());
        scope.reset();
        QVERIFY(future.isFinished());
        QCOMPARE(outcome(future).kind(), QStringLiteral("Cancelled"));
        QTRY_COMPARE(server.open(), 0); // the connection went, too
        QCOMPARE(client.findChildren<QObject *>(QString(), Qt::FindDirectChildrenOnly).size(), 0);
    }

    void theScopeAbortsAWaitForARetry()
    {
        BrokenServer server;
        server.otherwise(Answer::json(503, "{}").with("Retry-After", "20"));
        HttpClient client;
        auto scope = std::make_unique<QObject>();
        QSignalSpy attempts(&client, &HttpClient::attempted);
        const auto future = client.send(request(server, true), scope.get());
        QTRY_COMPARE(attempts.count(), 1);
        QVERIFY(!future.isFinished());
        scope.reset();
        QCOMPARE(outcome(future).kind(), QStringLiteral("Cancelled"));
    }

    void theScopeAbortsAParkedRequest()
    {
        BrokenServer server;
        server.otherwise(Answer::json(401, "{}"));
        FakeTokens tokens;
        FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        auto scope = std::make_unique<QObject>();
        Request parked = request(server, true);
        parked.needs = {QStringLiteral("flows"), {}};
        const auto gone = client.send(parked, scope.get());
        const auto stays = client.send(parked);
        QTRY_COMPARE(person.asked.size(), 1);
        QTRY_COMPARE(server.requests().size(), 4);
        scope.reset();
        QCOMPARE(outcome(gone).kind(), QStringLiteral("Cancelled"));
        server.otherwise(Answer::json(200, "{}"));
        person.agree(); // the other one goes on
        QCOMPARE(outcome(stays).kind(), QStringLiteral("Ok"));
        QCOMPARE(server.requests().size(), 5);
    }

    //! The token comes in the same turn of the event loop in which the scope goes.
    void theScopeAbortsBeforeTheFirstAttempt()
    {
        BrokenServer server;
        FakeTokens tokens;
        HttpClient client(&tokens);
        Request one = request(server, false);
        one.needs = {QStringLiteral("flows"), {}};
        for (int i = 0; i < 20; ++i) {
            auto scope = std::make_unique<QObject>();
            const auto future = client.send(one, scope.get());
            scope.reset();
            QCOMPARE(outcome(future).kind(), QStringLiteral("Cancelled"));
        }
        QCOMPARE(outcome(client.send(request(server, true))).kind(), QStringLiteral("Ok"));
        QCOMPARE(server.count("POST"), 0);
    }

    void aScopeThatOutlivesIsNoMatter()
    {
        BrokenServer server;
        QObject scope;
        HttpClient client;
        QCOMPARE(outcome(client.send(request(server, true), &scope)).kind(), QStringLiteral("Ok"));
    }

    void theClientGoesInFlight()
    {
        BrokenServer server;
        server.otherwise(Answer::silence());
        auto client = std::make_unique<HttpClient>();
        QList<QFuture<net::Response>> futures;
        for (int i = 0; i < 10; ++i)
            futures.append(client->send(request(server, i % 2 == 0)));
        QTRY_VERIFY(server.requests().size() >= 6);
        client.reset();
        for (const auto &future : std::as_const(futures)) {
            QVERIFY(future.isFinished());
            QCOMPARE(outcome(future).kind(), QStringLiteral("Cancelled"));
        }
        QTRY_COMPARE(server.open(), 0);
    }

    void theClientGoesWhileRequestsArePressingOnIt()
    {
        for (int repetition = 0; repetition < 20; ++repetition) {
            BrokenServer server;
            server.otherwise(Answer::json(200, QByteArray(100'000, ' ')));
            FakeTokens tokens;
            auto client = std::make_unique<HttpClient>(&tokens);
            QList<QFuture<net::Response>> futures;
            for (int i = 0; i < 8; ++i) {
                Request one = request(server, i % 2 == 0);
                one.needs = {QStringLiteral("flows"), {}};
                futures.append(client->send(one));
            }
            QTRY_VERIFY(server.requests().size() >= repetition % 8);
            client.reset();
            for (const auto &future : std::as_const(futures))
                QVERIFY(future.isFinished());
        }
    }

    void aContinuationMayDestroyTheClient()
    {
        BrokenServer server;
        auto *client = new HttpClient;
        bool called = false;
        auto future = client->send(request(server, true)).then([&](const net::Response &) {
            called = true;
            delete client;
        });
        QTRY_VERIFY(called);
        QTRY_VERIFY(future.isFinished());
    }

    void aDyingClientTakesNothingNew()
    {
        BrokenServer server;
        server.otherwise(Answer::silence());
        auto client = std::make_unique<HttpClient>();
        HttpClient *raw = client.get();
        std::optional<QFuture<net::Response>> second;
        auto future = client->send(request(server, true)).onFailed([&](const core::ApiError &) {
            second = raw->send(request(server, true));
            return net::Response();
        });
        QTRY_COMPARE(server.requests().size(), 1);
        client.reset();
        QVERIFY(second);
        QCOMPARE(outcome(*second).kind(), QStringLiteral("Cancelled"));
    }

    void aListenerMayDestroyTheClient()
    {
        BrokenServer server;
        auto *client = new HttpClient;
        const auto future = client->send(request(server, true));
        connect(client, &HttpClient::attempted, client, [client] { delete client; });
        QCOMPARE(outcome(future).kind(), QStringLiteral("Cancelled"));
    }

    void theServerGoes()
    {
        auto server = std::make_unique<BrokenServer>();
        server->otherwise(Answer::silence());
        HttpClient client;
        net::Limits limits;
        limits.firstBackoff = 1ms;
        client.setLimits(limits);
        const auto get = client.send(request(*server, true));
        const auto start = client.send(request(*server, false));
        QTRY_COMPARE(server->requests().size(), 2);
        server.reset();
        QCOMPARE(outcome(get).kind(), QStringLiteral("Network"));
        QCOMPARE(outcome(start).kind(), QStringLiteral("Ambiguous"));
    }

private:
    static Request request(const BrokenServer &server, bool idempotent)
    {
        Request made;
        made.baseUrl = server.url();
        made.path = QStringLiteral("runs");
        made.idempotent = idempotent;
        made.method = idempotent ? "GET" : "POST";
        if (!idempotent)
            made.body = "{}";
        return made;
    }
};

FLOWS_TEST(tst_netlifetime, NetLifetimeTest)
#include "tst_netlifetime.moc"
