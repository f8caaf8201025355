#include "emulator/validation/shape.h"

#include <algorithm>

using core::Json;
using flowlang::JsonPath;
using flowlang::PathStep;

namespace emulator::validation {

namespace {

const Shape &anything()
{
    static const Shape any;
    return any;
}

//! True if a schema says no more than which properties an object has.
bool isPlainObject(const Json &schema)
{
    const Json *type = core::member(schema, "type");
    const Json *others = core::member(schema, "additionalProperties");
    const auto has = [&schema](const char *key) { return core::member(schema, key) != nullptr; };
    return type && *type == "object" && others && *others == false && !has("patternProperties") && !has("allOf") &&
           !has("anyOf") && !has("oneOf") && !has("if");
}

bool isPlainLeaf(const Json &schema)
{
    const Json *type = core::member(schema, "type");
    return type && (*type == "string" || *type == "integer" || *type == "number" || *type == "boolean");
}

} // namespace

Shape Shape::ofValue(const Json &value, int depth, ShapeBudget &budget)
{
    if (value.is_array() || depth >= deepest)
        return {};
    if (!value.is_object())
        return Shape(Kind::Leaf);
    Shape shape(Kind::Object);
    for (const auto &[name, member] : value.items())
        shape.setMember(name, ofValue(member, depth + 1, budget), budget);
    return shape;
}

Shape Shape::ofSchema(const flowlang::InputSchema &schema, ShapeBudget &budget)
{
    return schema.problem().isEmpty() ? ofSchema(schema, schema.document(), 0, budget) : Shape();
}

Shape Shape::ofSchema(const flowlang::InputSchema &schema, const Json &part, int depth, ShapeBudget &budget)
{
    const Json *resolved = depth < deepest ? schema.resolved(part) : nullptr;
    if (!resolved || !resolved->is_object())
        return {};
    if (isPlainLeaf(*resolved))
        return Shape(Kind::Leaf);
    if (!isPlainObject(*resolved))
        return {};
    Shape shape(Kind::Object);
    if (const Json *properties = core::member(*resolved, "properties"); properties && properties->is_object()) {
        for (const auto &[name, property] : properties->items())
            shape.setMember(name, ofSchema(schema, property, depth + 1, budget), budget);
    }
    return shape;
}

Shape Shape::copied(int depth, ShapeBudget &budget) const
{
    if (depth >= deepest)
        return {};
    Shape copy(m_kind);
    for (const auto &[name, member] : m_members)
        copy.setMember(name, member.copied(depth + 1, budget), budget);
    return copy;
}

void Shape::setMember(const std::string &name, Shape shape, ShapeBudget &budget)
{
    budget.takeFor(name);
    m_members.insert_or_assign(name, std::move(shape));
}

//! Forgets what stands too deep for a place of this depth.
void Shape::limit(int depth)
{
    if (depth >= deepest) {
        *this = Shape();
        return;
    }
    for (auto &[name, member] : m_members)
        member.limit(depth + 1);
}

const Shape *Shape::at(const JsonPath &path) const
{
    const Shape *here = this;
    for (const PathStep &step : path.steps) {
        if (here->m_kind == Kind::Any || step.kind != PathStep::Kind::Child)
            return &anything();
        const auto found = here->m_members.find(step.name);
        if (found == here->m_members.end())
            return nullptr;
        here = &found->second;
    }
    return here;
}

void Shape::put(const JsonPath &path, Shape shape, ShapeBudget &budget)
{
    Shape *here = this;
    for (qsizetype i = 0; i < path.steps.size(); ++i) {
        const PathStep &step = path.steps[i];
        if (here->m_kind == Kind::Any)
            return;
        if (step.kind != PathStep::Kind::Child || i >= deepest) {
            *here = Shape();
            return;
        }
        if (here->m_kind == Kind::Leaf)
            *here = Shape(Kind::Object);
        budget.takeFor(step.name);
        here = &here->m_members.try_emplace(step.name, Kind::Object).first->second;
    }
    shape.limit(static_cast<int>(path.steps.size()));
    *here = std::move(shape);
}

bool Shape::join(const Shape &other, ShapeBudget &budget)
{
    if (m_kind == Kind::Any || other.m_kind == Kind::Leaf)
        return false;
    if (other.m_kind == Kind::Any) {
        *this = Shape();
        return true;
    }
    bool changed = m_kind == Kind::Leaf;
    m_kind = Kind::Object;
    for (const auto &[name, member] : other.m_members) {
        budget.takeFor(name);
        if (const auto mine = m_members.find(name); mine != m_members.end()) {
            changed = mine->second.join(member, budget) || changed;
        } else {
            m_members.emplace(name, member.copied(0, budget)); // the other stands as deep as this one
            changed = true;
        }
    }
    return changed;
}

} // namespace emulator::validation
