#include "support/testmain.h"

#include "flowlang/expression/parser.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace flowlang::expression;

//! The tree and the positions, as a linter uses them.
class ExpressionSyntaxTest final : public QObject
{
    Q_OBJECT

private:
    static Expression parsed(QStringView text)
    {
        auto result = parseExpression(text);
        return std::holds_alternative<Expression>(result) ? std::get<Expression>(result) : Expression();
    }

private Q_SLOTS:
    void errorHasAPosition()
    {
        const auto result = parseExpression(u"a + lambda");
        QVERIFY(std::holds_alternative<SyntaxError>(result));
        const auto &error = std::get<SyntaxError>(result);
        QCOMPARE(error.position, 4);
        QCOMPARE(error.message, u"'lambda' is not available in expressions."_s);
    }

    void positionsCountUtf16()
    {
        const auto result = parseExpression(u"'🌍' + $");
        QCOMPARE(std::get<SyntaxError>(result).position, 7);
    }

    void missingEndIsBehindTheText()
    {
        const auto result = parseExpression(u"a +");
        QCOMPARE(std::get<SyntaxError>(result).position, 3);
    }

    void treeOutlivesTheText()
    {
        Expression expression;
        {
            const QString text = u"is_present('a.b') and c"_s;
            expression = parsed(text);
        }
        QCOMPARE(expression.text, u"is_present('a.b') and c"_s);
        QVERIFY(expression.root);
        const auto &logic = std::get<Logic>(expression.root->what);
        QVERIFY(logic.isAnd);
        QCOMPARE(logic.operands.size(), std::size_t(2));
        const auto &call = std::get<Postfix>(logic.operands[0]->what);
        QCOMPARE(std::get<Name>(call.base->what).name, u"is_present"_s);
        const auto &arguments = std::get<Postfix::Call>(call.steps[0].what).arguments;
        QCOMPARE(fromText(std::get<Literal>(arguments[0].value->what).value.toText()), u"a.b"_s);
        QCOMPARE(arguments[0].value->position, 11);
        QCOMPARE(logic.operands[1]->position, 22);
    }

    void valuesInFormattedTextKeepTheirPlace()
    {
        const Expression expression = parsed(u"'x' f'a{b}'");
        const auto &text = std::get<FormattedText>(expression.root->what);
        QCOMPARE(text.parts.size(), std::size_t(1));
        QCOMPARE(fromText(text.parts[0].text), u"xa"_s);
        QCOMPARE(text.parts[0].value->position, 8);
    }

    void chainsAreFlat()
    {
        const Expression expression = parsed(u"a.b[0].c()");
        QCOMPARE(std::get<Postfix>(expression.root->what).steps.size(), std::size_t(4));
        const Expression sum = parsed(u"1 + 2 - 3 + 4");
        QCOMPARE(std::get<Arithmetic>(sum.root->what).steps.size(), std::size_t(3));
    }
};

FLOWS_TEST(tst_expressionsyntax, ExpressionSyntaxTest)

#include "tst_expressionsyntax.moc"
