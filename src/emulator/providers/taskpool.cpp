#include "emulator/providers/taskpool.h"

#include <utility>

namespace emulator {

TaskPool::TaskPool(QObject *parent)
    : QObject(parent)
{
    m_threads.setMaxThreadCount(4);
}

TaskPool::~TaskPool()
{
    m_threads.clear();
    m_threads.waitForDone();
}

void TaskPool::run(Work work)
{
    m_threads.start([this, work = std::move(work)] {
        Continuation next = work();
        QMetaObject::invokeMethod(this, std::move(next), Qt::QueuedConnection);
    });
}

} // namespace emulator
