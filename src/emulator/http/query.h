#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace emulator::http {

//! The parameters of a query string or of a form, in their order. Decoded here and not by QUrlQuery, because clients
//! send
//! `+` for a blank and both spellings of a list. Source: flows-service.md 1.3.
class Query
{
public:
    Query() = default;
    explicit Query(QList<std::pair<QString, QString>> items)
        : m_items(std::move(items))
    {
    }
    //! Reads `a=1&b=x+y`. A parameter without `=` has an empty value; `%` that begins no escape stays as it is.
    [[nodiscard]] static Query parse(QByteArrayView encoded);

    [[nodiscard]] bool has(QStringView name) const;
    //! How often the parameter was given.
    [[nodiscard]] qsizetype count(QStringView name) const;
    //! The first value; empty if the parameter is absent.
    [[nodiscard]] QString value(QStringView name) const;
    //! All values of a parameter, split at commas, trimmed, blank ones left out: `a=1,2&a=3` gives 1, 2, 3.
    [[nodiscard]] QStringList list(QStringView name) const;
    //! A truth value in any case (`True`, `false`, `1`, `yes`, …); nothing if it is none or absent.
    [[nodiscard]] std::optional<bool> boolean(QStringView name) const;
    [[nodiscard]] const QList<std::pair<QString, QString>> &items() const { return m_items; }

private:
    QList<std::pair<QString, QString>> m_items;
};

//! Decodes `%41` and, in queries and forms, `+`. Bytes that are not UTF-8 become replacement characters.
[[nodiscard]] QString percentDecoded(QByteArrayView text, bool plusIsBlank);

} // namespace emulator::http
