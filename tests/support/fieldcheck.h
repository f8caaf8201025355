#pragma once

#include "core/json.h"
#include "flows/rawjson.h"

#include <QDateTime>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace testsupport {

//! Compares the fields of a document with the JSON object that it was read from, and keeps the first difference. A
//! member of the object that no field was compared with is a difference too.
class FieldCheck
{
public:
    explicit FieldCheck(const core::Json &sent)
        : m_sent(sent)
    {
    }

    //! Null and other types must be found as an empty text.
    void text(const char *key, const QString &found);
    void texts(const char *key, const QStringList &found);
    void time(const char *key, const QDateTime &found);
    void boolean(const char *key, bool found);
    void integer(const char *key, const std::optional<qint64> &found);
    //! The same JSON; empty if it was absent.
    void raw(const char *key, const flows::RawJson &found);
    //! The whole object.
    void whole(const flows::RawJson &found);
    //! Compares the members of an object that is a member; compare(FieldCheck &) is not called if it is absent.
    template<typename Compare>
    void inside(const char *key, Compare compare)
    {
        const core::Json *object = member(key);
        if (object == nullptr)
            return;
        FieldCheck inner(*object);
        compare(inner);
        other(key, inner.problem());
    }
    //! Compared by another check, whose problem this is; empty if there is none.
    void other(const char *key, const QString &problem);
    void note(const QString &key, bool good, const QString &what);

    //! The member, or null if it is absent.
    [[nodiscard]] const core::Json *member(const char *key);
    //! The first difference; a member that was not compared comes last.
    [[nodiscard]] QString problem() const;

private:
    const core::Json &m_sent;
    QSet<QString> m_compared;
    QString m_problem;
};

} // namespace testsupport
