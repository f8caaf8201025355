#pragma once

#include "core/setting.h"
#include "widgets/pages/services.h"
#include "widgets/window/messagebar.h"
#include "widgets/window/pagelink.h"

#include <QDateTime>
#include <QHash>
#include <QMainWindow>
#include <QTimer>

#include <memory>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace widgets {

class EmptyState;
class History;
class Page;
class Sidebar;
class StartController;
class ThemeManager;
class TroubleTeller;

//! The window: sidebar, the page one is at, where one has been, what there is to say. Before an account is connected it
//! shows one face: connecting, or why that failed.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    //! \param theme  must outlive the window
    explicit MainWindow(ThemeManager &theme, QWidget *parent = nullptr);
    ~MainWindow() override;

    //! Shows that the account is being connected to. \param text  what is waited for
    void showConnecting(const QString &text);
    //! \param problem, advice  sentences; \param details  plain text for those who ask
    void showConnectFailed(const QString &problem, const QString &details);
    //! From now on pages work with this. What was open is closed; the place where the user was is opened again.
    //! \param services  must outlive the window, or the next call
    void connectAccount(const Services &services);
    //! Closes all pages: what they work with goes away.
    void disconnectAccount();

    void open(const PageLink &link);
    [[nodiscard]] PageLink currentLink() const;
    [[nodiscard]] Page *currentPage() const;
    [[nodiscard]] MessageBar *messageBar() const { return m_messages; }
    [[nodiscard]] StartController *startController() const { return m_starts; }

Q_SIGNALS:
    //! The user wants to try again after showConnectFailed.
    void connectRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void setUpHeader();
    void setUpMenus();
    void setUpViewMenu();
    void setUpHelpMenu();
    void setUpBody();
    void showPage(const PageLink &link);
    [[nodiscard]] Page *pageFor(const PageLink &link);
    Page *makePage(const PageLink &link);
    void connectPage(Page *page);
    void evictPages();
    void updateTitle();
    void updateStatus();
    void updateCounts();
    void updateNavigation();
    void askForLink();
    void copyLink();
    void showAbout();

    ThemeManager &m_theme;
    std::unique_ptr<Services> m_services;
    History *m_history;
    StartController *m_starts = nullptr;
    core::Setting<QByteArray> m_geometry{"window/geometry", QByteArray()};
    core::Setting<bool> m_narrowSidebar{"window/narrowSidebar", false};

    Sidebar *m_sidebar = nullptr;
    MessageBar *m_messages = nullptr;
    TroubleTeller *m_troubles = nullptr;
    EmptyState *m_face = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_polledLabel = nullptr;
    QLabel *m_zoneLabel = nullptr;
    QLabel *m_account = nullptr;
    QAction *m_back = nullptr;
    QAction *m_forward = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_copyLink = nullptr;
    QList<QAction *> m_goActions; //!< need an account

    QHash<QString, Page *> m_pages; //!< by PageLink::key()
    QStringList m_recent;           //!< keys, the newest last
    QDateTime m_polledAt;
    QTimer m_statusTimer;
};

} // namespace widgets
