#include "emulator/validation/choicecheck.h"

#include "emulator/validation/fieldcheck.h"

#include <QStringList>

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::validation {

namespace {

constexpr const char *logical[] = {"And", "Or", "Not"};

std::vector<FieldRule> comparisons()
{
    std::vector<FieldRule> rules;
    const auto add = [&rules](const std::string &family, FieldKind kind, bool ordered) {
        for (const char *operation : {"Equals", "GreaterThan", "GreaterThanEquals", "LessThan", "LessThanEquals"}) {
            rules.push_back({family + operation, kind});
            rules.push_back({family + operation + "Path", FieldKind::Text});
            if (!ordered)
                return;
        }
    };
    add("Boolean", FieldKind::Boolean, false);
    add("Numeric", FieldKind::Number, true);
    add("String", FieldKind::Text, true);
    add("Timestamp", FieldKind::DateTime, true);
    rules.push_back({"StringMatches", FieldKind::Text});
    for (const char *test : {"IsBoolean", "IsNull", "IsNumeric", "IsPresent", "IsString", "IsTimestamp"})
        rules.push_back({test, FieldKind::Boolean});
    return rules;
}

const std::vector<FieldRule> &variableRule(bool top)
{
    static const auto make = [](bool next) {
        std::vector<FieldRule> rules = comparisons();
        rules.push_back({"Variable", FieldKind::Text, true});
        if (next)
            rules.push_back({"Next", FieldKind::Text, true});
        return rules;
    };
    static const std::vector<FieldRule> onTop = make(true);
    static const std::vector<FieldRule> nested = make(false);
    return top ? onTop : nested;
}

//! The key of a rule that combines others; null for one that compares a variable.
const char *logicalKey(const Json &rule)
{
    for (const char *key : logical) {
        if (rule.contains(key))
            return key;
    }
    return nullptr;
}

void checkVariable(const Json &rule, bool top, const Json &loc, ProblemList &problems)
{
    checkFields(rule, variableRule(top), loc, problems);
    QStringList found;
    for (const auto &[key, value] : rule.items()) {
        if (key != "Variable" && key != "Next")
            found.append(core::toQString(key));
    }
    if (found.isEmpty()) {
        problems.add(loc, u"A choice rule with a Variable must have a comparison operator"_s);
    } else if (found.size() > 1) {
        problems.add(loc, u"A choice rule must have exactly one comparison operator, but has: %1"_s.arg(
                              found.first(std::min<qsizetype>(found.size(), 5)).join(u", "_s)));
    }
}

// The depth of a definition is limited where it is parsed.
void checkRule(const Json &rule, bool top, const Json &loc, ProblemList &problems)
{
    if (problems.isFull())
        return;
    if (!rule.is_object()) {
        problems.add(loc, u"value is not a valid dict"_s, u"type_error.dict"_s);
        return;
    }
    const char *key = logicalKey(rule);
    if (!key) {
        checkVariable(rule, top, loc, problems);
        return;
    }
    const bool negates = std::string_view(key) == "Not";
    std::vector<FieldRule> fields{{key, negates ? FieldKind::Object : FieldKind::FullList, true}};
    if (top)
        fields.push_back({"Next", FieldKind::Text, true});
    checkFields(rule, fields, loc, problems);
    const Json &inner = rule[key];
    if (negates) {
        if (inner.is_object())
            checkRule(inner, false, below(loc, key), problems);
        return;
    }
    for (std::size_t i = 0; inner.is_array() && i < inner.size(); ++i)
        checkRule(inner[i], false, below(below(loc, key), i), problems);
}

} // namespace

void checkChoices(const Json &rules, const Json &loc, ProblemList &problems)
{
    for (std::size_t i = 0; i < rules.size(); ++i)
        checkRule(rules[i], true, below(loc, i), problems);
}

} // namespace emulator::validation
