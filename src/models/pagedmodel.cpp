#include "models/pagedmodel.h"

namespace models {

PagedModel::PagedModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void PagedModel::enterState(LoadState state, std::optional<core::ApiError> error)
{
    m_state = state;
    m_error = std::move(error);
}

void PagedModel::announceState()
{
    if (m_state == m_announced)
        return;
    const LoadState before = m_announced;
    const LoadState state = m_state;
    m_announced = state;
    if ((before == LoadState::Loading) != (state == LoadState::Loading))
        Q_EMIT loadingChanged(state == LoadState::Loading);
    Q_EMIT loadStateChanged(state);
    if (state == LoadState::Failed && m_error) {
        const core::ApiError error = *m_error;
        Q_EMIT loadFailed(error);
    }
}

} // namespace models
