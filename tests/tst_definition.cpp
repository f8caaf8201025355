#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/definition.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using flowlang::Definition;
using flowlang::StateType;
using testsupport::json;

class DefinitionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAll();
    void readsBrokenOnes_data();
    void readsBrokenOnes();
    void typeNames();
    void subtitles_data();
    void subtitles();
    void durations_data();
    void durations();
};

void DefinitionTest::readsAll()
{
    const auto definition = Definition::fromJson(json(R"({"Comment":"c","StartAt":"b","States":{
            "b":{"Type":"Action","Next":"a","Catch":[{"ErrorEquals":["X",1,"Y"],"Next":"a","ResultPath":"$.e"},7]},
            "a":{"Type":"Pass","End":true}}})"));
    QCOMPARE(definition.startAt(), u"b"_s);
    QCOMPARE(definition.comment(), u"c"_s);
    QCOMPARE(definition.states().size(), 2);
    const flowlang::State &first = definition.states().first();
    QCOMPARE(first.name, u"b"_s);
    QCOMPARE(first.type, StateType::Action);
    QCOMPARE(first.next, u"a"_s);
    QVERIFY(!first.end);
    QCOMPARE(first.catchers.size(), 2); // the broken one keeps its place
    QCOMPARE(first.catchers[0].errors, QStringList({u"X"_s, u"Y"_s}));
    QCOMPARE(first.catchers[0].next, u"a"_s);
    QCOMPARE(first.catchers[0].resultPath, u"$.e"_s);
    QVERIFY(first.catchers[1].next.isEmpty());
    QVERIFY(definition.state(u"a")->end);
    QCOMPARE(core::toBytes(definition.state(u"a")->raw), QByteArray(R"({"Type":"Pass","End":true})"));
    QCOMPARE(definition.state(u"A"), nullptr);
}

void DefinitionTest::readsBrokenOnes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("states");
    QTest::newRow("null") << QByteArray("null") << 0;
    QTest::newRow("array") << QByteArray("[1]") << 0;
    QTest::newRow("States is an array") << QByteArray(R"({"States":[{}]})") << 0;
    QTest::newRow("StartAt is a number") << QByteArray(R"({"StartAt":1,"States":{"a":{}}})") << 1;
    QTest::newRow("a state is text") << QByteArray(R"({"States":{"a":"x","b":null}})") << 2;
    QTest::newRow("wrong types") << QByteArray(R"({"States":{"a":{"Type":1,"Next":{},"End":"true","Catch":{}}}})") << 1;
}

void DefinitionTest::readsBrokenOnes()
{
    QFETCH(QByteArray, text);
    QFETCH(int, states);
    const auto definition = Definition::fromJson(json(text.constData()));
    QCOMPARE(definition.states().size(), states);
    QVERIFY(definition.startAt().isEmpty());
    for (const flowlang::State &state : definition.states()) {
        QCOMPARE(state.type, StateType::Unknown);
        QVERIFY(state.next.isEmpty());
        QVERIFY(!state.end);
        QVERIFY(state.catchers.isEmpty());
        QVERIFY(state.subtitle().isEmpty());
        QVERIFY(state.actionUrl().isEmpty());
    }
}

void DefinitionTest::typeNames()
{
    for (const auto &name : {u"Action"_s, u"AwaitWebInput"_s, u"CreateWebInput"_s, u"Choice"_s, u"ExpressionEval"_s,
                             u"Fail"_s, u"Pass"_s, u"Wait"_s}) {
        QVERIFY(flowlang::stateType(name) != StateType::Unknown);
        QCOMPARE(flowlang::stateTypeName(flowlang::stateType(name)), name);
    }
    QCOMPARE(flowlang::stateType(u"Task"), StateType::Unknown);
    QCOMPARE(flowlang::stateType(u"action"), StateType::Unknown);
    QVERIFY(flowlang::stateTypeName(StateType::Unknown).isEmpty());
}

