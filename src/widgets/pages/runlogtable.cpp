#include "widgets/pages/runlogtable.h"

#include "models/runlogmodel.h"
#include "widgets/pages/tablelook.h"
#include "widgets/theme/emptystate.h"
#include "widgets/theme/icons.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace widgets {

RunLogTable::RunLogTable(models::RunLogModel *model, QWidget *parent)
    : QStackedWidget(parent)
    , m_model(model)
    , m_table(new QTableView(this))
    , m_face(new EmptyState(this))
{
    using models::RunLogModel;
    m_table->setObjectName(u"runLog"_s);
    m_table->setAccessibleName(tr("Log of the run"));
    dressTable(*m_table);
    m_table->setModel(model);
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(RunLogModel::TimeColumn, 84);
    m_face->setObjectName(u"runLogFace"_s);
    addWidget(m_table);
    addWidget(m_face);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (!m_selecting && index.isValid())
            Q_EMIT entryChosen(index.row());
    });
    // The current entry once more: another visit of its state may be shown meanwhile.
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) { Q_EMIT entryChosen(index.row()); });
    followEnd();
    updateFace();
}

//! Events and states get more room where there is some, and leave the details theirs.
void RunLogTable::resizeEvent(QResizeEvent *event)
{
    using models::RunLogModel;
    QStackedWidget::resizeEvent(event);
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(RunLogModel::EventColumn, std::clamp(width() / 5, 132, 190));
    header->resizeSection(RunLogModel::StateColumn, std::clamp(width() / 5, 108, 240));
}

void RunLogTable::followEnd()
{
    connect(m_model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar *bar = m_table->verticalScrollBar();
        m_atEnd = bar->value() == bar->maximum() && !m_table->currentIndex().isValid();
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        updateFace();
        if (m_atEnd)
            m_table->scrollToBottom();
    });
}

void RunLogTable::setReading(Reading reading)
{
    if (reading == m_reading)
        return;
    m_reading = reading;
    updateFace();
}

void RunLogTable::selectLastOf(const QString &state)
{
    m_selecting = true;
    int row = state.isEmpty() ? -1 : m_model->rowCount() - 1;
    while (row >= 0 && m_model->entry(row).stateName != state)
        --row;
    if (row < 0) {
        m_table->selectionModel()->clear(); // the current row too, so that it can be chosen again
    } else {
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
    }
    m_selecting = false;
}

void RunLogTable::updateFace()
{
    if (m_model->rowCount() > 0) {
        setCurrentWidget(m_table);
        return;
    }
    switch (m_reading) {
    case Reading::NotYet:
        m_face->showLoading(tr("Reading the log…"));
        break;
    case Reading::GoesOn:
        m_face->showEmpty(themeIcon(u"view-list-details"_s), tr("Nothing yet"),
                          tr("What the run does appears here while it goes on."));
        break;
    case Reading::Over:
        m_face->showEmpty(themeIcon(u"view-list-details"_s), tr("The log is empty"),
                          tr("The service has no entries of this run."));
        break;
    }
    setCurrentWidget(m_face);
}

} // namespace widgets
