#include "tour/tour.h"

#include "core/logging.h"
#include "tour/tourscript.h"
#include "widgets/window/mainwindow.h"

#include <QDir>
#include <QPixmap>
#include <QScreen>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tour {

namespace {

constexpr auto lookInterval = 40ms;
constexpr int looksToBeSure = 3;

void say(const QString &text)
{
    std::fputs(qPrintable(text), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

} // namespace

Tour::Tour(widgets::MainWindow &window, widgets::ThemeManager &theme, const QString &pictures,
           const QString &emulatorData, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_pictures(pictures)
    , m_script(std::make_unique<Script>(window, theme, emulatorData))
{
    m_timer.setInterval(lookInterval);
    connect(&m_timer, &QTimer::timeout, this, &Tour::look);
}

Tour::~Tour() = default;

void Tour::start()
{
    QDir folder(m_pictures);
    if (!folder.mkpath(u"."_s)) {
        fail(u"the folder %1 can not be made"_s.arg(m_pictures));
        return;
    }
    const QStringList old = folder.entryList({u"[0-9][0-9]-*.png"_s}, QDir::Files);
    for (const QString &name : old)
        folder.remove(name);
    m_window.resize(m_window.screen()->availableSize()); // the pictures show what the whole screen has room for
    m_steps = m_script->steps();
    next();
}

void Tour::next()
{
    ++m_at;
    m_seen = 0;
    if (m_at >= m_steps.size()) {
        m_timer.stop();
        say(u"tour: everything happened; %1 pictures are in %2"_s.arg(QString::number(m_picture), m_pictures));
        Q_EMIT finished(true);
        return;
    }
    m_since.start();
    m_timer.start();
    if (const auto &act = m_steps[m_at].act)
        act();
}

void Tour::look()
{
    const Step &step = m_steps[m_at];
    m_seen = step.done() ? m_seen + 1 : 0;
    if (m_seen == 0 && std::chrono::milliseconds(m_since.elapsed()) > step.limit) {
        fail(step.why ? step.why() : u"it did not happen"_s);
        return;
    }
    if (m_seen < looksToBeSure)
        return;
    m_timer.stop();
    if (!savePicture(step)) {
        fail(u"its picture could not be saved"_s);
        return;
    }
    next();
}

bool Tour::savePicture(const Step &step)
{
    QWidget *subject = step.subject ? step.subject() : &m_window;
    if (subject == nullptr) {
        say(u"tour: %1"_s.arg(step.says));
        return true;
    }
    ++m_picture;
    const QString name = u"%1-%2.png"_s.arg(m_picture, 2, 10, QLatin1Char('0')).arg(step.name);
    say(u"tour: %1 → %2"_s.arg(step.says, name));
    return subject->grab().save(QDir(m_pictures).filePath(name));
}

void Tour::fail(const QString &why)
{
    m_timer.stop();
    const QString name = m_at >= 0 && m_at < m_steps.size() ? m_steps[m_at].name : u"start"_s;
    say(u"tour: FAILED at step “%1”: %2"_s.arg(name, why));
    const bool hasSubject = m_at >= 0 && m_at < m_steps.size() && m_steps[m_at].subject;
    QWidget *subject = hasSubject ? m_steps[m_at].subject() : nullptr;
    (subject != nullptr ? subject : &m_window)->grab().save(QDir(m_pictures).filePath(u"99-failed-%1.png"_s.arg(name)));
    Q_EMIT finished(false);
}

} // namespace tour
