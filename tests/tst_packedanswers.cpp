#include "support/brokenserver.h"
#include "support/gzip.h"
#include "support/outcome.h"
#include "support/testmain.h"

#include "net/httpclient.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace std::chrono_literals;
using net::HttpClient;
using net::Request;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::gzip;
using testsupport::outcome;

namespace {

constexpr qint64 limit = 256 * 1024;

Request get(const QUrl &base)
{
    Request request;
    request.baseUrl = base;
    return request;
}

net::Limits once()
{
    net::Limits limits;
    limits.maxRetries = 0;
    limits.maxBody = limit;
    return limits;
}

Answer packedAnswer(const QByteArray &packed)
{
    return Answer::json(200, packed).with("Content-Encoding", "gzip");
}

//! Text of which gzip takes about all but one byte in `ratio` away.
QByteArray compressible(qsizetype size, int ratio)
{
    constexpr qsizetype block = 1024;
    QByteArray text(size, ' ');
    quint32 state = 1;
    for (qsizetype from = 0; from < size; from += block * ratio) {
        for (qsizetype i = from; i < std::min(from + block, size); ++i) {
            state = state * 1664525U + 1013904223U;
            text[i] = static_cast<char>(state >> 24U);
        }
    }
    return text;
}

//! The peak of this process's memory, in bytes.
qint64 peakMemory()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf("VmHWM:");
    return text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong() * 1024;
}

} // namespace

