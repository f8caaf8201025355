#include "support/outcome.h"
#include "support/replayserver.h"
#include "support/statictokens.h"
#include "support/testmain.h"

#include "flows/scopes.h"
#include "flows/transferclient.h"

#include <QTest>

using namespace Qt::StringLiterals;
using testsupport::outcome;
using testsupport::ReplayServer;

//! What is asked of Globus Transfer: which collections want a consent of their own.
class TransferClientTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<ReplayServer>();
        m_http = std::make_unique<net::HttpClient>(&m_tokens);
        net::Limits limits;
        limits.maxRetries = 0;
        m_http->setLimits(limits);
        m_client = std::make_unique<flows::TransferClient>(*m_http, m_server->url());
        m_tokens.asked.clear();
    }
    void cleanup()
    {
        m_client.reset();
        m_http.reset();
        m_server.reset();
    }

    void anEndpoint()
    {
        m_server->setScript({reply("{\"DATA_TYPE\": \"endpoint\", \"id\": \"c\", \"display_name\": \"Data\", "
                                   "\"entity_type\": \"GCSv5_mapped_collection\", \"high_assurance\": null}")});
        const auto collection = outcome(m_client->getEndpoint(u"c"_s, m_http.get()));
        QCOMPARE(collection.kind(), u"Ok"_s);
        QCOMPARE(*collection.value, (flows::Collection{u"c"_s, u"Data"_s, u"GCSv5_mapped_collection"_s, false}));
        QCOMPARE(m_server->requests().first().path, u"/v0.10/endpoint/c"_s);
        QCOMPARE(m_tokens.asked.first(),
                 (net::Requirements{u"transfer.api.globus.org"_s, {flows::transferAllScope().toString()}}));
    }

    void brokenAnswers()
    {
        m_server->setScript({reply("[]"), reply("<html>"), reply("{\"code\": \"EndpointNotFound\"}", 404)});
        QCOMPARE(outcome(m_client->getEndpoint(u"c"_s, m_http.get())).kind(), u"BadResponse"_s);
        QCOMPARE(outcome(m_client->getEndpoint(u"c"_s, m_http.get())).kind(), u"BadResponse"_s);
        QCOMPARE(outcome(m_client->getEndpoint(u"c"_s, m_http.get())).kind(), u"NotFound"_s);
        QCOMPARE(outcome(m_client->getEndpoint(u"../tasks"_s, m_http.get())).kind(), u"NotFound"_s);
        QCOMPARE(m_server->requests().size(), 3);
    }

    void whichWantDataAccess()
    {
        m_server->setHandler([](const ReplayServer::Request &request) {
            const QString id = request.path.section(u'/', -1);
            if (id == "gone"_L1)
                return reply("{}", 404);
            if (id == "broken"_L1)
                return reply("x");
            const QByteArray type = id.startsWith("guest"_L1) ? "GCSv5_guest_collection" : "GCSv5_mapped_collection";
            const QByteArray assured = id == "assured"_L1 ? "true" : "false";
            return reply("{\"entity_type\": \"" + type + "\", \"high_assurance\": " + assured + "}");
        });
        const QStringList ids{u"b"_s, u"gone"_s, u"guest"_s, u"a"_s, u"assured"_s, u"b"_s, u"broken"_s};
        const auto wanting = outcome(m_client->wantingDataAccess(ids, m_http.get()));
        QCOMPARE(*wanting.value, (QStringList{u"b"_s, u"a"_s}));
        QCOMPARE(m_server->requests().size(), 6);
        QVERIFY(outcome(m_client->wantingDataAccess({}, m_http.get())).value->isEmpty());
    }

    void withoutAToken()
    {
        m_tokens.refusal = core::ApiError(core::ApiError::Kind::Unauthorized);
        const auto wanting = outcome(m_client->wantingDataAccess({u"a"_s}, m_http.get()));
        m_tokens.refusal.reset();
        QVERIFY(wanting.value && wanting.value->isEmpty());
        QVERIFY(m_server->requests().isEmpty());
    }

    void whoeverAskedIsGone()
    {
        m_server->setHandler([](const ReplayServer::Request &) {
            ReplayServer::Reply silent;
            silent.silent = true;
            return silent;
        });
        auto scope = std::make_unique<QObject>();
        const auto future = m_client->wantingDataAccess({u"a"_s, u"b"_s}, scope.get());
        QTRY_COMPARE(m_server->requests().size(), 2);
        scope.reset();
        QTRY_VERIFY(future.isFinished());
        QVERIFY(future.isCanceled());
    }

private:
    static ReplayServer::Reply reply(const QByteArray &body, int status = 200)
    {
        ReplayServer::Reply made;
        made.status = status;
        made.body = body;
        return made;
    }

    testsupport::StaticTokens m_tokens;
    std::unique_ptr<ReplayServer> m_server;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::TransferClient> m_client;
};

FLOWS_TEST(tst_transferclient, TransferClientTest)
#include "tst_transferclient.moc"
