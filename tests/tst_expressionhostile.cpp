#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/evaluate.h"
#include "flowlang/expression/limits.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using core::Json;
using flowlang::Evaluated;
using flowlang::evaluateExpression;
using flowlang::EvaluationError;

namespace {

//! The words of the error, or "ok".
QString outcome(const QString &expression, const Json &state)
{
    static const Json context = testsupport::json(R"({"run_id": "r"})");
    const Evaluated result = evaluateExpression(expression, {state, context});
    const auto *error = std::get_if<EvaluationError>(&result);
    return error == nullptr ? u"ok"_s : error->cause;
}

QString outcome(const QString &expression)
{
    static const Json state = testsupport::json(R"({"a": {"b": [1, 2, 3]}, "s": "text", "n": 5})");
    return outcome(expression, state);
}

//! A run state as large as one may be, in one string, in many strings or in many keys.
Json largeState()
{
    Json state = Json::object();
    state["x"] = std::string(150'000, 'x');
    state["o"] = {{"x", state["x"]}};
    state["l"] = Json::array({state["x"]});
    Json &many = state["many"] = Json::array();
    for (int i = 0; i < 300; ++i)
        many.push_back(std::string(500, 'y'));
    Json::object_t wide;
    for (int i = 0; i < 10'000; ++i)
        wide.emplace_back("k" + std::to_string(i), i);
    state["wide"] = std::move(wide);
    return state;
}

QString times(const QString &text, int count)
{
    return text.repeated(count);
}

//! A set of all tuples of this length that hold None and 0.
QString keysOfNoneAndZero(int length)
{
    QStringList names;
    QString clauses;
    for (int i = 0; i < length; ++i) {
        names += u'n' + QString::number(i);
        clauses += u" for %1 in [None,0]"_s.arg(names.last());
    }
    return u"len(set([(%1)%2]))"_s.arg(names.join(u','), clauses);
}

//! A key of two to the power of `depth` numbers, most of them shared.
QString tupleOfTuples(int depth)
{
    QString clauses = u" for t0 in [1]"_s;
    for (int i = 1; i <= depth; ++i)
        clauses += u" for t%1 in [(t%2,t%2)]"_s.arg(i).arg(i - 1);
    return u"len(set([t%1%2]))"_s.arg(depth).arg(clauses);
}

} // namespace

//! Expressions that want too much: each ends soon, with a message or a result, and never with a crash.
class ExpressionHostileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limits_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QString &expression, const QString &words) {
            QTest::newRow(name) << expression << words;
        };
        row("longest", u"1"_s + times(u"+1"_s, 4999) + u' ', u"ok"_s);
        row("too long", u"1"_s + times(u"+1"_s, 5000), u"longer than 10000"_s);
        row("parentheses", times(u"("_s, 99) + u'1' + times(u")"_s, 99), u"ok"_s);
        row("deep parentheses", times(u"("_s, 100) + u'1' + times(u")"_s, 100), u"more than 100 deep"_s);
        row("deeper parentheses", times(u"("_s, 9000), u"more than 100 deep"_s);
        row("brackets", times(u"["_s, 9000), u"more than 100 deep"_s);
        row("braces", times(u"{1:"_s, 3000), u"more than 100 deep"_s);
        row("indices", times(u"a["_s, 4000), u"more than 100 deep"_s);
        row("calls", times(u"len("_s, 2000), u"more than 100 deep"_s);
        row("powers", times(u"1**"_s, 3000) + u'1', u"more than 100 deep"_s);
        row("targets", u"[1 for "_s + times(u"("_s, 5000), u"more than 100 deep"_s);
        row("signs", times(u"-"_s, 9998) + u'1', u"ok"_s);
        row("nots", times(u"not "_s, 2400) + u'1', u"ok"_s);
        row("conditionals", times(u"0 if 0 else "_s, 800) + u'1', u"ok"_s);
        row("ands", times(u"1 and "_s, 1600) + u'1', u"ok"_s);
        row("comparisons", times(u"1<="_s, 3300) + u'1', u"ok"_s);
        row("attributes", u"n"_s + times(u".n"_s, 4900), u"no 'n' in an integer"_s);
        row("subscripts", u"s"_s + times(u"[0]"_s, 3300), u"ok"_s);
        row("clauses", u"[1"_s + times(u" for a in[0]"_s, 830) + u']', u"ok"_s);
        row("every rank at every depth",
            times(u"1 if 0 else 0 or 1 and not 0==1+1*-1**["_s, 49) + u'1' + times(u"][0]"_s, 49), u"ok"_s);
        row("long text", u"'a'*100000"_s, u"ok"_s);
        row("too long text", u"'a'*100001"_s, u"more than 100000 characters"_s);
        row("joined text", u"'a'*60000+'b'*60000"_s, u"more than 100000 characters"_s);
        row("overflowing repetition", u"'ab'*9223372036854775807"_s, u"more than 100000 characters"_s);
        row("overflowing list", u"[1,2]*9223372036854775807"_s, u"more than 100000 members"_s);
        row("nothing repeated", u"''*9223372036854775807+'x'"_s, u"ok"_s);
        row("long list", u"len([0]*100000)"_s, u"ok"_s);
        row("lists of lists", u"[[[0]*1000]*1000]*1000"_s, u"too large"_s);
        row("text of lists", u"str([[[0]*1000]*1000]*1000)"_s, u"more than 100000 characters"_s);
        row("comparing shared lists", u"[[[0]*999]*999]*99==[[[0]*999]*999]*99"_s, u"too much work"_s);
        row("joined", u"('x'*1000).join(['y']*1000)"_s, u"more than 100000 characters"_s);
        row("replaced", u"('x'*1000).replace('x','y'*1000)"_s, u"more than 100000 characters"_s);
        row("filled", u"''.zfill(9223372036854775807)"_s, u"more than 100000 characters"_s);
        row("formatted", u"f\"{'x'*60000}{'y'*60000}\""_s, u"more than 100000 characters"_s);
        row("search", u"('a'*99999).find('a'*50000+'b')"_s, u"ok"_s);
        row("search from the right", u"('a'*99999).rfind('b'+'a'*50000)"_s, u"ok"_s);
        row("stripped", u"[('a'*90000).strip('b'*90000+'a') for x in range(99)]"_s, u"too much work"_s);
        row("steps", u"[1 for x in range(10000)]"_s, u"ok"_s);
        row("too many steps", u"[1 for x in range(10001)]"_s, u"more than 10000 steps"_s);
        row("steps of all comprehensions", u"[[1 for y in range(999)] for x in range(999)]"_s, u"10000 steps"_s);
        row("steps of two clauses", u"[1 for x in range(101) for y in range(101)]"_s, u"10000 steps"_s);
        row("steps that yield nothing", u"[1 for x in range(100000) if 0]"_s, u"10000 steps"_s);
        row("text a step", u"[str(x)*20000 for x in range(9999)]"_s, u"too much work"_s);
        row("range", u"range(9223372036854775807)"_s, u"100000 members"_s);
        row("range at the end", u"range(9223372036854775800, 9223372036854775807, 5)"_s, u"ok"_s);
        row("sum of lists", u"sum([[0]*1000]*1000, [])"_s, u"too much work"_s);
        row("sorting", u"len(sorted([x*7919%10007 for x in range(9000)]))"_s, u"ok"_s);
        row("sorting nan", u"len(sorted([float('nan'),1,2]*999))"_s, u"ok"_s);
        row("powers of powers", u"9**9**9"_s, u"4000000"_s);
        row("exponent", u"1**4000000"_s, u"ok"_s);
        row("digits", u"round(1.5, 9223372036854775807)"_s, u"ok"_s);
        row("negative digits", u"round(1.5, -9223372036854775807)"_s, u"ok"_s);
        row("smallest integer", u"(-9223372036854775807-1) % -1"_s, u"ok"_s);
        row("keys of None and 0", keysOfNoneAndZero(12), u"ok"_s);
        row("tuples of tuples as a key", tupleOfTuples(60), u"too much work"_s);
        row("tuple keys", u"{((((1,),),),):1}"_s, u"can not be a key in the result"_s);
        row("reference", u"is_present('a"_s + times(u".b"_s, 4000) + u"')"_s, u"ok"_s);
        row("null character", u"'a\0b'"_s, u"ok"_s);
        row("lone surrogate", u"'"_s + QChar(0xd800) + u'\'', u"ok"_s);
        row("lone surrogate outside", QString(QChar(0xdc00)), u"no meaning"_s);
        row("digits of other scripts", u"٣"_s, u"no meaning"_s);
        row("backslash at the end", u"'\\"_s, u"no closing quote"_s);
        row("brace at the end", u"f'{"_s, u"no closing quote"_s);
        row("braces in braces", u"f'{{{'"_s, u"not closed"_s);
        row("quote in braces", u"f'{\"}'"_s, u"not closed"_s);
    }

    void limits()
    {
        QFETCH(QString, expression);
        QFETCH(QString, words);
        const QString result = outcome(expression);
        if (words == u"ok"_s)
            QCOMPARE(result, words);
        else
            QVERIFY2(result.contains(words), qPrintable(result.right(300)));
        QVERIFY(result.size() < 2000);
    }

    //! Each value that is taken from the run state is paid for, however it is reached. (Unpaid for, the rows would hold
    //! up to some hundred megabytes each, and a hundred times that with as many steps as there may be.)
    void largeStates_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QString &expression, const QString &words) {
            QTest::newRow(name) << expression << words;
        };
        const auto often = [](const QString &element) { return u"len([%1 for i in range(300)])"_s.arg(element); };
        row("by name, once", u"len(x)"_s, u"ok"_s);
        row("by path, once", u"len(`$.x`)"_s, u"ok"_s);
        row("few times", u"len([x for i in range(20)])"_s, u"ok"_s);
        row("lists cost nothing", often(u"many"_s), u"ok"_s);
        row("by name", often(u"x"_s), u"too much work"_s);
        row("bare names", times(u"x and "_s, 1600) + u"1"_s, u"too much work"_s);
        row("by key", often(u"o['x']"_s), u"too much work"_s);
        row("by attribute", often(u"o.x"_s), u"too much work"_s);
        row("by index", often(u"l[0]"_s), u"too much work"_s);
        row("by slice", often(u"l[0:]"_s), u"too much work"_s);
        row("by method", often(u"o.get('x')"_s), u"too much work"_s);
        row("values", often(u"o.values()"_s), u"too much work"_s);
        row("pairs", often(u"o.items()"_s), u"too much work"_s);
        row("reference", often(u"getattr('o.x')"_s), u"too much work"_s);
        row("joined lists", often(u"l+l"_s), u"too much work"_s);
        row("membership", often(u"'y' in l"_s), u"too much work"_s);
        row("equality", often(u"l==['x']"_s), u"too much work"_s);
        row("turns", u"[0 for i in range(300) for t in l]"_s, u"too much work"_s);
        row("definite path", often(u"`$.x`"_s), u"too much work"_s);
        row("path with a slice", often(u"`$.l[0:]`"_s), u"too much work"_s);
        row("path with a wildcard", often(u"`$.*`"_s), u"too much work"_s);
        row("path to many", u"[`$.many[*]` for i in range(9999)]"_s, u"too much work"_s);
        row("path everywhere", u"[`$..*` for i in range(9999)]"_s, u"too much work"_s);
        row("a key among many", u"[wide.k9999 for i in range(9999)]"_s, u"too much work"_s);
        row("a path among many", u"[`$.wide.k9999` for i in range(9999)]"_s, u"too much work"_s);
    }

    void largeStates()
    {
        static const Json state = largeState();
        QFETCH(QString, expression);
        QFETCH(QString, words);
        const QString result = outcome(expression, state);
        if (words == u"ok"_s)
            QCOMPARE(result, words);
        else
            QVERIFY2(result.contains(words), qPrintable(result.right(300)));
    }

    //! Bare names are looked for among the keys of the state.
    void wideState()
    {
        static const Json state = largeState()["wide"];
        QCOMPARE(outcome(u"[k9999 for i in range(99)][0]"_s, state), u"ok"_s);
        QVERIFY(outcome(u"[k9999 for i in range(9999)]"_s, state).contains(u"too much work"_s));
    }

    //! A state that is nested deeper than any parser reads, as a loop of runs could build it.
    void deepState()
    {
        Json state = Json::object();
        Json nested = 1;
        for (int i = 0; i < 600; ++i)
            nested = Json::array({std::move(nested)});
        state["x"] = std::move(nested);
        const Json context = Json::object();
        for (const QString &expression : {u"x"_s, u"str(x)"_s, u"[x]"_s, u"[x] == [[x][0]]"_s, u"x < [x]"_s}) {
            const Evaluated result = evaluateExpression(expression, {state, context});
            QVERIFY2(std::holds_alternative<EvaluationError>(result) || expression.contains(u"=="_s),
                     qPrintable(expression));
        }
        QVERIFY(std::holds_alternative<Json>(evaluateExpression(u"len(x)", {state, context})));
    }

    //! Random pieces of the grammar: nothing but a value or a message may come of them.
    void anyOrder()
    {
        static const QStringList pieces{
            u"a"_s,      u"s"_s,       u"n"_s,    u"1"_s,        u"2.5"_s,   u"'x'"_s,   u"f'{n}'"_s, u"("_s,
            u")"_s,      u"["_s,       u"]"_s,    u"{"_s,        u"}"_s,     u","_s,     u":"_s,      u"."_s,
            u"+"_s,      u"-"_s,       u"*"_s,    u"**"_s,       u"/"_s,     u"//"_s,    u"%"_s,      u" if "_s,
            u" else "_s, u" for "_s,   u" in "_s, u" not "_s,    u" or "_s,  u" and "_s, u" is "_s,   u"=="_s,
            u"<"_s,      u"len("_s,    u"str("_s, u"b"_s,        u"`$.a`"_s, u"`"_s,     u"'"_s,      u"\""_s,
            u"\\"_s,     u"None"_s,    u"True"_s, u"range("_s,   u"="_s,     u".get("_s, u"\n"_s,     u".split("_s,
            u"[0]"_s,    u"sorted("_s, u"0"_s,    u"_context"_s, u"f\"{"_s,  u"}\""_s};
        QRandomGenerator random(20240229);
        int values = 0;
        for (int i = 0; i < 20'000; ++i) {
            QString expression;
            const int length = random.bounded(1, 12);
            for (int piece = 0; piece < length; ++piece)
                expression += pieces[random.bounded(int(pieces.size()))];
            values += outcome(expression) == u"ok"_s ? 1 : 0;
        }
        QVERIFY(values > 100);
    }
};

FLOWS_TEST(tst_expressionhostile, ExpressionHostileTest)

#include "tst_expressionhostile.moc"
