// How the main window is put together: header, menus, body.
#include "widgets/window/mainwindow.h"

#include "widgets/theme/emptystate.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/thememanager.h"
#include "widgets/window/history.h"
#include "widgets/window/opendialogs.h"
#include "widgets/window/sidebar.h"
#include "widgets/window/troubleteller.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>

using namespace Qt::StringLiterals;

namespace widgets {

void MainWindow::setUpBody()
{
    auto *body = new QWidget(this);
    m_sidebar = new Sidebar(body);
    m_sidebar->setCollapsed(m_narrowSidebar.value());
    m_messages = new MessageBar(body);
    m_troubles = new TroubleTeller(m_messages, this);
    m_stack = new QStackedWidget(body);
    m_stack->setObjectName(u"pages"_s);
    m_face = new EmptyState(m_stack);
    m_face->setObjectName(u"connectFace"_s);
    m_stack->addWidget(m_face);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_stack, 1);
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addLayout(column, 1);
    setCentralWidget(body);
    connect(m_sidebar, &Sidebar::linkRequested, this, &MainWindow::open);
    connect(m_face, &EmptyState::actionTriggered, this, &MainWindow::connectRequested);

    m_polledLabel = new QLabel(this);
    m_polledLabel->setObjectName(u"polledLabel"_s);
    m_zoneLabel = new QLabel(this);
    statusBar()->setContentsMargins(space::Related, 0, space::Related, 0);
    statusBar()->addWidget(m_polledLabel);
    statusBar()->addWidget(m_zoneLabel);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::setUpHeader()
{
    m_back = new QAction(themeIcon(u"go-previous"_s), tr("Back"), this);
    m_back->setObjectName(u"actionBack"_s);
    m_back->setShortcut(QKeySequence(u"Alt+Left"_s));
    m_forward = new QAction(themeIcon(u"go-next"_s), tr("Forward"), this);
    m_forward->setObjectName(u"actionForward"_s);
    m_forward->setShortcut(QKeySequence(u"Alt+Right"_s));
    m_refresh = new QAction(themeIcon(u"view-refresh"_s), tr("Refresh"), this);
    m_refresh->setObjectName(u"actionRefresh"_s);
    m_refresh->setShortcut(QKeySequence::Refresh);
    connect(m_back, &QAction::triggered, m_history, &History::back);
    connect(m_forward, &QAction::triggered, m_history, &History::forward);
    connect(m_refresh, &QAction::triggered, m_troubles, &TroubleTeller::refreshPage);

    auto *bar = new QToolBar(tr("Navigation"), this);
    bar->setObjectName(u"header"_s);
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setIconSize({18, 18});
    bar->addAction(m_back);
    bar->addAction(m_forward);
    auto *gap = new QWidget(bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    m_account = new QLabel(bar);
    m_account->setObjectName(u"account"_s);
    m_account->setTextFormat(Qt::PlainText);
    m_account->setContentsMargins(space::Related, 0, space::Related, 0);
    bar->addWidget(m_account);
    bar->addAction(m_refresh);
    addToolBar(Qt::TopToolBarArea, bar);
}

void MainWindow::setUpMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QAction *quit = file->addAction(themeIcon(u"application-exit"_s), tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);

    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    m_copyLink = edit->addAction(themeIcon(u"edit-link"_s), tr("Copy &link to this page"), this, &MainWindow::copyLink);
    m_copyLink->setShortcut(QKeySequence(u"Ctrl+Shift+C"_s));

    QMenu *go = menuBar()->addMenu(tr("&Go"));
    go->addAction(m_back);
    go->addAction(m_forward);
    go->addSeparator();
    QAction *library = go->addAction(tr("&Library"), this, [this] { open(PageLink::library()); });
    library->setShortcut(QKeySequence(u"Ctrl+1"_s));
    QAction *runs = go->addAction(tr("&Runs"), this, [this] { open(PageLink::runs()); });
    runs->setShortcut(QKeySequence(u"Ctrl+2"_s));
    go->addSeparator();
    QAction *link = go->addAction(tr("Open a &link…"), this, &MainWindow::askForLink);
    link->setShortcut(QKeySequence(u"Ctrl+L"_s));
    m_goActions = {library, runs, link};
}

void MainWindow::setUpViewMenu()
{
    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(m_refresh);
    view->addSeparator();
    QAction *narrow = view->addAction(tr("&Narrow sidebar"));
    narrow->setCheckable(true);
    narrow->setChecked(m_narrowSidebar.value());
    narrow->setShortcut(QKeySequence(u"Ctrl+B"_s));
    connect(narrow, &QAction::toggled, this, [this](bool on) {
        m_narrowSidebar.setValue(on);
        m_sidebar->setCollapsed(on);
    });
    view->addSeparator();
    auto *schemes = new QActionGroup(this);
    const auto add = [&](const QString &text, ColourScheme scheme) {
        QAction *action = schemes->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_theme.scheme() == scheme);
        view->addAction(action);
        connect(action, &QAction::triggered, this, [this, scheme] { m_theme.setScheme(scheme); });
    };
    add(tr("Colours of the &desktop"), ColourScheme::Auto);
    add(tr("L&ight"), ColourScheme::Light);
    add(tr("Dar&k"), ColourScheme::Dark);
    connect(&m_theme, &ThemeManager::changed, this, [this] {
        m_back->setIcon(themeIcon(u"go-previous"_s));
        m_forward->setIcon(themeIcon(u"go-next"_s));
        m_refresh->setIcon(themeIcon(u"view-refresh"_s));
        m_copyLink->setIcon(themeIcon(u"edit-link"_s));
    });
}

void MainWindow::setUpHelpMenu()
{
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&About Flows Desktop"), this, &MainWindow::showAbout);
}

void MainWindow::updateNavigation()
{
    const bool connected = m_services != nullptr;
    m_back->setEnabled(connected && m_history->canGoBack());
    m_forward->setEnabled(connected && m_history->canGoForward());
    m_refresh->setEnabled(connected);
    m_copyLink->setEnabled(connected);
    m_sidebar->setEnabled(connected);
    for (QAction *action : std::as_const(m_goActions))
        action->setEnabled(connected);
}

void MainWindow::copyLink()
{
    QApplication::clipboard()->setText(currentLink().toText(m_services->profile));
    m_messages->show(MessageBar::Kind::Notice, tr("The link to this page is on the clipboard."));
}

void MainWindow::askForLink()
{
    auto *dialog = new OpenLinkDialog(this);
    connect(dialog, &OpenLinkDialog::linkChosen, this, &MainWindow::open);
    dialog->open();
}

void MainWindow::showAbout()
{
    (new AboutDialog(this))->open();
}

} // namespace widgets
