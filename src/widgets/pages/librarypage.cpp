#include "widgets/pages/librarypage.h"

#include "flows/flowsclient.h"
#include "models/flowsmodel.h"
#include "models/runsummary.h"
#include "widgets/common/errortext.h"
#include "widgets/diagram/thumbnails.h"
#include "widgets/pages/flowcarddelegate.h"
#include "widgets/pages/flowfilter.h"
#include "widgets/pages/listtrouble.h"
#include "widgets/pages/tablelook.h"
#include "widgets/theme/emptystate.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace widgets {

LibraryPage::LibraryPage(const Services &services, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_asCards("library/cards", true, services.profile)
{
    setObjectName(u"libraryPage"_s);
    setUpModel();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::Page, space::Page, space::Page, 0);
    layout->setSpacing(space::Group);
    setUpHeader();
    setUpViews();
    showView(m_asCards.value());
    updateFace();
}

void LibraryPage::setUpModel()
{
    m_model = new models::FlowsModel(this);
    m_model->setOwnUrn(m_services.identityUrn);
    m_filtered = new FlowFilter(this);
    m_filtered->setSourceModel(m_model);
    m_filtered->setSortRole(models::FlowsModel::SortRole);
    connect(m_model, &models::PagedModel::loadStateChanged, this, [this](models::LoadState state) {
        if (state == models::LoadState::Idle || state == models::LoadState::Complete)
            Q_EMIT polled(QDateTime::currentDateTimeUtc());
        updateFace();
        fetchForFilter();
    });
    connect(m_model, &models::PagedModel::refreshed, this, [this] { Q_EMIT polled(QDateTime::currentDateTimeUtc()); });
    m_listTrouble = new ListTrouble(
        m_model, {tr("The list of flows could not be refreshed. %1 %2"), tr("More flows could not be loaded. %1 %2")},
        this);
    connect(m_listTrouble, &ListTrouble::changed, this, [this] { setTrouble(m_listTrouble->current()); });
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filtered, signal, this, &LibraryPage::updateFace);
    connect(m_filtered, &QAbstractItemModel::modelReset, this, &LibraryPage::updateFace);
}

void LibraryPage::setUpHeader()
{
    auto *name = new QLabel(tr("Library"), this);
    name->setFont(pageTitleFont(font()));
    m_count = new QLabel(this);
    m_count->setObjectName(u"flowCount"_s);
    auto *title = new QHBoxLayout;
    title->setSpacing(space::Related);
    title->addWidget(name);
    title->addWidget(m_count, 0, Qt::AlignBottom);
    title->addStretch(1);

    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"flowFilter"_s);
    m_filter->setPlaceholderText(tr("Filter by title, description, keyword"));
    m_filter->setAccessibleName(tr("Filter flows"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(420);
    m_filter->addAction(themeIcon(u"search"_s), QLineEdit::LeadingPosition);
    auto *clear = new QShortcut(Qt::Key_Escape, m_filter, m_filter, &QLineEdit::clear);
    clear->setContext(Qt::WidgetShortcut);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setWords(text);
        fetchForFilter();
        updateFace();
    });
    const auto button = [this](const QString &objectName, const QString &icon, const QString &text) {
        auto *toggle = new QToolButton(this);
        toggle->setObjectName(objectName);
        toggle->setIcon(themeIcon(icon));
        toggle->setText(text);
        toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        toggle->setCheckable(true);
        toggle->setAccessibleName(tr("Show flows as %1").arg(text.toLower()));
        return toggle;
    };
    m_cardsButton = button(u"cardsButton"_s, u"view-grid"_s, tr("Cards"));
    m_tableButton = button(u"tableButton"_s, u"view-list-details"_s, tr("Table"));
    auto *modes = new QButtonGroup(this);
    modes->addButton(m_cardsButton);
    modes->addButton(m_tableButton);
    connect(m_cardsButton, &QToolButton::clicked, this, [this] { showView(true); });
    connect(m_tableButton, &QToolButton::clicked, this, [this] { showView(false); });
    auto *row = new QHBoxLayout;
    row->setSpacing(space::Related);
    row->addWidget(m_filter, 1);
    row->addStretch(1);
    row->addWidget(m_cardsButton);
    row->addWidget(m_tableButton);
    auto *page = static_cast<QVBoxLayout *>(layout());
    page->addLayout(title);
    page->addLayout(row);
}

