#pragma once

#include "auth/browseropener.h"
#include "auth/consentneed.h"
#include "auth/signin.h"
#include "net/tokensource.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QPromise>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace auth {

class PersonTokens;

//! Gets what requests lack from a person: one trip to the sign-in page at a time, for all that is needed by then.
//!
//!     obtain ─▶ gathered for a short while ─▶ trip: one SignIn for all needs that can be met together
//!       │                                       ├─ signed in ─▶ tokens kept, all of the trip go on; then the next
//!       └ met by the trip that is open ─▶ joins │
//!                                               ├─ declined, timed out, refused, somebody else ─▶ all of the trip
//!                                               │                          fail with Unauthorized; then the next
//!                                               └─ cancelled ─▶ all that wait fail with Unauthorized
//!
//! What the trip fails with has one of the codes below. Source: design.md 5, globus-auth.md 9 and 10.
class PersonAuthorizer final : public QObject, public net::Authorizer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PersonAuthorizer)

public:
    //! All must outlive this.
    PersonAuthorizer(const TokenEndpoint &endpoint, const core::Clock &clock, PersonTokens &tokens,
                     BrowserOpener &browser, QObject *parent = nullptr);
    //! Who waits gets Cancelled.
    ~PersonAuthorizer() override;

    //! `openid profile email`, and the person's linked identities: part of each sign-in, or a token would be replaced
    //! by one that can less.
    [[nodiscard]] static QList<core::Scope> identityScopes();
    //! Asked for besides while there is no token at all: what will be needed soon, so that one trip brings it.
    void setFirstScopes(const QList<core::Scope> &scopes) { m_firstScopes = scopes; }
    //! Whoever signs in must be this identity. Empty: anybody, who is expected from then on.
    void setExpectedId(const QString &identityId) { m_expectedId = identityId; }
    [[nodiscard]] QString expectedId() const { return m_expectedId; }
    //! See AuthorizeRequest.
    void setGrantName(const QString &name) { m_grantName = name; }
    //! How long needs are gathered before the browser is opened; see SignIn for the limit of a trip.
    void setGathering(std::chrono::milliseconds time) { m_gathering.setInterval(time); }
    void setLimit(std::chrono::milliseconds limit) { m_limit = limit; }
    //! Of the trips from now on.
    void setWay(SignIn::Way way) { m_way = way; }

    [[nodiscard]] QFuture<void> obtain(const net::Requirements &requirements) override;

    //! What the open trip is for; nothing if there is none.
    [[nodiscard]] std::optional<ConsentNeed> trip() const;
    //! The page of the open trip; empty without one. Not to be logged.
    [[nodiscard]] QUrl page() const;
    void openAgain();
    //! See SignIn.
    void enterCode(const QString &code);
    //! Ends the trip; everybody who waits fails, those for a later trip too.
    void cancel();

    // Codes of the errors.
    static constexpr QLatin1StringView declined{"SIGN_IN_DECLINED"};
    static constexpr QLatin1StringView cancelled{"SIGN_IN_CANCELLED"};
    static constexpr QLatin1StringView timedOut{"SIGN_IN_TIMED_OUT"};
    static constexpr QLatin1StringView refused{"SIGN_IN_REFUSED"};
    static constexpr QLatin1StringView otherIdentity{"SIGN_IN_OTHER_IDENTITY"};

Q_SIGNALS:
    //! A trip has begun; pageReady() follows, or tripEnded().
    void tripBegan(const auth::ConsentNeed &need);
    //! \param opened  false: no browser could be started
    void pageReady(const QUrl &page, bool opened);
    void exchanging();
    //! The tokens are kept already; who waited hears afterwards.
    void tripEnded(const auth::SignInOutcome &outcome);

private:
    struct Waiting
    {
        ConsentNeed need;
        QPromise<void> promise;
    };
    struct Trip
    {
        ConsentNeed need;  //!< of all who wait
        ConsentNeed asked; //!< with the scopes that are asked for besides
        QList<std::shared_ptr<Waiting>> waiting;
        QPointer<SignIn> signIn; //!< ours
    };

    void beginTrip();
    void onFinished(const SignInOutcome &outcome);
    static void settleAll(const QList<std::shared_ptr<Waiting>> &waiting, const std::optional<core::ApiError> &error);

    const TokenEndpoint &m_endpoint;
    const core::Clock &m_clock;
    PersonTokens &m_tokens;
    BrowserOpener &m_browser;
    QList<core::Scope> m_firstScopes;
    QString m_expectedId;
    QString m_grantName;
    std::chrono::milliseconds m_limit{SignIn::defaultLimit};
    SignIn::Way m_way = SignIn::Way::Browser;
    QTimer m_gathering;
    QList<std::shared_ptr<Waiting>> m_waiting; //!< for a trip that has not begun
    std::optional<Trip> m_trip;
};

} // namespace auth
