#pragma once

#include "auth/idtoken.h"
#include "auth/personauthorizer.h"
#include "auth/persontokens.h"
#include "auth/secretstore.h"
#include "auth/tokenendpoint.h"
#include "core/clock.h"
#include "net/httpclient.h"

#include <QObject>

#include <optional>

namespace auth {

//! The account of a person at one Globus Auth: who it is, tokens that outlive the program, and how the person is asked
//! for more.
//!
//!     load ─▶ kept tokens, or none ─▶ requests take tokens ─ lacking ─▶ one trip to the browser ─▶ kept
//!     signOut ─▶ every token ended at the server, the keyring's item removed
//!
//! The keyring holds one item an account, under its profile. Where it can not be used, tokens live in memory alone and
//! notKept() says why. Source: design.md 3, globus-auth.md 8 and 11.
class PersonAccount final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PersonAccount)

public:
    //! \param profile  names the item in the keyring
    //! \param store    null: memory only, for an account that must not outlive the program
    //! All but `authUrl`, `clientId` and `profile` must outlive this, the clock too; null for the machine's.
    PersonAccount(const QUrl &authUrl, const QString &clientId, const QString &profile, SecretStore *store,
                  BrowserOpener &browser, const core::Clock *clock = nullptr, QObject *parent = nullptr);
    ~PersonAccount() override;

    [[nodiscard]] net::TokenSource &tokens() { return m_tokens; }
    [[nodiscard]] PersonAuthorizer &authorizer() { return m_authorizer; }
    //! For Auth's own calls; to be configured like that of the service.
    [[nodiscard]] net::HttpClient &authHttp() { return m_http; }
    //! Who signed in; nothing if nobody did, or it is not loaded yet.
    [[nodiscard]] const std::optional<LinkedIdentity> &person() const { return m_person; }

    //! Reads what is kept. Done: there was an account; Absent: nobody is signed in; Failed also for an item that is not
    //! to be read, which is left alone. Does not fail. Once, before the first request.
    [[nodiscard]] QFuture<SecretState> load();
    //! Ends the tokens at the server and removes the item. Fails with the last error if some could not be ended: those
    //! stay, and the account with them.
    [[nodiscard]] QFuture<void> signOut();
    //! Forgets the account without a word to the server: for when it can not be reached. Tokens there live on until
    //! they end by themselves.
    void forget();

Q_SIGNALS:
    //! Somebody signed in or out.
    void personChanged();
    //! The tokens could not be written to the keyring: they end with the program. Told once for each reason.
    void notKept(auth::SecretState why);

private:
    void takeTrip(const SignInOutcome &outcome);
    [[nodiscard]] QFuture<void> keep();
    void remove();
    void note(SecretState state);
    void setPerson(const std::optional<LinkedIdentity> &person);

    core::SystemClock m_systemClock;
    const core::Clock &m_clock;
    QString m_profile;
    SecretStore *m_store;
    net::HttpClient m_http;
    TokenEndpoint m_endpoint;
    PersonTokens m_tokens;
    PersonAuthorizer m_authorizer;
    std::optional<LinkedIdentity> m_person;
    std::optional<SecretState> m_told; //!< of notKept()
    bool m_foreignItem = false;        //!< the keyring has something that is not ours to overwrite
};

} // namespace auth
