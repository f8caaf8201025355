#pragma once

#include "flows/ordering.h"
#include "flows/queryparams.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QUrlQuery>

namespace flows {

//! Every role that a person can have on a flow, in the singular spelling. Source: flows-service.md F2.
[[nodiscard]] QStringList allFlowRoles();
//! Every role that a person can have on a run, in the singular spelling. Source: flows-service.md R1.
[[nodiscard]] QStringList allRunRoles();

//! A half-open span `[from, to)`; an invalid end is open.
struct TimeSpan
{
    QDateTime from;
    QDateTime to;

    bool operator==(const TimeSpan &) const = default;
    //! `FROM,TO`; empty if both ends are open.
    [[nodiscard]] QString toString() const;
};

//! What `GET /flows` can be asked. Empty members are not sent. Different filters must all hold; the values of one are
//! alternatives. Source: flows-service.md F2.
struct ListFlowsQuery
{
    QStringList roles = allFlowRoles(); //!< empty: the service's default, which is flows that one owns
    QString role;                       //!< `filter_role`, deprecated: this role or a higher one; clear `roles` then
    QString fulltext;                   //!< in id, title, subtitle, description, owner, administrators
    QStringList titles;                 //!< substrings, without case; so are the next four
    QStringList subtitles;
    QStringList descriptions;
    QStringList keywords;
    QStringList scopeStrings;
    QStringList orderBy;          //!< made by flows::orderBy(); later ones break ties
    int perPage = 0;              //!< 1 to 50; 0: the service's choice (20)
    int page = 0;                 //!< a page by number, from 1, for callers that go without markers; 0: not sent
    QueryParams queryParams = {}; //!< sent too, in place of a parameter of the same name

    bool operator==(const ListFlowsQuery &) const = default;
    [[nodiscard]] QUrlQuery toUrlQuery(const QString &marker = {}) const;
};

//! What `GET /runs` can be asked. Source: flows-service.md R1.
struct ListRunsQuery
{
    QStringList roles = allRunRoles(); //!< empty: the service's default, which is runs that one started
    QString role;                      //!< `filter_role`, deprecated: this role or a higher one; clear `roles` then
    QStringList flowIds;
    QStringList statuses; //!< `ACTIVE`, `INACTIVE`, `SUCCEEDED`, `FAILED`, `ENDED`; see runStatusText()
    QStringList labels;   //!< without case
    QStringList flowTitles;
    TimeSpan started;
    TimeSpan completed;  //!< excludes unfinished runs
    QStringList orderBy; //!< made by flows::orderBy()
    int perPage = 0;     //!< 1 to 50; 0: the service's choice (20)
    int page = 0;        //!< as in ListFlowsQuery
    QueryParams queryParams = {};

    bool operator==(const ListRunsQuery &) const = default;
    [[nodiscard]] QUrlQuery toUrlQuery(const QString &marker = {}) const;
};

//! What `GET /runs/{id}/log` can be asked. Source: flows-service.md R5.
struct RunLogQuery
{
    int limit = 0;            //!< 1 to 100; 0: the service's choice (10)
    bool newestFirst = false; //!< `reverse_order`; sent if true
    QueryParams queryParams = {};

    bool operator==(const RunLogQuery &) const = default;
    [[nodiscard]] QUrlQuery toUrlQuery(const QString &marker = {}) const;
};

} // namespace flows
