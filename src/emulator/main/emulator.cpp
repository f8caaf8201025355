#include "emulator.h"

#include "core/logging.h"
#include "emulator/auth/secret.h"
#include "emulator/collections/collectionfs.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/authstores.h"
#include "emulator/store/flowstore.h"
#include "examplefiles.h"
#include "exampleflows.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace emulator::program {

namespace {

constexpr QLatin1StringView portKey("port");
constexpr QLatin1StringView markerKey("marker_key");

//! A value of the store that is made once, at random.
QByteArray keptSecret(Database &database, const QString &key)
{
    MetaStore meta(database);
    if (const std::optional<QString> known = meta.find(key))
        return known->toLatin1();
    const QByteArray secret = auth::newSecret();
    meta.put(key, QString::fromLatin1(secret));
    return secret;
}

} // namespace

Emulator::Emulator(Options options)
    : m_options(std::move(options))
    , m_clock(std::make_shared<core::SystemClock>())
    , m_directory(m_options.data)
{
}

Emulator::~Emulator()
{
    m_server.reset(); // nobody is let in any more
    m_engine.reset(); // waits for the step at hand; runs go on at the next start
    if (m_announced)
        QFile::remove(m_directory.file(u"endpoint.json"_s));
}

QString Emulator::start()
{
    try {
        return startParts();
    } catch (const StoreError &error) {
        return error.message();
    } catch (const std::exception &error) {
        return u"The emulator could not start: %1"_s.arg(QString::fromUtf8(error.what()));
    }
}

QString Emulator::startParts()
{
    if (const QString problem = m_directory.take(); !problem.isEmpty())
        return problem;
    QFile::remove(m_directory.file(u"endpoint.json"_s)); // of one that was killed
    openStore();
    m_collections = std::make_unique<CollectionTable>(m_directory.path());
    if (!m_collections->problem().isEmpty())
        return m_collections->problem();
    buildService();
    if (m_options.examples) {
        if (const QString problem = addExamples(); !problem.isEmpty())
            return problem;
    }
    if (const QString problem = m_engine->start(); !problem.isEmpty())
        return problem;
    if (const QString problem = listen(); !problem.isEmpty())
        return problem;
    return announce();
}

void Emulator::openStore()
{
    const QString path = m_directory.file(u"emulator.sqlite"_s);
    Database::prepare(path);
    m_database = std::make_unique<Database>(path);
    for (const QString &name : {path, QString(path + u"-wal"_s), QString(path + u"-shm"_s)}) {
        if (QFile::exists(name))
            QFile::setPermissions(name, QFile::ReadOwner | QFile::WriteOwner);
    }
    m_clients = auth::ensureBuiltInClients(m_directory.path(), *m_database);
}

void Emulator::buildService()
{
    Database &database = *m_database;
    m_scopes = std::make_unique<auth::ScopeBook>(
        [&database](const QString &id) { return FlowStore(database).find(id).has_value(); },
        [](const QString &id) { return id == mappedCollectionId(); });
    m_tokens = std::make_unique<auth::TokenService>(database, *m_scopes, *m_clock);
    m_signIn = std::make_unique<auth::SignIn>(database, *m_scopes, *m_tokens, *m_clock, m_directory.path(),
                                              m_options.strict ? auth::AuthLeniency::strict() : auth::AuthLeniency());
    EngineOptions options;
    options.databasePath = database.path();
    options.timeScale = m_options.timeScale;
    options.leniency = m_options.strict ? Leniency::strict() : Leniency();
    options.clock = m_clock;
    options.files = std::make_shared<CollectionFs>(*m_collections);
    m_engine = std::make_unique<EngineThread>(options);
    const routes::EngineHooks hooks{[this](const QString &id) { m_engine->runAdded(id); },
                                    [this](const QString &id) { m_engine->cancelRequested(id); },
                                    [this](const QString &id) { m_engine->resumeRequested(id); },
                                    [this](qint64 seconds) { m_engine->advanceClock(seconds); }};
    m_service.reset(new routes::Service{database, *m_clock, *m_scopes, *m_tokens, hooks,
                                        m_options.strict ? routes::RouteLeniency::strict() : routes::RouteLeniency(),
                                        auth::newSecret(), keptSecret(database, markerKey), m_directory.path(),
                                        *m_signIn, m_clients.clientId});
    routes::addRoutes(m_router, *m_service);
}

QString Emulator::addExamples()
{
    if (!wantsExamples(*m_database))
        return {};
    // The flows come last: with them the store is full, and whoever is stopped before them begins again.
    const auto root = [this](const QString &id) { return m_collections->findCollection(id)->rootPath; };
    if (const QString problem = writeExampleFiles(root(mappedCollectionId()), root(guestCollectionId()));
        !problem.isEmpty())
        return problem;
    addExampleFlows(*m_database, *m_clock);
    return {};
}

//! The port that was asked for or, without one, the port of the last time: addresses that were copied stay right.
QString Emulator::listen()
{
    m_server = std::make_unique<http::Server>([this](const http::Request &request) { return m_router.serve(request); },
                                              *m_clock);
    MetaStore meta(*m_database);
    if (m_options.port != 0) {
        if (!m_server->listen(m_options.port))
            return u"The port %1 can not be used: %2."_s.arg(m_options.port).arg(m_server->errorString());
    } else {
        const quint16 kept = meta.find(portKey).value_or(QString()).toUShort();
        if ((kept == 0 || !m_server->listen(kept)) && !m_server->listen(0))
            return u"No port could be opened: %1."_s.arg(m_server->errorString());
    }
    meta.put(portKey, QString::number(m_server->port()));
    return {};
}

QString Emulator::announce()
{
    const QString url = u"http://127.0.0.1:%1/"_s.arg(m_server->port());
    m_endpoint = {url,
                  url,
                  m_clients.nativeClientId,
                  m_clients.clientId,
                  m_clients.clientSecret,
                  QString::fromLatin1(m_service->controlToken),
                  m_directory.path()};
    const QString problem = writeEndpoint(m_directory.file(u"endpoint.json"_s), m_endpoint);
    m_announced = problem.isEmpty();
    return problem;
}

} // namespace emulator::program
