#include "support/fieldcheck.h"

#include "core/clock.h"

namespace testsupport {

using core::Json;

const Json *FieldCheck::member(const char *key)
{
    m_compared.insert(QString::fromLatin1(key));
    return core::member(m_sent, key);
}

void FieldCheck::text(const char *key, const QString &found)
{
    const Json *value = member(key);
    const QString expected = value != nullptr ? core::stringMember(m_sent, key) : QString();
    if (value != nullptr)
        note(QString::fromLatin1(key), expected == found, expected + QLatin1String(" != ") + found);
}

void FieldCheck::texts(const char *key, const QStringList &found)
{
    const Json *value = member(key);
    if (value == nullptr || !value->is_array())
        return;
    QStringList expected;
    for (const Json &item : *value)
        expected.append(core::toQString(item.get<std::string>()));
    note(QString::fromLatin1(key), expected == found, expected.join(u',') + QLatin1String(" != ") + found.join(u','));
}

void FieldCheck::time(const char *key, const QDateTime &found)
{
    if (member(key) == nullptr)
        return;
    const QDateTime expected = core::fromServiceTime(core::stringMember(m_sent, key));
    note(QString::fromLatin1(key), expected == found, found.toString(Qt::ISODateWithMs));
}

void FieldCheck::boolean(const char *key, bool found)
{
    if (const Json *value = member(key))
        note(QString::fromLatin1(key), value->is_boolean() && value->get<bool>() == found, QStringLiteral("differs"));
}

void FieldCheck::integer(const char *key, const std::optional<qint64> &found)
{
    const Json *value = member(key);
    const auto expected = value != nullptr ? std::optional(value->get<qint64>()) : std::nullopt;
    note(QString::fromLatin1(key), expected == found, QString::number(found.value_or(-1)));
}

void FieldCheck::raw(const char *key, const flows::RawJson &found)
{
    const Json *value = member(key);
    const bool good = value != nullptr ? found.json() == *value : found.isEmpty();
    note(QString::fromLatin1(key), good, QString::fromUtf8(found.bytes()));
}

void FieldCheck::whole(const flows::RawJson &found)
{
    note(QStringLiteral("raw"), found.json() == m_sent, QString::fromUtf8(found.bytes()));
}

void FieldCheck::other(const char *key, const QString &problem)
{
    static_cast<void>(member(key));
    note(QString::fromLatin1(key), problem.isEmpty(), problem);
}

void FieldCheck::note(const QString &key, bool good, const QString &what)
{
    if (!good && m_problem.isEmpty())
        m_problem = key + QLatin1String(": ") + what;
}

QString FieldCheck::problem() const
{
    if (!m_problem.isEmpty() || !m_sent.is_object())
        return m_problem;
    for (const auto &[key, value] : m_sent.items()) {
        if (!m_compared.contains(core::toQString(key)))
            return core::toQString(key) + QLatin1String(": the document has no field for it");
    }
    return {};
}

} // namespace testsupport
