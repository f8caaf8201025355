#pragma once

#include "widgets/form/formfield.h"

namespace widgets {

class JsonEdit;

//! Any value, as JSON text: for what has no control of its own. The text is kept as the user writes it, and read when
//! somebody asks for the value.
class JsonField final : public FormField
{
    Q_OBJECT

public:
    explicit JsonField(QWidget *parent = nullptr);

    void setValue(const std::optional<core::Json> &value) override;
    //! The last value that could be read; see problem().
    [[nodiscard]] std::optional<core::Json> value() const override;
    [[nodiscard]] bool isBlank() const override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] QWidget *firstWithMessage() override;

    //! Takes all the height that there is, instead of a few lines.
    void setExpanding();
    //! What was typed, as it stands.
    [[nodiscard]] QByteArray text() const;
    //! As if it had been typed.
    void setText(const QByteArray &text);

private:
    void read() const;

    JsonEdit *m_edit;
    mutable bool m_isRead = true;
    mutable std::optional<core::Json> m_value;
    mutable QString m_problem;
};

} // namespace widgets
