#pragma once

#include "widgets/window/pagelink.h"

#include <QList>
#include <QObject>

namespace widgets {

//! Where the window has been: back and forward as in a browser. At most 100 places are kept.
class History final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(History)

public:
    explicit History(QObject *parent = nullptr);

    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_links.size(); }
    [[nodiscard]] const PageLink &current() const { return m_links[m_at]; }

    //! A new place; what was ahead is forgotten. The place where one is already changes nothing.
    void visit(const PageLink &link);
    //! The page where one is shows something else now (a tab, a filter): no new place, but the link follows.
    void amend(const PageLink &link);
    void back();
    void forward();

Q_SIGNALS:
    //! The window shall show this now.
    void moved(const widgets::PageLink &link);
    void changed();

private:
    QList<PageLink> m_links{PageLink::library()};
    qsizetype m_at = 0;
};

} // namespace widgets
