#pragma once

// Included by the parsers of this folder only: the header of simdjson is large.

#include "core/apierror.h"
#include "flows/rawjson.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

namespace flows {

namespace sj = simdjson::ondemand;

//! Where in a document something is: made into text only when there is something to complain about.
struct Place
{
    const char *list = nullptr; //!< null: the document itself
    qsizetype index = -1;

    [[nodiscard]] QString pointer(const char *key = nullptr) const;
};

[[noreturn]] void throwBadResponse(const QString &detail);
[[noreturn]] void throwMissing(const Place &place, const char *key);

//! Throws BadResponse unless `code` is SUCCESS.
inline void check(simdjson::error_code code)
{
    if (code != simdjson::SUCCESS) [[unlikely]]
        throwBadResponse(QLatin1String("the reply is not JSON: ") + QString::fromUtf8(simdjson::error_message(code)));
}

//! One reply, opened for reading. One at a time in each thread.
class Reply
{
public:
    //! Throws BadResponse if the body is not one JSON object.
    explicit Reply(QByteArray body);
    ~Reply();
    Q_DISABLE_COPY_MOVE(Reply)

    [[nodiscard]] sj::object root();
    //! The whole document without the blanks around it.
    [[nodiscard]] RawJson whole() const;
    //! The piece of the document that `text` is; `text` points into it.
    [[nodiscard]] RawJson piece(std::string_view text) const;
    //! Calls visit(key, value) for each member, in order.
    template<typename Visit>
    void eachMember(sj::object object, Visit visit)
    {
        for (auto item : object) {
            sj::field field;
            check(std::move(item).get(field));
            std::string_view key;
            if (field.unescaped_key().get(key) != simdjson::SUCCESS)
                key = {}; // none that this program knows
            visit(key, field.value());
        }
    }
    //! Visits the members of an object and returns its text. Anything else is only kept: visit is not called.
    template<typename Visit>
    RawJson keepObject(sj::value value, Visit visit)
    {
        if (typeOf(value) != sj::json_type::object)
            return keep(value);
        const char *const from = value.raw_json_token().data();
        sj::object object;
        check(value.get_object().get(object));
        eachMember(object, visit);
        return pieceUpToHere(from);
    }
    //! Calls visit(value) for each element of an array, in order; for anything else not at all.
    template<typename Visit>
    void eachElement(sj::value value, Visit visit)
    {
        if (typeOf(value) != sj::json_type::array)
            return;
        sj::array array;
        check(value.get_array().get(array));
        for (auto item : array) {
            sj::value element;
            check(std::move(item).get(element));
            visit(element);
        }
    }
    //! Visits the members of an object; of anything else nothing.
    template<typename Visit>
    void eachMemberOf(sj::value value, Visit visit)
    {
        static_cast<void>(keepObject(value, visit));
    }
    //! The text of a value that nobody looks at now.
    [[nodiscard]] RawJson keep(sj::value value) const;
    //! Text, or nothing for null and any other type. Half a surrogate pair becomes U+FFFD.
    [[nodiscard]] QString text(sj::value value) const;
    //! Like text(), for what many rows say alike: equal texts share their memory.
    [[nodiscard]] QString sharedText(sj::value value) const;
    //! The texts in an array; equal arrays share their memory.
    [[nodiscard]] QStringList texts(sj::value value) const;
    [[nodiscard]] QDateTime time(sj::value value) const;
    [[nodiscard]] bool boolean(sj::value value) const;
    //! Text as it is, anything else as its JSON text.
    [[nodiscard]] QString anyText(sj::value value) const;
    //! Nothing unless it is a whole number of at most 64 bits.
    [[nodiscard]] std::optional<qint64> integer(sj::value value) const;
    [[nodiscard]] static sj::json_type typeOf(sj::value &value);

private:
    //! Valid until the next one is read, at least.
    [[nodiscard]] bool readText(sj::value &value, std::string_view &text) const;
    [[nodiscard]] RawJson pieceUpToHere(const char *from);

    RawJson::PagePointer m_page;
    sj::document m_document;
    mutable std::string m_mended; //!< a text that the parser refused
};

//! Reads `{"<listKey>": [ {…}, … ], "has_next_page", "marker"}`. readRow(Reply &, object, Place) returns a row, whose
//! `raw` is filled in here. `otherKey` is a second name of the list.
template<typename PageType, typename ReadRow>
PageType readPage(QByteArray body, const char *listKey, const char *otherKey, ReadRow readRow)
{
    Reply reply(std::move(body));
    PageType page;
    bool foundList = false;
    std::optional<bool> hasNext;
    reply.eachMember(reply.root(), [&](std::string_view key, sj::value value) {
        if (key == listKey || (otherKey != nullptr && key == otherKey)) {
            if (Reply::typeOf(value) != sj::json_type::array)
                return;
            foundList = true;
            page.items.clear();
            sj::array rows;
            check(value.get_array().get(rows));
            for (auto item : rows) {
                sj::value row;
                check(std::move(item).get(row));
                const Place place{listKey, page.items.size()};
                if (Reply::typeOf(row) != sj::json_type::object)
                    throwBadResponse(QLatin1String("no object at ") + place.pointer());
                page.items.append(readRow(reply, row, place));
            }
        } else if (key == "has_next_page") {
            if (Reply::typeOf(value) == sj::json_type::boolean)
                hasNext = reply.boolean(value);
        } else if (key == "marker") {
            page.marker = reply.text(value);
        } else if (key == "limit") {
            page.limit = reply.integer(value);
        }
    });
    if (!foundList)
        throwMissing({}, listKey);
    page.raw = reply.whole();
    // Web inputs send only a marker. Source: flows-service.md 3.
    page.hasNextPage = hasNext.value_or(!page.marker.isEmpty());
    return page;
}

} // namespace flows
