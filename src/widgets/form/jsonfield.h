#pragma once

#include "widgets/form/formfield.h"

class QPlainTextEdit;

namespace widgets {

//! Any value, as JSON text: for what has no control of its own. The text is kept as the user writes it.
class JsonField final : public FormField
{
    Q_OBJECT

public:
    explicit JsonField(QWidget *parent = nullptr);

    void setValue(const std::optional<core::Json> &value) override;
    //! The last value that could be read; see problem().
    [[nodiscard]] std::optional<core::Json> value() const override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QWidget *focusTarget() override;

private:
    void read();

    QPlainTextEdit *m_edit;
    std::optional<core::Json> m_value;
    QString m_problem;
};

} // namespace widgets
