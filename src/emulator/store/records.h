#pragma once

#include "core/json.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

// The rows of the store as values. Times are UTC, an invalid QDateTime means none. Principals are URNs
// (`urn:globus:auth:identity:<uuid>`, `urn:globus:groups:id:<uuid>`) or the special words of flows-service.md 5.3.

namespace emulator {

//! A flow. Source: flows-service.md 2.1.1.
struct FlowRecord
{
    QString id;
    QString title;
    QString subtitle;
    QString description;
    QStringList keywords;
    core::Json definition;
    core::Json inputSchema; //!< null if the flow has none
    QString owner;
    QStringList viewers;
    QStringList starters;
    QStringList administrators;
    QStringList runManagers;
    QStringList runMonitors;
    QString subscriptionId;         //!< empty: null
    QString authenticationPolicyId; //!< empty: null
    QDateTime createdAt;
    QDateTime updatedAt;
    QDateTime deletedAt;

    bool operator==(const FlowRecord &) const = default;
};

//! Where the engine stands with a run.
enum class RunPhase {
    Starting, //!< accepted, nothing was logged yet
    Entering, //!< the state `stateName` is to be entered
    Acting,   //!< its action runs
    Waiting,  //!< it waits until `waitingUntil`
    Done
};

//! A run. Source: flows-service.md 2.1.2. Everything below `body` is nobody's business but the engine's.
struct RunRecord
{
    QString id;
    QString flowId;
    QString flowTitle;
    QDateTime flowLastUpdated;
    QString label;
    QStringList tags;
    QString status = QStringLiteral("ACTIVE");
    QString displayStatus = QStringLiteral("ACTIVE");
    core::Json details; //!< flows-service.md 4.3
    QString owner;
    QStringList managers;
    QStringList monitors;
    QDateTime startTime;
    QDateTime completionTime;
    QString blockingWebInputId;    //!< empty: null
    core::Json notificationPolicy; //!< as sent, or null
    //! What `_context` says about the starter: username, email, user_id, identities, token_info (flow-language.md 6).
    core::Json starter;
    core::Json body;        //!< run input
    core::Json definition;  //!< as it was at the start
    core::Json inputSchema; //!< as it was at the start
    QString stateName;
    core::Json runState; //!< null until the first state is entered: the body
    RunPhase phase = RunPhase::Starting;
    int transitions = 0; //!< states entered so far
    QDateTime waitingUntil;
    bool cancelRequested = false;
    bool resumeRequested = false;
    QStringList consents; //!< scope strings of the tokens of the start and of each resume, whole trees

    bool operator==(const RunRecord &) const = default;
};

//! One entry of a run's log. Source: flow-language.md 11.
struct LogEntry
{
    qint64 seq = 0; //!< from 1, without gaps
    QDateTime time;
    QString code;
    QString description;
    core::Json details;

    bool operator==(const LogEntry &) const = default;
};

//! One invocation of an action provider.
struct ActionRecord
{
    QString requestId; //!< the same id is the same action
    QString runId;
    QString stateName;
    QString actionId;
    QString providerUrl;
    QString creatorId; //!< URN
    core::Json input;
    QString status;      //!< empty before the provider answered, then ACTIVE, INACTIVE, SUCCEEDED, FAILED
    core::Json document; //!< the last status document, null before the provider answered
    QDateTime startedAt;
    QDateTime workEndsAt; //!< when an action that only takes time is over; none for others
    QDateTime deadline;   //!< WaitTime
    QDateTime nextPoll;
    int polls = 0;
    bool effectStarted = false; //!< from here on the provider may have changed something

    bool operator==(const ActionRecord &) const = default;
};

//! A question for people that a run asks. Source: flows-service.md 2.1.5.
struct WebInputRecord
{
    QString id;
    QString runId;
    QString flowId;
    core::Json context; //!< title, presentation_style, and text or rows
    core::Json options; //!< a list of option_id, label, description and `value`, which only the flow sees
    QStringList viewers;
    QStringList respondents;
    QString creator; //!< URN
    QDateTime createdAt;
    QDateTime editedAt;
    QDateTime closedAt; //!< none while it is open
    QString answer;     //!< the option_id that was chosen; empty while it is open
    QString respondent; //!< who answered; empty while it is open

    bool operator==(const WebInputRecord &) const = default;
};

//! An OpenAPI operation that flows can call. Source: flows-service.md 2.1.6.
struct RegisteredApiRecord
{
    QString id;
    QString name;
    QString description;
    QStringList owners;
    QStringList administrators;
    QStringList viewers;
    core::Json target;           //!< as it was sent
    core::Json dataTemplates;    //!< made from the target
    core::Json stateInputSchema; //!< made from the target
    QString subscriptionId;      //!< empty: null
    QDateTime createdAt;
    QDateTime updatedAt;
    QDateTime editedAt;   //!< when somebody changed it last; none: never
    QDateTime deletionAt; //!< when it will be gone; none: it stays

    bool operator==(const RegisteredApiRecord &) const = default;
};

struct IdentityRecord
{
    QString id;
    QString username;
    QString name;
    QString email;
    QString organization;
    QStringList linkedIds; //!< the other identities of the same person

    bool operator==(const IdentityRecord &) const = default;
};

struct ClientRecord
{
    QString id;
    QString name;
    QString secretHash; //!< empty for a public (native) client
    QString identityId; //!< whom its client-credentials tokens stand for; empty: none
    QStringList redirectUris;

    bool operator==(const ClientRecord &) const = default;
};

enum class TokenKind { Access, Refresh };

struct TokenRecord
{
    QString hash; //!< TokenStore::hashOf(token); the token itself is nowhere
    QString clientId;
    QString identityId;
    QString resourceServer;
    QString scopes; //!< scope strings with their dependencies, separated by blanks
    QDateTime issuedAt;
    QDateTime expiresAt;
    QDateTime revokedAt; //!< somebody ended it
    TokenKind kind = TokenKind::Access;
    QString grantId;      //!< the same for all tokens that come from one sign-in; empty: from none
    core::Json session;   //!< who was there, and how it was proved (auth::Session); null: nobody, a client by itself
    QString parent;       //!< hash of the token that it was issued from; empty: from none
    QDateTime replacedAt; //!< another refresh token took its place: whoever uses it now has it from somebody
    bool offline = false; //!< what it was issued for may go on while the person is away

    bool operator==(const TokenRecord &) const = default;
};

} // namespace emulator
