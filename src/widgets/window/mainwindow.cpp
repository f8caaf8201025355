#include "widgets/window/mainwindow.h"

#include "flows/run.h"
#include "models/runsummary.h"
#include "models/status.h"
#include "models/words.h"
#include "widgets/form/startcontroller.h"
#include "widgets/pages/page.h"
#include "widgets/pages/pagefactory.h"
#include "widgets/theme/emptystate.h"
#include "widgets/window/history.h"
#include "widgets/window/sidebar.h"
#include "widgets/window/troubleteller.h"

#include <QCloseEvent>
#include <QLabel>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace widgets {

namespace {

constexpr qsizetype keptPages = 12; //!< with their scroll and selection; older ones are made anew

//! What a window manager puts around a window: not known before the window is there.
constexpr QSize frame(8, 44);

//! Most of the screen, but not more than one can overlook.
QSize firstSize(const QSize &screen)
{
    const QSize room = screen - frame;
    return QSize(1280, 800).expandedTo(room * 4 / 5).boundedTo(QSize(1920, 1200)).boundedTo(room);
}

} // namespace

MainWindow::MainWindow(ThemeManager &theme, QWidget *parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_history(new History(this))
{
    setObjectName(u"mainWindow"_s);
    setUpBody();
    setUpHeader();
    setUpMenus();
    setUpViewMenu();
    setUpHelpMenu();
    resize(firstSize(screen()->availableSize()));
    setMinimumSize(760, 520);
    restoreGeometry(m_geometry.value());
    connect(m_history, &History::moved, this, &MainWindow::showPage);
    connect(m_history, &History::changed, this, &MainWindow::updateNavigation);
    m_statusTimer.setInterval(1s);
    connect(&m_statusTimer, &QTimer::timeout, this, &MainWindow::updateStatus);
    m_statusTimer.start();
    showConnecting(tr("Getting ready…"));
}

MainWindow::~MainWindow()
{
    disconnectAccount();
}

void MainWindow::showConnecting(const QString &text)
{
    m_face->showLoading(text);
    m_stack->setCurrentWidget(m_face);
    updateNavigation();
}

void MainWindow::showConnectFailed(const QString &problem, const QString &details)
{
    disconnectAccount();
    m_face->showFailed(tr("The service is not there"), problem);
    m_face->setAction(tr("Try again"));
    m_stack->setCurrentWidget(m_face);
    if (!details.isEmpty())
        m_messages->show(MessageBar::Kind::Problem, problem, details);
    updateNavigation();
}

void MainWindow::connectAccount(const Services &services)
{
    disconnectAccount();
    m_services = std::make_unique<Services>(services);
    m_starts = new StartController(m_services->flows, m_services->transfer, m_services->profile, this);
    connect(m_starts, &StartController::started, this,
            [this](const flows::Run &run) { open(PageLink::run(run.runId)); });
    connect(m_starts, &StartController::notice, this, [this](const QString &text, const QString &details) {
        m_messages->show(MessageBar::Kind::Notice, text, details);
    });
    connect(&m_services->summary, &models::RunSummary::changed, this, &MainWindow::updateCounts);
    m_account->setText(m_services->accountName);
    m_messages->clear();
    updateCounts();
    m_history->visit(m_history->current());
}

void MainWindow::disconnectAccount()
{
    m_troubles->setPage(nullptr);
    for (Page *page : std::as_const(m_pages)) {
        m_stack->removeWidget(page);
        delete page; // now: it works with what is about to go
    }
    m_pages.clear();
    m_recent.clear();
    delete m_starts;
    m_starts = nullptr;
    if (m_services)
        disconnect(&m_services->summary, nullptr, this, nullptr);
    m_services.reset();
    m_account->clear();
    m_polledAt = {};
    updateStatus();
}

void MainWindow::open(const PageLink &link)
{
    m_history->visit(link);
}

PageLink MainWindow::currentLink() const
{
    return m_history->current();
}

Page *MainWindow::currentPage() const
{
    return qobject_cast<Page *>(m_stack->currentWidget());
}

void MainWindow::showPage(const PageLink &link)
{
    m_sidebar->setCurrentLink(link);
    if (!m_services)
        return; // connectAccount comes back here
    Page *page = pageFor(link);
    page->open(link);
    if (m_stack->currentWidget() != page) {
        m_stack->setCurrentWidget(page);
        page->focusTarget()->setFocus(Qt::OtherFocusReason);
    }
    m_troubles->setPage(page);
    evictPages();
    updateTitle();
    updateNavigation();
}

Page *MainWindow::pageFor(const PageLink &link)
{
    const QString key = link.key();
    m_recent.removeAll(key);
    m_recent.append(key);
    Page *&page = m_pages[key];
    if (page == nullptr)
        page = makePage(link);
    return page;
}

Page *MainWindow::makePage(const PageLink &link)
{
    Page *page = widgets::makePage(link, *m_services, m_stack);
    connectPage(page);
    m_stack->addWidget(page);
    return page;
}

void MainWindow::connectPage(Page *page)
{
    connect(page, &Page::titleChanged, this, &MainWindow::updateTitle);
    connect(page, &Page::linkRequested, this, &MainWindow::open);
    connect(page, &Page::linkAmended, this, [this, page](const PageLink &link) {
        if (page != currentPage())
            return;
        m_history->amend(link);
        m_sidebar->setCurrentLink(link);
    });
    connect(page, &Page::startRequested, this,
            [this](const flows::Flow &flow, const flows::RawJson &input) { m_starts->open(flow, input); });
    connect(page, &Page::polled, this, [this](const QDateTime &at) {
        m_polledAt = at;
        updateStatus();
    });
    connect(page, &Page::problem, this, [this](const QString &text, const QString &details) {
        m_messages->show(MessageBar::Kind::Problem, text, details);
    });
}

void MainWindow::evictPages()
{
    while (m_recent.size() > keptPages) {
        Page *page = m_pages.take(m_recent.takeFirst());
        m_stack->removeWidget(page);
        page->deleteLater();
    }
}

void MainWindow::updateTitle()
{
    const Page *page = currentPage();
    setWindowTitle(page == nullptr ? tr("Flows Desktop") : tr("%1 – Flows Desktop").arg(page->title()));
}

void MainWindow::updateStatus()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_zoneLabel->setText(tr("All times in your zone (%1)").arg(models::zoneWords(now)));
    if (!m_polledAt.isValid()) {
        m_polledLabel->clear();
        return;
    }
    const qint64 seconds = std::max<qint64>(0, m_polledAt.secsTo(now));
    m_polledLabel->setText(seconds < 2    ? tr("Updated just now")
                           : seconds < 60 ? tr("Updated %1 s ago").arg(seconds)
                                          : tr("Updated %1 min ago").arg(seconds / 60));
}

void MainWindow::updateCounts()
{
    for (const QString &status : models::listedStatuses())
        m_sidebar->setRunCount(status, m_services ? m_services->summary.countText(status) : QString());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_geometry.setValue(saveGeometry());
    QMainWindow::closeEvent(event);
}

} // namespace widgets
