#pragma once

#include "core/json.h"
#include "flows/change.h"
#include "flows/rawjson.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace flows {

//! Writes the JSON object of a request, member by member, in the order of the first put(). A later member of the same
//! name replaces the earlier one. Pieces of JSON go out byte for byte.
class JsonFields
{
public:
    void put(QByteArrayView key, const QString &text);
    void put(QByteArrayView key, const QStringList &texts);
    //! The caller makes sure that the piece is one whole JSON value, for objects by isJsonObject().
    void put(QByteArrayView key, const RawJson &json);
    void put(QByteArrayView key, const core::Json &json);
    //! Nothing unless the field is set.
    template<typename T>
    void put(QByteArrayView key, const Change<T> &change)
    {
        if (change.isNull())
            put(key, core::Json());
        else if (change.isSet())
            put(key, change.value());
    }
    //! Nothing if the list is empty.
    void putUnlessEmpty(QByteArrayView key, const QStringList &texts);
    //! Every member of an object; anything else is left out.
    void merge(const core::Json &object);

    [[nodiscard]] QByteArray toBytes() const;

private:
    void putText(QByteArrayView key, QByteArray json);

    QList<std::pair<QByteArray, QByteArray>> m_members; // name, JSON text
};

//! True if the piece is one object whose brackets and quotes match, so that it can stand inside another document.
[[nodiscard]] bool isJsonObject(const RawJson &json);

} // namespace flows
