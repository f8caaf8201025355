#include "support/brokenserver.h"
#include "support/certificate.h"
#include "support/outcome.h"
#include "support/testmain.h"

#include "net/httpclient.h"

#include <QTest>

using namespace std::chrono_literals;
using net::HttpClient;
using net::Request;
using testsupport::Answer;
using testsupport::BrokenServer;
using testsupport::outcome;

class TlsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificate.isValid()); }

    //! A certificate that nobody vouches for: nothing is sent, nothing is tried again, and the reason is named.
    void aSelfSignedCertificateIsRefused()
    {
        for (const bool idempotent : {true, false}) {
            BrokenServer server(m_certificate.serverConfiguration());
            HttpClient client;
            QSignalSpy attempts(&client, &HttpClient::attempted);
            Request request;
            request.baseUrl = server.url();
            request.method = idempotent ? "GET" : "POST";
            request.idempotent = idempotent;
            const auto result = outcome(client.send(request));
            QCOMPARE(result.kind(), QStringLiteral("Network"));
            QVERIFY2(result.error->detail.contains(QStringLiteral("certificate")), qPrintable(result.error->detail));
            QCOMPARE(attempts.count(), 1);
            QCOMPARE(server.requests().size(), 0);
        }
    }

    void aBundleOfTheUserIsTrusted()
    {
        BrokenServer server(m_certificate.serverConfiguration());
        HttpClient client;
        client.setCaCertificates(QSslCertificate::fromPath(m_certificate.path()));
        Request request;
        request.baseUrl = server.url();
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
        request.method = "POST";
        request.body = QByteArray(100'000, 'x');
        request.idempotent = false;
        QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
        QCOMPARE(server.requests().last().body.size(), 100'000);
    }

    //! Trusted, but for another server: nothing is sent, nothing is tried again.
    void anotherNameIsRefused()
    {
        const testsupport::Certificate other(QStringLiteral("DNS:flows.example.org"));
        QVERIFY(other.isValid());
        for (const bool idempotent : {true, false}) {
            BrokenServer server(other.serverConfiguration());
            HttpClient client;
            client.setCaCertificates(QSslCertificate::fromPath(other.path()));
            QSignalSpy attempts(&client, &HttpClient::attempted);
            Request request;
            request.baseUrl = server.url();
            request.method = idempotent ? "GET" : "POST";
            request.idempotent = idempotent;
            const auto result = outcome(client.send(request));
            QCOMPARE(result.kind(), QStringLiteral("Network"));
            QVERIFY2(result.error->detail.contains(QStringLiteral("host name")), qPrintable(result.error->detail));
            QCOMPARE(attempts.count(), 1);
            QCOMPARE(server.requests().size(), 0);
        }
    }

    void aPostIsNotRepeatedOverTls_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::newRow("closed") << Answer::closed();
        QTest::newRow("reset") << Answer::reset();
        QTest::newRow("half head") << Answer::halfHead();
        QTest::newRow("half body") << Answer::halfBody();
    }

    void aPostIsNotRepeatedOverTls()
    {
        QFETCH(const Answer, answer);
        for (int repetition = 0; repetition < 20; ++repetition) {
            BrokenServer server(m_certificate.serverConfiguration());
            HttpClient client;
            client.setCaCertificates(QSslCertificate::fromPath(m_certificate.path()));
            Request request;
            request.baseUrl = server.url();
            request.method = "POST";
            request.body = "{}";
            request.idempotent = false;
            if (repetition % 2 == 1) // kept alive
                QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ok"));
            server.forget();
            server.script({answer});
            QCOMPARE(outcome(client.send(request)).kind(), QStringLiteral("Ambiguous"));
            Request after;
            after.baseUrl = server.url();
            QCOMPARE(outcome(client.send(after)).kind(), QStringLiteral("Ok"));
            QCOMPARE(server.count("POST"), 1);
        }
    }

    void fromHttpsToPlainHttpIsNotFollowed()
    {
        BrokenServer plain;
        BrokenServer server(m_certificate.serverConfiguration());
        server.otherwise(Answer::redirect(plain.url()));
        HttpClient client;
        client.setCaCertificates(QSslCertificate::fromPath(m_certificate.path()));
        Request request;
        request.baseUrl = server.url();
        const auto result = outcome(client.send(request));
        QCOMPARE(result.kind(), QStringLiteral("BadResponse"));
        QCOMPARE(plain.requests().size(), 0);
    }

private:
    testsupport::Certificate m_certificate;
};

FLOWS_TEST(tst_tls, TlsTest)
#include "tst_tls.moc"
