#pragma once

#include "flows/rawjson.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace flows {

//! Source: flows-service.md 4.1. Unknown is any word that this program does not know.
enum class RunStatus { Active, Inactive, Succeeded, Failed, Ended, Unknown };

[[nodiscard]] RunStatus runStatusOf(QStringView text);
//! The service's word; empty for Unknown.
[[nodiscard]] QString runStatusText(RunStatus status);

//! What a run document says about its flow. Source: flows-service.md 2.1.2, FlowEmbed.
struct FlowEmbed
{
    QString id;
    QString title;
    QString subtitle;
    QString description;
    QString flowOwner;
    QString createdBy; //!< legacy name of the owner
    QString globusAuthScope;
    QStringList keywords;
    QDateTime createdAt;
    QDateTime updatedAt;
    QDateTime deletedAt; //!< valid: the flow is gone

    bool operator==(const FlowEmbed &) const = default;
};

//! The fields of a run that lists do not show.
struct RunExtras
{
    QString displayStatus;
    QDateTime flowLastUpdated;
    QDateTime flowDeletedAt; //!< valid: the flow is gone, the run outlives it
    QStringList runManagers;
    QStringList runMonitors;
    QStringList userRoles;                    //!< `user_roles`, else the one `user_role`
    QString userRole;                         //!< deprecated: the highest role alone
    QString searchTaskId;                     //!< the task that puts the run into the search index
    QString actionId;                         //!< legacy name of the run's id
    QString createdBy;                        //!< legacy name of the owner
    QStringList manageBy;                     //!< legacy name of the managers
    QStringList monitorBy;                    //!< legacy name of the monitors
    std::optional<FlowEmbed> flowDescription; //!< only if it was asked for

    bool operator==(const RunExtras &) const = default;
};

//! A run as the service describes it. Only `runId` and `status` are sure to be there; text that is absent is empty,
//! times that are absent or unreadable are invalid. Times are UTC. Lists hold many: what they do not show is read from
//! `raw` when somebody asks. Source: flows-service.md 2.1.2.
struct Run
{
    QString runId;
    QString flowId;
    QString flowTitle;
    QString label;
    QStringList tags;
    RunStatus status = RunStatus::Unknown;
    bool wasCancelled = false;   //!< `details.code` is `FlowCanceled`
    bool waitsForAnswer = false; //!< there is a `blocking_web_input_id`: the run waits for a person's answer
    QDateTime startTime;
    QDateTime completionTime; //!< invalid while unfinished
    QString runOwner;         //!< a principal URN
    RawJson details;          //!< empty or `null` in lists of high assurance flows; see flows-service.md 4.3
    RawJson raw;              //!< the whole document

    //! The status as sent. Parses the document if this program does not know it.
    [[nodiscard]] QString statusText() const;
    //! Empty unless the run waits for a person's answer. Parses the document, each time it is called.
    [[nodiscard]] QString blockingWebInputId() const;
    //! SUCCEEDED, FAILED or ENDED. An unknown status is not terminal: it may change.
    [[nodiscard]] bool isTerminal() const;
    //! FAILED because somebody cancelled it.
    [[nodiscard]] bool isCancelled() const;
    //! Milliseconds from start to completion, or to `now` while unfinished; -1 without a start.
    [[nodiscard]] qint64 durationMs(const QDateTime &now) const;
    //! Parses the document, each time it is called.
    [[nodiscard]] RunExtras extras() const;
    //! Gives up the page that this row shares with others.
    void detach();

    bool operator==(const Run &) const = default;
};

//! The flow as it was when a run started. Source: flows-service.md R4.
struct RunDefinition
{
    QString flowId;
    RawJson definition;
    RawJson inputSchema;
    RawJson raw; //!< the whole document

    bool operator==(const RunDefinition &) const = default;
};

} // namespace flows

Q_DECLARE_METATYPE(flows::RunStatus)
