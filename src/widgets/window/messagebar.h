#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace widgets {

//! What the user should know, one thing at a time, below the header and never over content: what happened, what to do,
//! a button for it, and the server's words under Details. Plain text throughout.
class MessageBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageBar)

public:
    enum class Kind { Notice, Problem };

    explicit MessageBar(QWidget *parent = nullptr);

    //! Takes the place of what is shown; the same once more disturbs nobody who reads it. \param buttonText  a verb;
    //! empty: no button
    void show(Kind kind, const QString &text, const QString &details = {}, const QString &buttonText = {},
              std::function<void()> action = {});
    void clear();
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showDetails(const QString &details);

    Kind m_kind = Kind::Notice;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
    QToolButton *m_detailsButton;
    QToolButton *m_close;
    QPlainTextEdit *m_details;
    std::function<void()> m_action;
};

} // namespace widgets
