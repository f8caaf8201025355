#pragma once

#include "core/json.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace testsupport {

//! One kind of document that the service sends, and how it is read here.
struct ReadKind
{
    const char *name = nullptr;    //!< in tests/data/full-documents.json, which has all its members
    QStringList required;          //!< pointers of the members without which it is refused
    const char *listKey = nullptr; //!< of the pages that hold such documents; null: there are none

    //! Reads both. \returns what is different: one is refused and the other is not, a field has another value, or a
    //! document does not hold the bytes that it was read from. What keeps JSON of any type is not compared.
    std::function<QString(const QByteArray &one, const QByteArray &other)> difference;
    std::function<bool(const QByteArray &)> isRefused;
    //! Reads a page. \returns what each of its rows was read from; nothing if the page is refused.
    std::function<QList<QByteArray>(const QByteArray &)> rowsOf = {};
};

[[nodiscard]] const QList<ReadKind> &readKinds();

} // namespace testsupport
