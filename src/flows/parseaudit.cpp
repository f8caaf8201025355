#include "flows/parseaudit.h"

#include <QCoreApplication>
#include <QThread>

#include <atomic>

namespace flows {

namespace {

std::atomic<qint64> parses{0};
std::atomic<qint64> onGuiThread{0};
std::atomic<qint64> largeOnGuiThread{0};

} // namespace

ParseThreadAudit parseThreadAudit()
{
    return {parses.load(), onGuiThread.load(), largeOnGuiThread.load()};
}

void resetParseThreadAudit()
{
    parses = 0;
    onGuiThread = 0;
    largeOnGuiThread = 0;
}

void noteParse(qsizetype bytes)
{
    ++parses;
    const QCoreApplication *app = QCoreApplication::instance();
    if (app == nullptr || app->thread() != QThread::currentThread())
        return;
    ++onGuiThread;
    if (bytes <= parseOnGuiThreadLimit)
        return;
    ++largeOnGuiThread;
    Q_ASSERT_X(false, "flows::noteParse", "a large body is parsed on the GUI thread");
}

} // namespace flows
