#pragma once

#include "flows/rawjson.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace flows {

//! Source: flows-service.md 2.1.5. Unknown is any word that this program does not know.
enum class WebInputStatus { Open, Closed, Unknown };

[[nodiscard]] WebInputStatus webInputStatusOf(QStringView text);

//! The flow or the run that a web input belongs to.
struct WebInputOrigin
{
    QString id;
    QString name; //!< `title` of a flow, `label` of a run; empty if it has none

    bool operator==(const WebInputOrigin &) const = default;
};

//! A web input as lists show it, and as a 403 shows it to who must sign in again. Only `id` and `status` are sure to be
//! there. Times are UTC, invalid if absent. Source: flows-service.md 2.1.5.
struct WebInputSummary
{
    QString id;
    WebInputStatus status = WebInputStatus::Unknown;
    QString statusText;    //!< as sent
    QStringList userRoles; //!< of `viewer`, `respondent`: what the caller may do
    QString inputType;     //!< `selection` is the only one known
    QString title;
    WebInputOrigin flow;
    WebInputOrigin run;
    QDateTime createdTimestamp;
    QDateTime editedTimestamp;
    QDateTime closedTimestamp; //!< invalid while open
    RawJson raw;               //!< the whole document

    //! Gives up the page that this row shares with others.
    void detach() { raw.detach(); }

    bool operator==(const WebInputSummary &) const = default;
};

//! One of the answers to choose from.
struct WebInputOption
{
    QString optionId; //!< what is sent as the answer
    QString label;
    QString description;

    bool operator==(const WebInputOption &) const = default;
};

//! One line of a table that is shown with the question.
struct WebInputRow
{
    QString field;
    QString value; //!< text as it is, anything else as its JSON text

    bool operator==(const WebInputRow &) const = default;
};

//! What is shown with the question.
struct WebInputContext
{
    QString title;
    QString presentationStyle; //!< `text` or `table`; others are kept
    QString text;              //!< of the style `text`
    QList<WebInputRow> rows;   //!< of the style `table`
    RawJson raw;

    bool operator==(const WebInputContext &) const = default;
};

//! A question that a run asks of a person, whole. Only `id` and `status` are sure to be there. Source:
//! flows-service.md 2.1.5.
struct WebInput
{
    QString id;
    WebInputStatus status = WebInputStatus::Unknown;
    QString statusText;
    QStringList userRoles;
    QString inputType;
    RawJson inputSchema; //!< JSON Schema of the answer
    WebInputContext context;
    QList<WebInputOption> options; //!< of a `selection`
    WebInputOrigin flow;
    WebInputOrigin run;
    QStringList viewerUrns;
    QStringList respondentUrns;
    QString creatorUrn; //!< who asked; may not be allowed to look
    QDateTime createdTimestamp;
    QDateTime editedTimestamp;
    QDateTime closedTimestamp;
    RawJson raw;

    bool operator==(const WebInput &) const = default;
};

//! What the service says to an answer. Source: flows-service.md W3.
struct WebInputResponse
{
    QString status; //!< `ok`
    RawJson raw;

    bool operator==(const WebInputResponse &) const = default;
};

} // namespace flows
