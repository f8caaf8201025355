#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/evaluate.h"
#include "flowlang/jsonpath.h"

#include <QTest>

using namespace Qt::StringLiterals;
using flowlang::EvaluationError;
using flowlang::EvaluationScope;
using flowlang::JsonPath;
using testsupport::json;

namespace {

//! What a path leads to as compact JSON, `(nothing)`, or `!` and the cause.
QString readText(const QString &path, const core::Json &state)
{
    const core::Json context = json(R"({"run_id":"r","token_info":{"exp":5}})");
    const auto found = flowlang::readPath(path, EvaluationScope{state, context});
    if (const auto *error = std::get_if<EvaluationError>(&found))
        return u'!' + error->cause;
    const auto &value = std::get<std::optional<core::Json>>(found);
    return value ? QString::fromUtf8(core::toBytes(*value)) : u"(nothing)"_s;
}

} // namespace

class JsonPathTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void kinds();
    void hostilePaths();
    void writes_data();
    void writes();
    void refusesToWrite_data();
    void refusesToWrite();
    void keepsTheStateShallow();
};

void JsonPathTest::reads_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QString &path, const QString &expected) {
        QTest::newRow(qPrintable(path)) << path << expected;
    };
    row(u"$.a"_s, u"1"_s);
    row(u"$.o.p.q"_s, u"null"_s);
    row(u"$.o.p.x"_s, u"(nothing)"_s);
    row(u"$.a.b"_s, u"(nothing)"_s);
    row(u"$.my-key"_s, u"2"_s);
    row(u"$['my key']"_s, u"3"_s);
    row(u"$[\"it's\"].é"_s, u"4"_s);
    row(u"$['it\\'s']['é']"_s, u"4"_s);
    row(u"$.l[0]"_s, u"10"_s);
    row(u"$.l[ 1 ]"_s, u"20"_s);
    row(u"$.l[-1]"_s, u"30"_s);
    row(u"$.l[3]"_s, u"(nothing)"_s);
    row(u"$.l[-4]"_s, u"(nothing)"_s);
    row(u"$.l[99999999999]"_s, u"(nothing)"_s);
    row(u"$.o[0]"_s, u"(nothing)"_s);
    row(u"$.l.0"_s, u"(nothing)"_s);
    row(u"$.l[1:]"_s, u"[20,30]"_s);
    row(u"$.l[:1]"_s, u"[10]"_s);
    row(u"$.l[:]"_s, u"[10,20,30]"_s);
    row(u"$.l[-2:-1]"_s, u"[20]"_s);
    row(u"$.l[::2]"_s, u"[10,30]"_s);
    row(u"$.l[::-1]"_s, u"[30,20,10]"_s);
    row(u"$.l[1::-1]"_s, u"[20,10]"_s);
    row(u"$.l[5:]"_s, u"[]"_s);
    row(u"$.l[0:999999999999999]"_s, u"[10,20,30]"_s);
    row(u"$.a[1:]"_s, u"[]"_s);
    row(u"$.o.*"_s, u"[{\"q\":null},{\"q\":7}]"_s);
    row(u"$.o[*].q"_s, u"[null,7]"_s);
    row(u"$.o..q"_s, u"[null,7]"_s);
    row(u"$..['q']"_s, u"[null,7]"_s);
    row(u"$..l[0]"_s, u"[10]"_s);
    row(u"$._context.run_id"_s, u"\"r\""_s);
    row(u"$['_context'].token_info.exp"_s, u"5"_s);
    row(u"$._context.nothing"_s, u"(nothing)"_s);
    row(u"$._context"_s, u"{\"run_id\":\"r\",\"token_info\":{\"exp\":5}}"_s);
}

void JsonPathTest::reads()
{
    QFETCH(QString, path);
    const core::Json state = json(R"({"a":1,"o":{"p":{"q":null},"r":{"q":7}},"l":[10,20,30],"my-key":2,"my key":3,
        "it's":{"é":4},"_context":"never seen"})");
    QTEST(readText(path, state), "expected");
    QCOMPARE(readText(u"$"_s, state), QString::fromUtf8(core::toBytes(state)));
}

