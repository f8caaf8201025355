#pragma once

#include "core/clock.h"
#include "emulator/http/router.h"
#include "emulator/http/server.h"
#include "emulator/routes/routetable.h"
#include "emulator/store/database.h"
#include "emulator/store/records.h"
#include "support/rawhttp.h"

#include <QTemporaryDir>

#include <memory>

namespace testsupport {

//! A clock that stands still until it is moved.
class StillClock final : public core::Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return m_now; }
    void advance(qint64 seconds) { m_now = m_now.addSecs(seconds); }

private:
    QDateTime m_now{{2026, 5, 4}, {12, 0, 0}, Qt::UTC};
};

//! The service without its engine, on a real socket: what the engine would hear is noted down.
class EmulatorFixture
{
public:
    explicit EmulatorFixture(const emulator::routes::RouteLeniency &leniency = {});
    ~EmulatorFixture();

    //! One request on a connection of its own. \param token  bearer token, or empty
    RawAnswer ask(const QByteArray &method, const QByteArray &target, const QByteArray &token = {},
                  const QByteArray &body = {}, const QByteArray &type = "application/json");
    //! A form, with HTTP Basic if there is an id.
    RawAnswer form(const QByteArray &target, const QByteArray &fields, const QByteArray &id = {},
                   const QByteArray &secret = {});

    //! Makes an identity, or changes the one that has this name. \returns its id
    QString person(const QString &username, const QStringList &linked = {});
    //! A token for somebody, straight from the token service.
    QByteArray token(const QString &identityId, const QString &scopes);
    //! The token with scope `all` of the Flows service.
    QByteArray allToken(const QString &identityId);
    //! The token with the user scope of a flow.
    QByteArray flowToken(const QString &identityId, const QString &flowId);
    //! Stores a flow with a Pass state. \returns its id
    QString addFlow(emulator::FlowRecord flow);
    //! Stores a run. \returns its id
    QString addRun(emulator::RunRecord run);

    StillClock clock;
    QTemporaryDir directory;
    std::unique_ptr<emulator::Database> database;
    std::unique_ptr<emulator::auth::ScopeBook> scopes;
    std::unique_ptr<emulator::auth::TokenService> tokens;
    std::unique_ptr<emulator::auth::SignIn> signIn;
    std::unique_ptr<emulator::routes::Service> service;
    emulator::http::Router router;
    std::unique_ptr<emulator::http::Server> server;
    QString clientId;
    QString clientSecret;
    QString nativeClientId;
    QStringList runsAdded;
    QStringList cancelled;
    QStringList resumed;
    QList<qint64> advanced;

    static QString mappedCollection();
    static QString guestCollection();
};

//! tests/data/emulator/<name>.json, with words replaced.
[[nodiscard]] core::Json expectedDocument(const QString &name, const QList<std::pair<QByteArray, QString>> &words);

} // namespace testsupport
