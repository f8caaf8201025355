#pragma once

#include "app/account.h"
#include "app/emulatorprocess.h"
#include "core/setting.h"

#include <QObject>

#include <memory>
#include <optional>

namespace widgets {
class MainWindow;
enum class ColourScheme;
class ThemeManager;
class Thumbnails;
} // namespace widgets

namespace app {

//! What the command line asks for.
struct Options
{
    QString emulatorData;                        //!< absolute path of the emulator's data
    QString timeScale;                           //!< handed to the emulator; empty: real time
    QString tourDirectory;                       //!< not empty: take the guided tour and save its pictures here
    std::optional<widgets::ColourScheme> scheme; //!< nothing: the one that is stored
    QString link;                                //!< page to begin with; empty: the library
};

//! Builds and owns everything that lives as long as the program, lowest first: look, emulator, account, window.
class AppContext final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AppContext)

public:
    explicit AppContext(const Options &options, QObject *parent = nullptr);
    ~AppContext() override;

    //! Shows the window and starts the emulator; the account is connected when it answers.
    void start();
    [[nodiscard]] widgets::MainWindow &window() const { return *m_window; }
    [[nodiscard]] widgets::ThemeManager &theme() const { return *m_theme; }

private:
    void connectEmulator();
    void onReady(const Endpoint &endpoint);
    void onFailed(const QString &problem, const QString &details);

    Options m_options;
    core::Setting<QString> m_profile{"emulator/profile", QString()};
    std::unique_ptr<widgets::ThemeManager> m_theme;
    std::unique_ptr<widgets::Thumbnails> m_thumbnails;
    std::unique_ptr<EmulatorProcess> m_emulator;
    std::unique_ptr<Account> m_account;
    std::unique_ptr<widgets::MainWindow> m_window;
};

} // namespace app
