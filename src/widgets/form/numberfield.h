#pragma once

#include "widgets/form/formfield.h"
#include "widgets/form/schemanode.h"

namespace widgets {

//! A number as it is written: `1.0` stays apart from `1`, and may be left empty. Text that is no number is kept as
//! text, for the schema to complain about.
class NumberField final : public FormField
{
    Q_OBJECT

public:
    explicit NumberField(const SchemaNode &node, QWidget *parent = nullptr);

    void setValue(const std::optional<core::Json> &value) override;
    [[nodiscard]] std::optional<core::Json> value() const override;
    //! A number with more digits than can be kept.
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QWidget *focusTarget() override;

private:
    class Spinner;
    Spinner *m_spinner;
};

} // namespace widgets
