#pragma once

#include <QTextDocument>
#include <QTextEdit>

namespace widgets {

//! Plain text to be read, selected and copied, as high as its lines. A word that is wider than the text is broken,
//! unlike in a label, and copied as it is.
class WrappedText final : public QTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WrappedText)

public:
    explicit WrappedText(QWidget *parent = nullptr);

    //! The same text again keeps the selection.
    void setText(const QString &text);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    mutable QTextDocument m_measure; //!< the same text, to be laid out at any width
};

} // namespace widgets
