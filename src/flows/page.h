#pragma once

#include "flows/rawjson.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace flows {

//! One page of a list. Source: flows-service.md 3.
template<typename T>
struct Page
{
    QList<T> items;
    QString marker; //!< opaque cursor of the next page; empty: none
    bool hasNextPage = false;
    QDateTime serverTime; //!< `Date` of the reply, UTC; invalid if the server sent none
    //! As sent. The size of the page, or the number of its items: sources and replies differ, so nothing may depend on
    //! it. Web inputs send none.
    std::optional<qint64> limit = {};
    RawJson raw = {}; //!< the whole page

    //! True if another page can be asked for. `has_next_page` without a marker is the end: there is nothing to ask
    //! with.
    [[nodiscard]] bool canContinue() const { return hasNextPage && !marker.isEmpty(); }

    bool operator==(const Page &) const = default;
};

} // namespace flows
