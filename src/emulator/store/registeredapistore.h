#pragma once

#include "emulator/store/listing.h"
#include "emulator/store/records.h"

#include <optional>

namespace emulator {

class Database;

//! The roles on a registered API. Source: flows-service.md 2.1.6, 5.5.
enum class ApiRole { Owner, Administrator, Viewer };

//! owner, administrator, viewer
[[nodiscard]] QString roleName(ApiRole role);
//! Highest first.
[[nodiscard]] QList<ApiRole> apiRoles(const RegisteredApiRecord &api, const QStringList &principals);

//! What to list. Source: flows-service.md A1.
struct RegisteredApiQuery : PageWish
{
    enum class Field { Id, Name, Created, Updated };
    struct Order
    {
        Field field = Field::Created;
        bool descending = true;
    };

    QStringList principals; //!< the caller: identities, groups
    QList<ApiRole> roles;   //!< one of the principals has one of these
    QDateTime now;          //!< what was to be deleted by now is not listed
    QList<Order> order;     //!< empty: newest first; ties are broken by id
};

//! What list() reads. \param columns  that are to be read
[[nodiscard]] ListSql apiListSql(const RegisteredApiQuery &query, const QString &columns);

//! OpenAPI operations that flows can call. All calls throw StoreError.
class RegisteredApiStore
{
public:
    explicit RegisteredApiStore(Database &database);

    void insert(const RegisteredApiRecord &api);
    //! Replaces all of it. \returns false if there is no such API.
    bool update(const RegisteredApiRecord &api);
    //! \returns nothing for one whose time to be deleted has come.
    [[nodiscard]] std::optional<RegisteredApiRecord> find(const QString &id, const QDateTime &now) const;
    [[nodiscard]] Page<RegisteredApiRecord> list(const RegisteredApiQuery &query) const;

private:
    void writeRoles(const RegisteredApiRecord &api);

    Database &m_database;
};

} // namespace emulator
