#pragma once

#include "emulator/engine/engineoptions.h"

#include <QObject>

#include <memory>

namespace emulator {

//! Executes the runs of the store, one step of one run a turn of the event loop, fairly.
//!
//!     runAdded ─▶ Starting ─▶ Entering ─▶ Acting ──▶ Entering … ─▶ Done
//!                                 └─────▶ Waiting ─▶ Entering …
//!
//! Each step is one transaction: run state, log entries and run document become visible together. Lives in one thread
//! with its own connection to the store; file work is done in a pool. Source of the rules: flow-language.md 2–7,
//! 11, 14.
class Engine final : public QObject
{
    Q_OBJECT

public:
    explicit Engine(EngineOptions options, QObject *parent = nullptr);
    ~Engine() override;
    Q_DISABLE_COPY_MOVE(Engine)

    //! Opens the store and takes up every run that is not done. Call it once, in the engine's thread.
    //! Throws StoreError.
    void start();

public Q_SLOTS:
    //! A run was inserted into the store. Unknown, finished and repeated ids are ignored.
    void runAdded(const QString &runId);
    //! RunStore::requestCancel() was called.
    void cancelRequested(const QString &runId);
    //! RunStore::requestResume() was called.
    void resumeRequested(const QString &runId);
    //! Lets this many seconds of all waits pass at once: Wait states, polls, sleeping actions, WaitTime.
    void advanceClock(qint64 seconds);

Q_SIGNALS:
    //! A step of a run is in the store.
    void stepCommitted(const QString &runId);
    //! A run ended; its last document is in the store.
    void runFinished(const QString &runId, const QString &status);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace emulator
