#pragma once

#include "emulator/auth/authorizerequest.h"
#include "emulator/auth/browsersessions.h"
#include "emulator/auth/consentbook.h"
#include "emulator/auth/seal.h"
#include "emulator/auth/signingkey.h"
#include "emulator/auth/tokenservice.h"
#include "emulator/store/grantrecords.h"

#include <functional>

namespace emulator::auth {

//! From the consent of a person to tokens:
//!
//!     authorizeRequest() → consentPage() → proofPage() if need be → allow() → code → exchange() → tokens
//!
//! All calls throw StoreError. Source: globus-auth.md 3.1, 3.2.
class SignIn
{
public:
    static constexpr qint64 codeLifetime = 300; //!< seconds; the reference leaves it open, the RFC says 600 at most

    SignIn(Database &database, const ScopeBook &book, TokenService &tokens, const core::Clock &clock,
           const QString &dataDirectory, const AuthLeniency &leniency);

    //! Notes down what a person lets the client do. \returns the code for it, once
    //! \param session  in which the person is signed in
    [[nodiscard]] QByteArray allow(const AuthorizeRequest &request, const IdentityRecord &identity,
                                   const Session &session);

    //! What a code was changed into.
    struct Exchange
    {
        CodeRecord code;
        QList<IssuedToken> tokens;
    };
    //! Changes a code into tokens. One that was used before ends the tokens that it gave: somebody else has it.
    //! \param complete  makes what else belongs to the answer; if it throws, the code was not used
    //! \returns nothing for a code that is not this client's, not alive, or not for this redirect and verifier
    [[nodiscard]] std::optional<Exchange> exchange(const QByteArray &code, const QString &clientId,
                                                   const QString &redirectUri, const QByteArray &verifier,
                                                   const std::function<void(const Exchange &)> &complete);

    [[nodiscard]] SigningKey &key() { return m_key; }
    [[nodiscard]] const Seal &seal() const { return m_seal; }
    [[nodiscard]] ConsentBook &consents() { return m_consents; }
    [[nodiscard]] BrowserSessions &browsers() { return m_browsers; }

    AuthLeniency leniency;
    //! A refresh token is replaced with each use. The reference leaves open whether the real ones are.
    bool rotateRefreshTokens = false;

private:
    Database &m_database;
    TokenService &m_tokens;
    const core::Clock &m_clock;
    ConsentBook m_consents;
    SigningKey m_key;
    Seal m_seal;
    BrowserSessions m_browsers;
};

//! True if the verifier of PKCE is one, and its challenge this. \param challenge  empty: there must be no verifier
[[nodiscard]] bool answersChallenge(const QByteArray &verifier, const QString &challenge);

} // namespace emulator::auth
