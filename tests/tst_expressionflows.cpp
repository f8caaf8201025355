#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/evaluate.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using core::Json;
using flowlang::Evaluated;
using flowlang::evaluateExpression;
using flowlang::EvaluationError;

namespace {

//! All values of keys that end with `.=`.
void collect(const Json &value, QStringList &expressions)
{
    for (auto it = value.begin(); it != value.end(); ++it) {
        if (value.is_object() && it.key().ends_with(".="))
            expressions += core::toQString(it->get<std::string>());
        else if (it->is_structured())
            collect(*it, expressions);
    }
}

QString textOf(const Json &value)
{
    return core::toQString(value.get<std::string>());
}

} // namespace

//! Every expression of the example flows, on states as their runs have them: flow, expression, state, expected value.
class ExpressionFlowsTest final : public QObject
{
    Q_OBJECT

private:
    const Json m_table = testsupport::jsonFile(u"expressions/examples.json"_s);

private Q_SLOTS:
    void examples_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Json &row : m_table["results"])
            QTest::addRow("%s: %s, %s", row[0].get<std::string>().c_str(), row[1].get<std::string>().c_str(),
                          row[2].get<std::string>().c_str())
                << index++;
    }

    void examples()
    {
        QFETCH(int, index);
        const Json &row = m_table["results"][std::size_t(index)];
        const Json &state = m_table["states"][row[2].get<std::string>()];
        const Evaluated result = evaluateExpression(textOf(row[1]), {state, m_table["context"]});
        if (const auto *error = std::get_if<EvaluationError>(&result))
            QFAIL(qPrintable(error->cause));
        QCOMPARE(core::toBytes(std::get<Json>(result)), core::toBytes(row[3]));
    }

    //! The table has every expression that the example flows have, and no other.
    void tableIsWhole()
    {
        QSet<QString> inTable;
        for (const Json &row : m_table["results"])
            inTable.insert(textOf(row[0]) + u": "_s + textOf(row[1]));
        QSet<QString> inFlows;
        const QStringList flows = testsupport::exampleFlows();
        for (const QString &flow : flows) {
            QStringList expressions;
            collect(testsupport::jsonFile(u"example-flows/%1/definition.json"_s.arg(flow)), expressions);
            for (const QString &expression : std::as_const(expressions))
                inFlows.insert(flow + u": "_s + expression);
        }
        QVERIFY(!inFlows.isEmpty());
        QCOMPARE(inTable, inFlows);
    }
};

FLOWS_TEST(tst_expressionflows, ExpressionFlowsTest)

#include "tst_expressionflows.moc"
