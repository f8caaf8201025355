#include "flowlang/expression/budget.h"
#include "flowlang/expression/pythontext.h"
#include "flowlang/expression/value.h"

#include <cmath>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace flowlang::expression {

namespace {

class Writer
{
public:
    core::Json write(const Value &value, int depth)
    {
        if (depth > maxValueDepth)
            throw Failure{u"The result is nested more than %1 deep."_s.arg(maxValueDepth)};
        pay(1);
        switch (value.kind()) {
        case Value::Kind::None:
            return nullptr;
        case Value::Kind::Bool:
            return value.isTrue();
        case Value::Kind::Int:
            return value.toInteger();
        case Value::Kind::Float:
            return finite(value.toReal());
        case Value::Kind::String:
            return text(value.toText());
        case Value::Kind::List:
        case Value::Kind::Tuple:
        case Value::Kind::Set:
            return array(value, depth);
        case Value::Kind::Dict:
            break;
        }
        return object(value, depth);
    }

private:
    double finite(double value)
    {
        if (!std::isfinite(value))
            throw Failure{
                u"The result is %1, which is no JSON number."_s.arg(fromText(str(Value::real(value), m_budget)))};
        return value;
    }

    std::string text(const Text &value)
    {
        pay(qint64(value.size()));
        return core::toStd(fromText(value));
    }

    core::Json array(const Value &value, int depth)
    {
        core::Json result = core::Json::array();
        for (std::size_t i = 0; i < value.size(); ++i)
            result.push_back(write(value.item(i, m_budget), depth + 1));
        return result;
    }

    core::Json object(const Value &value, int depth)
    {
        core::Json result = core::Json::object();
        auto &members = result.get_ref<core::Json::object_t &>();
        std::unordered_map<std::string, std::size_t> places; // `1` and `'1'` are two keys here, one in JSON
        for (std::size_t i = 0; i < value.size(); ++i) {
            std::string key = keyText(value.item(i, m_budget));
            core::Json member = write(value.mapped(i, m_budget), depth + 1);
            const auto [it, added] = places.try_emplace(key, members.size());
            if (added)
                members.emplace_back(std::move(key), std::move(member));
            else
                (members.begin() + std::ptrdiff_t(it->second))->second = std::move(member);
        }
        return result;
    }

    std::string keyText(const Value &key)
    {
        switch (key.kind()) {
        case Value::Kind::String:
            return text(key.toText());
        case Value::Kind::None:
            return "null";
        case Value::Kind::Bool:
            return key.isTrue() ? "true" : "false";
        case Value::Kind::Int:
        case Value::Kind::Float:
            return text(str(key, m_budget));
        default:
            throw Failure{u"%1 can not be a key in the result."_s.arg(typeName(key))};
        }
    }

    void pay(qint64 size)
    {
        m_left -= size;
        if (m_left < 0)
            throw Failure{u"The result is too large."_s};
    }

    qint64 m_left = maxResultSize;
    Budget m_budget; //!< of reading; it lasts longer than m_left
};

} // namespace

core::Json toJson(const Value &value)
{
    return Writer().write(value, 1);
}

} // namespace flowlang::expression
