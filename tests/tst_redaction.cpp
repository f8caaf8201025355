#include "support/testmain.h"

#include "net/origin.h"
#include "net/redaction.h"

#include <QTest>

class RedactionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urls()
    {
        const auto shown = [](const char *url) { return net::redacted(QUrl::fromEncoded(url)); };
        QCOMPARE(shown("https://a.org/flows/x?filter=secret&marker=abc#frag"),
                 QStringLiteral("https://a.org/flows/x?filter=***&marker=***"));
        QCOMPARE(shown("https://user:pass@a.org:8443/p"), QStringLiteral("https://a.org:8443/p"));
        QCOMPARE(shown("http://127.0.0.1:9/?code=s"), QStringLiteral("http://127.0.0.1:9/?code=***"));
        QCOMPARE(shown("/runs/7"), QStringLiteral("/runs/7"));
    }

    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("nothing", "GET /flows/3fa85f64-5717-4562-b3fc-2c963f66afa6 200 in 12 ms",
            "GET /flows/3fa85f64-5717-4562-b3fc-2c963f66afa6 200 in 12 ms");
        row("bearer", "sent Bearer SECRET-1.x_~+/= to it", "sent Bearer *** to it");
        row("a header", "Authorization: Basic SECRET==\r\nAccept: x", "Authorization: ***\r\nAccept: x");
        row("a cookie", "Set-Cookie: sid=SECRET; Path=/", "Set-Cookie: ***");
        row("a form", "grant_type=authorization_code&code=SECRET&code_verifier=SECRET&client_id=me",
            "grant_type=authorization_code&code=***&code_verifier=***&client_id=***");
        row("a callback", "GET /?code=SECRET&state=SECRET HTTP/1.1", "GET /?code=***&state=*** HTTP/1.1");
        row("JSON", "{\"access_token\": \"SE\\\"CRET\", \"refresh_token\":\"SECRET\",\"scope\":\"a\"}",
            "{\"access_token\": \"***\", \"refresh_token\":\"***\",\"scope\":\"a\"}");
        row("half JSON", "{\"id_token\":\"SECRET", "{\"id_token\":\"***\"");
        row("a secret", "client_secret=SECRET, then", "client_secret=***, then");
        row("a JSON web token", "got eyJhbGciOiJSUzUxMiJ9.eyJzdWIiOiJTRUNSRVQifQ.c2ln now", "got *** now");
        row("something long", "AgSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRET", "***");
        row("a URL in a sentence", "Error transferring https://a.org/x?marker=SECRET - server replied",
            "Error transferring https://a.org/x?marker=*** - server replied");
    }

    void texts()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, expected);
        QCOMPARE(net::redacted(text), expected);
        QVERIFY(!net::redacted(text).contains(QStringLiteral("SECRET")));
        QCOMPARE(net::redacted(net::redacted(text)), expected); // again changes nothing
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *url, bool allowed) {
            QTest::newRow(url) << QString::fromLatin1(url) << allowed;
        };
        row("https://flows.automate.globus.org/", true);
        row("http://127.0.0.1:80/", true);
        row("http://127.8.8.8/", true);
        row("http://localhost:1/", true);
        row("http://LOCALHOST/", true);
        row("http://[::1]:8080/", true);
        row("http://flows.automate.globus.org/", false);
        row("http://192.168.1.1/", false);
        row("http://0.0.0.0/", false);
        row("http://[::]/", false);
        row("http://localhost.example.org/", false);
        row("http://127.0.0.1.example.org/", false);
        row("https://user:pw@example.org/", false);
        row("ftp://127.0.0.1/", false);
        row("file:///etc/passwd", false);
        row("https:///flows", false);
        row("flows", false);
        row("", false);
    }

    void addresses()
    {
        QFETCH(const QString, url);
        QFETCH(const bool, allowed);
        const QString why = net::refusal(QUrl(url));
        QVERIFY2(why.isEmpty() == allowed, qPrintable(why));
        QVERIFY(!why.contains(QStringLiteral("pw")));
    }

    void origins()
    {
        const auto same = [](const char *a, const char *b) {
            return net::sameOrigin(QUrl(QString::fromLatin1(a)), QUrl(QString::fromLatin1(b)));
        };
        QVERIFY(same("https://a.org/x", "https://A.org:443/y"));
        QVERIFY(!same("https://a.org/", "http://a.org/"));
        QVERIFY(!same("https://a.org/", "https://a.org:444/"));
        QVERIFY(!same("https://a.org/", "https://b.a.org/"));
    }
};

FLOWS_TEST(tst_redaction, RedactionTest)
#include "tst_redaction.moc"
