#pragma once

#include "emulator/store/listing.h"
#include "emulator/store/records.h"

#include <optional>

namespace emulator {

class Database;

//! The roles on a web input. Its creator has none by himself. Source: flows-service.md 2.1.5, 5.5.
enum class WebInputRole { Viewer, Respondent };

//! viewer, respondent
[[nodiscard]] QString roleName(WebInputRole role);
[[nodiscard]] QList<WebInputRole> webInputRoles(const WebInputRecord &input, const QStringList &principals);

//! What to list. Empty lists do not restrict, but for `roles`. Source: flows-service.md W1.
struct WebInputQuery : PageWish
{
    enum class Field { Created, Edited, Closed };
    struct Order
    {
        Field field = Field::Created;
        bool descending = true;
    };

    QStringList principals; //!< the caller: identities, groups
    QList<WebInputRole> roles;
    std::optional<bool> open; //!< nothing: both
    QStringList flowIds;
    QStringList runIds;
    QList<Order> order; //!< empty: newest first; ties are broken by id
};

//! What list() reads. \param columns  that are to be read
[[nodiscard]] ListSql inputListSql(const WebInputQuery &query, const QString &columns);

//! Questions for people. All calls throw StoreError.
class WebInputStore
{
public:
    explicit WebInputStore(Database &database);

    //! The run must be there: with it the input goes.
    void insert(const WebInputRecord &input);
    [[nodiscard]] std::optional<WebInputRecord> find(const QString &id) const;
    [[nodiscard]] Page<WebInputRecord> list(const WebInputQuery &query) const;
    //! Notes the answer and closes the input. \returns false if it is not there or closed: the first answer counts.
    bool answer(const QString &id, const QString &optionId, const QString &respondent, const QDateTime &when);

private:
    Database &m_database;
};

} // namespace emulator
