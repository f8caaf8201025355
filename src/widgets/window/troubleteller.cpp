#include "widgets/window/troubleteller.h"

#include "widgets/pages/page.h"
#include "widgets/window/messagebar.h"

namespace widgets {

TroubleTeller::TroubleTeller(MessageBar *bar, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
{
}

void TroubleTeller::setPage(Page *page)
{
    if (m_page == page)
        return;
    if (m_page != nullptr)
        disconnect(m_page, nullptr, this, nullptr);
    takeBack();
    m_page = page;
    if (page == nullptr)
        return;
    connect(page, &Page::troubleChanged, this, &TroubleTeller::tell);
    tell();
}

void TroubleTeller::refreshPage()
{
    m_told.clear();
    if (m_page != nullptr)
        m_page->refresh();
}

void TroubleTeller::tell()
{
    const Trouble trouble = m_page->trouble();
    if (trouble.text.isEmpty()) {
        takeBack();
        return;
    }
    if (m_told.contains(trouble.text))
        return;
    m_told.append(trouble.text);
    m_shown = trouble.text;
    m_bar->show(MessageBar::Kind::Problem, trouble.text, trouble.details, tr("Retry"), [this] { refreshPage(); });
}

void TroubleTeller::takeBack()
{
    if (!m_shown.isEmpty() && m_bar->text() == m_shown)
        m_bar->clear();
    m_shown.clear();
    m_told.clear();
}

} // namespace widgets
