#pragma once

#include "core/json.h"
#include "emulator/http/response.h"

#include <QStringList>

#include <functional>
#include <initializer_list>

namespace emulator::routes {

// Source: flows-service.md 8; ours is what it does not know: a run's tags are written with each change of the run, and
// one request can change a thousand runs.
inline constexpr qsizetype mostPrincipals = 16;
inline constexpr qsizetype mostTags = 100;
inline constexpr qsizetype longestTag = 256;

//! Reads the fields of a request's document and collects what is wrong with them, in the words of the service. A field
//! that is absent or JSON null is read as empty. Source of limits: flows-service.md 2.2 F1, 8.
class BodyReader
{
public:
    //! \param document  an object that outlives the reader \param place  where it stands in the body
    explicit BodyReader(const core::Json &document, core::Json place = core::Json::array())
        : m_document(document)
        , m_place(std::move(place))
    {
    }

    [[nodiscard]] const core::Json &document() const { return m_document; }
    //! At most a hundred: nobody reads more, and a small body can have a hundred thousand.
    [[nodiscard]] const QList<http::Problem> &problems() const { return m_problems; }
    void refuse(const core::Json &loc, const QString &msg, const QString &type = QStringLiteral("value_error"),
                const core::Json &ctx = {});
    //! Adds problems that were found elsewhere, at places of the whole body.
    void refuse(const QList<http::Problem> &problems);
    //! \throws http::Refusal 422 if there are any.
    void finish() const;

    //! The member, or null if it is absent or JSON null.
    [[nodiscard]] const core::Json *given(const char *key) const;
    //! Notes a problem if the member is absent or JSON null. \returns whether it is there.
    bool require(const char *key);

    //! \param least, most  characters
    [[nodiscard]] QString text(const char *key, qsizetype least, qsizetype most);
    [[nodiscard]] QStringList strings(const char *key);
    //! At most a hundred strings, trimmed, inner blanks collapsed, empty ones left out.
    [[nodiscard]] QStringList tags(const char *key = "tags");
    //! A list of UUIDs, in lower case.
    [[nodiscard]] QStringList uuids(const char *key, qsizetype most);
    //! Strings of 1024 characters together.
    [[nodiscard]] QStringList keywords();
    //! At most 16 principal URNs, none twice. \param role  as messages name it \param word  one that may stand in place
    //! of a URN, or empty
    [[nodiscard]] QStringList principals(const char *key, const QString &role, const QString &word = {});
    //! An object; an empty one if there is none.
    [[nodiscard]] core::Json object(const char *key);
    //! A UUID in lower case. \param word  one that may stand in its place, or empty
    [[nodiscard]] QString uuid(const char *key, const QString &word = {});
    //! Notes every member that is not one of these.
    void noOthers(std::initializer_list<std::string_view> known);

private:
    //! Calls for each string of a list with its place in it, and notes a problem for what is none. A list of more than
    //! `most` entries is one problem, and nothing is read of it.
    void eachString(const char *key, qsizetype most, const std::function<void(std::size_t, const QString &)> &read);

    const core::Json &m_document;
    core::Json m_place;
    QList<http::Problem> m_problems;
};

//! That a list at this place is too long.
[[nodiscard]] http::Problem tooManyItems(const core::Json &loc, qsizetype most);

//! Characters as the service counts them: code points.
[[nodiscard]] qsizetype characters(const QString &text);

} // namespace emulator::routes
