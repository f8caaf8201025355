#include "emulator/providers/fields.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

bool fits(const core::Json &value, Field::Kind kind)
{
    switch (kind) {
    case Field::Kind::Text:
        return value.is_string();
    case Field::Kind::Integer:
        return value.is_number_integer();
    case Field::Kind::Boolean:
        return value.is_boolean();
    case Field::Kind::Array:
        return value.is_array();
    case Field::Kind::Object:
        return value.is_object();
    case Field::Kind::Any:
        return true;
    }
    return false;
}

QString kindName(Field::Kind kind)
{
    switch (kind) {
    case Field::Kind::Text:
        return u"a string"_s;
    case Field::Kind::Integer:
        return u"an integer"_s;
    case Field::Kind::Boolean:
        return u"a boolean"_s;
    case Field::Kind::Array:
        return u"an array"_s;
    case Field::Kind::Object:
        return u"an object"_s;
    case Field::Kind::Any:
        break;
    }
    return u"a value"_s;
}

} // namespace

QString checkFields(const core::Json &object, const QList<Field> &fields, const QString &where)
{
    const QString of = where.isEmpty() ? QString() : QString(u" of "_s + where);
    if (!object.is_object())
        return u"%1 must be an object."_s.arg(where.isEmpty() ? u"The input"_s : where);
    for (const auto &[key, value] : object.items()) {
        const std::string &name = key;
        const auto known = [&name](const Field &field) { return name == field.name; };
        if (std::none_of(fields.begin(), fields.end(), known))
            return u"The field '%1'%2 is not known to this provider."_s.arg(core::toQString(name), of);
    }
    for (const Field &field : fields) {
        const core::Json *value = core::member(object, field.name);
        const QString name = QString::fromLatin1(field.name);
        if (value == nullptr || (value->is_null() && field.kind != Field::Kind::Any)) {
            if (field.need == Field::Need::Required)
                return u"The field '%1'%2 is required."_s.arg(name, of);
            continue;
        }
        if (!fits(*value, field.kind))
            return u"The field '%1'%2 must be %3."_s.arg(name, of, kindName(field.kind));
    }
    return {};
}

qint64 integerMember(const core::Json &object, const char *key, qint64 fallback)
{
    const core::Json *value = core::member(object, key);
    return value != nullptr && value->is_number_integer() ? value->get<qint64>() : fallback;
}

bool booleanMember(const core::Json &object, const char *key, bool fallback)
{
    const core::Json *value = core::member(object, key);
    return value != nullptr && value->is_boolean() ? value->get<bool>() : fallback;
}

} // namespace emulator
