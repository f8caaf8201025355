#include "flows/rawjson.h"

#include "flows/surrogates.h"

namespace flows {

RawJson::RawJson(QByteArray text)
    : m_page(new Page(std::move(text)))
    , m_length(static_cast<quint32>(m_page->text.size()))
{
}

RawJson::RawJson(PagePointer page, qsizetype offset, qsizetype length)
    : m_page(std::move(page))
    , m_offset(static_cast<quint32>(offset))
    , m_length(static_cast<quint32>(length))
{
    Q_ASSERT(offset >= 0 && length >= 0 && offset + length <= m_page->text.size());
}

QByteArrayView RawJson::view() const
{
    return m_page ? QByteArrayView(m_page->text).sliced(m_offset, m_length) : QByteArrayView();
}

QByteArray RawJson::bytes() const
{
    return view().toByteArray();
}

std::optional<core::Json> RawJson::json() const
{
    if (isEmpty())
        return {};
    auto parsed = core::parseJson(view());
    if (!parsed && parsed.error->kind == core::JsonError::Kind::Syntax) {
        const std::string mended = withoutHalfPairs({view().data(), static_cast<size_t>(view().size())});
        parsed = core::parseJson({mended.data(), static_cast<qsizetype>(mended.size())});
    }
    return parsed.value;
}

void RawJson::detach()
{
    if (!m_page || m_length == m_page->text.size())
        return;
    m_page = PagePointer(new Page(bytes()));
    m_offset = 0;
}

bool RawJson::sharesBytesWith(const RawJson &other) const
{
    return m_page == other.m_page;
}

RawJson RawJson::rebased(const RawJson &from, const RawJson &to) const
{
    if (isEmpty() || !sharesBytesWith(from) || m_offset < from.m_offset ||
        m_offset + m_length > from.m_offset + from.m_length) {
        return *this;
    }
    return RawJson(to.m_page, to.m_offset + (m_offset - from.m_offset), m_length);
}

} // namespace flows
