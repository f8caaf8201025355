#pragma once

#include "emulator/store/listing.h"
#include "emulator/store/records.h"

#include <optional>

namespace emulator {

class Database;

//! The roles of a run; the last two come from its flow (administrators and the owner of the flow count as managers).
//! Source: flows-service.md 5.1, 5.2.
enum class RunRole { Owner, Manager, Monitor, FlowManager, FlowMonitor };

//! run_owner, run_manager, run_monitor, flow_run_manager, flow_run_monitor
[[nodiscard]] QString roleName(RunRole role);

//! What to list. Empty lists do not restrict; different filters combine with AND, values of one filter with OR.
//! Source: flows-service.md R1.
struct RunQuery : PageWish
{
    enum class Field { Id, StartTime, CompletionTime, Status, Label };
    struct Order
    {
        Field field = Field::StartTime;
        bool descending = true;
    };

    QStringList principals; //!< the caller: identities, groups
    QList<RunRole> roles;   //!< one of the principals has one of these; empty: everything, whoever asks
    QStringList flowIds;
    QStringList statuses;
    QStringList labels;      //!< part of the text, case does not matter
    QStringList flowTitles;  //!< part of the text, case does not matter
    QDateTime startedFrom;   //!< this moment included
    QDateTime startedTo;     //!< this moment excluded
    QDateTime completedFrom; //!< a limit on completion leaves unfinished runs out
    QDateTime completedTo;
    QList<Order> order; //!< empty: start_time, newest first; ties are broken by id
};

//! Runs and their roles. All calls throw StoreError.
class RunStore
{
public:
    explicit RunStore(Database &database);

    void insert(const RunRecord &run);
    [[nodiscard]] std::optional<RunRecord> find(const QString &id) const;
    //! The same without body, definition, input schema and run state (all null).
    [[nodiscard]] std::optional<RunRecord> findShort(const QString &id) const;
    //! Rows as findShort() gives them.
    [[nodiscard]] Page<RunRecord> list(const RunQuery &query) const;
    //! Ids of the runs that are not done, oldest first.
    [[nodiscard]] QStringList unfinished() const;
    //! The roles that these principals have on a run, highest first.
    [[nodiscard]] QList<RunRole> rolesOf(const RunRecord &run, const QStringList &principals) const;

    //! Writes what people may change: label, tags, managers, monitors. \returns false if there is no such run.
    bool updateMetadata(const RunRecord &run);
    //! Writes what the engine changes: status, details, completion time, blocking web input and its own columns, but
    //! not the requests below. \returns false if there is no such run.
    bool updateProgress(const RunRecord &run);
    //! Notes that someone wants the run cancelled; Engine::cancelRequested() then does it.
    //! \returns false if the run is not there or done.
    bool requestCancel(const QString &id);
    //! Notes that someone wants the run resumed, with these scopes consented; Engine::resumeRequested() then does it.
    //! From here on the run shows itself as ACTIVE.
    //! \returns false if the run is not there or done.
    bool requestResume(const QString &id, const QStringList &consents);
    //! The engine has taken note of the request to resume.
    void clearResume(const QString &id);
    //! Removes the run, its log and its actions. \returns false if there is no such run.
    bool remove(const QString &id);

private:
    void writeRoles(const RunRecord &run);

    Database &m_database;
};

} // namespace emulator
