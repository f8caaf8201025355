#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace widgets {

class FlowCardDelegate;

//! Of the flows those in whose own words every word of the filter is found: title, subtitle, description, keywords, id.
class FlowFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowFilter)

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString &text);
    //! What a card says beside its title is for screen readers too. \param delegate  lives as long as there are views
    void setDelegate(const FlowCardDelegate *delegate) { m_delegate = delegate; }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    const FlowCardDelegate *m_delegate = nullptr;
};

} // namespace widgets
