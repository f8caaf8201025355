#include "flowlang/schema/schemachecker.h"

#include "flowlang/schema/valuetext.h"

#include <QElapsedTimer>

#include <algorithm>
#include <string_view>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

constexpr int maxFindings = 100;
//! Of schemas within schemas while checking. The stack would bear several times as many.
constexpr int maxCheckDepth = 400;

QString tooCostly()
{
    return u"The input is too large or too deep to be checked against this schema."_s;
}

} // namespace

QList<SchemaFinding> SchemaChecker::run(const core::Json &document)
{
    if (!document.is_object())
        fail("type", u"%1 is not of type 'object'"_s.arg(valueText(document)));
    check(m_schema.document, document);
    return std::move(m_findings);
}

SchemaChecker::Member SchemaChecker::checkOf(const std::string &keyword)
{
    static const std::unordered_map<std::string_view, Member> checks{
        {"additionalItems", &SchemaChecker::checkAdditionalItems},
        {"additionalProperties", &SchemaChecker::checkAdditionalProperties},
        {"allOf", &SchemaChecker::checkAllOf},
        {"anyOf", &SchemaChecker::checkAnyOf},
        {"const", &SchemaChecker::checkConst},
        {"contains", &SchemaChecker::checkContains},
        {"dependencies", &SchemaChecker::checkDependencies},
        {"enum", &SchemaChecker::checkEnum},
        {"exclusiveMaximum", &SchemaChecker::checkExclusiveMaximum},
        {"exclusiveMinimum", &SchemaChecker::checkExclusiveMinimum},
        {"format", &SchemaChecker::checkFormat},
        {"if", &SchemaChecker::checkIf},
        {"items", &SchemaChecker::checkItems},
        {"maxItems", &SchemaChecker::checkMaxItems},
        {"maxLength", &SchemaChecker::checkMaxLength},
        {"maxProperties", &SchemaChecker::checkMaxProperties},
        {"maximum", &SchemaChecker::checkMaximum},
        {"minItems", &SchemaChecker::checkMinItems},
        {"minLength", &SchemaChecker::checkMinLength},
        {"minProperties", &SchemaChecker::checkMinProperties},
        {"minimum", &SchemaChecker::checkMinimum},
        {"multipleOf", &SchemaChecker::checkMultipleOf},
        {"not", &SchemaChecker::checkNot},
        {"oneOf", &SchemaChecker::checkOneOf},
        {"pattern", &SchemaChecker::checkPattern},
        {"patternProperties", &SchemaChecker::checkPatternProperties},
        {"properties", &SchemaChecker::checkProperties},
        {"propertyNames", &SchemaChecker::checkPropertyNames},
        {"required", &SchemaChecker::checkRequired},
        {"type", &SchemaChecker::checkType},
        {"uniqueItems", &SchemaChecker::checkUniqueItems},
    };
    const auto found = checks.find(keyword);
    return found == checks.end() ? nullptr : found->second;
}

bool SchemaChecker::check(const Json &schema, const Json &value)
{
    // Long texts count for more: each keyword may look at all of one.
    const auto length = value.is_string() ? value.get_ref<const std::string &>().size() : 0;
    if (!spend(1 + static_cast<qint64>(length / 64)))
        return true;
    if (schema.is_boolean())
        return schema.get<bool>() || fail("", u"False schema does not allow %1"_s.arg(valueText(value)));
    if (m_depth >= maxCheckDepth)
        return !spend(m_stepsLeft + 1);
    ++m_depth;
    // In draft-07 a reference replaces everything beside it.
    const auto reference = m_schema.references.find(&schema);
    const bool good =
        reference == m_schema.references.end() ? checkKeywords(schema, value) : check(*reference->second, value);
    --m_depth;
    return good;
}

bool SchemaChecker::checkKeywords(const Json &schema, const Json &value)
{
    bool good = true;
    for (const auto &[keyword, operand] : schema.get_ref<const Json::object_t &>()) {
        const Member member = checkOf(keyword);
        if (member == nullptr)
            continue;
        good = (this->*member)(schema, operand, value) && good;
        if (m_gaveUp || (!good && m_silent > 0))
            break;
    }
    return good;
}

bool SchemaChecker::checkBelow(const Json &schema, const Json &value, Step step)
{
    m_path.push_back(step);
    const bool good = check(schema, value);
    m_path.pop_back();
    return good;
}

bool SchemaChecker::holds(const Json &schema, const Json &value)
{
    ++m_silent;
    const bool good = check(schema, value);
    --m_silent;
    return good;
}

bool SchemaChecker::fail(const char *keyword, const QString &message)
{
    if (m_silent > 0 || m_findings.size() >= maxFindings)
        return false;
    const SchemaFinding finding{pointer(), QString::fromLatin1(keyword), message};
    if (!m_findings.contains(finding)) // two branches of an allOf may say the same
        m_findings.append(finding);
    return false;
}

bool SchemaChecker::spend(qint64 steps)
{
    if (m_gaveUp)
        return false;
    m_stepsLeft -= steps;
    if (m_stepsLeft >= 0)
        return true;
    m_gaveUp = true;
    m_findings.append({QString(), QString(), tooCostly()});
    return false;
}

bool SchemaChecker::findsPattern(const std::string &pattern, const std::string &text, bool &found)
{
    QElapsedTimer timer;
    timer.start();
    const Pattern::Result result = m_patternTimeLeft < 0 ? Pattern::Result::TooCostly
                                                         : m_schema.patterns.at(pattern).search(core::toQString(text));
    m_patternTimeLeft -= timer.nsecsElapsed();
    found = result == Pattern::Result::Found;
    m_uncertain += result == Pattern::Result::TooCostly ? 1 : 0;
    return result != Pattern::Result::TooCostly;
}

const core::Json *SchemaChecker::find(const Json &object, const std::string &name)
{
    // The members are a list: a look-up costs as many comparisons.
    if (!spend(1 + static_cast<qint64>(object.size() / 16)))
        return nullptr;
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

QString SchemaChecker::pointer() const
{
    QString text;
    for (const Step &step : m_path) {
        text += u'/';
        if (const auto *name = std::get_if<const std::string *>(&step))
            text += core::pointerToken(core::toQString(**name));
        else
            text += QString::number(std::get<std::size_t>(step));
    }
    return text;
}

} // namespace flowlang
