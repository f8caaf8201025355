#include "support/testmain.h"

#include "auth/personauthorizer.h"
#include "widgets/common/errortext.h"

#include <QTest>

using core::ApiError;
using widgets::errorText;
using widgets::locatedFindings;

namespace {

ApiError refusal(int status, const QByteArray &body)
{
    ApiError error(ApiError::kindOfStatus(status), QStringLiteral("reason"));
    error.httpStatus = status;
    error.body = body;
    return error;
}

} // namespace

class ErrorTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindSaysWhatAndWhatToDo()
    {
        for (int kind = 0; kind <= static_cast<int>(ApiError::Kind::Internal); ++kind) {
            const widgets::ErrorText text = errorText(ApiError(static_cast<ApiError::Kind>(kind)));
            const bool shown = static_cast<ApiError::Kind>(kind) != ApiError::Kind::Cancelled;
            QCOMPARE(!text.problem.isEmpty(), shown);
            QCOMPARE(!text.advice.isEmpty(), shown);
        }
    }

    void howASignInEnded()
    {
        using auth::PersonAuthorizer;
        QSet<QString> problems;
        for (const QLatin1StringView code :
             {PersonAuthorizer::declined, PersonAuthorizer::cancelled, PersonAuthorizer::timedOut,
              PersonAuthorizer::refused, PersonAuthorizer::otherIdentity}) {
            ApiError error(ApiError::Kind::Unauthorized, QStringLiteral("why"));
            error.code = code;
            const widgets::ErrorText text = errorText(error);
            problems.insert(text.problem);
            QVERIFY(!text.advice.isEmpty() && text.details.contains(QStringLiteral("why")));
        }
        problems.insert(errorText(ApiError(ApiError::Kind::Unauthorized)).problem);
        QCOMPARE(problems.size(), 6);
    }

    void theServersWordsAreDetails()
    {
        const QString details =
            errorText(refusal(422, "{\"error\":{\"code\":\"UNPROCESSABLE_ENTITY\",\"detail\":[{\"loc\":[\"definition\","
                                   "\"States\",\"S\"],\"msg\":\"No end.\"},{\"msg\":\"Nor this.\"}],\"message\":"
                                   "\"2 validation errors\"},\"debug_id\":\"d-1\"}"))
                .details;
        QCOMPARE(details.split(u'\n'),
                 (QStringList{QStringLiteral("Validation, HTTP 422, UNPROCESSABLE_ENTITY"),
                              QStringLiteral("2 validation errors"), QStringLiteral("definition/States/S: No end."),
                              QStringLiteral("Nor this."), QStringLiteral("debug_id: d-1")}));
    }

    void otherDetails_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("line"); // the second one
        QTest::newRow("a text") << 409 << QByteArray("{\"error\":{\"code\":\"C\",\"detail\":\"Busy\"}}")
                                << QStringLiteral("Busy");
        QTest::newRow("a policy") << 403
                                  << QByteArray("{\"code\":\"P\",\"authorization_parameters\":{\"session_message\":"
                                                "\"Sign in again\"}}")
                                  << QStringLiteral("Sign in again");
        QTest::newRow("a page") << 502 << QByteArray("<html>Bad gateway</html>")
                                << QStringLiteral("<html>Bad gateway</html>");
    }

    void otherDetails()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const QString, line);
        QCOMPARE(errorText(refusal(status, body)).details.split(u'\n').value(1), line);
    }

    void detailsHaveAnEnd()
    {
        QByteArray list = "{\"error\":{\"code\":\"X\",\"detail\":[";
        for (int i = 0; i < 900; ++i)
            list += "{\"msg\":\"wrong\"},";
        list += "{\"msg\":\"wrong\"}]}}";
        QVERIFY(errorText(refusal(422, list)).details.size() < 1000);
        QVERIFY(errorText(refusal(502, QByteArray(100'000, 'x'))).details.size() < 3000);
    }

    void findingsStandAtTheirFields()
    {
        const auto findings = locatedFindings(
            refusal(400, "{\"error\":{\"code\":\"FLOW_INPUT_ERROR\",\"detail\":[{\"loc\":[\"$.source.id\"],\"msg\":"
                         "\"a\"},{\"loc\":[\"$['a.b'][0]\"],\"msg\":\"b\"},{\"loc\":[\"body\",\"x\",2],\"msg\":\"c\"},"
                         "{\"loc\":[\"label\"],\"msg\":\"too long\"},{\"msg\":\"d\"}]}}"));
        QCOMPARE(findings.size(), 5);
        QCOMPARE(findings[0].pointer, QStringLiteral("/source/id"));
        QCOMPARE(findings[1].pointer, QStringLiteral("/a.b/0"));
        QCOMPARE(findings[2].pointer, QStringLiteral("/x/2"));
        // An input may have a label of its own; this is not about it.
        QCOMPARE(findings[3].pointer, QString());
        QCOMPARE(findings[3].message, QStringLiteral("label: too long"));
        QCOMPARE(findings[4].message, QStringLiteral("d"));
    }

    void otherErrorsHaveNone()
    {
        QVERIFY(locatedFindings(ApiError(ApiError::Kind::Network)).isEmpty());
        QVERIFY(locatedFindings(refusal(404, "{\"error\":{\"code\":\"NOT_FOUND\",\"detail\":\"x\"}}")).isEmpty());
        QVERIFY(locatedFindings(refusal(422, "<html></html>")).isEmpty());
    }
};

FLOWS_TEST(tst_errortext, ErrorTextTest)
#include "tst_errortext.moc"
