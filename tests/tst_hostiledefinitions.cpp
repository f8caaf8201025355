#include "support/testmain.h"

#include "core/ids.h"
#include "emulator/validation/dataaccess.h"
#include "emulator/validation/neededscopes.h"
#include "emulator/validation/statereads.h"
#include "emulator/validation/statewrites.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator::validation;
using core::Json;

namespace {

qint64 nodes(const Shape &shape)
{
    qint64 count = 1;
    for (const auto &[name, member] : shape.members())
        count += nodes(member);
    return count;
}

int depth(const Shape &shape)
{
    int deepest = 0;
    for (const auto &[name, member] : shape.members())
        deepest = std::max(deepest, depth(member));
    return 1 + deepest;
}

std::string numbered(const char *prefix, int number)
{
    return prefix + std::to_string(number);
}

//! An object of that many members.
Json members(const char *prefix, int count, const Json &value)
{
    Json::object_t object;
    for (int i = 0; i < count; ++i)
        object.emplace_back(numbered(prefix, i), value);
    return object;
}

//! `k0.$`, `k1.$`, …: that many copies of the whole run state.
Json copies(int count)
{
    Json::object_t object;
    for (int i = 0; i < count; ++i)
        object.emplace_back(numbered("k", i) + ".$", "$");
    return object;
}

Json pass(const char *key, Json value)
{
    return {{"Type", "Pass"}, {key, std::move(value)}};
}

//! The states one behind the other, as a definition.
Json inARow(std::vector<Json> states)
{
    Json::object_t all;
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (i + 1 < states.size())
            states[i]["Next"] = "s" + std::to_string(i + 1);
        else
            states[i]["End"] = true;
        all.emplace_back("s" + std::to_string(i), std::move(states[i]));
    }
    return {{"StartAt", "s0"}, {"States", std::move(all)}};
}

//! Two states; the second leads to very many, by its rules or its catchers.
Json wide(const Json &first, Json second, const char *list, int count)
{
    Json definition = inARow({first, pass("Comment", "x")});
    Json ways = Json::array();
    Json::object_t states = definition["States"].get_ref<const Json::object_t &>();
    for (int i = 0; i < count; ++i) {
        ways.push_back({{"Next", numbered("t", i)}});
        states.emplace_back(numbered("t", i), Json{{"Type", "Fail"}});
    }
    second[list] = std::move(ways);
    definition["States"] = std::move(states);
    definition["States"]["s1"] = std::move(second);
    return definition;
}

} // namespace

