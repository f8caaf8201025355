#include "core/parseaudit.h"

#include <QCoreApplication>
#include <QThread>

#include <atomic>

namespace core {

namespace {

std::atomic<qint64> parses{0};
std::atomic<qint64> parsesOnGuiThread{0};

} // namespace

ParseAudit parseAudit()
{
    return {parses.load(), parsesOnGuiThread.load()};
}

void resetParseAudit()
{
    parses = 0;
    parsesOnGuiThread = 0;
}

bool onGuiThread()
{
    const QCoreApplication *app = QCoreApplication::instance();
    return app != nullptr && app->thread() == QThread::currentThread();
}

void noteParse()
{
    ++parses;
    if (onGuiThread())
        ++parsesOnGuiThread;
}

} // namespace core
