#pragma once

#include "flows/flow.h"
#include "widgets/pages/trouble.h"
#include "widgets/window/pagelink.h"

#include <QDateTime>
#include <QHideEvent>
#include <QWidget>

namespace widgets {

//! One page of the window. It shows what its link says, and says so when that changes.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    //! Shows this place; called again for another tab or filter of the same page.
    virtual void open(const PageLink &link) = 0;
    //! Asks the service again, without moving scroll, selection or half-typed text.
    virtual void refresh() = 0;
    //! For the window's title.
    [[nodiscard]] virtual QString title() const = 0;
    //! What gets the keyboard when the page is come to.
    [[nodiscard]] virtual QWidget *focusTarget() = 0;
    //! What is wrong with what is shown, while it is. Forgotten when the page is left.
    [[nodiscard]] const Trouble &trouble() const { return m_trouble; }

Q_SIGNALS:
    void titleChanged();
    void linkRequested(const widgets::PageLink &link);
    //! The page shows this now: history and sidebar follow.
    void linkAmended(const widgets::PageLink &link);
    //! \param input  of a run that is to be started again; empty: none
    void startRequested(const flows::Flow &flow, const flows::RawJson &input = {});
    //! The service was asked at this moment.
    void polled(const QDateTime &at);
    //! trouble() is another one, or the same was met again.
    void troubleChanged();
    //! Something that the user wanted did not happen: for the message bar. \param details  may be empty
    void problem(const QString &text, const QString &details);

protected:
    void setTrouble(const Trouble &trouble)
    {
        const bool same = trouble.text.isEmpty() && m_trouble.text.isEmpty();
        m_trouble = trouble;
        if (!same)
            Q_EMIT troubleChanged();
    }
    void hideEvent(QHideEvent *event) override
    {
        QWidget::hideEvent(event);
        if (!event->spontaneous())
            setTrouble({});
    }

private:
    Trouble m_trouble;
};

} // namespace widgets
