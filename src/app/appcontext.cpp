#include "app/appcontext.h"

#include "widgets/diagram/thumbnails.h"
#include "widgets/theme/thememanager.h"
#include "widgets/window/mainwindow.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace app {

AppContext::AppContext(const Options &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_theme(std::make_unique<widgets::ThemeManager>())
    , m_thumbnails(std::make_unique<widgets::Thumbnails>(QApplication::font()))
    , m_emulator(std::make_unique<EmulatorProcess>(options.emulatorData))
    , m_window(std::make_unique<widgets::MainWindow>(*m_theme))
{
    if (m_profile.value().isEmpty())
        m_profile.setValue(QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (options.scheme)
        m_theme->setScheme(*options.scheme);
    if (!options.timeScale.isEmpty())
        m_emulator->setExtraArguments({u"--time-scale"_s, options.timeScale});
    if (const auto link = widgets::PageLink::fromText(options.link))
        m_window->open(*link);
    connectEmulator();
}

AppContext::~AppContext()
{
    m_window->disconnectAccount(); // the pages let go of the account before it goes
}

void AppContext::connectEmulator()
{
    connect(m_emulator.get(), &EmulatorProcess::ready, this, &AppContext::onReady);
    connect(m_emulator.get(), &EmulatorProcess::failed, this, &AppContext::onFailed);
    connect(m_window.get(), &widgets::MainWindow::connectRequested, this, [this] {
        m_window->showConnecting(tr("Starting the emulator…"));
        m_emulator->start();
    });
}

void AppContext::start()
{
    m_window->show();
    m_window->showConnecting(tr("Starting the emulator…"));
    m_emulator->start();
}

void AppContext::onReady(const Endpoint &endpoint)
{
    if (m_account && m_account->endpoint() == endpoint)
        return; // it is back, as it was
    m_window->disconnectAccount();
    m_account =
        std::make_unique<Account>(endpoint, QUuid::fromString(m_profile.value()), tr("Emulator"), *m_thumbnails);
    m_window->connectAccount(m_account->services());
}

void AppContext::onFailed(const QString &problem, const QString &details)
{
    m_window->showConnectFailed(problem, details);
    m_account.reset();
}

} // namespace app
