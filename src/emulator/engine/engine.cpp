#include "emulator/engine/engine.h"

#include "emulator/engine/engineprivate.h"

namespace emulator {

Engine::Engine(EngineOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(options)))
{
}

Engine::~Engine() = default;

void Engine::start()
{
    d->start();
}

void Engine::runAdded(const QString &runId)
{
    d->load(runId);
}

void Engine::cancelRequested(const QString &runId)
{
    d->cancel(runId);
}

void Engine::resumeRequested(const QString &runId)
{
    d->resume(runId);
}

void Engine::advanceClock(qint64 seconds)
{
    d->advance(seconds);
}

} // namespace emulator
