#include "emulator/validation/shape.h"

#include <algorithm>

using core::Json;
using flowlang::JsonPath;
using flowlang::PathStep;

namespace emulator::validation {

namespace {

constexpr int deepest = 8; // levels that are told apart; below, everything may be

const Shape &anything()
{
    static const Shape any;
    return any;
}

Shape limited(const Json &value, int depth)
{
    if (value.is_array() || depth >= deepest)
        return {};
    if (!value.is_object())
        return Shape(Shape::Kind::Leaf);
    Shape shape(Shape::Kind::Object);
    for (const auto &[name, member] : value.items())
        shape.setMember(name, limited(member, depth + 1));
    return shape;
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

Shape Shape::ofValue(const Json &value)
{
    return limited(value, 0);
}

Shape Shape::ofSchema(const flowlang::InputSchema &schema)
{
    return schema.problem().isEmpty() ? ofSchema(schema, schema.document(), 0) : Shape();
}

Shape Shape::ofSchema(const flowlang::InputSchema &schema, const Json &part, int depth)
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
            shape.setMember(name, ofSchema(schema, property, depth + 1));
    }
    return shape;
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

void Shape::put(const JsonPath &path, Shape shape)
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
        here = &here->m_members.try_emplace(step.name, Kind::Object).first->second;
    }
    *here = std::move(shape);
}

bool Shape::join(const Shape &other)
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
        const auto [mine, isNew] = m_members.try_emplace(name, member);
        changed = isNew || mine->second.join(member) || changed;
    }
    return changed;
}

qsizetype Shape::size() const
{
    qsizetype nodes = 1;
    for (const auto &[name, member] : m_members)
        nodes += member.size();
    return nodes;
}

} // namespace emulator::validation
