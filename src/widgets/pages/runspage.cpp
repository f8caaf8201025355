#include "widgets/pages/runspage.h"

#include "models/runsummary.h"
#include "widgets/pages/runstable.h"
#include "widgets/theme/card.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/statusstyle.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace widgets {

RunsPage::RunsPage(const Services &services, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_runs(new RunsTable(services, this))
{
    setObjectName(u"runsPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    layout->setSpacing(space::Group);
    setUpHeader();
    auto *card = new Card(this);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_runs);
    layout->addWidget(card, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(300ms);
    connect(&m_typing, &QTimer::timeout, this, &RunsPage::chooseFilters);
    connect(m_runs, &RunsTable::runActivated, this,
            [this](const QString &id) { Q_EMIT linkRequested(PageLink::run(id)); });
    connect(m_runs, &RunsTable::polled, this, &Page::polled);
    connect(m_runs, &RunsTable::troubleChanged, this, [this] { setTrouble(m_runs->trouble()); });
    connect(m_runs, &RunsTable::emptyActionTriggered, this, [this] {
        if (m_label->text().isEmpty() && m_status->currentIndex() == 0)
            Q_EMIT linkRequested(PageLink::library());
        else
            Q_EMIT linkRequested(PageLink::runs());
    });
}

void RunsPage::setUpHeader()
{
    auto *name = new QLabel(tr("Runs"), this);
    name->setFont(pageTitleFont(font()));
    m_status = new QComboBox(this);
    m_status->setObjectName(u"statusFilter"_s);
    m_status->setAccessibleName(tr("Status of the runs"));
    m_status->addItem(tr("Every status"), QString());
    for (const QString &status : models::listedStatuses())
        m_status->addItem(statusWord(statusKind(status)), status);
    m_label = new QLineEdit(this);
    m_label->setObjectName(u"labelFilter"_s);
    m_label->setPlaceholderText(tr("Filter by label"));
    m_label->setAccessibleName(tr("Filter runs by label"));
    m_label->setClearButtonEnabled(true);
    m_label->setMaximumWidth(420);
    m_label->addAction(themeIcon(u"search"_s), QLineEdit::LeadingPosition);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::Related);
    row->addWidget(m_label, 1);
    row->addWidget(m_status);
    row->addStretch(1);
    auto *page = static_cast<QVBoxLayout *>(layout());
    page->addWidget(name);
    page->addLayout(row);
    connect(m_label, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_status, &QComboBox::activated, this, &RunsPage::chooseFilters);
}

void RunsPage::open(const PageLink &link)
{
    const int index = m_status->findData(link.value(u"status"_s));
    m_status->setCurrentIndex(std::max(0, index));
    if (const QString label = link.value(u"label"_s); label != m_label->text().trimmed())
        m_label->setText(label);
    applyFilters();
}

void RunsPage::chooseFilters()
{
    applyFilters();
    Q_EMIT linkAmended(PageLink::runs()
                           .with(u"status"_s, m_status->currentData().toString())
                           .with(u"label"_s, m_label->text().trimmed()));
}

void RunsPage::applyFilters()
{
    m_typing.stop(); // setText() began it, or it is done
    flows::ListRunsQuery query;
    query.orderBy = {u"start_time DESC"_s};
    query.perPage = 50;
    if (const QString status = m_status->currentData().toString(); !status.isEmpty())
        query.statuses = {status};
    if (const QString label = m_label->text().trimmed(); !label.isEmpty())
        query.labels = {label};
    const bool filtered = !query.statuses.isEmpty() || !query.labels.isEmpty();
    if (filtered)
        m_runs->setEmptyText(tr("No run fits the filter"), tr("There may be runs with another status or label."),
                             tr("Show all runs"));
    else
        m_runs->setEmptyText(tr("No runs yet"), tr("Start a flow, and its run appears here while it goes on."),
                             tr("Open the library"));
    m_runs->setQuery(query);
}

void RunsPage::refresh()
{
    m_runs->refresh();
    m_services.summary.refresh();
}

QString RunsPage::title() const
{
    return tr("Runs");
}

QWidget *RunsPage::focusTarget()
{
    return m_runs->table();
}

} // namespace widgets
