#include "emulator/engine/enginethread.h"

#include "emulator/engine/engine.h"
#include "emulator/store/storeerror.h"

using namespace Qt::StringLiterals;

namespace emulator {

EngineThread::EngineThread(EngineOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    m_thread.setObjectName(u"engine"_s);
}

EngineThread::~EngineThread()
{
    stop();
}

QString EngineThread::start()
{
    if (m_engine != nullptr)
        return {};
    m_engine = new Engine(m_options);
    m_engine->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    connect(m_engine, &Engine::stepCommitted, this, &EngineThread::stepCommitted);
    connect(m_engine, &Engine::runFinished, this, &EngineThread::runFinished);
    m_thread.start();
    QString problem;
    QMetaObject::invokeMethod(
        m_engine,
        [this, &problem] {
            try {
                m_engine->start();
            } catch (const StoreError &error) {
                problem = error.message();
            }
        },
        Qt::BlockingQueuedConnection);
    if (!problem.isEmpty())
        stop();
    return problem;
}

void EngineThread::stop()
{
    if (m_engine == nullptr)
        return;
    m_thread.quit();
    m_thread.wait();
    m_engine = nullptr; // deleted by the thread as it ended
}

void EngineThread::runAdded(const QString &runId)
{
    if (m_engine != nullptr)
        QMetaObject::invokeMethod(m_engine, [engine = m_engine, runId] { engine->runAdded(runId); });
}

void EngineThread::cancelRequested(const QString &runId)
{
    if (m_engine != nullptr)
        QMetaObject::invokeMethod(m_engine, [engine = m_engine, runId] { engine->cancelRequested(runId); });
}

void EngineThread::resumeRequested(const QString &runId)
{
    if (m_engine != nullptr)
        QMetaObject::invokeMethod(m_engine, [engine = m_engine, runId] { engine->resumeRequested(runId); });
}

void EngineThread::advanceClock(qint64 seconds)
{
    if (m_engine != nullptr)
        QMetaObject::invokeMethod(m_engine, [engine = m_engine, seconds] { engine->advanceClock(seconds); });
}

} // namespace emulator
