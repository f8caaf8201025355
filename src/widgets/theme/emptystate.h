#pragma once

#include <QIcon>
#include <QWidget>

class QLabel;
class QPushButton;

namespace widgets {

class Motion;

//! The face of a list or page that has nothing to show yet: what would be here, and the next step. Serves the three
//! faces empty, loading and failed. All text is plain.
class EmptyState final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    explicit EmptyState(QWidget *parent = nullptr);

    //! An icon, what would be here, and how to get there.
    void showEmpty(const QIcon &icon, const QString &title, const QString &text);
    //! A turning ring; `title` says what is being loaded.
    void showLoading(const QString &title);
    //! The failed shape; `title` says what did not happen, `text` why.
    void showFailed(const QString &title, const QString &text);
    //! Offers the next step, or with an empty text none. Each show… call takes the button away.
    void setAction(const QString &text);

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton *button() const { return m_button; }

Q_SIGNALS:
    //! The button was pressed.
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Face { Empty, Loading, Failed };

    void setFace(Face face, const QString &title, const QString &text);
    void paintPicture();
    void takeFonts();

    Face m_face = Face::Empty;
    QIcon m_icon;
    QLabel *m_picture = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_button = nullptr;
    Motion *m_motion = nullptr;
    bool m_taking = false;
};

} // namespace widgets
