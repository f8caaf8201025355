#include "widgets/window/history.h"

namespace widgets {

namespace {

constexpr qsizetype maxPlaces = 100;

} // namespace

History::History(QObject *parent)
    : QObject(parent)
{
}

void History::visit(const PageLink &link)
{
    if (!(link == current())) {
        m_links.resize(m_at + 1);
        m_links.append(link);
        if (m_links.size() > maxPlaces)
            m_links.removeFirst();
        m_at = m_links.size() - 1;
    }
    Q_EMIT changed();
    Q_EMIT moved(current());
}

void History::amend(const PageLink &link)
{
    m_links[m_at] = link;
    Q_EMIT changed();
}

void History::back()
{
    if (!canGoBack())
        return;
    --m_at;
    Q_EMIT changed();
    Q_EMIT moved(current());
}

void History::forward()
{
    if (!canGoForward())
        return;
    ++m_at;
    Q_EMIT changed();
    Q_EMIT moved(current());
}

} // namespace widgets
