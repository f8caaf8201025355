#pragma once

#include "core/json.h"
#include "core/scope.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace emulator {

//! One invocation, as a provider sees it.
struct ActionRequest
{
    QString requestId; //!< the same id is the same action
    QString actionId;
    QString creatorId;    //!< URN
    core::Json body;      //!< evaluated, an object
    core::Scope consents; //!< the flow's scope, with all that its user lets it use
    QDateTime startedAt;
    QDateTime workEndsAt;       //!< as the provider's own outcome said
    bool effectStarted = false; //!< an earlier process may have changed something already

    //! True if the user lets the flow use this scope, with all that it depends on. Nobody consents to a text that is no
    //! scope.
    [[nodiscard]] bool mayUse(const QString &scope) const;
};

//! What a provider answers.
struct ActionOutcome
{
    enum class Kind {
        Refused, //!< it can not run: ActionUnableToRun with `details` as the provider's error
        Working, //!< the answer comes by ActionHost::finished()
        Active,
        Inactive,
        Succeeded,
        Failed
    };
    Kind kind = Kind::Working;
    core::Json details;
    QString displayStatus; //!< empty: the status itself
    QDateTime workEndsAt;  //!< Active: when it will be over, if only time must pass; worth a poll then
};

//! What a provider may ask of the engine; engine thread only.
class ActionHost
{
public:
    virtual ~ActionHost() = default;
    [[nodiscard]] virtual QDateTime now() const = 0;
    //! By how much waits are shortened.
    [[nodiscard]] virtual double timeScale() const = 0;
    //! To be called before the first change of an action that can not simply be done again. Durable when it returns;
    //! a restarted action then has `effectStarted`.
    //! \returns false if that could not be written: then change nothing, the action will be started again.
    [[nodiscard]] virtual bool beforeEffect(const QString &actionId) = 0;
    //! The answer of an action that was Working.
    virtual void finished(const QString &actionId, const ActionOutcome &outcome) = 0;
    //! An Active action is over: worth a poll, once its first one is due.
    virtual void changed(const QString &actionId) = 0;
};

//! Something that performs actions. All calls are on the engine's thread and must not block.
class ActionProvider
{
public:
    virtual ~ActionProvider() = default;
    //! Begins an action, or takes it up again after a restart: it must come to the same end.
    [[nodiscard]] virtual ActionOutcome start(const ActionRequest &request, ActionHost &host) = 0;
    //! The state of an action that was started and is Active or Inactive.
    [[nodiscard]] virtual ActionOutcome poll(const ActionRequest &request, ActionHost &host) = 0;
    //! Gives an action up; it reports nothing any more. Unknown ids are ignored.
    virtual void cancel(const QString &actionId) = 0;
    //! True if its work takes real time, which a time scale does not shorten: then WaitTime is not divided either.
    [[nodiscard]] virtual bool worksInRealTime() const { return false; }
};

//! A refusal with the error document that a provider sends: a code and one sentence.
[[nodiscard]] ActionOutcome refusal(const QString &code, const QString &description);

} // namespace emulator
