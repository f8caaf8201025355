#pragma once

#include "core/clock.h"
#include "datadirectory.h"
#include "emulator/auth/credentials.h"
#include "emulator/collections/collection.h"
#include "emulator/engine/enginethread.h"
#include "emulator/http/router.h"
#include "emulator/http/server.h"
#include "emulator/routes/service.h"
#include "emulator/store/database.h"
#include "endpoint.h"
#include "options.h"

#include <memory>

namespace emulator::program {

//! The whole service: data directory, store, engine in its thread, HTTP server in this one. Built bottom-up by start(),
//! taken down the other way round.
class Emulator
{
public:
    explicit Emulator(Options options);
    ~Emulator();
    Q_DISABLE_COPY_MOVE(Emulator)

    //! \returns why it could not start, in sentences for people, or the empty string. Throws nothing.
    [[nodiscard]] QString start();
    //! Valid once it has started.
    [[nodiscard]] const Endpoint &endpoint() const { return m_endpoint; }

private:
    [[nodiscard]] QString startParts();
    void openStore();
    void buildService();
    [[nodiscard]] QString addExamples();
    [[nodiscard]] QString listen();
    [[nodiscard]] QString announce();

    Options m_options;
    std::shared_ptr<core::Clock> m_clock;
    DataDirectory m_directory;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<CollectionTable> m_collections;
    auth::BuiltInClients m_clients;
    std::unique_ptr<auth::ScopeBook> m_scopes;
    std::unique_ptr<auth::TokenService> m_tokens;
    std::unique_ptr<auth::SignIn> m_signIn;
    std::unique_ptr<EngineThread> m_engine;
    std::unique_ptr<routes::Service> m_service;
    http::Router m_router;
    std::unique_ptr<http::Server> m_server;
    Endpoint m_endpoint;
    bool m_announced = false;
};

} // namespace emulator::program
