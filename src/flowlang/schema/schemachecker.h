#pragma once

#include "flowlang/inputschema.h"
#include "flowlang/schema/compiledschema.h"

#include <string>
#include <variant>
#include <vector>

namespace flowlang {

//! Checks one document against one schema and collects what is wrong. Costs are bounded: after so many steps, or so
//! much time in patterns, the check gives up with a finding of its own.
//!
//! Draft-07 is done here rather than by a library, because of what valijson 1.0 was seen to do: it takes `1.0` for no
//! integer and 18446744073709551615 for less than 10, compares every two elements for uniqueItems and tries every
//! branch of nested anyOfs (both without a bound), searches patterns with std::regex (which overflows the stack), and
//! its results name no keyword. The tests hold the two against each other where both are right.
class SchemaChecker
{
public:
    explicit SchemaChecker(const CompiledSchema &schema)
        : m_schema(schema)
    {
    }

    [[nodiscard]] QList<SchemaFinding> run(const core::Json &document);

private:
    using Json = core::Json;
    using Member = bool (SchemaChecker::*)(const Json &schema, const Json &operand, const Json &value);
    using Step = std::variant<const std::string *, std::size_t>;

    static Member checkOf(const std::string &keyword);

    bool check(const Json &schema, const Json &value);
    bool checkKeywords(const Json &schema, const Json &value);
    bool checkBelow(const Json &schema, const Json &value, Step step);
    bool holds(const Json &schema, const Json &value); //!< without findings
    bool fail(const char *keyword, const QString &message);
    bool spend(qint64 steps);
    bool findsPattern(const std::string &pattern, const std::string &text, bool &found);
    const Json *find(const Json &object, const std::string &name);
    [[nodiscard]] QString pointer() const;

    bool checkType(const Json &, const Json &operand, const Json &value);
    bool checkEnum(const Json &, const Json &operand, const Json &value);
    bool checkConst(const Json &, const Json &operand, const Json &value);

    bool checkMinimum(const Json &, const Json &operand, const Json &value);
    bool checkMaximum(const Json &, const Json &operand, const Json &value);
    bool checkExclusiveMinimum(const Json &, const Json &operand, const Json &value);
    bool checkExclusiveMaximum(const Json &, const Json &operand, const Json &value);
    bool checkMultipleOf(const Json &, const Json &operand, const Json &value);

    bool checkMinLength(const Json &, const Json &operand, const Json &value);
    bool checkMaxLength(const Json &, const Json &operand, const Json &value);
    bool checkPattern(const Json &, const Json &operand, const Json &value);
    bool checkFormat(const Json &, const Json &operand, const Json &value);

    bool checkMinItems(const Json &, const Json &operand, const Json &value);
    bool checkMaxItems(const Json &, const Json &operand, const Json &value);
    bool checkUniqueItems(const Json &, const Json &operand, const Json &value);
    bool checkItems(const Json &, const Json &operand, const Json &value);
    bool checkAdditionalItems(const Json &schema, const Json &operand, const Json &value);
    bool checkContains(const Json &, const Json &operand, const Json &value);

    bool checkRequired(const Json &, const Json &operand, const Json &value);
    bool checkMinProperties(const Json &, const Json &operand, const Json &value);
    bool checkMaxProperties(const Json &, const Json &operand, const Json &value);
    bool checkProperties(const Json &, const Json &operand, const Json &value);
    bool checkPatternProperties(const Json &, const Json &operand, const Json &value);
    bool checkAdditionalProperties(const Json &schema, const Json &operand, const Json &value);
    bool isNamed(const Json &schema, const std::string &name, bool &named);
    bool checkPropertyNames(const Json &, const Json &operand, const Json &value);
    bool checkDependencies(const Json &, const Json &operand, const Json &value);

    bool checkAllOf(const Json &, const Json &operand, const Json &value);
    bool checkAnyOf(const Json &, const Json &operand, const Json &value);
    bool checkOneOf(const Json &, const Json &operand, const Json &value);
    bool failUncertain(const char *keyword, const Json &value);
    bool checkNot(const Json &, const Json &operand, const Json &value);
    bool checkIf(const Json &schema, const Json &operand, const Json &value);

    const CompiledSchema &m_schema;
    QList<SchemaFinding> m_findings;
    std::vector<Step> m_path;
    qint64 m_stepsLeft = 1'000'000;
    qint64 m_patternTimeLeft = 2'000'000'000; //!< nanoseconds
    int m_depth = 0;
    int m_uncertain = 0;   //!< how often a pattern was too costly: what depends on it being absent is not known
    int m_silent = 0;      //!< above 0: findings are not kept, and the first one ends the check
    bool m_gaveUp = false; //!< everything is let through from here on; a finding says so
};

} // namespace flowlang
