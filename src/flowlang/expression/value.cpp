#include "flowlang/expression/value.h"

#include "flowlang/expression/budget.h"
#include "flowlang/expression/mapping.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

Text toText(QStringView text)
{
    const QList<uint> points = text.toUcs4();
    return Text(points.cbegin(), points.cend());
}

QString fromText(const Text &text)
{
    return QString::fromUcs4(text.data(), qsizetype(text.size()));
}

namespace {

//! Text of a document as the language sees it, paid for before it is converted.
Text textOf(const std::string &utf8, Budget &budget)
{
    budget.spend(1 + qint64(utf8.size()));
    return toText(core::toQString(utf8));
}

} // namespace

Value::Value(Kind kind, Data data)
    : m_kind(kind)
    , m_data(std::move(data))
{
}

Value Value::boolean(bool value)
{
    return {Kind::Bool, qint64(value)};
}

Value Value::integer(qint64 value)
{
    return {Kind::Int, value};
}

Value Value::real(double value)
{
    return {Kind::Float, value};
}

Value Value::text(Text value)
{
    return {Kind::String, std::make_shared<const Text>(std::move(value))};
}

Value Value::list(Items items)
{
    return {Kind::List, std::make_shared<const Items>(std::move(items))};
}

Value Value::tuple(Items items)
{
    return {Kind::Tuple, std::make_shared<const Items>(std::move(items))};
}

Value Value::set(Mapping keys)
{
    return {Kind::Set, std::make_shared<const Mapping>(std::move(keys))};
}

Value Value::dict(Mapping mapping)
{
    return {Kind::Dict, std::make_shared<const Mapping>(std::move(mapping))};
}

Value Value::json(const std::shared_ptr<const core::Json> &value, Budget &budget)
{
    switch (value->type()) {
    case core::Json::value_t::boolean:
        return boolean(value->get<bool>());
    case core::Json::value_t::number_integer:
        return integer(value->get<qint64>());
    case core::Json::value_t::number_unsigned:
        if (value->get<quint64>() > quint64(std::numeric_limits<qint64>::max()))
            throw Failure{u"The number is too large for an integer."_s};
        return integer(value->get<qint64>());
    case core::Json::value_t::number_float:
        return real(value->get<double>());
    case core::Json::value_t::string:
        return text(textOf(value->get_ref<const std::string &>(), budget));
    case core::Json::value_t::array:
        return {Kind::List, value};
    case core::Json::value_t::object:
        return {Kind::Dict, value};
    case core::Json::value_t::null:
    case core::Json::value_t::binary:
    case core::Json::value_t::discarded:
        break;
    }
    return {};
}

qint64 Value::toInteger() const
{
    return std::get<qint64>(m_data);
}

double Value::toReal() const
{
    return m_kind == Kind::Float ? std::get<double>(m_data) : double(std::get<qint64>(m_data));
}

const Text &Value::toText() const
{
    return *std::get<TextPtr>(m_data);
}

bool Value::isTrue() const
{
    switch (m_kind) {
    case Kind::None:
        return false;
    case Kind::Bool:
    case Kind::Int:
        return toInteger() != 0;
    case Kind::Float:
        return std::get<double>(m_data) != 0.0;
    case Kind::String:
    case Kind::List:
    case Kind::Tuple:
    case Kind::Set:
    case Kind::Dict:
        break;
    }
    return size() > 0;
}

std::size_t Value::size() const
{
    if (const auto *text = std::get_if<TextPtr>(&m_data))
        return (*text)->size();
    if (const auto *items = std::get_if<ItemsPtr>(&m_data))
        return (*items)->size();
    if (const auto *mapping = std::get_if<MappingPtr>(&m_data))
        return (*mapping)->entries().size();
    if (const auto *json = std::get_if<JsonPtr>(&m_data))
        return (*json)->size();
    return 0;
}

Value Value::item(std::size_t index, Budget &budget) const
{
    if (const auto *items = std::get_if<ItemsPtr>(&m_data))
        return (**items)[index];
    if (const auto *mapping = std::get_if<MappingPtr>(&m_data))
        return (*mapping)->entries()[index].first;
    const auto &document = std::get<JsonPtr>(m_data);
    if (document->is_array())
        return json(JsonPtr(document, &(*document)[index]), budget);
    const auto &object = document->get_ref<const core::Json::object_t &>();
    return text(textOf((object.begin() + std::ptrdiff_t(index))->first, budget));
}

Value Value::mapped(std::size_t index, Budget &budget) const
{
    if (const auto *mapping = std::get_if<MappingPtr>(&m_data))
        return (*mapping)->entries()[index].second;
    const auto &document = std::get<JsonPtr>(m_data);
    const auto &object = document->get_ref<const core::Json::object_t &>();
    return json(JsonPtr(document, &(object.begin() + std::ptrdiff_t(index))->second), budget);
}

std::optional<Value> Value::find(const Value &key, Budget &budget) const
{
    if (const auto *mapping = std::get_if<MappingPtr>(&m_data)) {
        const Value *found = (*mapping)->find(key, budget);
        return found == nullptr ? std::nullopt : std::optional(*found);
    }
    if (!key.isText()) {
        Mapping probe;
        probe.insert(key, {}, budget); // refuses what can not be a key
        return std::nullopt;
    }
    const auto &document = std::get<JsonPtr>(m_data);
    budget.spend(1 + qint64(key.size()) +
                 qint64(document->size()) / keysPerUnit); // the object is searched from its beginning
    const auto it = document->find(core::toStd(fromText(key.toText())));
    return it == document->end() ? std::nullopt : std::optional(json(JsonPtr(document, &*it), budget));
}

bool Value::sharesWith(const Value &other) const
{
    if (m_kind < Kind::String || m_kind != other.m_kind)
        return false;
    return m_data == other.m_data; // pointers
}

QString typeName(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::None:
        return u"None"_s;
    case Value::Kind::Bool:
        return u"a boolean"_s;
    case Value::Kind::Int:
        return u"an integer"_s;
    case Value::Kind::Float:
        return u"a float"_s;
    case Value::Kind::String:
        return u"a string"_s;
    case Value::Kind::List:
        return u"a list"_s;
    case Value::Kind::Tuple:
        return u"a tuple"_s;
    case Value::Kind::Set:
        return u"a set"_s;
    case Value::Kind::Dict:
        break;
    }
    return u"an object"_s;
}

} // namespace flowlang::expression
