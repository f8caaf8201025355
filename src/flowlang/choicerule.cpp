#include "flowlang/comparison.h"
#include "flowlang/pathread.h"
#include "flowlang/timestamp.h"

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

using Json = core::Json;
using Verdict = std::variant<bool, EvaluationError>;

constexpr int maxDepth = 64; //!< of And, Or and Not
constexpr std::string_view pathForm = "Path";

EvaluationError failure(const QString &cause)
{
    return {u"States.Runtime"_s, cause};
}

//! \returns nothing if `name` is no test.
std::optional<bool> passesTest(std::string_view name, const Json *value)
{
    if (name == "IsPresent")
        return value != nullptr;
    if (name == "IsBoolean")
        return value && value->is_boolean();
    if (name == "IsNull")
        return value && value->is_null();
    if (name == "IsNumeric")
        return value && value->is_number();
    if (name == "IsString")
        return value && value->is_string();
    if (name == "IsTimestamp")
        return value && value->is_string() && parseTimestamp(value->get_ref<const std::string &>());
    return {};
}

class RuleMatcher
{
public:
    RuleMatcher(const EvaluationScope &scope, bool strict)
        : m_scope(scope)
        , m_strict(strict)
    {
    }

    Verdict matches(const Json &rule, int depth) const
    {
        if (depth > maxDepth)
            return failure(u"The choice rule is nested deeper than %1 levels."_s.arg(maxDepth));
        if (!rule.is_object())
            return failure(u"A choice rule must be an object."_s);
        if (const Json *members = core::member(rule, "And"))
            return all(*members, u"And"_s, true, depth);
        if (const Json *members = core::member(rule, "Or"))
            return all(*members, u"Or"_s, false, depth);
        if (const Json *inner = core::member(rule, "Not")) {
            Verdict verdict = matches(*inner, depth + 1);
            if (const bool *matched = std::get_if<bool>(&verdict))
                return !*matched;
            return verdict;
        }
        return matchesVariable(rule);
    }

private:
    //! And stops at the first false one, Or at the first true one.
    Verdict all(const Json &members, const QString &name, bool wanted, int depth) const
    {
        if (!members.is_array() || members.empty())
            return failure(u"%1 needs a list of choice rules."_s.arg(name));
        for (const Json &member : members) {
            Verdict verdict = matches(member, depth + 1);
            const bool *matched = std::get_if<bool>(&verdict);
            if (matched == nullptr || *matched != wanted)
                return verdict;
        }
        return wanted;
    }

    //! What a path leads to, where it is: a rule may test a large value many times. Null if it leads nowhere.
    std::variant<const Json *, EvaluationError> read(const Json &path, const QString &name) const
    {
        if (!path.is_string())
            return failure(u"%1 of a choice rule must be a path."_s.arg(name));
        const auto found = findPath(core::toQString(path.get_ref<const std::string &>()), m_scope);
        if (const auto *error = std::get_if<EvaluationError>(&found))
            return *error;
        const auto &places = std::get<PathPlaces>(found);
        static const Json array = Json::array(); // wildcards and slices give one; what is in it, no comparison asks
        return places.definite ? places.places.value(0) : &array;
    }

    Verdict missing(const Json &path) const
    {
        if (!m_strict)
            return false;
        return failure(u"The path '%1' of a choice rule could not be found in the state input."_s.arg(
            core::toQString(path.get_ref<const std::string &>())));
    }

    Verdict matchesVariable(const Json &rule) const
    {
        const Json *variable = core::member(rule, "Variable");
        if (variable == nullptr)
            return failure(u"A choice rule needs one of And, Or, Not and Variable."_s);
        const auto read = this->read(*variable, u"Variable"_s);
        if (const auto *error = std::get_if<EvaluationError>(&read))
            return *error;
        bool compared = false;
        for (const auto &[key, operand] : rule.get_ref<const Json::object_t &>()) {
            if (key == "Variable" || key == "Next" || key == "Comment")
                continue;
            Verdict verdict = matchesOperator(key, operand, *variable, std::get<const Json *>(read));
            const bool *matched = std::get_if<bool>(&verdict);
            if (matched == nullptr || !*matched)
                return verdict;
            compared = true;
        }
        if (!compared)
            return failure(u"A choice rule needs a comparison."_s);
        return true;
    }

    Verdict matchesOperator(const std::string &name, const Json &operand, const Json &variable, const Json *value) const
    {
        if (const std::optional<bool> passes = passesTest(name, value)) {
            if (!operand.is_boolean())
                return failure(u"%1 must be true or false."_s.arg(core::toQString(name)));
            if (value == nullptr && name != "IsPresent")
                return missing(variable);
            return *passes == operand.get<bool>();
        }
        if (const auto comparison = comparisonOf(name))
            return value != nullptr ? Verdict(compares(*comparison, *value, operand)) : missing(variable);
        const std::string_view base =
            std::string_view(name).substr(0, name.size() - std::min(name.size(), pathForm.size()));
        const auto comparison = name.ends_with(pathForm) ? comparisonOf(base) : std::nullopt;
        if (!comparison || comparison == Comparison::StringMatches)
            return failure(u"“%1” is no comparison of a choice rule."_s.arg(core::toQString(name)));
        const auto other = read(operand, core::toQString(name));
        if (const auto *error = std::get_if<EvaluationError>(&other))
            return *error;
        const Json *right = std::get<const Json *>(other);
        if (value == nullptr || right == nullptr)
            return missing(value != nullptr ? operand : variable);
        return compares(*comparison, *value, *right);
    }

    const EvaluationScope &m_scope;
    bool m_strict;
};

} // namespace

std::variant<bool, EvaluationError> matchesRule(const core::Json &rule, const EvaluationScope &scope, bool strict)
{
    return RuleMatcher(scope, strict).matches(rule, 1);
}

} // namespace flowlang
