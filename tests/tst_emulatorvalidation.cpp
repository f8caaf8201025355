#include "core/ids.h"
#include "emulator/store/flowstore.h"
#include "support/emulatorfixture.h"
#include "support/paths.h"
#include "support/testmain.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;
using core::Json;
using testsupport::EmulatorFixture;
using testsupport::RawAnswer;

namespace {

Json document(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no such document: %s", qPrintable(path));
    return core::parseJson(file.readAll()).value.value_or(Json());
}

//! A definition of that many Pass states, one behind the other.
Json chain(int length)
{
    Json::object_t states;
    for (int i = 0; i < length; ++i) {
        Json state = {{"Type", "Pass"}, {"Result", {{"a", 1}}}, {"ResultPath", "$.k" + std::to_string(i)}};
        if (i + 1 < length)
            state["Next"] = "s" + std::to_string(i + 1);
        else
            state["End"] = true;
        states.emplace_back("s" + std::to_string(i), std::move(state));
    }
    return {{"StartAt", "s0"}, {"States", std::move(states)}};
}

} // namespace

class EmulatorValidationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_emulator = std::make_unique<EmulatorFixture>();
        m_token = m_emulator->allToken(m_emulator->person(u"me@emulator"_s));
    }
    void cleanupTestCase() { m_emulator.reset(); }

    //! One row a rule: what is accepted, and where and how the rest is refused.
    void definitions_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("expected");
        for (const Json &one : document(testsupport::dataDir() % u"/emulator/validation.json"_s)) {
            Json request = {{"definition", one["definition"]}};
            if (const Json *schema = core::member(one, "input_schema"))
                request["input_schema"] = *schema;
            QTest::newRow(one["case"].get<std::string>().c_str()) << core::toBytes(request) << core::toBytes(one);
        }
    }
    void definitions()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, expected);
        const Json wanted = *core::parseJson(expected).value;
        const RawAnswer answer = m_emulator->ask("POST", "/flows/validate", m_token, request);
        const Json body = answer.json();
        if (const Json *scopes = core::member(wanted, "scopes")) {
            QVERIFY2(answer.status == 200, answer.body.constData());
            QCOMPARE(core::toBytes(body["scopes"]), core::toBytes(*scopes));
            QCOMPARE(body["analysis"]["number_of_possibilities"].get<qint64>(), wanted["possibilities"].get<qint64>());
            return;
        }
        QVERIFY2(answer.status == wanted["status"].get<int>(), answer.body.constData());
        QCOMPARE(answer.code(), core::stringMember(wanted, "code"));
        const QString says = core::stringMember(wanted, "says");
        const Json *loc = core::member(wanted, "loc");
        if (!loc) {
            QVERIFY2(answer.detail().contains(says), answer.body.constData());
            return;
        }
        const Json problem = body["error"]["detail"][0];
        QCOMPARE(core::toBytes(problem["loc"]), core::toBytes(*loc));
        QCOMPARE(core::stringMember(problem, "type"), core::stringMember(wanted, "type"));
        const QString said = core::stringMember(problem, "msg");
        QVERIFY2(!said.isEmpty() && said.contains(says), answer.body.constData());
        QVERIFY(!core::stringMember(body["error"], "message").isEmpty());
    }

    //! Exactly what the service says, message included.
    void theServicesOwnWords()
    {
        const QByteArray flow =
            "{\"definition\": {\"StartAt\": \"Step1\", \"States\": {\"Step1\": {\"Type\": \"Wait\", "
            "\"Seconds\": 1}}}}";
        const Json error = m_emulator->ask("POST", "/flows/validate", m_token, flow).json()["error"];
        QCOMPARE(core::stringMember(error, "message"),
                 u"1 validation error in body. $.definition.States.Step1: A state of type 'Wait' must be defined as "
                 "either terminal (\"End\": true) or transitional (\"Next\": \"NextStateId\")"_s);
        const QByteArray wait = "{\"definition\": {\"StartAt\": \"x\", \"States\": {\"x\": {\"Type\": \"Pass\", "
                                "\"Result\": {}, \"Next\": \"y\"}, \"y\": {\"Type\": \"Wait\", \"SecondsPath\": "
                                "\"$.z\", \"End\": true}}}}";
        const Json failed = m_emulator->ask("POST", "/flows/validate", m_token, wait).json()["error"];
        QCOMPARE(core::stringMember(failed, "message"), u"This flow contains errors in 1 wait state."_s);
        QCOMPARE(core::toBytes(failed["detail"][0]["ctx"]), QByteArray("{\"field_name\":\"SecondsPath\"}"));
    }

    //! Nobody's published flow may be refused.
    void publishedFlowsAreGood_data()
    {
        QTest::addColumn<QString>("folder");
        const QDir folder(testsupport::dataDir() % u"/example-flows"_s);
        for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void publishedFlowsAreGood()
    {
        QFETCH(QString, folder);
        const Json request = {{"definition", document(folder % u"/definition.json"_s)},
                              {"input_schema", document(folder % u"/input_schema.json"_s)}};
        const RawAnswer answer = m_emulator->ask("POST", "/flows/validate", m_token, core::toBytes(request));
        QVERIFY2(answer.status == 200, answer.body.constData());
        QVERIFY(answer.json()["scopes"].contains("User"));
        QVERIFY(answer.json()["analysis"]["number_of_possibilities"].get<qint64>() > 0);
    }

    //! What fits into a request is answered soon, whatever it is.
    void largeDefinitionsTakeNoTime_data()
    {
        QTest::addColumn<int>("length");
        QTest::newRow("some") << 1000;
        QTest::newRow("as many as fit") << 9000;
    }
    void largeDefinitionsTakeNoTime()
    {
        QFETCH(int, length);
        const QByteArray request = core::toBytes({{"definition", chain(length)}});
        QVERIFY(request.size() < http::Server::bodyLimit);
        QElapsedTimer timer;
        timer.start();
        const RawAnswer answer = m_emulator->ask("POST", "/flows/validate", m_token, request);
        QVERIFY2(answer.status == 200, answer.body.left(500).constData());
        QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed())));
    }

    //! Many problems are told, but not without end.
    void problemsAreCounted()
    {
        Json definition = chain(300);
        for (auto &state : definition["States"])
            state["Colour"] = 1;
        const RawAnswer answer =
            m_emulator->ask("POST", "/flows/validate", m_token, core::toBytes({{"definition", definition}}));
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.json()["error"]["detail"].size(), 100U);
    }

    void aFlowThatIsThereHasAScope()
    {
        FlowRecord flow;
        flow.owner = core::identityUrn(core::newId());
        const QString id = m_emulator->addFlow(flow);
        for (const char *host : {"https://flows.globus.org/flows/", "https://flows.automate.globus.org/flows/"}) {
            const Json state = {{"Type", "Action"},
                                {"ActionUrl", host + core::toStd(id)},
                                {"Parameters", Json::object()},
                                {"End", true}};
            const Json definition = {{"StartAt", "A"}, {"States", {{"A", state}}}};
            const RawAnswer answer =
                m_emulator->ask("POST", "/flows/validate", m_token, core::toBytes({{"definition", definition}}));
            QCOMPARE(core::toQString(answer.json()["scopes"]["User"][0].get<std::string>()), core::flowUserScope(id));
        }
    }

    void strictAsksForKnownProviders()
    {
        EmulatorFixture strict(routes::RouteLeniency::strict());
        const QByteArray token = strict.allToken(strict.person(u"me@emulator"_s));
        const Json state = {{"Type", "Action"},
                            {"ActionUrl", "https://nowhere.example/x"},
                            {"Parameters", Json::object()},
                            {"End", true}};
        const Json definition = {{"StartAt", "A"}, {"States", {{"A", state}}}};
        const RawAnswer answer =
            strict.ask("POST", "/flows/validate", token, core::toBytes({{"definition", definition}}));
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.code(), u"SCOPE_RESOLUTION_FAILED"_s);
        const RawAnswer other =
            strict.ask("POST", "/flows/validate", token, core::toBytes({{"definition", chain(1)}, {"colour", 1}}));
        QCOMPARE(core::toBytes(other.json()["error"]["detail"][0]["loc"]), QByteArray("[\"colour\"]"));
    }

private:
    std::unique_ptr<EmulatorFixture> m_emulator;
    QByteArray m_token;
};

FLOWS_TEST(tst_emulatorvalidation, EmulatorValidationTest)
#include "tst_emulatorvalidation.moc"
