#include "emulator/auth/signin.h"

#include "core/ids.h"
#include "core/logging.h"
#include "core/secret.h"
#include "emulator/auth/secret.h"
#include "emulator/store/authstores.h"
#include "emulator/store/database.h"
#include "emulator/store/grantstores.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using core::Scope;

namespace emulator::auth {

namespace {

//! How long a dead code is remembered, so that using it again is noticed.
constexpr qint64 rememberedSeconds = 24 * 3600;

} // namespace

bool answersChallenge(const QByteArray &verifier, const QString &challenge)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9~_.-]{43,128}\\z"_s);
    if (challenge.isEmpty())
        return verifier.isEmpty();
    if (!pattern.match(QString::fromUtf8(verifier)).hasMatch())
        return false;
    const QByteArray made = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
                                .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return core::sameSecret(made, challenge.toLatin1());
}

SignIn::SignIn(Database &database, const ScopeBook &book, TokenService &tokens, const core::Clock &clock,
               const QString &dataDirectory, const AuthLeniency &leniency_)
    : leniency(leniency_)
    , m_database(database)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_consents(database, book, clock)
    , m_key(dataDirectory % u"/id-token-key.pem"_s)
    , m_seal(newSecret(), clock)
    , m_browsers(clock)
{
}

QByteArray SignIn::allow(const AuthorizeRequest &request, const IdentityRecord &identity, const Session &session)
{
    const QDateTime now = m_clock.now();
    const QByteArray code = newCode();
    Transaction transaction(m_database);
    m_consents.record(request.client.id, identity.id, mergedScopes(request.scopes), request.offline);
    CodeStore codes(m_database);
    codes.purge(now.addSecs(-rememberedSeconds));
    codes.insert({TokenStore::hashOf(code),
                  core::newId(),
                  request.client.id,
                  identity.id,
                  request.redirectUri,
                  request.challenge,
                  Scope::toString(mergedScopes(request.scopes)),
                  request.state,
                  request.nonce,
                  session.toJson(),
                  request.offline,
                  now.addSecs(codeLifetime),
                  {}});
    transaction.commit();
    return code;
}

std::optional<SignIn::Exchange> SignIn::exchange(const QByteArray &code, const QString &clientId,
                                                 const QString &redirectUri, const QByteArray &verifier,
                                                 const std::function<void(const Exchange &)> &complete)
{
    const auto refuse = [](const char *why) {
        qCInfo(lcEmulator) << "code refused:" << why;
        return std::nullopt;
    };
    CodeStore codes(m_database);
    const QString hash = TokenStore::hashOf(code);
    const std::optional<CodeRecord> record = codes.find(hash);
    if (!record || record->clientId != clientId)
        return refuse("it is unknown, or another client's");
    if (record->usedAt.isValid()) {
        m_tokens.revokeGrant(record->grantId);
        return refuse("it was used before; what it gave is revoked");
    }
    if (record->expiresAt <= m_clock.now())
        return refuse("it has expired");
    if (record->redirectUri != redirectUri)
        return refuse("the redirect address is another one");
    if (!answersChallenge(verifier, record->challenge))
        return refuse("the verifier does not fit the challenge");
    const std::optional<QList<Scope>> scopes = Scope::parseList(record->scopes);
    if (!scopes)
        return refuse("its scopes can not be read");
    Transaction transaction(m_database);
    if (!codes.use(hash, m_clock.now()))
        return refuse("it was used at the same time");
    Exchange result{*record, m_tokens.issue({clientId, record->identityId,
                                             m_consents.widened(clientId, record->identityId, *scopes), record->grantId,
                                             Session::fromJson(record->session), record->offline, record->offline})};
    if (result.tokens.isEmpty())
        return refuse("its scopes are gone");
    complete(result);
    transaction.commit();
    return result;
}

} // namespace emulator::auth
