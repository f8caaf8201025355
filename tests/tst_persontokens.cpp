#include "support/brokenserver.h"
#include "support/outcome.h"
#include "support/testmain.h"

#include "auth/persontokens.h"
#include "core/clock.h"
#include "core/settle.h"
#include "net/httpclient.h"

#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

#include <algorithm>
#include <vector>

using auth::AccessToken;
using auth::PersonTokens;
using core::ApiError;
using testsupport::Answer;
using testsupport::outcome;
using testsupport::SeenRequest;

namespace {

class SetClock final : public core::Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return time; }
    QDateTime time = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
};

QString field(const SeenRequest &request, const char *name)
{
    return QUrlQuery(QString::fromLatin1(request.body)).queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

} // namespace

//! What becomes of a person's tokens while they are used.
class PersonTokensTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<testsupport::BrokenServer>();
        m_http = std::make_unique<net::HttpClient>();
        net::Limits limits;
        limits.maxRetries = 0;
        m_http->setLimits(limits);
        m_endpoint = std::make_unique<auth::TokenEndpoint>(*m_http, m_server->url(), text("client"), m_clock);
        m_tokens = std::make_unique<PersonTokens>(*m_endpoint, m_clock);
        m_given = 0;
        m_answer.reset();
        m_delay = {};
        m_rotates = true;
        m_server->setHandler([this](const SeenRequest &request) { return serve(request); });
        m_tokens->put({held("flows", 3600), held("transfer", 30)});
    }

    void cleanup()
    {
        m_tokens.reset();
        m_endpoint.reset();
        m_http.reset();
        m_server.reset();
    }

    void aValidTokenIsReady()
    {
        QCOMPARE(*outcome(m_tokens->token(text("flows"), {text("flows/all[*dep]")})).value, text("access-flows"));
        QVERIFY(m_server->requests().isEmpty());
    }

    void whatIsNotGrantedNeedsAPerson()
    {
        for (const auto &[server, scope] :
             {std::pair{"groups", ""}, {"flows", "flows/other"}, {"flows", "flows/all[x]"}})
            QCOMPARE(outcome(m_tokens->token(text(server), {text(scope)})).kind(), text("Unauthorized"));
        QCOMPARE(outcome(m_tokens->token(text("flows"), {text("a[")})).kind(), text("Internal"));
        QVERIFY(m_server->requests().isEmpty());
    }

    void oneRefreshForAllWhoWait()
    {
        QList<QFuture<QString>> futures;
        for (int i = 0; i < 5; ++i)
            futures.append(m_tokens->token(text("transfer"), {}));
        futures.append(m_tokens->renew(text("flows"), {}, text("access-flows"))); // another server, at the same time
        for (qsizetype i = 0; i < 5; ++i)
            QCOMPARE(*outcome(futures[i]).value, text("new-transfer-1"));
        QVERIFY(outcome(futures[5]).value);
        QCOMPARE(m_server->count("POST"), 2);
        QCOMPARE(field(m_server->requests().first(), "grant_type"), text("refresh_token"));
        QCOMPARE(field(m_server->requests().first(), "refresh_token"), text("refresh-transfer"));
        QCOMPARE(field(m_server->requests().first(), "client_id"), text("client"));
        QCOMPARE(*outcome(m_tokens->token(text("transfer"), {text("transfer/all")})).value, text("new-transfer-1"));
        QCOMPARE(m_server->count("POST"), 2);
    }

    void scopesAreKeptThroughARefresh()
    {
        QVERIFY(outcome(m_tokens->renew(text("flows"), {text("flows/all[*dep]")}, text("access-flows"))).value);
        QCOMPARE(core::Scope::toString(m_tokens->all().first().scopes), text("flows/all[*dep]"));
    }

    void aRefreshTokenMayChangeOrStay()
    {
        QVERIFY(outcome(m_tokens->token(text("transfer"), {})).value);
        QCOMPARE(m_tokens->all().last().refreshToken, text("rotated-1"));
        m_rotates = false;
        m_clock.time = m_clock.time.addSecs(7200);
        QVERIFY(outcome(m_tokens->token(text("transfer"), {})).value);
        QCOMPARE(m_tokens->all().last().refreshToken, text("rotated-1"));
        QCOMPARE(field(m_server->requests().last(), "refresh_token"), text("rotated-1"));
    }

    void aTokenThatWasReplacedIsNotRenewed()
    {
        QCOMPARE(*outcome(m_tokens->renew(text("flows"), {}, text("an older one"))).value, text("access-flows"));
        QVERIFY(m_server->requests().isEmpty());
    }

    void aRefusedRefreshIsFinal()
    {
        m_answer = Answer::json(400, "{\"error\": \"invalid_grant\"}");
        QSignalSpy lost(m_tokens.get(), &PersonTokens::lost);
        const auto first = m_tokens->token(text("transfer"), {});
        const auto second = m_tokens->token(text("transfer"), {});
        QCOMPARE(outcome(first).kind(), text("Unauthorized"));
        QCOMPARE(outcome(second).kind(), text("Unauthorized"));
        QCOMPARE(lost.size(), 1);
        QCOMPARE(outcome(m_tokens->token(text("transfer"), {})).kind(), text("Unauthorized"));
        QCOMPARE(m_server->count("POST"), 1);
        QCOMPARE(m_tokens->all().size(), 1); // the others are not touched
    }

    void aTroubleThatPassesKeepsTheTokens_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("kind");
        QTest::newRow("500") << Answer::json(500, "{}") << text("Server");
        QTest::newRow("429") << Answer::json(429, "{}") << text("RateLimited");
        QTest::newRow("closed") << Answer::closed() << text("Network");
        QTest::newRow("a proxy's 401") << Answer::html(401) << text("Unauthorized");
        QTest::newRow("an unknown client")
            << Answer::json(401, "{\"error\": \"invalid_client\"}") << text("Unauthorized");
        QTest::newRow("HTML") << Answer::html(200) << text("BadResponse");
        QTest::newRow("for another server")
            << Answer::json(200, "{\"access_token\": \"x\", \"resource_server\": \"other\"}") << text("BadResponse");
    }
    void aTroubleThatPassesKeepsTheTokens()
    {
        QFETCH(Answer, answer);
        QFETCH(QString, kind);
        m_answer = answer;
        QSignalSpy lost(m_tokens.get(), &PersonTokens::lost);
        QCOMPARE(outcome(m_tokens->token(text("transfer"), {})).kind(), kind);
        QCOMPARE(m_server->count("POST"), 1);
        m_answer.reset();
        QCOMPARE(*outcome(m_tokens->token(text("transfer"), {})).value, text("new-transfer-1"));
        QCOMPARE(lost.size(), 0);
    }

    void withoutARefreshTokenItEnds()
    {
        AccessToken once = held("transfer", 30);
        once.refreshToken.clear();
        m_tokens->put({once});
        QSignalSpy lost(m_tokens.get(), &PersonTokens::lost);
        QCOMPARE(outcome(m_tokens->token(text("transfer"), {})).kind(), text("Unauthorized"));
        QCOMPARE(lost.size(), 1);
        QVERIFY(m_server->requests().isEmpty());
    }

    void itIsKeptBeforeItIsUsed()
    {
        QPromise<void> written;
        written.start();
        QList<AccessToken> kept;
        m_tokens->setKeeper([&](const QList<AccessToken> &tokens) {
            kept = tokens;
            return written.future();
        });
        const auto future = m_tokens->token(text("transfer"), {});
        QTRY_COMPARE(kept.size(), 2);
        QCOMPARE(kept.last().refreshToken, text("rotated-1"));
        const auto second = m_tokens->token(text("transfer"), {});
        QTest::qWait(20);
        QVERIFY(!future.isFinished() && !second.isFinished());
        written.setException(ApiError(ApiError::Kind::Timeout)); // no keyring: it is used all the same
        written.finish();
        QCOMPARE(*outcome(future).value, text("new-transfer-1"));
        QCOMPARE(*outcome(second).value, text("new-transfer-1"));
    }

    void whatIsKeptIsKeptInOrder()
    {
        std::vector<std::shared_ptr<QPromise<void>>> writes;
        m_tokens->setKeeper([&](const QList<AccessToken> &) {
            writes.push_back(std::make_shared<QPromise<void>>());
            writes.back()->start();
            return writes.back()->future();
        });
        const auto transfer = m_tokens->token(text("transfer"), {});
        const auto flows = m_tokens->renew(text("flows"), {}, text("access-flows"));
        QTRY_COMPARE(m_server->count("POST"), 2);
        QTRY_COMPARE(writes.size(), std::size_t(1));
        QTest::qWait(50);
        QCOMPARE(writes.size(), std::size_t(1)); // the second waits for the first
        writes[0]->finish();
        QTRY_COMPARE(writes.size(), std::size_t(2));
        writes[1]->finish();
        QVERIFY(outcome(transfer).value && outcome(flows).value);
    }

    void aSignInWhileARefreshIsUnderWay()
    {
        m_answer = Answer::json(400, "{\"error\": \"invalid_grant\"}").after(std::chrono::seconds(1));
        QSignalSpy lost(m_tokens.get(), &PersonTokens::lost);
        const auto future = m_tokens->token(text("transfer"), {});
        QTRY_COMPARE(m_server->count("POST"), 1);
        AccessToken fresh = held("transfer", 3600);
        fresh.token = text("from-the-sign-in");
        fresh.refreshToken = text("another");
        m_tokens->put({fresh});
        QCOMPARE(*outcome(future).value, text("from-the-sign-in"));
        QCOMPARE(lost.size(), 0);
    }

    void forgettingEndsWhoWaits()
    {
        m_answer = Answer::silence();
        const auto future = m_tokens->token(text("transfer"), {});
        QTRY_COMPARE(m_server->count("POST"), 1);
        m_tokens->forget();
        QCOMPARE(outcome(future).kind(), text("Unauthorized"));
        QVERIFY(m_tokens->all().isEmpty());
    }

    void aRefreshThatComesAfterForgettingIsNotUsed_data()
    {
        QTest::addColumn<bool>("signsOut");
        QTest::newRow("forgotten") << false;
        QTest::newRow("signed out") << true;
    }
    void aRefreshThatComesAfterForgettingIsNotUsed()
    {
        QFETCH(bool, signsOut);
        m_delay = std::chrono::milliseconds(300);
        const auto first = m_tokens->token(text("transfer"), {});
        QTRY_COMPARE(m_server->count("POST"), 1);
        m_delay = {};
        if (signsOut)
            QCOMPARE(signedOut().kind(), text("Ok"));
        else
            m_tokens->forget();
        QCOMPARE(outcome(first).kind(), text("Unauthorized"));
        AccessToken other = held("transfer", 30); // another person
        other.refreshToken = text("refresh-other");
        m_tokens->put({other});
        QCOMPARE(*outcome(m_tokens->token(text("transfer"), {})).value, text("new-transfer-2"));
        const auto ended = [this] {
            const QList<SeenRequest> &requests = m_server->requests();
            return std::any_of(requests.begin(), requests.end(), [](const SeenRequest &request) {
                return field(request, "token") == text("new-transfer-1");
            });
        };
        QTRY_VERIFY(ended()); // what the old refresh brought
        QCOMPARE(m_tokens->all().size(), 1);
        QCOMPARE(m_tokens->all().first().token, text("new-transfer-2"));
    }

    void goneWhileARefreshIsUnderWay()
    {
        m_answer = Answer::silence();
        const auto future = m_tokens->token(text("transfer"), {});
        QTRY_COMPARE(m_server->count("POST"), 1);
        m_tokens.reset();
        QCOMPARE(outcome(future).kind(), text("Cancelled"));
    }

    void signingOutEndsEveryToken()
    {
        QCOMPARE(signedOut().kind(), text("Ok"));
        QVERIFY(m_tokens->all().isEmpty());
        QStringList ended;
        for (const SeenRequest &request : m_server->requests())
            ended.append(field(request, "token"));
        QCOMPARE(ended, (QStringList{text("refresh-flows"), text("access-flows"), text("refresh-transfer"),
                                     text("access-transfer")}));
    }

    void whatCouldNotBeEndedStays()
    {
        m_answer = Answer::json(500, "{}");
        QCOMPARE(signedOut().kind(), text("Server"));
        QCOMPARE(m_tokens->all().size(), 2);
        QCOMPARE(m_server->count("POST"), 2); // each was tried
        m_answer.reset();
        QCOMPARE(signedOut().kind(), text("Ok"));
        QVERIFY(m_tokens->all().isEmpty());
    }

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }

    [[nodiscard]] AccessToken held(const QString &server, int seconds) const
    {
        return {
            server, text("access-") + server,
            *core::Scope::parseList(QString(server + (server == text("flows") ? text("/all[*dep]") : text("/all")))),
            m_clock.time.addSecs(seconds), text("refresh-") + server};
    }
    [[nodiscard]] AccessToken held(const char *server, int seconds) const { return held(text(server), seconds); }

    [[nodiscard]] testsupport::Outcome<bool> signedOut() const
    {
        return outcome(m_tokens->signOut().then([] { return true; }));
    }

    std::optional<Answer> serve(const SeenRequest &request)
    {
        if (m_answer)
            return m_answer;
        if (request.path.endsWith(text("/revoke")))
            return Answer::json(200, "{\"active\": false}");
        const bool flows = field(request, "refresh_token") == text("refresh-flows");
        const QByteArray server = flows ? "flows" : "transfer";
        const QByteArray number = QByteArray::number(++m_given);
        return Answer::json(200, "{\"access_token\": \"new-" + server + '-' + number + "\", \"resource_server\": \"" +
                                     server + "\", \"expires_in\": 3600, \"token_type\": \"bearer\", \"scope\": \"" +
                                     server + "/all\"" +
                                     (m_rotates ? ", \"refresh_token\": \"rotated-" + number + "\"}" : QByteArray("}")))
            .after(m_delay);
    }

    SetClock m_clock;
    std::unique_ptr<testsupport::BrokenServer> m_server;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<auth::TokenEndpoint> m_endpoint;
    std::unique_ptr<PersonTokens> m_tokens;
    std::optional<Answer> m_answer;       //!< instead of what the endpoint would say
    std::chrono::milliseconds m_delay{0}; //!< of each refresh
    int m_given = 0;
    bool m_rotates = true;
};

FLOWS_TEST(tst_persontokens, PersonTokensTest)
#include "tst_persontokens.moc"
