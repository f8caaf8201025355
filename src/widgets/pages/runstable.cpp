#include "widgets/pages/runstable.h"

#include "flows/flowsclient.h"
#include "models/runsmodel.h"
#include "models/runsupdater.h"
#include "widgets/common/errortext.h"
#include "widgets/pages/listtrouble.h"
#include "widgets/pages/statusdelegate.h"
#include "widgets/pages/tablelook.h"
#include "widgets/theme/emptystate.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/statusstyle.h"

#include <QHeaderView>
#include <QHideEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace widgets {

namespace {

constexpr auto pollInterval = 3s;

} // namespace

RunsTable::RunsTable(const Services &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(new models::RunsModel(this))
    , m_updater(new models::RunsUpdater(services.flows, *m_model, this))
    , m_trouble(new ListTrouble(
          m_model, {tr("The list of runs could not be refreshed. %1 %2"), tr("More runs could not be loaded. %1 %2")},
          this))
    , m_views(new QStackedWidget(this))
    , m_table(new QTableView(this))
    , m_newButton(new QPushButton(this))
    , m_face(new EmptyState(this))
    , m_emptyTitle(tr("No runs"))
{
    m_newButton->setObjectName(u"newRuns"_s);
    m_newButton->setIcon(themeIcon(u"go-up"_s));
    m_newButton->hide();
    m_face->setObjectName(u"runsFace"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::Related);
    layout->addWidget(m_newButton, 0, Qt::AlignHCenter);
    layout->addWidget(m_views, 1);
    m_views->addWidget(m_table);
    m_views->addWidget(m_face);
    setUpTable();
    setUpModel();
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &RunsTable::poll);
    connect(&services.flows.http(), &net::HttpClient::obtained, this, [this] {
        if (m_asked && isVisible()) // else it is refreshed when it is shown
            m_model->takeUp();
    });
    connect(m_newButton, &QPushButton::clicked, this, [this] {
        m_model->showPending();
        m_table->scrollToTop();
    });
    connect(m_face, &EmptyState::actionTriggered, this, [this] {
        if (m_model->loadState() == models::LoadState::Failed)
            m_model->retry();
        else
            Q_EMIT emptyActionTriggered();
    });
}

void RunsTable::setUpTable()
{
    m_table->setObjectName(u"runsTable"_s);
    m_table->setAccessibleName(tr("Runs"));
    dressTable(*m_table);
    m_table->setItemDelegateForColumn(
        models::RunsModel::StatusColumn,
        new StatusDelegate([this](const QModelIndex &index) { return statusKind(m_model->run(index.row())); }, this));
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT runActivated(m_model->run(index.row()).runId); });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &RunsTable::updateHold);
}

void RunsTable::setQuery(const flows::ListRunsQuery &query)
{
    if (m_asked && query == m_query) {
        refresh();
        return;
    }
    m_query = query;
    m_asked = true;
    m_model->setSource([this, query](const QString &marker) {
        flows::FlowsClient &client = m_model->isPolling() ? m_services.flows.background() : m_services.flows;
        return client.listRuns(query, marker, this);
    });
    updateFace();
}

void RunsTable::setUpModel()
{
    connect(m_model, &models::PagedModel::loadStateChanged, this, [this](models::LoadState state) {
        if (state == models::LoadState::Idle || state == models::LoadState::Complete)
            Q_EMIT polled(QDateTime::currentDateTimeUtc());
        updateFace();
    });
    connect(m_model, &models::PagedModel::loadFailed, this, &RunsTable::updateFace);
    connect(m_model, &models::PagedModel::refreshed, this, [this] {
        Q_EMIT polled(QDateTime::currentDateTimeUtc());
        updateFace();
    });
    connect(m_trouble, &ListTrouble::changed, this, &RunsTable::troubleChanged);
    connect(m_model, &models::PagedModel::pendingNewChanged, this, [this](int count) {
        m_newButton->setText(tr("%1 new").arg(count));
        m_newButton->setAccessibleName(count == 1 ? tr("Show 1 new run") : tr("Show %1 new runs").arg(count));
        m_newButton->setVisible(count > 0);
    });
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &RunsTable::updateFace);
    m_table->setModel(m_model);
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(models::RunsModel::LabelColumn, QHeaderView::Stretch);
    header->resizeSection(models::RunsModel::FlowColumn, 190);
    header->resizeSection(models::RunsModel::StatusColumn, 130);
    header->resizeSection(models::RunsModel::StartedColumn, 172);
    header->resizeSection(models::RunsModel::DurationColumn, 96);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, [this] { m_model->tick(QDateTime::currentDateTimeUtc()); });
}

void RunsTable::setEmptyText(const QString &title, const QString &text, const QString &action)
{
    m_emptyTitle = title;
    m_emptyText = text;
    m_emptyAction = action;
    updateFace();
}

void RunsTable::refresh()
{
    if (m_asked)
        m_model->refresh();
}

void RunsTable::poll()
{
    if (!m_asked)
        return;
    m_model->poll();
    const int bottom = m_table->rowAt(m_table->viewport()->height() - 1);
    m_updater->update(m_table->rowAt(0), bottom < 0 ? rowCount() - 1 : bottom);
}

const Trouble &RunsTable::trouble() const
{
    return m_trouble->current();
}

int RunsTable::rowCount() const
{
    return m_model->rowCount({});
}

void RunsTable::updateFace()
{
    Q_EMIT countChanged();
    if (rowCount() > 0) {
        m_views->setCurrentWidget(m_table);
        return;
    }
    const models::LoadState state = m_model->loadState();
    if (state == models::LoadState::Failed) {
        const ErrorText text = errorText(m_model->error().value_or(core::ApiError(core::ApiError::Kind::Internal)));
        m_face->showFailed(tr("The runs could not be listed"), text.problem + u' ' + text.advice);
        m_face->setAction(tr("Retry"));
    } else if (state != models::LoadState::Complete) {
        m_face->showLoading(tr("Looking for runs…"));
    } else {
        m_face->showEmpty(themeIcon(u"view-list-details"_s), m_emptyTitle, m_emptyText);
        m_face->setAction(m_emptyAction);
    }
    m_views->setCurrentWidget(m_face);
}

void RunsTable::updateHold()
{
    m_model->setHoldNew(m_table->verticalScrollBar()->value() > 0);
}

void RunsTable::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_poll.start();
    m_tick.start();
    refresh();
}

void RunsTable::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_poll.stop();
    m_tick.stop();
    if (!event->spontaneous())
        m_trouble->forget();
}

} // namespace widgets
