#pragma once

#include "core/json.h"
#include "emulator/validation/shapebudget.h"
#include "flowlang/inputschema.h"
#include "flowlang/jsonpath.h"

#include <map>
#include <string>

namespace emulator::validation {

//! What is known of a value before a run: the members that it may have. What is not known may be anything, so that
//! nothing is held against a definition that could be right. Everything that makes nodes pays for them first, and says
//! how deep in the run state they will stand: below `deepest` levels everything may be.
class Shape
{
public:
    enum class Kind {
        Any,    //!< nothing is known
        Object, //!< an object that has no other members than these, and perhaps not all of them
        Leaf    //!< something without members
    };

    static constexpr int deepest = 8;

    Shape() = default;
    explicit Shape(Kind kind)
        : m_kind(kind)
    {
    }
    Shape(Shape &&) = default;
    Shape &operator=(Shape &&) = default;
    Shape(const Shape &) = delete; // see copied()
    Shape &operator=(const Shape &) = delete;
    ~Shape() = default;

    //! Of a constant. \throws BudgetSpent, as all below.
    [[nodiscard]] static Shape ofValue(const core::Json &value, int depth, ShapeBudget &budget);
    //! Of what a schema accepts.
    [[nodiscard]] static Shape ofSchema(const flowlang::InputSchema &schema, ShapeBudget &budget);
    [[nodiscard]] Shape copied(int depth, ShapeBudget &budget) const;

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const std::map<std::string, Shape> &members() const { return m_members; }
    //! Adds or replaces a member of an object.
    void setMember(const std::string &name, Shape shape, ShapeBudget &budget);

    //! What stands at a path. \returns null if nothing can stand there; Any where that can not be told.
    [[nodiscard]] const Shape *at(const flowlang::JsonPath &path) const;
    //! Puts something at a reference path, making what is missing on the way.
    void put(const flowlang::JsonPath &path, Shape shape, ShapeBudget &budget);
    //! Takes in what else may be there. \returns whether anything is new.
    bool join(const Shape &other, ShapeBudget &budget);

private:
    [[nodiscard]] static Shape ofSchema(const flowlang::InputSchema &schema, const core::Json &part, int depth,
                                        ShapeBudget &budget);
    void limit(int depth);

    Kind m_kind = Kind::Any;
    std::map<std::string, Shape> m_members;
};

} // namespace emulator::validation