void DefinitionTest::subtitles_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QString>("subtitle");
    const auto action = [](const char *url) -> QByteArray {
        return QByteArray(R"({"Type":"Action","ActionUrl":")") + url + "\"}";
    };
    QTest::newRow("stat") << action("https://transfer.actions.globus.org/stat") << u"transfer · stat"_s;
    QTest::newRow("slash at the end") << action("https://transfer.actions.globus.org/ls//") << u"transfer · ls"_s;
    QTest::newRow("transfer") << action("https://transfer.actions.globus.org/transfer") << u"transfer"_s;
    QTest::newRow("guest collection") << action("https://transfer.actions.globus.org/gcsv5/create_guest_collection")
                                      << u"transfer · gcsv5/create_guest_collection"_s;
    QTest::newRow("hello") << action("https://actions.globus.org/hello_world") << u"hello_world"_s;
    QTest::newRow("ingest") << action("https://actions.globus.org/search/ingest") << u"search · ingest"_s;
    QTest::newRow("datacite") << action("https://actions.globus.org/datacite/mint/basic_auth")
                              << u"datacite · mint/basic_auth"_s;
    QTest::newRow("old host") << action("https://actions.automate.globus.org/transfer/ls") << u"transfer · ls"_s;
    QTest::newRow("compute") << action("https://compute.actions.globus.org/v3") << u"compute"_s;
    QTest::newRow("a flow") << action("https://flows.globus.org/flows/12345678-9abc-def0-1234-56789abcdef0")
                            << u"flow · 12345678"_s;
    QTest::newRow("foreign") << action("https://ap.example.org/x/y") << u"ap.example.org · x/y"_s;
    QTest::newRow("foreign, no path") << action("https://ap.example.org/") << u"ap.example.org"_s;
    QTest::newRow("no URL") << action("transfer") << u"transfer"_s;
    QTest::newRow("handler") << QByteArray(R"({"Type":"Action","Handler":{"Type":"ActionProvider",
            "Url":"https://compute.actions.globus.org/v3"}})")
                             << u"compute"_s;
    QTest::newRow("registered API") << QByteArray(R"({"Type":"Action","Handler":{"Type":"RegisteredAPI",
            "Id":"12345678-9abc-def0-1234-56789abcdef0"}})")
                                    << u"registered API · 12345678"_s;
    QTest::newRow("handle") << QByteArray(R"({"Type":"Action",
            "Handler":"urn:globus:flows:handle:globus:groups.get_group"})")
                            << u"groups · get_group"_s;
    QTest::newRow("other handle") << QByteArray(R"({"Type":"Action","Handler":"x"})") << u"x"_s;
    QTest::newRow("action without anything") << QByteArray(R"({"Type":"Action"})") << QString();
    QTest::newRow("wait") << QByteArray(R"({"Type":"Wait","Seconds":200})") << u"3 m 20 s"_s;
    QTest::newRow("wait by path") << QByteArray(R"({"Type":"Wait","SecondsPath":"$.in.pause"})")
                                  << u"in.pause seconds"_s;
    QTest::newRow("wait until") << QByteArray(R"({"Type":"Wait","Timestamp":"2026-01-02T03:04:05Z"})")
                                << u"until 2026-01-02T03:04:05Z"_s;
    QTest::newRow("until path") << QByteArray(R"({"Type":"Wait","TimestampPath":"$.at"})") << u"until at"_s;
    QTest::newRow("wait for nothing") << QByteArray(R"({"Type":"Wait","Seconds":"1"})") << QString();
    QTest::newRow("pass") << QByteArray(R"({"Type":"Pass","ActionUrl":"https://x.org"})") << QString();
}

void DefinitionTest::subtitles()
{
    QFETCH(QByteArray, state);
    const auto definition = Definition::fromJson({{"States", {{"s", json(state.constData())}}}});
    QTEST(definition.states().first().subtitle(), "subtitle");
}

void DefinitionTest::durations_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"0 s"_s;
    QTest::newRow("seconds") << qint64(12) << u"12 s"_s;
    QTest::newRow("a minute") << qint64(60) << u"1 m"_s;
    QTest::newRow("minutes and seconds") << qint64(200) << u"3 m 20 s"_s;
    QTest::newRow("hours and minutes") << qint64(2 * 3600 + 5 * 60 + 59) << u"2 h 5 m"_s;
    QTest::newRow("hour and seconds") << qint64(3659) << u"1 h"_s;
    QTest::newRow("days") << qint64(3 * 86400) << u"3 d"_s;
    QTest::newRow("days and hours") << qint64(86400 + 7200) << u"1 d 2 h"_s;
    QTest::newRow("negative") << qint64(-61) << u"-1 m 1 s"_s;
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min() << u"-106751991167300 d 15 h"_s;
}

void DefinitionTest::durations()
{
    QFETCH(qint64, seconds);
    QTEST(flowlang::durationText(seconds), "text");
}

FLOWS_TEST(tst_definition, DefinitionTest)
#include "tst_definition.moc"
