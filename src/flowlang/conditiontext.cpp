#include "flowlang/definition.h"

#include <array>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

constexpr int maxDepth = 64; //!< of And, Or and Not; deeper ones are written as an ellipsis

//! How an operator reads between the variable and its operand. Source of the operators: flow-language.md 5.2.
struct Operator
{
    QLatin1StringView name;
    QStringView words;
};
constexpr std::array<Operator, 17> operators{{
    {"BooleanEquals"_L1, u"is"},
    {"NumericEquals"_L1, u"="},
    {"NumericGreaterThan"_L1, u">"},
    {"NumericGreaterThanEquals"_L1, u"≥"},
    {"NumericLessThan"_L1, u"<"},
    {"NumericLessThanEquals"_L1, u"≤"},
    {"StringEquals"_L1, u"is"},
    {"StringGreaterThan"_L1, u">"},
    {"StringGreaterThanEquals"_L1, u"≥"},
    {"StringLessThan"_L1, u"<"},
    {"StringLessThanEquals"_L1, u"≤"},
    {"StringMatches"_L1, u"matches"},
    {"TimestampEquals"_L1, u"is at"},
    {"TimestampGreaterThan"_L1, u"is after"},
    {"TimestampGreaterThanEquals"_L1, u"is at or after"},
    {"TimestampLessThan"_L1, u"is before"},
    {"TimestampLessThanEquals"_L1, u"is at or before"},
}};

//! The tests, whose operand says whether they are meant or their opposite.
constexpr std::array<Operator, 6> tests{{
    {"IsBoolean"_L1, u"a boolean"},
    {"IsNull"_L1, u"null"},
    {"IsNumeric"_L1, u"a number"},
    {"IsPresent"_L1, u"present"},
    {"IsString"_L1, u"a string"},
    {"IsTimestamp"_L1, u"a timestamp"},
}};

template<std::size_t N>
QStringView wordsOf(const std::array<Operator, N> &table, QStringView name)
{
    for (const Operator &entry : table) {
        if (entry.name == name)
            return entry.words;
    }
    return {};
}

//! A path as people read it: without the `$.` that every path has.
QString shortPath(const core::Json &value)
{
    if (!value.is_string())
        return QString::fromUtf8(core::toBytes(value));
    const QString path = core::toQString(value.get_ref<const std::string &>());
    return path.startsWith("$."_L1) ? path.mid(2) : path;
}

QString operandText(QStringView name, const core::Json &operand)
{
    if (name.startsWith("Timestamp"_L1) && operand.is_string())
        return core::toQString(operand.get_ref<const std::string &>());
    return QString::fromUtf8(core::toBytes(operand));
}

//! \returns nothing for a name that is no operator.
QString comparisonText(const QString &variable, const QString &name, const core::Json &operand)
{
    if (const QStringView words = wordsOf(tests, name); !words.isEmpty()) {
        const bool meant = !operand.is_boolean() || operand.get<bool>();
        return variable + (meant ? u" is "_s : u" is not "_s) + words;
    }
    if (const QStringView words = wordsOf(operators, name); !words.isEmpty())
        return variable + u' ' + words + u' ' + operandText(name, operand);
    constexpr auto suffix = "Path"_L1;
    if (!name.endsWith(suffix))
        return {};
    const QStringView words = wordsOf(operators, QStringView(name).chopped(suffix.size()));
    if (words.isEmpty() || name.startsWith("StringMatches"_L1))
        return {};
    return variable + u' ' + words + u' ' + shortPath(operand);
}

//! How tightly a text holds together; what is looser than its surroundings gets parentheses.
enum class Binding { Or, And, Comparison };

struct Text
{
    QString text;
    Binding binding = Binding::Comparison;
};

Text ruleText(const core::Json &rule, int depth);

//! `x is "a" or "b"` instead of `x is "a" or x is "b"`. \returns nothing if the members are not of that kind.
QString sameVariableText(const core::Json &members)
{
    QString text;
    std::string variable;
    std::string name;
    for (const core::Json &member : members) {
        if (!member.is_object() || member.size() != 2 || member.begin().key() != "Variable")
            return {};
        const auto comparison = std::next(member.begin());
        const bool equals = comparison.key() == "StringEquals" || comparison.key() == "NumericEquals";
        if (!member.begin()->is_string() || !equals)
            return {};
        if (text.isEmpty()) {
            variable = member.begin()->get<std::string>();
            name = comparison.key();
            text = comparisonText(shortPath(*member.begin()), core::toQString(name), *comparison);
        } else if (*member.begin() == variable && comparison.key() == name) {
            text += u" or "_s + operandText(core::toQString(name), *comparison);
        } else {
            return {};
        }
    }
    return text;
}

Text membersText(const core::Json &members, Binding binding, int depth)
{
    if (!members.is_array() || members.empty())
        return {u"…"_s};
    if (members.size() == 1)
        return ruleText(members.front(), depth + 1);
    if (binding == Binding::Or) {
        if (const QString text = sameVariableText(members); !text.isEmpty())
            return {text, Binding::Or};
    }
    QString text;
    for (const core::Json &member : members) {
        const Text part = ruleText(member, depth + 1);
        if (!text.isEmpty())
            text += binding == Binding::And ? u" and "_s : u" or "_s;
        // Mixed ones always get parentheses: nobody should have to know which binds tighter.
        const bool loose = part.binding != Binding::Comparison && part.binding != binding;
        text += loose ? QString(u'(' + part.text + u')') : part.text;
    }
    return {text, binding};
}

Text variableText(const core::Json &rule)
{
    const core::Json *variable = core::member(rule, "Variable");
    const QString name = variable == nullptr ? u"?"_s : shortPath(*variable);
    QString text;
    for (const auto &[key, operand] : rule.items()) {
        if (key == "Variable" || key == "Next" || key == "Comment")
            continue;
        QString part = comparisonText(name, core::toQString(key), operand);
        if (part.isEmpty()) // not an operator: shown as it stands
            part = name + u' ' + core::toQString(key) + u' ' + QString::fromUtf8(core::toBytes(operand));
        text += text.isEmpty() ? part : QString(u" and "_s + part);
    }
    return {text.isEmpty() ? name : text};
}

Text ruleText(const core::Json &rule, int depth)
{
    if (depth >= maxDepth || !rule.is_object())
        return {u"…"_s};
    if (const core::Json *members = core::member(rule, "And"))
        return membersText(*members, Binding::And, depth);
    if (const core::Json *members = core::member(rule, "Or"))
        return membersText(*members, Binding::Or, depth);
    if (const core::Json *inner = core::member(rule, "Not"))
        return {u"not ("_s + ruleText(*inner, depth + 1).text + u')'};
    return variableText(rule);
}

} // namespace

QString conditionText(const core::Json &rule)
{
    return ruleText(rule, 0).text;
}

} // namespace flowlang
