#include "core/ids.h"
#include "emulator/auth/consentbook.h"
#include "emulator/auth/residents.h"
#include "emulator/auth/scopebook.h"
#include "emulator/store/authstores.h"
#include "support/authemulator.h"
#include "support/paths.h"
#include "support/shapecheck.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace testsupport;
using core::Json;

namespace {

Json document(const QString &path)
{
    QFile file(dataDir() + path);
    return file.open(QIODevice::ReadOnly) ? core::parseJson(file.readAll()).value.value_or(Json()) : Json();
}

const Json &replyOf(const Json &recorded)
{
    return recorded["replies"][0];
}

//! An emulator that holds what a case presumes.
struct World
{
    AuthEmulator emulator;

    RawAnswer clientGrant(const QString &scope)
    {
        return emulator.form("/v2/oauth2/token",
                             formBytes({{u"grant_type"_s, u"client_credentials"_s}, {u"scope"_s, scope}}),
                             emulator.clientId.toLatin1(), emulator.clientSecret.toLatin1());
    }
    //! Asks for identities as the case does: the ids of its answer, or one that nobody has.
    RawAnswer identities(const Json &recorded)
    {
        QStringList ids;
        if (const Json *list = core::member(replyOf(recorded)["body"], "identities")) {
            for (const Json &one : *list) {
                const auto member = [&one](const char *key) { return text(one, key); };
                IdentityStore(*emulator.database)
                    .put({member("id"),
                          member("username"),
                          member("name"),
                          member("email"),
                          member("organization"),
                          {}});
                ids.append(member("id"));
            }
        }
        const QByteArray token = emulator.token(auth::ownerIdentityId(), u"openid"_s);
        const QString asked = ids.isEmpty() ? u"00000000-0000-0000-0000-00000000000f"_s : ids.join(u',');
        return emulator.ask("GET", "/v2/api/identities?ids=" + asked.toLatin1(),
                            replyOf(recorded)["status"] == 401 ? QByteArray() : token);
    }
    RawAnswer consents(const Json &recorded)
    {
        const Json &list = replyOf(recorded)["body"]["consents"];
        const QString identity = text(recorded["metadata"], "identity_id");
        const QString client = text(list[0], "client");
        IdentityStore(*emulator.database).put({identity, u"me@example.org"_s, {}, {}, {}, {}});
        const core::Scope inner{text(list[1], "scope_name"), true, {}};
        const core::Scope root{text(list[0], "scope_name"), false, {inner}};
        auth::ConsentBook book(*emulator.database, *emulator.scopes, emulator.clock);
        book.record(client, identity, {root}, true);
        book.use(client, identity, client, {root});
        book.use(client, identity, auth::ScopeBook::clientOf(u"transfer.api.globus.org"_s), {inner});
        const QByteArray token =
            emulator.tokens->issue({client, identity, {{u"openid"_s, false, {}}}, {}, {}}).first().token;
        return emulator.ask("GET", text(replyOf(recorded), "path").toLatin1(), token);
    }
    RawAnswer dependent(const Json &recorded)
    {
        const QByteArray server = emulator.addServer(core::flowsResourceServer());
        const QString scope = text(replyOf(recorded)["body"][0], "scope");
        AuthEmulator::Parameters access;
        if (replyOf(recorded)["body"][0].contains("refresh_token"))
            access.append({u"access_type"_s, u"offline"_s});
        const Json tokens =
            emulator.tokensFor(core::flowsAllScope() % u'[' % scope % u']', auth::ownerIdentityId(), access);
        return emulator.dependents(server, text(tokens, "access_token"), access);
    }
    RawAnswer exchange(const Json &recorded)
    {
        if (replyOf(recorded)["status"] == 401)
            return emulator.exchange(u"nonsense"_s);
        const Json &body = replyOf(recorded)["body"];
        const QString state = text(body, "state");
        return emulator.exchange(emulator.code(text(body, "scope"), auth::ownerIdentityId(),
                                               {{u"state"_s, state.isEmpty() ? QString() : state}}));
    }
    RawAnswer introspect(const Json &recorded)
    {
        const QString id = text(recorded["metadata"], "id");
        IdentityStore(*emulator.database)
            .put({id, u"person1@example.org"_s, u"Person 1"_s, u"person1@example.org"_s, {}, {}});
        const QByteArray token = emulator.token(id, text(recorded["metadata"], "scope"));
        return emulator.form("/v2/oauth2/token/introspect", "token=" + token, emulator.clientId.toLatin1(),
                             emulator.clientSecret.toLatin1());
    }
    RawAnswer ask(const QString &operation, const Json &recorded)
    {
        const bool forbidden = replyOf(recorded)["status"] == 403;
        if (operation == "get_consents"_L1)
            return consents(recorded);
        if (operation == "get_identities"_L1)
            return identities(recorded);
        if (operation == "oauth2_client_credentials_tokens"_L1)
            return clientGrant(text(replyOf(recorded)["body"], "scope"));
        if (operation == "oauth2_exchange_code_for_tokens"_L1)
            return exchange(recorded);
        if (operation == "oauth2_get_dependent_tokens"_L1)
            return dependent(recorded);
        if (operation == "oauth2_revoke_token"_L1)
            return emulator.form("/v2/oauth2/token/revoke", "token=x&client_id=" + emulator.nativeClientId.toLatin1());
        if (operation == "oauth2_token_introspect"_L1)
            return introspect(recorded);
        if (operation == "userinfo"_L1) {
            return emulator.ask("GET", "/v2/oauth2/userinfo",
                                forbidden ? emulator.token(auth::ownerIdentityId(), u"email"_s) : QByteArray());
        }
        return {}; // status 0: a new operation needs a question here
    }
};

} // namespace

//! Every reply that was recorded from the real Globus Auth is asked of the emulator: keys, types and status must be the
//! same, but for the differences in tests/data/emulator/recorded-differences-auth.json, each with its reason.
class EmulatorAuthRecordedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyReply()
    {
        const Json listed = document(u"/emulator/recorded-differences-auth.json"_s);
        QVERIFY(listed.is_array());
        QStringList expected;
        for (const Json &one : listed) {
            QVERIFY(text(one, "reason").size() > 20);
            const auto member = [&one](const char *key) { return text(one, key); };
            expected.append(
                QStringList{member("operation"), member("case"), member("where"), member("what")}.join(u' '));
        }
        QStringList found;
        int asked = 0;
        const QStringList files =
            QDir(dataDir() + u"/recorded-replies-auth"_s).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
        for (const QString &file : files) {
            const QString operation = file.chopped(5);
            for (const Json &recorded : document(u"/recorded-replies-auth/"_s + file)) {
                World world;
                const QString name = operation % u' ' % text(recorded, "case");
                const RawAnswer answer = world.ask(operation, recorded);
                const int status = replyOf(recorded)["status"].get<int>();
                if (answer.status != status)
                    found.append(name % u" status "_s % QString::number(answer.status));
                for (const ShapeDifference &one : shapeDifferences(replyOf(recorded)["body"], answer.json()))
                    found.append(name % u' ' % one.path % u' ' % one.what);
                ++asked;
            }
        }
        QVERIFY(asked >= 16);
        QCOMPARE(found.join(u'\n'), expected.join(u'\n')); // a difference that is gone leaves the list
    }
};

FLOWS_TEST(tst_emulatorauthrecorded, EmulatorAuthRecordedTest)
#include "tst_emulatorauthrecorded.moc"
