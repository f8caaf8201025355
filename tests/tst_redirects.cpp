#include "support/brokenserver.h"
#include "support/faketokens.h"
#include "support/outcome.h"
#include "support/testmain.h"

#include "net/httpclient.h"

#include <QTest>

using net::HttpClient;
using net::Request;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::FakeTokens;
using testsupport::outcome;

class RedirectsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsOnTheSameServerWithTheToken_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("%d", status) << status;
    }

    void followsOnTheSameServerWithTheToken()
    {
        QFETCH(const int, status);
        BrokenServer server;
        server.script({Answer::redirect(QUrl(QStringLiteral("../new/place?marker=m")), status)});
        FakeTokens tokens;
        HttpClient client(&tokens);
        QCOMPARE(outcome(client.send(get(server))).kind(), QStringLiteral("Ok"));
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(server.requests().last().path, QStringLiteral("/new/place"));
        QCOMPARE(server.requests().last().queryValue(QStringLiteral("marker")), QStringLiteral("m"));
        QCOMPARE(server.requests().last().header("authorization"), QByteArray("Bearer flows-1"));
    }

    void carriesNoTokenToAnotherOrigin()
    {
        BrokenServer first;
        BrokenServer second;
        BrokenServer third;
        first.script({Answer::redirect(second.url())});
        second.script({Answer::redirect(first.url())}); // and back: it stays without
        FakeTokens tokens;
        HttpClient client(&tokens);
        QCOMPARE(outcome(client.send(get(first))).kind(), QStringLiteral("Ok"));
        QCOMPARE(first.requests().size(), 2);
        QVERIFY(first.requests().first().headers.contains("authorization"));
        QVERIFY(!second.requests().first().headers.contains("authorization"));
        QVERIFY(!first.requests().last().headers.contains("authorization"));
        // The same server under another name is another origin, too.
        first.forget();
        first.script({Answer::redirect(first.url(QStringLiteral("localhost")))});
        QCOMPARE(outcome(client.send(get(first))).kind(), QStringLiteral("Ok"));
        QVERIFY(!first.requests().last().headers.contains("authorization"));
    }

    void aBasicHeaderStaysAsWell()
    {
        BrokenServer first;
        BrokenServer second;
        first.script({Answer::redirect(second.url())});
        HttpClient client;
        Request request = get(first);
        request.needs = {};
        request.authorization = "Basic abc";
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
        QVERIFY(!second.requests().first().headers.contains("authorization"));
    }

    //! 401 from elsewhere says nothing about our token.
    void anotherOriginCanNotMakeUsRenew()
    {
        BrokenServer first;
        BrokenServer second;
        first.otherwise(Answer::redirect(second.url()));
        second.otherwise(Answer::json(401, "{}"));
        FakeTokens tokens;
        testsupport::FakeAuthorizer person;
        HttpClient client(&tokens, &person);
        QCOMPARE(outcome(client.send(get(first))).kind(), QStringLiteral("Unauthorized"));
        QCOMPARE(tokens.renewals, 0);
        QCOMPARE(person.asked.size(), 0);
    }

    void aLoopEnds()
    {
        BrokenServer server;
        server.otherwise(Answer::redirect(QUrl(QStringLiteral("/again"))));
        FakeTokens tokens;
        HttpClient client(&tokens);
        const auto result = outcome(client.send(get(server)));
        QCOMPARE(result.kind(), QStringLiteral("BadResponse"));
        QVERIFY(result.error->detail.contains(QStringLiteral("5 times")));
        QCOMPARE(server.requests().size(), 6);
    }

    void fiveAreFollowed()
    {
        BrokenServer server;
        server.script(QList<Answer>(5, Answer::redirect(QUrl(QStringLiteral("/again")))));
        FakeTokens tokens;
        HttpClient client(&tokens);
        QCOMPARE(outcome(client.send(get(server))).kind(), QStringLiteral("Ok"));
        QCOMPARE(server.requests().size(), 6);
    }

    void badTargets_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::newRow("plain HTTP") << QByteArray("http://flows.example.org/x?secret=s3cret");
        QTest::newRow("another scheme") << QByteArray("ftp://127.0.0.1/");
        QTest::newRow("a file") << QByteArray("file:///etc/passwd");
        QTest::newRow("script") << QByteArray("javascript:alert(1)");
        QTest::newRow("credentials") << QByteArray("http://a:s3cret@127.0.0.1/");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no URL") << QByteArray("http://[::1");
    }

    void badTargets()
    {
        QFETCH(const QByteArray, location);
        BrokenServer server;
        Answer answer = Answer::json(302, "");
        server.otherwise(location.isEmpty() ? answer : answer.with("Location", location));
        FakeTokens tokens;
        HttpClient client(&tokens);
        const auto result = outcome(client.send(get(server)));
        QCOMPARE(result.kind(), QStringLiteral("BadResponse"));
        QVERIFY(!result.error->detail.isEmpty());
        QVERIFY(!result.error->detail.contains(QStringLiteral("s3cret")));
        QCOMPARE(server.requests().size(), 1);
    }

    void onlyGetAndHeadAreFollowed_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<bool>("followed");
        QTest::newRow("GET") << QByteArray("GET") << true;
        QTest::newRow("HEAD") << QByteArray("HEAD") << true;
        QTest::newRow("PUT") << QByteArray("PUT") << false;
        QTest::newRow("DELETE") << QByteArray("DELETE") << false;
        QTest::newRow("POST") << QByteArray("POST") << false;
    }

    void onlyGetAndHeadAreFollowed()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const bool, followed);
        BrokenServer server;
        server.script({Answer::redirect(QUrl(QStringLiteral("/new")), 307)});
        FakeTokens tokens;
        HttpClient client(&tokens);
        Request request = get(server);
        request.method = method;
        QCOMPARE(outcome(client.send(request)).kind(), followed ? QStringLiteral("Ok") : QStringLiteral("BadResponse"));
        QCOMPARE(server.count(method), followed ? 2 : 1);
    }

private:
    static Request get(const BrokenServer &server)
    {
        Request request;
        request.baseUrl = server.url();
        request.path = QStringLiteral("old/place");
        request.needs = {QStringLiteral("flows"), {}};
        return request;
    }
};

FLOWS_TEST(tst_redirects, RedirectsTest)
#include "tst_redirects.moc"
