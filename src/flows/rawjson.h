#pragma once

#include "core/json.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QSharedData>

#include <optional>

namespace flows {

//! A piece of JSON text exactly as the service sent it. Pieces of one page share the page's bytes; copying is cheap.
//! Empty means: the field was absent.
class RawJson
{
public:
    RawJson() = default;
    //! A text of which other pieces are made. Held once, however many pieces there are.
    struct Page : QSharedData
    {
        explicit Page(QByteArray bytes)
            : text(std::move(bytes))
        {
        }
        const QByteArray text;
    };
    using PagePointer = QExplicitlySharedDataPointer<Page>;

    //! The whole of `text`.
    explicit RawJson(QByteArray text);
    //! `length` bytes of `page` from `offset`; the page stays alive as long as a piece of it does.
    RawJson(PagePointer page, qsizetype offset, qsizetype length);

    [[nodiscard]] bool isEmpty() const { return m_length == 0; }
    //! True for the text `null` too.
    [[nodiscard]] bool isNullOrEmpty() const { return m_length == 0 || view() == QByteArrayView("null"); }
    [[nodiscard]] qsizetype size() const { return m_length; }
    //! Valid while this object lives.
    [[nodiscard]] QByteArrayView view() const;
    //! A copy of its own.
    [[nodiscard]] QByteArray bytes() const;
    //! Parses the text, each time it is called; keep the result. \returns nothing if the piece is empty, no JSON or
    //! beyond the limits of core::parseJson. Half a surrogate pair becomes U+FFFD.
    [[nodiscard]] std::optional<core::Json> json() const;
    //! Gives up the shared page: for a row that outlives the others of its page.
    void detach();
    //! True if both are pieces of one page's bytes; for tests.
    [[nodiscard]] bool sharesBytesWith(const RawJson &other) const;
    //! This piece's part `other` placed in `base`, a detached copy of the piece. For rows that keep several pieces.
    [[nodiscard]] RawJson rebased(const RawJson &from, const RawJson &to) const;

    //! Equal bytes.
    friend bool operator==(const RawJson &left, const RawJson &right) { return left.view() == right.view(); }

private:
    PagePointer m_page; // one pointer: there are several pieces in each row of a long list
    quint32 m_offset = 0;
    quint32 m_length = 0;
};

} // namespace flows
