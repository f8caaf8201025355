#pragma once

#include "core/json.h"
#include "emulator/http/query.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

namespace emulator::http {

//! One request as the routes see it: path and query decoded, header names in lower case.
struct Request
{
    QByteArray method; //!< upper case; a HEAD arrives here as GET
    QString path;      //!< decoded, for messages
    QStringList segments;
    Query query;
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;
    QHash<QString, QString> arguments; //!< what stood in place of `{name}` in the route's pattern

    [[nodiscard]] QByteArray header(const QByteArray &lowerCaseName) const { return headers.value(lowerCaseName); }
    [[nodiscard]] QString argument(const QString &name) const { return arguments.value(name); }
    //! The media type alone, in lower case: `application/json` of `application/json; charset=utf-8`.
    [[nodiscard]] QByteArray mediaType() const;
};

//! Splits and decodes a path: `/flows/a%2Fb` gives `flows`, `a/b`. Slashes at the end do not count.
[[nodiscard]] QStringList pathSegments(QByteArrayView encodedPath);

//! The body as a JSON object. \throws Refusal: 415 for another media type, 400 with the place for broken JSON, 422 for
//! JSON that is no object.
[[nodiscard]] core::Json jsonObject(const Request &request);

} // namespace emulator::http
