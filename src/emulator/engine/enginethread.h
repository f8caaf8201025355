#pragma once

#include "emulator/engine/engineoptions.h"

#include <QObject>
#include <QThread>

namespace emulator {

class Engine;

//! Owns an engine and the thread it lives in. Every function may be called from the thread of this object; none waits
//! for the engine but start() and stop().
class EngineThread final : public QObject
{
    Q_OBJECT

public:
    explicit EngineThread(EngineOptions options, QObject *parent = nullptr);
    ~EngineThread() override; //!< stops
    Q_DISABLE_COPY_MOVE(EngineThread)

    //! Starts the thread and takes up all unfinished runs. \returns why that was not possible, or the empty string.
    [[nodiscard]] QString start();
    //! Ends the thread; unfinished runs go on at the next start.
    void stop();

    void runAdded(const QString &runId);        //!< Engine::runAdded
    void cancelRequested(const QString &runId); //!< Engine::cancelRequested
    void resumeRequested(const QString &runId); //!< Engine::resumeRequested
    void advanceClock(qint64 seconds);          //!< Engine::advanceClock

Q_SIGNALS:
    void stepCommitted(const QString &runId);                      //!< Engine::stepCommitted
    void runFinished(const QString &runId, const QString &status); //!< Engine::runFinished

private:
    EngineOptions m_options;
    QThread m_thread;
    Engine *m_engine = nullptr; //!< lives and dies in m_thread
};

} // namespace emulator
