#pragma once

#include <QObject>
#include <QPointer>
#include <QStringList>

namespace widgets {

class MessageBar;
class Page;

//! Says in the message bar what is wrong with the page that is shown. Each thing is said once, however often the page
//! meets it, so that it can be read and dismissed; it is taken back when the page is well again or left.
class TroubleTeller final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TroubleTeller)

public:
    //! \param bar  must outlive this
    explicit TroubleTeller(MessageBar *bar, QObject *parent = nullptr);

    //! Tells of this page from now on. \param page  may be null
    void setPage(Page *page);
    //! Lets the page ask the service again; what is still wrong then is said once more.
    void refreshPage();

private:
    void tell();
    void takeBack();

    MessageBar *m_bar;
    QPointer<Page> m_page;
    QString m_shown;    //!< the text that was put into the bar last
    QStringList m_told; //!< since the page was well
};

} // namespace widgets
