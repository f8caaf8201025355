#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace flows {

//! One page of a list. Source: flows-service.md 3.
template<typename T>
struct Page
{
    QList<T> items;
    QString marker; //!< opaque cursor of the next page; empty: none
    bool hasNextPage = false;
    QDateTime serverTime; //!< `Date` of the reply, UTC; invalid if the server sent none

    //! True if another page can be asked for. `has_next_page` without a marker is the end: there is nothing to ask
    //! with.
    [[nodiscard]] bool canContinue() const { return hasNextPage && !marker.isEmpty(); }

    bool operator==(const Page &) const = default;
};

} // namespace flows
