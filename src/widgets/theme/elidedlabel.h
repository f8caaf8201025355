#pragma once

#include <QWidget>

namespace widgets {

//! One line of plain text that is shortened to the room there is; the whole text is in the tool tip while it is
//! shortened, and always the accessible name.
class ElidedLabel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElidedLabel)

public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    explicit ElidedLabel(const QString &text, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    //! Default: right.
    void setElideMode(Qt::TextElideMode mode);
    //! Default: left and vertically in the middle.
    void setAlignment(Qt::Alignment alignment);
    //! In Theme::muted instead of Theme::text.
    void setMuted(bool muted);
    [[nodiscard]] bool isElided() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QString shown() const;

    QString m_text;
    Qt::TextElideMode m_mode = Qt::ElideRight;
    Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
    bool m_muted = false;
};

} // namespace widgets