//! Definitions and schemas of a mebibyte that are meant to cost: the analysis counts what it does, and gives up.
class HostileDefinitionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNodeIsPaidFor_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("constant") << core::toBytes(pass("Result", members("a", 100, members("b", 5, 1))));
        QTest::newRow("copies") << core::toBytes(pass("Parameters", copies(50)));
        QTest::newRow("copies of copies")
            << core::toBytes(pass("Parameters", {{"a", copies(5)}, {"b.$", "$"}, {"c", {{"d", copies(7)}}}}));
        QTest::newRow("path") << core::toBytes(pass("InputPath", "$"));
        QTest::newRow("in and out again") << core::toBytes({{"Type", "Pass"}, {"ResultPath", "$.x"}});
    }
    void everyNodeIsPaidFor()
    {
        QFETCH(QByteArray, state);
        ShapeBudget budget;
        const Shape before = Shape::ofValue(members("m", 30, members("n", 3, 1)), 0, budget);
        const qint64 paid = budget.spent();
        QVERIFY(paid >= nodes(before) - 1); // all but the root
        const Json parsed = *core::parseJson(state).value;
        const std::optional<Shape> output = outputOf(parsed, before, budget);
        QVERIFY(output.has_value());
        QVERIFY(budget.spent() - paid >= nodes(*output) - 1);
        Shape joined(Shape::Kind::Leaf);
        const qint64 beforeJoin = budget.spent();
        QVERIFY(joined.join(*output, budget));
        QVERIFY(budget.spent() - beforeJoin >= nodes(joined) - 1);
        // With too little nothing is made, but for what was paid.
        ShapeBudget little(nodes(*output) / 2);
        QVERIFY_THROWS_EXCEPTION(BudgetSpent, (void)outputOf(parsed, before, little));
        QVERIFY(little.hasRefused());
        QVERIFY(little.spent() <= nodes(*output) / 2);
    }

    void longNamesCostMore()
    {
        ShapeBudget budget;
        (void)Shape::ofValue({{std::string(100'000, 'x'), 1}}, 0, budget);
        QVERIFY(budget.spent() > 3000);
    }

    //! However often something is put into something else, eight levels are told apart.
    void shapesStayShallow()
    {
        ShapeBudget budget;
        const Json wrap = pass("Parameters", {{"a.$", "$"}, {"b", {{"c.$", "$.a"}}}});
        Shape shape(Shape::Kind::Object);
        for (int i = 0; i < 20; ++i) {
            shape = *outputOf(wrap, shape, budget);
            QVERIFY(depth(shape) <= Shape::deepest + 1);
            Shape outer = shape.copied(0, budget);
            writeAt(outer, {{"ResultPath", "$.x.y"}}, shape.copied(0, budget), budget);
            QVERIFY(depth(outer) <= Shape::deepest + 1);
        }
        QVERIFY(!budget.hasRefused());
    }

    void giveUpInTime_data()
    {
        QTest::addColumn<QByteArray>("definition");
        QTest::addColumn<QByteArray>("schema"); // empty: none
        const auto row = [](const char *name, const Json &definition, const Json &schema = {}) {
            QTest::newRow(name) << core::toBytes(definition)
                                << (schema.is_null() ? QByteArray() : core::toBytes(schema));
        };
        std::vector<Json> doubling(9000, pass("Parameters", {{"a.$", "$"}, {"b.$", "$"}}));
        row("doubled again and again", inARow(doubling));
        const Json large = pass("Result", members("m", 35'000, 1));
        row("large and copied often", inARow({large, pass("Parameters", copies(40'000))}));
        row("long names copied often",
            inARow({pass("Result", {{std::string(400'000, 'x'), 1}}), pass("Parameters", copies(40'000))}));
        row("copied in nested places",
            inARow({large, pass("Parameters", {{"a", {{"b", copies(17'000)}, {"c", copies(17'000)}}}})}));
        row("a choice of many states", wide(large, {{"Type", "Choice"}}, "Choices", 8000));
        row("many catchers", wide(large, {{"Type", "Action"}, {"End", true}}, "Catch", 8000));
        row("a schema that contains itself", inARow({pass("Comment", "x")}),
            {{"type", "object"},
             {"additionalProperties", false},
             {"properties", members("p", 30'000, {{"$ref", "#"}})}});
    }
    void giveUpInTime()
    {
        QFETCH(QByteArray, definition);
        QFETCH(QByteArray, schema);
        QVERIFY(definition.size() + schema.size() < 1024 * 1024);
        const Json parsed = *core::parseJson(definition).value;
        ShapeBudget budget;
        const auto refused =
            impossibleAccess(StateGraph(parsed), schema.isEmpty() ? Json() : *core::parseJson(schema).value, budget);
        QVERIFY(!refused); // what can not be looked through is not held against anybody
        QVERIFY(budget.hasRefused());
        QVERIFY(budget.spent() <= ShapeBudget::most);
    }

    //! Places are long where Parameters are deep: only those that are told are made.
    void readsAreCounted()
    {
        Json::object_t inner;
        for (int i = 0; i < 60'000; ++i)
            inner.emplace_back(numbered("k", i) + ".$", "$.x");
        Json parameters = std::move(inner);
        for (int level = 0; level < 240; ++level)
            parameters = {{"a", std::move(parameters)}};
        const Json definition = inARow({pass("Result", {{"y", 1}}), pass("Parameters", parameters)});
        const StateGraph graph(definition);
        ShapeBudget budget;
        const QList<Read> reads = impossibleReads(graph, 1, Shape(Shape::Kind::Object));
        QCOMPARE(reads.size(), 100);
        QCOMPARE(reads.first().loc.size(), 3U + 1U + 240U + 1U);
        QCOMPARE(core::toQString(reads.first().loc.back().get<std::string>()), u"k0.$"_s);
        const auto refused = impossibleAccess(graph, {}, budget);
        QVERIFY(refused.has_value());
        QCOMPARE(refused->status, 422);
        QVERIFY(refused->body.size() < 2000);
    }

    //! However many states call something, it is looked for once.
    void scopesAreAskedForOnce()
    {
        const std::string flow = core::toStd(core::newId());
        const std::string api = core::toStd(core::newId());
        std::vector<Json> states;
        for (int i = 0; i < 1000; ++i) {
            states.push_back({{"Type", "Action"}, {"ActionUrl", "https://flows.globus.org/flows/" + flow}});
            states.push_back({{"Type", "Action"}, {"Handler", {{"Type", "RegisteredAPI"}, {"Id", api}}}});
        }
        const Json definition = inARow(std::move(states));
        int flows = 0;
        int apis = 0;
        const auto asked = [&](bool there) {
            return ScopeSources{[&flows, there](const QString &) {
                                    ++flows;
                                    return there;
                                },
                                [&apis, there](const QString &) {
                                    ++apis;
                                    return there ? std::optional(QStringList{u"scope"_s}) : std::nullopt;
                                },
                                true};
        };
        const NeededScopes needed = neededScopes(StateGraph(definition), asked(true));
        QCOMPARE(needed.problem, QString());
        QCOMPARE(needed.scopes["User"].size(), 2U);
        QCOMPARE(flows, 1);
        QCOMPARE(apis, 1);
        QVERIFY(!neededScopes(StateGraph(definition), asked(false)).problem.isEmpty());
        QCOMPARE(flows + apis, 3); // it ends with the first that is not there
    }
};

FLOWS_TEST(tst_hostiledefinitions, HostileDefinitionsTest)
#include "tst_hostiledefinitions.moc"
