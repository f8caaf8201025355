#pragma once

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

class QWidget;

namespace widgets {
class MainWindow;
class ThemeManager;
} // namespace widgets

namespace tour {

//! One thing that the tour does, and how it sees that it happened.
struct Step
{
    QString name;                       //!< `start-dialog`: part of the picture's file name
    QString says;                       //!< what is printed
    std::function<void()> act;          //!< done once; may be empty
    std::function<bool()> done;         //!< looked at again and again until true
    std::function<QString()> why;       //!< what is seen instead, for the message; may be empty
    std::function<QWidget *()> subject; //!< what the picture shows; empty: the window. Null: no picture
    std::chrono::milliseconds limit = std::chrono::seconds(20);
};

//! Takes a person's way through the real window, saves a numbered picture of each step, and fails at the first that
//! does not happen within its limit. It presses keys and buttons; it calls nothing behind them.
class Tour final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Tour)

public:
    //! \param pictures      folder for the pictures; made if it is not there, older pictures of a tour are removed
    //! \param emulatorData  the emulator's data directory, in which the moved files are compared
    Tour(widgets::MainWindow &window, widgets::ThemeManager &theme, const QString &pictures,
         const QString &emulatorData, QObject *parent = nullptr);
    ~Tour() override;

    void start();

Q_SIGNALS:
    void finished(bool good);

private:
    void next();
    void look();
    void fail(const QString &why);
    [[nodiscard]] bool savePicture(const Step &step);

    class Script;
    widgets::MainWindow &m_window;
    QString m_pictures;
    std::unique_ptr<Script> m_script;
    QList<Step> m_steps;
    qsizetype m_at = -1;
    int m_picture = 0;
    int m_seen = 0; //!< looks in a row at which the step was done, so that what it caused is painted
    QTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace tour
