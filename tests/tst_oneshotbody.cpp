#include "support/brokenserver.h"
#include "support/outcome.h"
#include "support/testmain.h"

#include "net/httpclient.h"
#include "net/oneshotbody.h"

#include <QTest>

using namespace std::chrono_literals;
using net::HttpClient;
using net::OneShotBody;
using net::Request;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::outcome;

//! What starts something reaches the server at most once, however its answer gets lost.
class OneShotBodyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOnceAndNeverRewinds()
    {
        OneShotBody body("abcdef");
        QVERIFY(body.isSequential());
        QVERIFY(!body.touched());
        QCOMPARE(body.bytesAvailable(), 6);
        QCOMPARE(body.read(4), QByteArray("abcd"));
        QVERIFY(body.touched());
        QVERIFY(!body.atEnd());
        QVERIFY(!body.reset());
        QVERIFY(!body.seek(0));
        QCOMPARE(body.readAll(), QByteArray("ef"));
        QVERIFY(body.atEnd());
        QVERIFY(!body.reset());
        char byte = 0;
        QCOMPARE(body.read(&byte, 1), -1);
    }

    void anEmptyBodyEndsAtOnce()
    {
        OneShotBody body({});
        QVERIFY(body.atEnd());
        char byte = 0;
        QCOMPARE(body.read(&byte, 1), -1);
        OneShotBody other({});
        QVERIFY(!other.reset());
        QVERIFY(other.touched()); // somebody wanted to send it again
    }

    void posts_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<bool>("keptAlive");
        QTest::addColumn<QByteArray>("body");
        struct Ending
        {
            const char *name;
            Answer answer;
        };
        Answer halfThenReset = Answer::halfBody();
        halfThenReset.then = Answer::Then::Reset;
        const QList<Ending> endings{{"closed", Answer::closed()},
                                    {"closed later", Answer::closed().after(20ms)},
                                    {"reset", Answer::reset()},
                                    {"reset later", Answer::reset().after(20ms)},
                                    {"half head", Answer::halfHead()},
                                    {"half body", Answer::halfBody()},
                                    {"half body, reset", halfThenReset},
                                    {"closed while reading", Answer::closedWhileReading(100'000)},
                                    {"reset while reading", Answer::resetWhileReading(100'000)}};
        for (const auto &[name, answer] : endings) {
            for (const bool keptAlive : {false, true}) {
                const char *how = keptAlive ? "kept alive" : "fresh";
                if (answer.readOnly < 0) {
                    QTest::addRow("%s, %s, no body", name, how) << answer << keptAlive << QByteArray();
                    QTest::addRow("%s, %s, body", name, how) << answer << keptAlive << QByteArray(R"({"body":{}})");
                }
                QTest::addRow("%s, %s, large body", name, how) << answer << keptAlive << QByteArray(400'000, 'x');
            }
        }
    }

    void posts()
    {
        QFETCH(const Answer, answer);
        QFETCH(const bool, keptAlive);
        QFETCH(const QByteArray, body);
        for (int repetition = 0; repetition < 20; ++repetition) {
            BrokenServer server;
            HttpClient client;
            net::Limits limits;
            limits.idle = 5s;
            limits.firstBackoff = 1ms;
            client.setLimits(limits);
            Request request;
            request.baseUrl = server.url();
            request.path = QStringLiteral("flows/x/run");
            request.method = "POST";
            request.idempotent = false;
            if (!body.isEmpty())
                request.body = body;
            if (keptAlive)
                QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
            server.forget();
            server.script({answer});
            server.otherwise(Answer::json(201, R"({"run_id":"a second one"})"));
            const auto result = outcome(client.send(request));
            QCOMPARE(result.kind(), QStringLiteral("Ambiguous"));
            // A second one would come on a new connection: give it the time of a whole exchange.
            Request after;
            after.baseUrl = server.url();
            QCOMPARE(outcome(client.send(after)).kind(), QStringLiteral("Ok"));
            QCOMPARE(server.count("POST"), 1);
            QCOMPARE(server.requests().first().method, QByteArray("POST"));
            QCOMPARE(server.requests().first().connection, 1); // shows that it was kept alive
        }
    }

    //! The trap itself: without the one-shot body the access manager sends the same request again.
    void anIdempotentPostIsRepeated()
    {
        BrokenServer server;
        server.script({Answer::closed()});
        HttpClient client;
        Request request;
        request.baseUrl = server.url();
        request.method = "POST";
        request.body = "{}";
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
        QCOMPARE(server.count("POST"), 2);
    }
};

FLOWS_TEST(tst_oneshotbody, OneShotBodyTest)
#include "tst_oneshotbody.moc"
