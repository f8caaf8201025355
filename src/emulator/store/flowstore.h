#pragma once

#include "emulator/store/listing.h"
#include "emulator/store/records.h"

#include <optional>

namespace emulator {

class Database;

//! The roles of a flow, as its role lists. Source: flows-service.md 5.1.
enum class FlowRole { Owner, Administrator, Starter, Viewer, RunManager, RunMonitor };

//! The list of a role in a record; the owner as a list of one.
[[nodiscard]] QStringList principalsOf(const FlowRecord &flow, FlowRole role);
//! Name of a role in the store and in `user_roles`: flow_owner, …, flow_run_manager, flow_run_monitor.
[[nodiscard]] QString roleName(FlowRole role);

//! What to list. Empty lists do not restrict; different filters combine with AND, values of one filter with OR.
//! Deleted flows are never listed. Source: flows-service.md F2.
struct FlowQuery : PageWish
{
    enum class Field { Id, ScopeString, Owner, Administrators, Title, CreatedAt, UpdatedAt };
    struct Order
    {
        Field field = Field::UpdatedAt;
        bool descending = true;
    };

    QStringList principals; //!< the caller: identities, groups, and the special words that hold for everyone
    QList<FlowRole> roles;  //!< one of the principals has one of these; empty: everything, whoever asks
    QStringList fulltext;   //!< in id, title, subtitle, description, owner, administrators
    QStringList titles;     //!< this and the next four: part of the text, case does not matter
    QStringList subtitles;
    QStringList descriptions;
    QStringList keywords;
    QStringList scopeStrings;
    QList<Order> order; //!< empty: updated_at, newest first; ties are broken by id
};

//! Flows and their roles. All calls throw StoreError.
class FlowStore
{
public:
    explicit FlowStore(Database &database);

    void insert(const FlowRecord &flow);
    //! Replaces all of it. \returns false if there is no such flow.
    bool update(const FlowRecord &flow);
    //! \returns deleted flows too (deletedAt).
    [[nodiscard]] std::optional<FlowRecord> find(const QString &id) const;
    //! The same without definition and input schema (both null), for who asks about its roles only.
    [[nodiscard]] std::optional<FlowRecord> findShort(const QString &id) const;
    [[nodiscard]] Page<FlowRecord> list(const FlowQuery &query) const;
    //! Number of flows that are not deleted.
    [[nodiscard]] int count() const;
    //! The roles that these principals have on a flow, highest first.
    [[nodiscard]] QList<FlowRole> rolesOf(const QString &flowId, const QStringList &principals) const;

private:
    void writeRoles(const FlowRecord &flow);

    Database &m_database;
};

} // namespace emulator