void JsonPathTest::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("part");
    const auto row = [](const QString &path, const QString &part) { QTest::newRow(qPrintable(path)) << path << part; };
    row(u""_s, u"begins with “$”. (character 1)"_s);
    row(u"a.b"_s, u"begins with “$”"_s);
    row(u"$a"_s, u"is expected here. (character 2)"_s);
    row(u"$."_s, u"A name is missing here. Names with special characters are written as ['name']. (character 3)"_s);
    row(u"$.a b"_s, u"is expected here. (character 4)"_s);
    row(u"$.a."_s, u"A name is missing"_s);
    row(u"$.."_s, u"A name is missing"_s);
    row(u"$.a["_s, u"index or a quoted name is expected here. (character 5)"_s);
    row(u"$.a[]"_s, u"index or a quoted name"_s);
    row(u"$.a[1"_s, u"“]” is missing here. (character 6)"_s);
    row(u"$.a['b]"_s, u"closing quote is missing"_s);
    row(u"$.a[x]"_s, u"index or a quoted name"_s);
    row(u"$.a[-]"_s, u"“-” is no index"_s);
    row(u"$.a[1234567890123456]"_s, u"is no index"_s);
    row(u"$.a[::0]"_s, u"can not be 0"_s);
    row(u"$.a[0,1]"_s, u"Several names or indices"_s);
    row(u"$['a','b']"_s, u"Several names or indices"_s);
    row(u"$$.Execution.Id"_s, u"use “$._context”"_s);
    row(u"States.Format('{}', $.a)"_s, u"use an expression"_s);
    row(u"$.l[?(@.x == ']')]"_s, u"Filters are not available"_s);
    row(u"$.l[?(@.x"_s, u"“]” is missing"_s);
    row(u"$.l[(@.length-1)]"_s, u"Filters are not available"_s);
}

void JsonPathTest::refuses()
{
    QFETCH(QString, path);
    QFETCH(QString, part);
    const QString text = readText(path, json("{}"));
    QVERIFY2(text.startsWith(u'!'), qPrintable(text));
    QVERIFY2(text.contains(part), qPrintable(text));
}

void JsonPathTest::kinds()
{
    const auto parsed = [](QStringView text) { return std::get<JsonPath>(JsonPath::parse(text)); };
    QVERIFY(parsed(u"$.a[-1]").isDefinite());
    QVERIFY(parsed(u"$").isDefinite());
    QVERIFY(!parsed(u"$.a[1:]").isDefinite());
    QVERIFY(parsed(u"$.a[1:]").unusual().isEmpty());
    QVERIFY(!parsed(u"$.a[*]").unusual().isEmpty());
    QVERIFY(!parsed(u"$..a").unusual().isEmpty());
    QVERIFY(parsed(u"$._context.x").isContext());
    QVERIFY(!parsed(u"$._contexts").isContext());
    QCOMPARE(parsed(u"$.l[?(@.a > 1)].b").steps.at(1).filter, u"?(@.a > 1)"_s);
}

void JsonPathTest::hostilePaths()
{
    core::Json wide = core::Json::array();
    for (int i = 0; i < 400; ++i)
        wide.push_back(core::Json::array({i}));
    const core::Json state{{"l", wide}};
    core::Json deep = 1;
    for (int i = 0; i < 200; ++i)
        deep = core::Json::array({std::move(deep)});
    QVERIFY(readText(u"$"_s + u"..*"_s.repeated(60), deep).contains(u"more than 100000 places"_s));
    QVERIFY(readText(u"$"_s + u".a"_s.repeated(3000), state).contains(u"at most 4096 characters"_s));
    QVERIFY(readText(u"$"_s + u".a"_s.repeated(300), state).contains(u"at most 256 steps"_s));
    const core::Json large{{"a", std::string(1'000'000, 'x')}, {"l", wide}};
    QVERIFY(readText(u"$..*"_s, large).size() > 1'000'000);
    core::Json copies = core::Json::array();
    for (int i = 0; i < 20; ++i)
        copies = core::Json{{"in", copies}, {"big", std::string(3'000'000 / (i + 1), 'x')}};
    QVERIFY(readText(u"$..*"_s, copies).contains(u"too large"_s));
}

