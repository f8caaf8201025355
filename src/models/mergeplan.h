#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>

namespace models {

//! What a newly read beginning of a list does to the rows that are held.
struct MergePlan
{
    QStringList removed;   //!< ids of rows that are gone
    qsizetype covered = 0; //!< so many of the held rows, from the top, the beginning speaks about
};

//! Compares the held rows (their ids by `idAt`, all of them in `held`) with the ids of the list's new beginning.
//! `whole`: the beginning is the whole list. Rows between two that are still there are gone if the beginning skips
//! them; a row that jumped over more rows than the beginning has was moved, and the rows it passed are still there,
//! unless its neighbours did the same.
[[nodiscard]] MergePlan planMerge(const std::function<QString(qsizetype)> &idAt, const QSet<QString> &held,
                                  const QStringList &beginning, bool whole);

} // namespace models
