#include "widgets/pages/listtrouble.h"

#include "models/pagedmodel.h"
#include "widgets/common/errortext.h"

#include <utility>

namespace widgets {

ListTrouble::ListTrouble(models::PagedModel *model, Words words, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_words(std::move(words))
{
    using models::LoadState;
    using models::PagedModel;
    connect(model, &PagedModel::refreshFailed, this,
            [this](const core::ApiError &error) { note(m_refresh, m_words.refresh, error); });
    connect(model, &PagedModel::refreshed, this, [this] { clear(m_refresh); });
    connect(model, &PagedModel::loadFailed, this, [this](const core::ApiError &error) {
        if (m_model->rowCount() > 0)
            note(m_more, m_words.more, error);
    });
    connect(model, &PagedModel::loadStateChanged, this, [this](LoadState state) {
        if (state == LoadState::Idle || state == LoadState::Complete) // not Loading: that is only another try
            clear(m_more);
    });
    connect(model, &PagedModel::modelReset, this, &ListTrouble::forget);
}

const Trouble &ListTrouble::current() const
{
    return m_refresh.text.isEmpty() ? m_more : m_refresh;
}

void ListTrouble::forget()
{
    clear(m_refresh);
    clear(m_more);
}

void ListTrouble::note(Trouble &which, const QString &words, const core::ApiError &error)
{
    const ErrorText text = errorText(error);
    if (text.problem.isEmpty())
        return;
    which = {words.arg(text.problem, text.advice), text.details};
    Q_EMIT changed();
}

void ListTrouble::clear(Trouble &which)
{
    if (which.text.isEmpty())
        return;
    which = {};
    Q_EMIT changed();
}

} // namespace widgets