void JsonPathTest::writes_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &path, const QString &expected) {
        QTest::newRow(name) << path << expected;
    };
    row("absent", QString(), u"{\"new\":1}"_s);
    row("root", u"$"_s, u"{\"new\":1}"_s);
    row("beside", u"$.b"_s, u"{\"a\":{\"x\":0},\"l\":[[1],{\"y\":2}],\"b\":{\"new\":1}}"_s);
    row("replaced, not merged", u"$.a"_s, u"{\"a\":{\"new\":1},\"l\":[[1],{\"y\":2}]}"_s);
    row("within", u"$.a['b c']"_s, u"{\"a\":{\"x\":0,\"b c\":{\"new\":1}},\"l\":[[1],{\"y\":2}]}"_s);
    row("made on the way", u"$.b.c.d"_s,
        u"{\"a\":{\"x\":0},\"l\":[[1],{\"y\":2}],\"b\":{\"c\":{\"d\":{\"new\":1}}}}"_s);
    row("item", u"$.l[0]"_s, u"{\"a\":{\"x\":0},\"l\":[{\"new\":1},{\"y\":2}]}"_s);
    row("in an item", u"$.l[1].z.z"_s, u"{\"a\":{\"x\":0},\"l\":[[1],{\"y\":2,\"z\":{\"z\":{\"new\":1}}}]}"_s);
    row("context as a part", u"$.a._context"_s, u"{\"a\":{\"x\":0,\"_context\":{\"new\":1}},\"l\":[[1],{\"y\":2}]}"_s);
}

void JsonPathTest::writes()
{
    QFETCH(QString, path);
    core::Json state = json(R"({"a":{"x":0},"l":[[1],{"y":2}]})");
    const auto error = flowlang::writePath(state, path, json(R"({"new":1})"));
    QVERIFY2(!error, error ? qPrintable(error->cause) : "");
    QTEST(QString::fromUtf8(core::toBytes(state)), "expected");
}

void JsonPathTest::refusesToWrite_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("part");
    const auto row = [](const QString &path, const QString &part) { QTest::newRow(qPrintable(path)) << path << part; };
    row(u"$.a.x.y"_s, u"“y” is asked of something that is no object"_s);
    row(u"$.n.y"_s, u"no object"_s);
    row(u"$.l.y"_s, u"no object"_s);
    row(u"$.a[0]"_s, u"no array to index"_s);
    row(u"$.l[2]"_s, u"out of range"_s);
    row(u"$.b[0]"_s, u"no array below “b”"_s);
    row(u"$.b.c[0].d"_s, u"no array below “b”"_s);
    row(u"$.l[-1]"_s, u"negative"_s);
    row(u"$.l[0:1]"_s, u"slices"_s);
    row(u"$.*"_s, u"wildcards"_s);
    row(u"$..a"_s, u"wildcards"_s);
    row(u"$.l[?(@)]"_s, u"filters"_s);
    row(u"$._context"_s, u"read-only"_s);
    row(u"$['_context'].run_id"_s, u"read-only"_s);
    row(u"a"_s, u"begins with"_s);
}

void JsonPathTest::refusesToWrite()
{
    QFETCH(QString, path);
    QFETCH(QString, part);
    core::Json state = json(R"({"a":{"x":0},"l":[[1],{"y":2}],"n":null})");
    const QByteArray before = core::toBytes(state);
    const auto error = flowlang::writePath(state, path, 1);
    QVERIFY(error);
    QCOMPARE(error->name, u"States.ResultPathMatchFailure"_s);
    QVERIFY2(error->cause.contains(part), qPrintable(error->cause));
    QVERIFY(error->cause.contains(path));
    QCOMPARE(core::toBytes(state), before);
}

//! A loop that stores the run state in itself must end in a message, not in a stack overflow.
void JsonPathTest::keepsTheStateShallow()
{
    core::Json state = json("{}");
    const QString path = u"$"_s + u".a"_s.repeated(100);
    QVERIFY(!flowlang::writePath(state, path, state));
    QVERIFY(!flowlang::writePath(state, path, state));
    const auto error = flowlang::writePath(state, path, state);
    QVERIFY(error);
    QVERIFY(error->cause.contains(u"deeper than 256"_s));
}

FLOWS_TEST(tst_jsonpath, JsonPathTest)
#include "tst_jsonpath.moc"
