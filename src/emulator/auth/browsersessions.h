#pragma once

#include "core/clock.h"
#include "emulator/auth/session.h"
#include "emulator/http/request.h"

#include <QHash>

#include <optional>

namespace emulator::auth {

//! Who is signed in, in which browser: what lets a request with `prompt=none` go on without asking. A browser knows its
//! session by a cookie, which is not kept here but for its hash; nobody is signed in any more after a restart.
//! Source: globus-auth.md 3.1 (prompt), 11.
class BrowserSessions
{
public:
    static constexpr qint64 lifetime = 12 * 3600; //!< seconds; ours
    static constexpr qsizetype most = 1000;       //!< ours; the oldest goes for another one

    struct SignedIn
    {
        QString identityId;
        Session session;
    };

    explicit BrowserSessions(const core::Clock &clock)
        : m_clock(clock)
    {
    }

    //! The session of the browser that asks. \returns nothing for a request without a live one, and for one that is not
    //! the way of a window to a page: no picture, frame or script of another page has a session.
    [[nodiscard]] std::optional<SignedIn> of(const http::Request &request) const;
    //! Begins a session in place of the one that the request came with. \returns the value of `Set-Cookie`
    [[nodiscard]] QByteArray begin(const http::Request &request, const SignedIn &who);
    //! Ends the session of a request. \returns the value of `Set-Cookie`; empty if the request came without a cookie
    [[nodiscard]] QByteArray end(const http::Request &request);

private:
    struct Entry
    {
        SignedIn who;
        QDateTime expiresAt;
    };

    void makeRoom();

    const core::Clock &m_clock;
    QHash<QString, Entry> m_entries; //!< by TokenStore::hashOf(cookie)
};

} // namespace emulator::auth
