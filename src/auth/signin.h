#pragma once

#include "auth/authorizerequest.h"
#include "auth/pkce.h"
#include "auth/signinoutcome.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <memory>

namespace auth {

class CallbackListener;

//! What to ask for.
struct SignInWish
{
    QList<core::Scope> scopes; //!< `openid` among them: or nobody knows who signed in
    SessionDemands session = {};
    QString expectedId = {}; //!< identity that must sign in; empty: anybody
    QString grantName = {};  //!< see AuthorizeRequest
};

//! One attempt of a person to sign in in the browser, by authorization code and proof key.
//!
//!     begin ─▶ Waiting ── code ─▶ Exchanging ── tokens, id token checked ─▶ SignedIn
//!                 │                    └─ refused, lost, not right ─▶ Failed, OtherIdentity
//!                 └─ error, time limit ─▶ Declined, Refused, TimedOut          cancel ─▶ Cancelled
//!
//! Every attempt has its own state, verifier and nonce, which are kept in memory alone until it ends. It ends in
//! exactly one outcome; if the object goes first, in none. Source: design.md 3, globus-auth.md 3 to 5 and 13.
class SignIn final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignIn)

public:
    enum class Way {
        Browser,   //!< the browser on this machine comes back by itself
        CopiedCode //!< the page shows a code, which somebody enters: for remote sessions
    };

    //! Source: globus-auth.md 4
    static constexpr std::chrono::minutes defaultLimit{10};

    //! endpoint and clock must outlive this.
    SignIn(const TokenEndpoint &endpoint, const core::Clock &clock, SignInWish wish, Way way,
           QObject *parent = nullptr);
    ~SignIn() override;

    //! How long somebody is waited for, and then, at most, the tokens.
    void setLimit(std::chrono::milliseconds limit) { m_limit = limit; }
    //! pageReady(), or finished() if there is no port to listen at. Once.
    void begin();
    //! The address to be opened; empty before pageReady() and after the end. Holds no secret but the state: it is not
    //! to be logged.
    [[nodiscard]] QUrl page() const { return m_page; }
    [[nodiscard]] Way way() const { return m_way; }
    //! The code that the page showed; blanks around it do not matter. Does nothing unless a copied code is waited for.
    void enterCode(const QString &code);
    void cancel();

Q_SIGNALS:
    void pageReady(const QUrl &page);
    //! Somebody came back; the tokens are fetched.
    void exchanging();
    //! Once.
    void finished(const auth::SignInOutcome &outcome);

private:
    enum class State { New, Waiting, Exchanging, Done };

    [[nodiscard]] QUrl authorizePage() const;
    void exchange(const QString &code);
    void check(const QString &issuer, const Grant &grant);
    void revoke(const Grant &grant);
    void fail(const core::ApiError &error);
    void finish(const SignInOutcome &outcome);

    const TokenEndpoint &m_endpoint;
    const core::Clock &m_clock;
    SignInWish m_wish;
    Way m_way;
    std::chrono::milliseconds m_limit{defaultLimit};
    QByteArray m_state;
    QByteArray m_nonce;
    Pkce m_pkce;
    QString m_redirectUri;
    QUrl m_page;
    std::unique_ptr<CallbackListener> m_listener; //!< null for a copied code
    QPointer<QObject> m_requests;                 //!< whose end ends what is under way
    QTimer m_timer;
    State m_at = State::New;
};

} // namespace auth
