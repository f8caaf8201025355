#pragma once

#include "core/json.h"
#include "flowlang/inputschema.h"
#include "flowlang/jsonpath.h"

#include <map>
#include <string>

namespace emulator::validation {

//! What is known of a value before a run: the members that it may have. What is not known may be anything, so that
//! nothing is held against a definition that could be right.
class Shape
{
public:
    enum class Kind {
        Any,    //!< nothing is known
        Object, //!< an object that has no other members than these, and perhaps not all of them
        Leaf    //!< something without members
    };

    Shape() = default;
    explicit Shape(Kind kind)
        : m_kind(kind)
    {
    }

    //! Of a constant.
    [[nodiscard]] static Shape ofValue(const core::Json &value);
    //! Of what a schema accepts.
    [[nodiscard]] static Shape ofSchema(const flowlang::InputSchema &schema);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const std::map<std::string, Shape> &members() const { return m_members; }
    //! Adds or replaces a member of an object.
    void setMember(const std::string &name, Shape shape) { m_members.insert_or_assign(name, std::move(shape)); }

    //! What stands at a path. \returns null if nothing can stand there; Any where that can not be told.
    [[nodiscard]] const Shape *at(const flowlang::JsonPath &path) const;
    //! Puts something at a reference path, making what is missing on the way. Objects only grow deeper than 8 levels
    //! as Any.
    void put(const flowlang::JsonPath &path, Shape shape);
    //! Takes in what else may be there. \returns whether anything is new.
    bool join(const Shape &other);
    //! Nodes of the tree, for budgets.
    [[nodiscard]] qsizetype size() const;

private:
    [[nodiscard]] static Shape ofSchema(const flowlang::InputSchema &schema, const core::Json &part, int depth);

    Kind m_kind = Kind::Any;
    std::map<std::string, Shape> m_members;
};

} // namespace emulator::validation
