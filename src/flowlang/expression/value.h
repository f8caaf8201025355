#pragma once

#include "core/json.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace flowlang::expression {

class Budget;
class Mapping;
class Value;

//! Text as the language sees it: a sequence of code points.
using Text = std::u32string;
using Items = std::vector<Value>;

[[nodiscard]] Text toText(QStringView text);
[[nodiscard]] QString fromText(const Text &text);

//! A value while an expression is evaluated. Cheap to copy and never changed: text and containers are shared. Values of
//! the run state are looked at in place.
class Value
{
public:
    enum class Kind { None, Bool, Int, Float, String, List, Tuple, Set, Dict };

    Value() = default; //!< None
    [[nodiscard]] static Value boolean(bool value);
    [[nodiscard]] static Value integer(qint64 value);
    [[nodiscard]] static Value real(double value);
    [[nodiscard]] static Value text(Text value);
    [[nodiscard]] static Value list(Items items);
    [[nodiscard]] static Value tuple(Items items);
    [[nodiscard]] static Value set(Mapping keys);
    [[nodiscard]] static Value dict(Mapping mapping);
    //! A value of a document. Text is converted each time, and paid for each time. Throws Failure for an integer beyond
    //! 64 bits with sign.
    [[nodiscard]] static Value json(const std::shared_ptr<const core::Json> &value, Budget &budget);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] bool isNone() const { return m_kind == Kind::None; }
    [[nodiscard]] bool isInteger() const { return m_kind == Kind::Bool || m_kind == Kind::Int; }
    [[nodiscard]] bool isNumber() const { return isInteger() || m_kind == Kind::Float; }
    [[nodiscard]] bool isText() const { return m_kind == Kind::String; }
    [[nodiscard]] bool isSequence() const { return m_kind == Kind::List || m_kind == Kind::Tuple; }
    //! List, tuple, set or object.
    [[nodiscard]] bool isContainer() const { return m_kind >= Kind::List; }

    //! Of a Bool or Int; True is 1.
    [[nodiscard]] qint64 toInteger() const;
    //! Of any number.
    [[nodiscard]] double toReal() const;
    //! Of a String.
    [[nodiscard]] const Text &toText() const;
    //! By the rules of Python: zero and what is empty is false.
    [[nodiscard]] bool isTrue() const;

    //! Members of a container, characters of a String, else 0.
    [[nodiscard]] std::size_t size() const;
    //! The member (of an object: the key) number `index` of a container.
    [[nodiscard]] Value item(std::size_t index, Budget &budget) const;
    //! The value beside key number `index` of an object.
    [[nodiscard]] Value mapped(std::size_t index, Budget &budget) const;
    //! What an object has under a key, or whether a set has it. Throws Failure if the key can not be a key.
    [[nodiscard]] std::optional<Value> find(const Value &key, Budget &budget) const;
    //! True if both share the same container or text.
    [[nodiscard]] bool sharesWith(const Value &other) const;

private:
    using TextPtr = std::shared_ptr<const Text>;
    using ItemsPtr = std::shared_ptr<const Items>;
    using MappingPtr = std::shared_ptr<const Mapping>;
    using JsonPtr = std::shared_ptr<const core::Json>;
    using Data = std::variant<qint64, double, TextPtr, ItemsPtr, MappingPtr, JsonPtr>;

    Value(Kind kind, Data data);

    Kind m_kind = Kind::None;
    Data m_data = qint64(0);
};

//! "a string", "an integer", … for messages.
[[nodiscard]] QString typeName(const Value &value);

//! The JSON of a value: tuples and sets become arrays, keys text. Throws Failure for what JSON can not say (nan, a
//! tuple as a key) and for results that are too large or too deep.
[[nodiscard]] core::Json toJson(const Value &value);

} // namespace flowlang::expression
