#pragma once

#include "core/setting.h"
#include "widgets/pages/page.h"
#include "widgets/pages/services.h"

#include <QModelIndex>

class QLabel;
class QLineEdit;
class QListView;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace models {
class FlowsModel;
}

namespace widgets {

class EmptyState;
class FlowCardDelegate;
class FlowFilter;
class ListTrouble;

//! All flows that one may see, as cards with their diagrams or as a table, filtered by text.
class LibraryPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LibraryPage)

public:
    explicit LibraryPage(const Services &services, QWidget *parent = nullptr);

    void open(const PageLink &link) override;
    void refresh() override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QWidget *focusTarget() override;
    //! True when no card in view waits for its diagram.
    [[nodiscard]] bool picturesAreThere() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpModel();
    void setUpHeader();
    void setUpViews();
    void showView(bool cards);
    void updateFace();
    [[nodiscard]] QString countText() const;
    void fetchForFilter();
    void openIndex(const QModelIndex &index);
    void layOutCards();

    const Services &m_services;
    models::FlowsModel *m_model;
    FlowFilter *m_filtered = nullptr;
    ListTrouble *m_listTrouble = nullptr;
    core::Setting<bool> m_asCards;
    QLabel *m_count = nullptr;
    QLineEdit *m_filter = nullptr;
    QToolButton *m_cardsButton = nullptr;
    QToolButton *m_tableButton = nullptr;
    QStackedWidget *m_views = nullptr;
    QListView *m_cards = nullptr;
    QTableView *m_table = nullptr;
    EmptyState *m_face = nullptr;
    FlowCardDelegate *m_delegate = nullptr;
    bool m_opened = false;
};

} // namespace widgets
