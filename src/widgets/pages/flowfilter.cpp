#include "widgets/pages/flowfilter.h"

#include "models/flowsmodel.h"
#include "widgets/pages/flowcarddelegate.h"

#include <algorithm>

namespace widgets {

void FlowFilter::setWords(const QString &text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

QVariant FlowFilter::data(const QModelIndex &index, int role) const
{
    if (role == Qt::AccessibleDescriptionRole && index.column() == 0 && m_delegate != nullptr)
        return m_delegate->description(index);
    return QSortFilterProxyModel::data(index, role);
}

bool FlowFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    using models::FlowsModel;
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    QStringList texts;
    for (const int role : {int(Qt::DisplayRole), int(FlowsModel::SubtitleRole), int(FlowsModel::DescriptionRole),
                           int(FlowsModel::IdRole)})
        texts.append(index.data(role).toString());
    texts += index.data(FlowsModel::KeywordsRole).toStringList();
    const QString all = texts.join(u'\n');
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace widgets
