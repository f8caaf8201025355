#pragma once

#include <QLabel>

namespace widgets {

//! What there is to say about a field or a dialog: plain text, in the colour of failure unless it is only a note. There
//! is no label while there is nothing to say. Wraps, follows the palette.
class MessageLabel final : public QLabel
{
    Q_OBJECT

public:
    enum class Tone { Problem, Note };

    explicit MessageLabel(QWidget *parent = nullptr);

    //! Shows a text; an empty one hides the label.
    void say(const QString &text, Tone tone = Tone::Problem);

protected:
    void changeEvent(QEvent *event) override;

private:
    void takeColour();

    Tone m_tone = Tone::Problem;
    bool m_taking = false;
};

//! Small, muted, plain text that wraps: help and notes. Follows the palette. Texts that are set later should be
//! breakable(), too.
[[nodiscard]] QLabel *mutedLabel(const QString &text, QWidget *parent);

} // namespace widgets
