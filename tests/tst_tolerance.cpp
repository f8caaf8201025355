#include "support/jsondata.h"
#include "support/mutations.h"
#include "support/readkinds.h"
#include "support/testmain.h"

#include "flows/flowrequests.h"
#include "flows/flowsapierror.h"
#include "flows/parse.h"
#include "flows/registeredapirequests.h"
#include "flows/rundetails.h"

#include <QTest>

using core::ApiError;
using core::Json;
using flows::FlowsApiError;
using testsupport::ReadKind;

namespace {

ApiError refusal(const QByteArray &body)
{
    ApiError error(ApiError::Kind::Validation);
    error.httpStatus = 422;
    error.body = body;
    return error;
}

} // namespace

//! Replies as no source describes them: what came is kept, what can be read is read, and nothing throws. Source:
//! flows-service.md 2.1, Appendix A.
class ToleranceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_documents = testsupport::jsonFile(QStringLiteral("full-documents.json")); }

    void everyKindHasADocument()
    {
        QStringList names{QStringLiteral("error")};
        for (const ReadKind &kind : testsupport::readKinds())
            names.append(QString::fromLatin1(kind.name));
        for (const auto &[name, document] : m_documents.items())
            QVERIFY2(names.removeOne(core::toQString(name)), name.c_str());
        QCOMPARE(names, QStringList());
    }

    void members_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<QString>("pointer");
        const QList<ReadKind> &kinds = testsupport::readKinds();
        for (int i = 0; i < kinds.size(); ++i) {
            const QStringList members = testsupport::membersOf(m_documents[kinds[i].name]);
            for (const QString &pointer : members)
                QTest::addRow("%s %s", kinds[i].name, qPrintable(pointer)) << i << pointer;
        }
    }

    //! A member that is null or of another type reads as one that is absent; all others keep their values.
    void members()
    {
        QFETCH(const int, index);
        QFETCH(const QString, pointer);
        const ReadKind &kind = testsupport::readKinds()[index];
        const Json &document = m_documents[kind.name];
        const QByteArray whole = core::toBytes(document);
        const QByteArray reduced = core::toBytes(testsupport::without(document, pointer));
        QCOMPARE(kind.difference(whole, whole), QString());
        QCOMPARE(kind.isRefused(reduced), kind.required.contains(pointer));
        const Json *sent = core::valueAt(document, pointer);
        for (const Json &stranger : testsupport::strangers()) {
            if (testsupport::sameType(*sent, stranger))
                continue;
            const QByteArray changed = core::toBytes(testsupport::with(document, pointer, stranger));
            const QString difference = kind.difference(changed, reduced);
            QVERIFY2(difference.isEmpty(),
                     qPrintable(QString(difference + u' ' + QString::fromUtf8(core::toBytes(stranger)))));
            listed(kind, changed, whole);
        }
    }

    //! Words that are not known are kept, as text.
    void unknownWords()
    {
        flows::Run run = flows::parseRun(changed("run", "/status", "PONDERING"));
        QCOMPARE(run.status, flows::RunStatus::Unknown);
        QCOMPARE(run.statusText(), QStringLiteral("PONDERING"));
        QVERIFY(!run.isTerminal());
        run = flows::parseRun(changed("run", "/details/action_statuses/0/status", "PAUSED"));
        const flows::ActionStatus action = flows::RunDetails::of(run)->actionStatuses.first();
        QCOMPARE(action.status, flows::RunStatus::Unknown);
        QCOMPARE(action.statusText, QStringLiteral("PAUSED"));
        run = flows::parseRun(changed("run", "/details/code", "Resting"));
        QCOMPARE(flows::RunDetails::of(run)->code, QStringLiteral("Resting"));

        const auto api = flows::parseRegisteredApi(changed("registered_api", "/status", "ARCHIVED"));
        QCOMPARE(api.status, flows::RegisteredApiStatus::Unknown);
        QCOMPARE(api.statusText, QStringLiteral("ARCHIVED"));
        auto input = flows::parseWebInput(changed("web_input", "/status", "snoozed"));
        QCOMPARE(input.status, flows::WebInputStatus::Unknown);
        QCOMPARE(input.statusText, QStringLiteral("snoozed"));
        input = flows::parseWebInput(changed("web_input", "/input_type", "drawing"));
        QCOMPARE(input.inputType, QStringLiteral("drawing"));
        input = flows::parseWebInput(changed("web_input", "/context/presentation_style", "map"));
        QCOMPARE(input.context.presentationStyle, QStringLiteral("map"));
        const auto flow = flows::parseFlow(changed("flow", "/user_roles", Json::array({"flow_auditor"})));
        QCOMPARE(flow.userRoles, QStringList{QStringLiteral("flow_auditor")});
        const auto page =
            flows::parseRunLogPage("{\"entries\":[" + changed("log_entry", "/code", "DreamStarted") + "]}");
        QCOMPARE(page.items.first().code, QStringLiteral("DreamStarted"));
        const auto validation = flows::parseFlowValidation(changed("flow_validation", "/scopes/Robot", {"scope:r"}));
        QCOMPARE(validation.scopes.last().first, QStringLiteral("Robot"));
    }

    //! What is skipped is not looked into. A status that is not known is still found beside it, in a row of any size.
    void partsThatCanNotBeRead_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("no JSON") << QByteArray("nope");
        QTest::newRow("a number beyond all") << QByteArray("1e999");
        QTest::newRow("an escape that is none") << QByteArray("\"\\q\"");
        QTest::newRow("large") << QByteArray("[" + QByteArray("1e999, ").repeated(5'000) + "0]");
    }

    void partsThatCanNotBeRead()
    {
        QFETCH(const QByteArray, part);
        const QByteArray row = "{\"details\": {\"output\": {\"x\": " + part +
                               "}}, \"status\": \"PONDERING\", \"run_id\": \"r\", \"status\": \"MUSING\","
                               " \"blocking_web_input_id\": \"w\", \"more\": [" +
                               part + "]}";
        const flows::RawJson::PagePointer kept(new flows::RawJson::Page(row));
        flows::Run run; // as a page has it; large pages are not read in this thread
        run.raw = flows::RawJson(kept, 0, row.size());
        run.waitsForAnswer = true;
        QCOMPARE(run.statusText(), QStringLiteral("MUSING"));
        QCOMPARE(run.blockingWebInputId(), QStringLiteral("w"));
        if (row.size() > flows::parseOnGuiThreadLimit)
            return;
        const QByteArray other = changed("run", "/label", "after it");
        const auto page = flows::parseRunPage("{\"runs\": [" + row + ", " + other + "]}");
        QCOMPARE(page.items.size(), 2);
        QCOMPARE(page.items.first().raw.bytes(), row);
        QCOMPARE(page.items.first().statusText(), QStringLiteral("MUSING"));
        QCOMPARE(page.items.last().label, QStringLiteral("after it"));
        QVERIFY(!flows::RunDetails::of(page.items.first()));
        QCOMPARE(page.items.first().extras(), flows::RunExtras());
    }

    //! Somebody cut a label in the middle of a character: half of a surrogate pair is left.
    void halfACharacter()
    {
        const QByteArray row = "{\"run_id\": \"r\", \"status\": \"ACTIVE\", \"label\": \"cut \\ud83d\", "
                               "\"tags\": [\"\\ud83d\\ude00\", \"\\\\ud83d\", \"\\ud83d \\ude00\"], "
                               "\"new \\ud83d\": 1, \"display_status\": \"\\uD83D\\uD83D\\uDE00\"}";
        const auto page = flows::parseRunPage("{\"runs\": [" + row + ", " + changed("run", "/label", "b") + "]}");
        QCOMPARE(page.items.size(), 2);
        const flows::Run &run = page.items.first();
        const QString lost(QChar::ReplacementCharacter);
        QCOMPARE(run.label, QString(QStringLiteral("cut ") + lost));
        QCOMPARE(run.tags.value(0), QStringLiteral("\U0001F600"));
        QCOMPARE(run.tags.value(1), QStringLiteral("\\ud83d"));
        QVERIFY(run.tags.value(2).startsWith(lost + u' ') && run.tags.value(2).endsWith(lost));
        QCOMPARE(run.extras().displayStatus, QString(lost + QStringLiteral("\U0001F600")));
        QCOMPARE(run.raw.bytes(), row); // as it came
        QCOMPARE(page.items.last().label, QStringLiteral("b"));
        flows::Run unknown;
        unknown.raw = flows::RawJson("{\"status\": \"\\ud83d\"}");
        QCOMPARE(unknown.statusText(), lost);
    }

    void errors_data()
    {
        QTest::addColumn<QString>("pointer");
        for (const QString &pointer : testsupport::membersOf(m_documents["error"]))
            QTest::newRow(qPrintable(pointer)) << pointer;
    }

    //! An error's body may be anything: status and bytes stay.
    void errors()
    {
        QFETCH(const QString, pointer);
        QList<QByteArray> bodies{core::toBytes(testsupport::without(m_documents["error"], pointer))};
        for (const Json &stranger : testsupport::strangers())
            bodies.append(core::toBytes(testsupport::with(m_documents["error"], pointer, stranger)));
        for (const QByteArray &body : std::as_const(bodies)) {
            const FlowsApiError error = FlowsApiError::from(refusal(body));
            QCOMPARE(error.httpStatus, 422);
            QCOMPARE(error.body, body);
            if (!pointer.startsWith(QLatin1String("/error")))
                QCOMPARE(error.message(), QStringLiteral("wrong"));
            if (!pointer.startsWith(QLatin1String("/web_input_summary")))
                QVERIFY(flows::webInputSummaryIn(body));
        }
    }

    void answersWithoutAShape()
    {
        for (const char *text : {"{}", "{\"new\":[1.0,{\"a\":null}]}", "{\"status\":7}"})
            QCOMPARE(flows::parseAnyObject(text).bytes(), QByteArray(text));
        QVERIFY(flows::parseAnyObject(" \n").isEmpty());
    }

    //! Byte for byte, whatever stands in it.
    void whatWasReadGoesBackAsItCame()
    {
        const QByteArray odd(
            "{ \"b\": 1.10, \"a\": 1e999, \"b\": \"\\ud83d\", \"c\": 123456789012345678901234567890 }");
        flows::FlowUpdate update;
        update.definition = flows::parseFlow("{\"id\": \"f\", \"definition\": " + odd + "}").definition;
        QVERIFY(!update.problem());
        QCOMPARE(update.toBytes(), "{\"definition\":" + odd + '}');
        flows::RegisteredApiUpdate api;
        api.target = flows::parseRegisteredApi("{\"id\": \"a\", \"target\": " + odd + "}").target.raw;
        QVERIFY(!api.problem());
        QCOMPARE(api.toBytes(), "{\"target\":" + odd + '}');
    }

private:
    [[nodiscard]] QByteArray changed(const char *name, const char *pointer, const Json &value) const
    {
        return core::toBytes(testsupport::with(m_documents[name], QString::fromLatin1(pointer), value));
    }

    //! In a page the row stands beside the others, or the whole page is refused as the row is.
    static void listed(const ReadKind &kind, const QByteArray &row, const QByteArray &other)
    {
        if (kind.listKey == nullptr)
            return;
        const QByteArray page = "{\"" + QByteArray(kind.listKey) + "\": [" + row + ", " + other + "]}";
        const QList<QByteArray> expected = kind.isRefused(row) ? QList<QByteArray>() : QList<QByteArray>{row, other};
        QCOMPARE(kind.rowsOf(page), expected);
    }

    Json m_documents;
};

FLOWS_TEST(tst_tolerance, ToleranceTest)
#include "tst_tolerance.moc"
