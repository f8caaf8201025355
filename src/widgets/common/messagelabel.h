#pragma once

#include <QLabel>

namespace widgets {

//! A sentence in the colour of failure, below the field that it is about. Plain text, wraps, follows the palette.
class MessageLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit MessageLabel(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void takeColour();

    bool m_taking = false;
};

//! Small, muted, plain text that wraps: help and notes. Follows the palette.
[[nodiscard]] QLabel *mutedLabel(const QString &text, QWidget *parent);

} // namespace widgets
