#include "support/shapecheck.h"

namespace testsupport {

using core::Json;

namespace {

void add(QList<ShapeDifference> &found, const QString &path, const char *what)
{
    const ShapeDifference difference{path, QString::fromLatin1(what)};
    if (!found.contains(difference))
        found.append(difference);
}

QString kind(const Json &value)
{
    return QString::fromLatin1(value.type_name()); // every number is "number"
}

void compare(const Json &expected, const Json &actual, const QString &path, QList<ShapeDifference> &found)
{
    if (kind(expected) != kind(actual)) {
        add(found, path, "type");
    } else if (expected.is_object()) {
        for (const auto &[key, value] : expected.items()) {
            const QString below = path + u'/' + core::pointerToken(core::toQString(key));
            if (const Json *other = core::member(actual, key))
                compare(value, *other, below, found);
            else
                add(found, below, "missing");
        }
        for (const auto &[key, value] : actual.items()) {
            if (!core::member(expected, key))
                add(found, path + u'/' + core::pointerToken(core::toQString(key)), "extra");
        }
    } else if (expected.is_array()) {
        if (expected.size() != actual.size())
            add(found, path, "length");
        for (std::size_t i = 0; i < std::min(expected.size(), actual.size()); ++i)
            compare(expected[i], actual[i], path + QLatin1String("/*"), found);
    }
}

} // namespace

QList<ShapeDifference> shapeDifferences(const Json &expected, const Json &actual)
{
    QList<ShapeDifference> found;
    compare(expected, actual, {}, found);
    return found;
}

} // namespace testsupport
