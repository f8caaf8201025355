#pragma once

#include "core/apierror.h"

#include <QSet>
#include <QString>

namespace flows {

//! The markers of one list that were asked for. A page that leads to one of them again would make its reading endless.
class MarkerGuard
{
public:
    void asked(const QString &marker) { m_asked.insert(marker); }
    void clear() { m_asked.clear(); }

    //! True if the page can be gone on from, but only to where one was.
    template<typename Page>
    [[nodiscard]] bool leadsBack(const Page &page) const
    {
        return page.canContinue() && m_asked.contains(page.marker);
    }
    //! What the reading of such a list fails with.
    [[nodiscard]] static core::ApiError error()
    {
        return core::ApiError(core::ApiError::Kind::BadResponse, QStringLiteral("the service repeats a page marker"));
    }

private:
    QSet<QString> m_asked;
};

} // namespace flows
