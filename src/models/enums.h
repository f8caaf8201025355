#pragma once

#include <QObject>

namespace models {
Q_NAMESPACE

//! What a list is doing. Empty, loading, failed and filled are four different faces: empty is Complete without rows.
enum class LoadState {
    Idle,    //!< nothing under way; there may be more
    Loading, //!< a page is on its way
    Failed,  //!< the last page did not come; nothing happens until retry() or refresh()
    Complete //!< everything is here
};
Q_ENUM_NS(LoadState)

//! What a run's status means to a person. Source: visual-language.md, status.
enum class StatusKind { Running, Succeeded, Failed, Cancelled, NeedsYou, Other };
Q_ENUM_NS(StatusKind)

} // namespace models