//! Answers that come packed: read, and bounded by what they unpack to.
class PackedAnswersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isUnpacked_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("small") << QByteArray("{\"packed\":true}");
        QTest::newRow("many packets") << QByteArray("[\"" + compressible(limit - 4, 4).toHex().left(limit - 4) + "\"]");
        QTest::newRow("very dense") << QByteArray("[\"" + QByteArray(limit - 4, 'x') + "\"]");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("as much as is allowed") << QByteArray(limit, ' ');
    }

    void isUnpacked()
    {
        QFETCH(const QByteArray, text);
        for (const bool chunked : {false, true}) {
            BrokenServer server;
            Answer answer = packedAnswer(gzip(text));
            answer.chunked = chunked;
            server.otherwise(answer);
            HttpClient client;
            client.setLimits(once());
            const auto result = outcome(client.send(get(server.url())));
            QCOMPARE(result.kind(), QStringLiteral("Ok"));
            QCOMPARE(result.value->body, text);
            QVERIFY(server.requests().first().header("accept-encoding").contains("gzip"));
        }
    }

    //! RFC 1952 2.2: members one after the other are one file.
    void membersBelongTogether()
    {
        BrokenServer server;
        server.otherwise(packedAnswer(gzip("{\"a\":") + gzip({}) + gzip("1}")));
        HttpClient client;
        client.setLimits(once());
        const auto result = outcome(client.send(get(server.url())));
        QCOMPARE(result.kind(), QStringLiteral("Ok"));
        QCOMPARE(result.value->body, QByteArray("{\"a\":1}"));
    }

    void otherEncodings_data()
    {
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("kind");
        const QByteArray packed = gzip("{}");
        QTest::newRow("x-gzip") << QByteArray("x-gzip") << packed << QStringLiteral("Ok");
        QTest::newRow("upper case") << QByteArray("GZIP") << packed << QStringLiteral("Ok");
        QTest::newRow("identity") << QByteArray("identity") << QByteArray("{}") << QStringLiteral("Ok");
        QTest::newRow("not asked for") << QByteArray("br") << packed << QStringLiteral("BadResponse");
        QTest::newRow("twice") << QByteArray("gzip, gzip") << gzip(packed) << QStringLiteral("BadResponse");
    }

    void otherEncodings()
    {
        QFETCH(const QByteArray, encoding);
        QFETCH(const QByteArray, body);
        QFETCH(const QString, kind);
        BrokenServer server;
        server.otherwise(Answer::json(200, body).with("Content-Encoding", encoding));
        HttpClient client;
        client.setLimits(once());
        const auto result = outcome(client.send(get(server.url())));
        QCOMPARE(result.kind(), kind);
        QCOMPARE(result.value ? result.value->body : QByteArray("{}"), QByteArray("{}"));
    }

    void aBombIsRefused_data()
    {
        QTest::addColumn<QByteArray>("packed");
        QTest::newRow("one byte too many") << gzip(QByteArray(limit + 1, ' '));
        QTest::newRow("a thousandfold") << gzip(QByteArray(16 * 1024 * 1024, ' ')).repeated(64); // a gigabyte
        QTest::newRow("a hundredfold") << gzip(compressible(16 * 1024 * 1024, 100));
        QTest::newRow("tenfold") << gzip(compressible(2 * 1024 * 1024, 10));
    }

    void aBombIsRefused()
    {
        QFETCH(const QByteArray, packed);
        for (const bool chunked : {false, true}) {
            BrokenServer server;
            Answer answer = packedAnswer(packed);
            answer.chunked = chunked;
            server.otherwise(answer);
            HttpClient client;
            client.setLimits(once());
            const qint64 before = peakMemory();
            QElapsedTimer time;
            time.start();
            const auto result = outcome(client.send(get(server.url())));
            QCOMPARE(result.kind(), QStringLiteral("BadResponse"));
            QVERIFY2(result.error->detail.contains(QStringLiteral("262144")), qPrintable(result.error->detail));
            QVERIFY(result.error->body.isEmpty());
            QVERIFY2(peakMemory() - before < 16 * 1024 * 1024, "no more is unpacked than the limit allows");
            QVERIFY2(time.elapsed() < 2000, "nor is the time spent that the rest would take");
        }
    }

    //! Nothing says how long it will be, and it unpacks to hardly more than itself.
    void anEndlessStreamIsRefused()
    {
        const QByteArray packed = gzip(compressible(64 * 1024, 2));
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        bool gone = false;
        connect(&server, &QTcpServer::newConnection, &server, [&] {
            auto *socket = server.nextPendingConnection();
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n");
            const auto more = [&packed, socket] {
                if (socket->bytesToWrite() < packed.size())
                    socket->write(packed);
            };
            connect(socket, &QTcpSocket::bytesWritten, socket, more);
            connect(socket, &QTcpSocket::disconnected, socket, [&gone] { gone = true; });
            more();
        });
        HttpClient client;
        client.setLimits(once());
        QElapsedTimer time;
        time.start();
        const auto result =
            outcome(client.send(get(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())))));
        QCOMPARE(result.kind(), QStringLiteral("BadResponse"));
        QVERIFY(time.elapsed() < 5000);
        QTRY_VERIFY(gone);
    }

    void aBombAsAnErrorIsStillTheError()
    {
        BrokenServer server;
        server.otherwise(Answer::json(404, gzip(QByteArray(16 * 1024 * 1024, ' '))).with("Content-Encoding", "gzip"));
        HttpClient client;
        client.setLimits(once());
        const auto result = outcome(client.send(get(server.url())));
        QCOMPARE(result.kind(), QStringLiteral("NotFound"));
        QVERIFY(result.error->body.size() <= core::ApiError::bodyLimit);
    }

    void anErrorIsUnpacked()
    {
        BrokenServer server;
        server.otherwise(Answer::json(409, gzip("{\"error\":{\"code\":\"STATE_CONFLICT\",\"detail\":\"Busy\"}}"))
                             .with("Content-Encoding", "gzip"));
        HttpClient client;
        client.setLimits(once());
        const auto result = outcome(client.send(get(server.url())));
        QCOMPARE(result.kind(), QStringLiteral("Conflict"));
        QCOMPARE(result.error->detail, QStringLiteral("Busy"));
    }

    void whatEndsEarlyIsLost_data()
    {
        QTest::addColumn<Answer>("answer");
        const QByteArray packed = gzip("{\"packed\":true}");
        const Answer whole = packedAnswer(packed);
        Answer cut = whole.ending(Answer::Then::Close);
        cut.sendOnly = cut.bytes().size() - 14;
        QTest::newRow("less than Content-Length") << cut;
        Answer atSource = whole;
        atSource.body = packed.first(packed.size() - 14);
        QTest::newRow("cut before it was sent") << atSource;
        Answer chunked = whole.ending(Answer::Then::Close);
        chunked.chunked = true;
        chunked.sendOnly = chunked.bytes().size() - 21;
        QTest::newRow("chunked") << chunked;
        Answer garbage = whole;
        garbage.body = "this was never packed";
        QTest::newRow("not packed at all") << garbage;
    }

    void whatEndsEarlyIsLost()
    {
        QFETCH(const Answer, answer);
        for (const bool idempotent : {true, false}) {
            BrokenServer server;
            server.otherwise(answer);
            HttpClient client;
            client.setLimits(once());
            Request request = get(server.url());
            request.idempotent = idempotent;
            request.method = idempotent ? "GET" : "POST";
            const QString kind = outcome(client.send(request)).kind();
            if (idempotent)
                QVERIFY2(kind == QLatin1String("Network") || kind == QLatin1String("BadResponse"), qPrintable(kind));
            else
                QCOMPARE(kind, QStringLiteral("Ambiguous"));
        }
    }
};

FLOWS_TEST(tst_packedanswers, PackedAnswersTest)
#include "tst_packedanswers.moc"
