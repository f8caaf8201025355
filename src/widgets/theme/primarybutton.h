#pragma once

#include <QPushButton>

namespace widgets {

//! The one button of a page that stands out: accent ground, from the palette and following its changes.
class PrimaryButton final : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PrimaryButton)

public:
    explicit PrimaryButton(const QString &text, QWidget *parent = nullptr);
    //! For forms, which set the text themselves.
    explicit PrimaryButton(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void takeColours();

    bool m_taking = false;
};

} // namespace widgets