void LibraryPage::setUpViews()
{
    m_views = new QStackedWidget(this);
    m_cards = new QListView(m_views);
    m_cards->setObjectName(u"flowCards"_s);
    m_cards->setAccessibleName(tr("Flows"));
    m_cards->setViewMode(QListView::IconMode);
    m_cards->setMovement(QListView::Static);
    m_cards->setResizeMode(QListView::Adjust);
    m_cards->setUniformItemSizes(true);
    m_cards->setFrameShape(QFrame::NoFrame);
    m_cards->setMouseTracking(true);
    m_cards->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_cards->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cards->viewport()->setAutoFillBackground(false);
    m_cards->viewport()->installEventFilter(this);
    m_delegate = new FlowCardDelegate(m_services.thumbnails, m_services.summary, this);
    m_cards->setItemDelegate(m_delegate);
    m_filtered->setDelegate(m_delegate);
    m_cards->setModel(m_filtered);

    m_table = new QTableView(m_views);
    m_table->setObjectName(u"flowTable"_s);
    m_table->setAccessibleName(tr("Flows"));
    dressTable(*m_table);
    m_table->setModel(m_filtered);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->horizontalHeader()->setSectionResizeMode(models::FlowsModel::TitleColumn, QHeaderView::Stretch);

    m_face = new EmptyState(m_views);
    m_face->setObjectName(u"libraryFace"_s);
    m_views->addWidget(m_cards);
    m_views->addWidget(m_table);
    m_views->addWidget(m_face);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_views, 1);
    connect(m_cards, &QListView::activated, this, &LibraryPage::openIndex);
    connect(m_cards, &QListView::clicked, this, &LibraryPage::openIndex);
    connect(m_table, &QTableView::activated, this, &LibraryPage::openIndex);
    connect(m_face, &EmptyState::actionTriggered, this, [this] {
        if (m_model->loadState() == models::LoadState::Failed)
            m_model->retry();
        else if (!m_filter->text().isEmpty())
            m_filter->clear();
        else
            refresh();
    });
    connect(&m_services.thumbnails, &Thumbnails::ready, this, [this] { m_cards->viewport()->update(); });
    connect(&m_services.summary, &models::RunSummary::changed, this, [this] { m_cards->viewport()->update(); });
}

void LibraryPage::open(const PageLink &link)
{
    Q_UNUSED(link)
    if (m_opened) {
        refresh();
        return;
    }
    m_opened = true;
    m_model->setSource([this](const QString &marker) {
        flows::ListFlowsQuery query;
        query.orderBy = {u"updated_at DESC"_s};
        query.perPage = 50;
        flows::FlowsClient &client = m_model->isPolling() ? m_services.flows.background() : m_services.flows;
        return client.listFlows(query, marker, this);
    });
    connect(&m_services.flows.http(), &net::HttpClient::obtained, this, [this] {
        if (m_model->loadState() == models::LoadState::Failed)
            m_model->takeUp();
    });
}

void LibraryPage::refresh()
{
    m_model->refresh();
    m_services.summary.refresh();
}

QString LibraryPage::title() const
{
    return tr("Library");
}

QWidget *LibraryPage::focusTarget()
{
    return m_asCards.value() ? static_cast<QWidget *>(m_cards) : m_table;
}

bool LibraryPage::picturesAreThere() const
{
    return m_services.thumbnails.isIdle();
}

void LibraryPage::showView(bool cards)
{
    m_asCards.setValue(cards);
    m_cardsButton->setChecked(cards);
    m_tableButton->setChecked(!cards);
    updateFace();
}

void LibraryPage::updateFace()
{
    if (m_views == nullptr)
        return;
    const int rows = m_filtered->rowCount();
    m_count->setText(m_model->rowCount({}) == 0 ? QString() : countText());
    if (rows > 0) {
        m_views->setCurrentWidget(focusTarget());
        return;
    }
    const models::LoadState state = m_model->loadState();
    if (state == models::LoadState::Failed) {
        const ErrorText text = errorText(m_model->error().value_or(core::ApiError(core::ApiError::Kind::Internal)));
        m_face->showFailed(tr("The flows could not be listed"), text.problem + u' ' + text.advice);
        m_face->setAction(tr("Retry"));
    } else if (state != models::LoadState::Complete) {
        m_face->showLoading(tr("Looking for your flows…"));
    } else if (!m_filter->text().isEmpty()) {
        m_face->showEmpty(themeIcon(u"search"_s), tr("No flow fits “%1”").arg(m_filter->text()),
                          tr("Title, subtitle, description, keywords and id were searched."));
        m_face->setAction(tr("Clear the filter"));
    } else {
        m_face->showEmpty(themeIcon(u"view-grid"_s), tr("No flows yet"),
                          tr("Flows that you own, or that others let you see, appear here."));
        m_face->setAction(tr("Look again"));
    }
    m_views->setCurrentWidget(m_face);
}

QString LibraryPage::countText() const
{
    const int count = m_model->rowCount({});
    const int shown = m_filtered->rowCount({});
    if (shown < count && m_model->loadState() == models::LoadState::Complete)
        return tr("%1 of %2 flows").arg(shown).arg(count);
    if (m_model->loadState() != models::LoadState::Complete)
        return tr("%1+ flows", "at least so many").arg(count);
    return count == 1 ? tr("1 flow") : tr("%1 flows").arg(count);
}

void LibraryPage::fetchForFilter()
{
    if (!m_filter->text().isEmpty() && m_model->canFetchMore({}))
        m_model->fetchMore({}); // what is not loaded yet may fit as well
}

void LibraryPage::openIndex(const QModelIndex &index)
{
    const QString id = index.siblingAtColumn(0).data(models::FlowsModel::IdRole).toString();
    if (!id.isEmpty())
        Q_EMIT linkRequested(PageLink::flow(id));
}

void LibraryPage::layOutCards()
{
    m_delegate->setViewWidth(m_cards->width() - m_cards->verticalScrollBar()->sizeHint().width());
    m_cards->doItemsLayout();
}

bool LibraryPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_cards->viewport() && event->type() == QEvent::Resize)
        layOutCards();
    return Page::eventFilter(watched, event);
}

} // namespace widgets
