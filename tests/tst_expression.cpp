#include "support/jsondata.h"
#include "support/testmain.h"

#include "flowlang/evaluate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using core::Json;
using flowlang::Evaluated;
using flowlang::evaluateExpression;
using flowlang::EvaluationError;

//! Tables of expressions with what they must give. `expressions/python.json` holds what Python itself gives for them,
//! `expressions/flows.json` what is Globus' own, and what must be refused.
class ExpressionTest final : public QObject
{
    Q_OBJECT

private:
    static void addResults(const char *file)
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("expected");
        const Json table = testsupport::jsonFile(QLatin1String(file));
        for (const Json &row : table["results"]) {
            const QString expression = core::toQString(row[0].get<std::string>());
            QTest::newRow(qPrintable(expression)) << expression << QString::fromUtf8(core::toBytes(row[1]));
        }
    }

    void check(const char *file)
    {
        QFETCH(QString, expression);
        QFETCH(QString, expected);
        if (m_file != QLatin1String(file)) {
            m_file = QLatin1String(file);
            m_table = testsupport::jsonFile(m_file);
        }
        const Json context = m_table.contains("context") ? m_table["context"] : Json::object();
        const Evaluated result = evaluateExpression(expression, {m_table["state"], context});
        if (const auto *error = std::get_if<EvaluationError>(&result))
            QFAIL(qPrintable(error->cause));
        QCOMPARE(QString::fromUtf8(core::toBytes(std::get<Json>(result))), expected);
    }

    QString m_file;
    Json m_table;

private Q_SLOTS:
    void asPython_data() { addResults("expressions/python.json"); }
    void asPython() { check("expressions/python.json"); }

    void asGlobus_data() { addResults("expressions/flows.json"); }
    void asGlobus() { check("expressions/flows.json"); }

    void refused_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<int>("character");
        QTest::addColumn<QString>("words");
        const Json table = testsupport::jsonFile(u"expressions/flows.json"_s);
        for (const Json &row : table["errors"]) {
            const QString expression = core::toQString(row[0].get<std::string>());
            QTest::newRow(qPrintable(u'|' + expression + u'|'))
                << expression << row[1].get<int>() << core::toQString(row[2].get<std::string>());
        }
    }

    void refused()
    {
        QFETCH(QString, expression);
        QFETCH(int, character);
        QFETCH(QString, words);
        const Json table = testsupport::jsonFile(u"expressions/flows.json"_s);
        const Evaluated result = evaluateExpression(expression, {table["state"], table["context"]});
        QVERIFY2(std::holds_alternative<EvaluationError>(result), "it was evaluated");
        const auto &error = std::get<EvaluationError>(result);
        QCOMPARE(error.name, u"States.Runtime"_s);
        QVERIFY2(error.cause.startsWith(u"The expression '"_s + expression + u'\''), qPrintable(error.cause));
        QVERIFY2(error.cause.contains(u"at character %1: "_s.arg(character)), qPrintable(error.cause));
        QVERIFY2(error.cause.contains(words), qPrintable(error.cause));
    }

    void stateThatIsNoObject()
    {
        const Json none;
        const Evaluated result = evaluateExpression(u"a", {none, none});
        QVERIFY(std::holds_alternative<EvaluationError>(result));
        QVERIFY(std::get<Json>(evaluateExpression(u"_context", {none, none})).is_null());
    }

    void resultsDoNotShareTheState()
    {
        Json state = testsupport::json(R"({"a": [1, 2]})");
        const Json context = Json::object();
        const Evaluated result = evaluateExpression(u"{'b': a}", {state, context});
        state["a"][0] = 5;
        QCOMPARE(core::toBytes(std::get<Json>(result)), QByteArray(R"({"b":[1,2]})"));
    }
};

FLOWS_TEST(tst_expression, ExpressionTest)

#include "tst_expression.moc"
