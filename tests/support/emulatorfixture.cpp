#include "support/emulatorfixture.h"

#include "core/ids.h"
#include "emulator/auth/credentials.h"
#include "emulator/collections/collection.h"
#include "emulator/store/authstores.h"
#include "emulator/store/flowstore.h"
#include "emulator/store/runstore.h"
#include "support/paths.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator;

namespace testsupport {

namespace {

constexpr int patience = 60'000; // milliseconds for an answer: a machine that is busy is no failure

} // namespace

QString EmulatorFixture::mappedCollection()
{
    return mappedCollectionId();
}

QString EmulatorFixture::guestCollection()
{
    return guestCollectionId();
}

EmulatorFixture::EmulatorFixture(const routes::RouteLeniency &leniency)
{
    const QString path = directory.filePath(u"emulator.sqlite"_s);
    Database::prepare(path);
    database = std::make_unique<Database>(path);
    const auth::BuiltInClients clients = auth::ensureBuiltInClients(directory.path(), *database);
    clientId = clients.clientId;
    clientSecret = clients.clientSecret;
    nativeClientId = clients.nativeClientId;
    scopes = std::make_unique<auth::ScopeBook>(
        [this](const QString &id) { return FlowStore(*database).find(id).has_value(); },
        [](const QString &id) { return id == mappedCollection(); });
    tokens = std::make_unique<auth::TokenService>(*database, *scopes, clock);
    signIn = std::make_unique<auth::SignIn>(*database, *scopes, *tokens, clock, directory.path(), auth::AuthLeniency());
    service.reset(new routes::Service{
        *database,
        clock,
        *scopes,
        *tokens,
        {[this](const QString &id) { runsAdded.append(id); }, [this](const QString &id) { cancelled.append(id); },
         [this](const QString &id) { resumed.append(id); }, [this](qint64 seconds) { advanced.append(seconds); }},
        leniency,
        "control",
        "key of the markers",
        directory.path(),
        *signIn,
        clientId});
    routes::addRoutes(router, *service);
    server =
        std::make_unique<http::Server>([this](const http::Request &request) { return router.serve(request); }, clock);
    if (!server->listen(0))
        qFatal("no port for the test: %s", qPrintable(server->errorString()));
}

EmulatorFixture::~EmulatorFixture() = default;

RawAnswer EmulatorFixture::ask(const QByteArray &method, const QByteArray &target, const QByteArray &token,
                               const QByteArray &body, const QByteArray &type)
{
    QList<QByteArray> headers;
    if (!token.isEmpty())
        headers.append("Authorization: Bearer " + token);
    if (!body.isEmpty())
        headers.append("Content-Type: " + type);
    RawHttp client(server->port());
    client.request(method, target, body, headers);
    if (!QTest::qWaitFor([&client] { return !client.answers().isEmpty(); }, patience))
        qWarning("no answer came");
    return client.answers().value(0);
}

RawAnswer EmulatorFixture::form(const QByteArray &target, const QByteArray &fields, const QByteArray &id,
                                const QByteArray &secret)
{
    QList<QByteArray> headers{"Content-Type: application/x-www-form-urlencoded"};
    if (!id.isEmpty())
        headers.append("Authorization: Basic " + QByteArray(id + ':' + secret).toBase64());
    RawHttp client(server->port());
    client.request("POST", target, fields, headers);
    if (!QTest::qWaitFor([&client] { return !client.answers().isEmpty(); }, patience))
        qWarning("no answer came");
    return client.answers().value(0);
}

QString EmulatorFixture::person(const QString &username, const QStringList &linked)
{
    const std::optional<IdentityRecord> known = IdentityStore(*database).findByUsername(username);
    const QString id = known ? known->id : core::newId();
    IdentityStore(*database).put({id, username, username, {}, {}, linked});
    return id;
}

QByteArray EmulatorFixture::token(const QString &identityId, const QString &scopeText)
{
    const ClientRecord client = *ClientStore(*database).find(clientId);
    return tokens->issue(client, identityId, *core::Scope::parseList(scopeText)).first().token;
}

QByteArray EmulatorFixture::allToken(const QString &identityId)
{
    return token(identityId, core::flowsAllScope());
}

QByteArray EmulatorFixture::flowToken(const QString &identityId, const QString &flowId)
{
    return token(identityId, core::flowUserScope(flowId));
}

QString EmulatorFixture::addFlow(FlowRecord flow)
{
    if (flow.id.isEmpty())
        flow.id = core::newId();
    if (flow.title.isEmpty())
        flow.title = u"A flow"_s;
    if (flow.definition.is_null())
        flow.definition = {{"StartAt", "Done"}, {"States", {{"Done", {{"Type", "Pass"}, {"End", true}}}}}};
    if (!flow.createdAt.isValid())
        flow.createdAt = clock.now();
    if (!flow.updatedAt.isValid())
        flow.updatedAt = flow.createdAt;
    FlowStore(*database).insert(flow);
    return flow.id;
}

QString EmulatorFixture::addRun(RunRecord run)
{
    if (run.id.isEmpty())
        run.id = core::newId();
    if (!run.startTime.isValid())
        run.startTime = clock.now();
    if (run.details.is_null())
        run.details = {{"code", "FlowStarting"}};
    if (run.body.is_null())
        run.body = core::Json::object();
    if (run.definition.is_null())
        run.definition = {{"StartAt", "Done"}, {"States", {{"Done", {{"Type", "Pass"}, {"End", true}}}}}};
    RunStore(*database).insert(run);
    return run.id;
}

core::Json expectedDocument(const QString &name, const QList<std::pair<QByteArray, QString>> &words)
{
    QFile file(dataDir() % u"/emulator/"_s % name % u".json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no such document: %s", qPrintable(file.fileName()));
    QByteArray text = file.readAll();
    for (const auto &[word, replacement] : words)
        text.replace(word, replacement.toUtf8());
    return core::parseJson(text).value.value_or(core::Json());
}

} // namespace testsupport
