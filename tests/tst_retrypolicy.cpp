#include "support/testmain.h"

#include "net/completeness.h"
#include "net/retrypolicy.h"

#include <QTest>

using namespace std::chrono_literals;
using core::ApiError;
using net::Limits;
using net::Request;
using std::chrono::milliseconds;
using std::chrono::seconds;

class RetryPolicyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backsOffWithJitter()
    {
        const Limits limits; // 1 s at first, three times, 30 s in all
        QCOMPARE(net::retryDelay(limits, 0, 0ms, {}, 0.5), milliseconds(1000));
        QCOMPARE(net::retryDelay(limits, 1, 0ms, {}, 0.5), milliseconds(2000));
        QCOMPARE(net::retryDelay(limits, 2, 0ms, {}, 0.5), milliseconds(4000));
        QCOMPARE(net::retryDelay(limits, 3, 0ms, {}, 0.5), std::nullopt);
        QCOMPARE(net::retryDelay(limits, 0, 0ms, {}, 0.0), milliseconds(750));
        QCOMPARE(net::retryDelay(limits, 2, 0ms, {}, 1.0), milliseconds(5000));
        QCOMPARE(net::retryDelay(limits, 0, 0ms, {}, 7.0), milliseconds(1250)); // out of range
    }

    void staysWithinTheBudget()
    {
        const Limits limits;
        QCOMPARE(net::retryDelay(limits, 1, 28s, {}, 0.5), milliseconds(2000));
        QCOMPARE(net::retryDelay(limits, 1, 28001ms, {}, 0.5), std::nullopt);
        QCOMPARE(net::retryDelay(limits, 0, 0ms, 30s, 0.5), milliseconds(30000));
        QCOMPARE(net::retryDelay(limits, 0, 1ms, 30s, 0.5), std::nullopt);
        QCOMPARE(net::retryDelay(limits, 0, 0ms, seconds(std::numeric_limits<qint64>::max() / 1000), 0.5),
                 std::nullopt);
    }

    void retryAfterGoesBefore()
    {
        const Limits limits;
        QCOMPARE(net::retryDelay(limits, 2, 0ms, 7s, 0.9), milliseconds(7000));
        QCOMPARE(net::retryDelay(limits, 2, 0ms, 0s, 0.5), milliseconds(4000)); // zero says nothing
        Limits none;
        none.maxRetries = 0;
        QCOMPARE(net::retryDelay(none, 0, 0ms, 1s, 0.5), std::nullopt);
    }

    void mayRetry_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("expected");
        using Kind = ApiError::Kind;
        QTest::newRow("network") << QByteArray("GET") << Kind::Network << 0 << true;
        QTest::newRow("time-out") << QByteArray("PUT") << Kind::Timeout << 0 << true;
        QTest::newRow("429") << QByteArray("DELETE") << Kind::RateLimited << 429 << true;
        QTest::newRow("500, GET") << QByteArray("GET") << Kind::Server << 500 << true;
        QTest::newRow("500, PUT") << QByteArray("PUT") << Kind::Server << 500 << false;
        QTest::newRow("501") << QByteArray("GET") << Kind::Server << 501 << false;
        QTest::newRow("502") << QByteArray("PUT") << Kind::Server << 502 << true;
        QTest::newRow("503") << QByteArray("POST") << Kind::Server << 503 << true;
        QTest::newRow("504") << QByteArray("GET") << Kind::Server << 504 << true;
        QTest::newRow("505") << QByteArray("GET") << Kind::Server << 505 << false;
        for (const Kind kind : {Kind::Cancelled, Kind::Unauthorized, Kind::Forbidden, Kind::NotFound, Kind::Conflict,
                                Kind::Validation, Kind::BadResponse, Kind::Ambiguous, Kind::Internal})
            QTest::newRow(qPrintable(ApiError::kindName(kind))) << QByteArray("GET") << kind << 0 << false;
    }

    void mayRetry()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const ApiError::Kind, kind);
        QFETCH(const int, status);
        QFETCH(const bool, expected);
        ApiError error(kind);
        error.httpStatus = status;
        Request request;
        request.method = method;
        QCOMPARE(net::mayRetry(request, error), expected);
        request.idempotent = false;
        QVERIFY(!net::mayRetry(request, error));
    }

    void readsRetryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("expected"); // -1: nothing
        QTest::newRow("seconds") << QByteArray("120") << 120LL;
        QTest::newRow("blanks") << QByteArray(" 5 ") << 5LL;
        QTest::newRow("zero") << QByteArray("0") << 0LL;
        QTest::newRow("negative") << QByteArray("-1") << -1LL;
        QTest::newRow("a fraction") << QByteArray("1.5") << -1LL;
        QTest::newRow("huge") << QByteArray("99999999999999999999999") << 31536000LL;
        QTest::newRow("empty") << QByteArray() << -1LL;
        QTest::newRow("a word") << QByteArray("soon") << -1LL;
        QTest::newRow("a date") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << 37LL;
        QTest::newRow("a date gone by") << QByteArray("Sun, 06 Nov 1994 08:48:37 GMT") << 0LL;
        QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:38 GMT") << 38LL;
        QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:39 1994") << 39LL;
    }

    void readsRetryAfter()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const qint64, expected);
        const QDateTime now(QDate(1994, 11, 6), QTime(8, 49, 0), Qt::UTC);
        const auto read = net::parseRetryAfter(value, now);
        QCOMPARE(read ? read->count() : -1, expected);
    }

    void httpDatesAreUtc()
    {
        const QDateTime time = net::parseHttpDate("Tue, 15 Nov 2022 23:59:59 GMT");
        QCOMPARE(time, QDateTime(QDate(2022, 11, 15), QTime(23, 59, 59), Qt::UTC));
        QCOMPARE(net::parseHttpDate("Wednesday, 01-Jul-26 00:00:00 GMT").date(), QDate(2026, 7, 1));
        QVERIFY(!net::parseHttpDate("yesterday").isValid());
    }

    void jsonThatEndsTooEarly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("closes");
        const QByteArray whole = " {\"a\":[\"x}]\\\"{\", {\"b\":[1,2]}], \"c\":\"\\\\\"} ";
        QTest::newRow("whole") << whole << true;
        QTest::newRow("empty") << QByteArray() << true;
        QTest::newRow("blank") << QByteArray(" \n") << true;
        QTest::newRow("a word") << QByteArray("tru") << true; // nothing to count
        for (qsizetype i = whole.indexOf('{') + 1; i < whole.size() - 1; ++i)
            QTest::addRow("cut at %d", static_cast<int>(i)) << whole.first(i) << false;
        const QByteArray large = '[' + QByteArray(300 * 1024, ' ');
        QTest::newRow("large, open") << large + '1' << false;
        QTest::newRow("large, closed") << large + ']' << true;
    }

    void jsonThatEndsTooEarly()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const bool, closes);
        QCOMPARE(net::jsonCloses(text), closes);
    }
};

FLOWS_TEST(tst_retrypolicy, RetryPolicyTest)
#include "tst_retrypolicy.moc"
