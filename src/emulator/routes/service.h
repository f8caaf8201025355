#pragma once

#include "core/clock.h"
#include "emulator/auth/scopebook.h"
#include "emulator/auth/signin.h"
#include "emulator/auth/tokenservice.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace emulator {
class Database;
}

namespace emulator::routes {

//! Where this service is more patient than the reference proves the real one to be. One name a point; `--strict` flips
//! them all.
struct RouteLeniency
{
    bool pagesOfHundred = true; //!< `per_page` up to 100 instead of 50
    bool olderRunFields = true; //!< `manage_by` and `monitor_by` in place of run_managers and run_monitors
    bool unknownFields = true;  //!< fields of a request that are not known are ignored instead of refused
    //! An action provider that this emulator has never heard of counts as one whose scope is not known. Off: it can not
    //! be asked for its scope, so the definition is refused.
    bool unknownProviders = true;

    [[nodiscard]] static RouteLeniency strict() { return {false, false, false, false}; }
};

//! How the routes tell the engine, which lives in another thread, that there is something to do. What it has to do
//! is in the store already; none of these waits.
struct EngineHooks
{
    std::function<void(const QString &runId)> runAdded;
    std::function<void(const QString &runId)> cancelRequested;
    std::function<void(const QString &runId)> resumeRequested;
    std::function<void(qint64 seconds)> advanceClock;
};

//! All that the routes work with. Belongs to the thread of the HTTP server.
struct Service
{
    Database &database;
    const core::Clock &clock;
    const auth::ScopeBook &scopes;
    auth::TokenService &tokens;
    EngineHooks engine;
    RouteLeniency leniency;
    QByteArray controlToken; //!< for `/_emulator/`
    QByteArray markerKey;    //!< markers are signed with it
    QString dataDirectory;
    auth::SignIn &signIn;
    QString clientId; //!< of the built-in confidential client, for whoever asks how to get in
};

} // namespace emulator::routes
