#pragma once

#include "core/scope.h"
#include "emulator/auth/redirects.h"

#include <exception>

namespace emulator {
class Database;
}

namespace emulator::auth {

class ScopeBook;

//! Where this Auth is more patient than the reference proves the real one to be, and what it leaves open.
struct AuthLeniency
{
    bool loopbackPath = true; //!< a path behind the port of a loopback redirect

    [[nodiscard]] static AuthLeniency strict() { return {false}; }
};

//! A request to sign in that may be shown to a person. Source: globus-auth.md 3.1.
struct AuthorizeRequest
{
    ClientRecord client;
    QString redirectUri;
    RedirectKind redirect = RedirectKind::Refused;
    QList<core::Scope> scopes;
    bool offline = false;
    bool hasState = false;
    QString state;
    QString nonce;
    QString challenge;      //!< of PKCE; empty: none was sent
    bool silent = false;    //!< nobody may be asked (`prompt=none`)
    bool fresh = false;     //!< what was proved before does not count (`prompt=login`)
    QString label;          //!< what the installation calls itself (`prefill_named_grant`)
    QString message;        //!< why the client asks (`session_message`)
    QString hint;           //!< whom it expects (`login_hint`)
    QStringList identities; //!< ids; all must be in the session
    QStringList domains;    //!< one of them must be
    QStringList policies;   //!< all must be met
    bool mfa = false;
};

//! Thrown for a request that can not be trusted: it is told on a page, and nothing is sent to its redirect address.
class UntrustedRequest final : public std::exception
{
public:
    UntrustedRequest(QString code, QString text)
        : m_code(std::move(code))
        , m_text(std::move(text))
    {
    }
    [[nodiscard]] const QString &code() const { return m_code; } //!< globus-auth.md 3.1
    [[nodiscard]] const QString &text() const { return m_text; } //!< a sentence
    [[nodiscard]] const char *what() const noexcept override { return "emulator::auth::UntrustedRequest"; }

private:
    QString m_code;
    QString m_text;
};

//! Reads and checks the parameters. \throws UntrustedRequest, StoreError.
[[nodiscard]] AuthorizeRequest authorizeRequest(const http::Query &query, const QString &ownPort, Database &database,
                                                const ScopeBook &book, const AuthLeniency &leniency);

} // namespace emulator::auth
