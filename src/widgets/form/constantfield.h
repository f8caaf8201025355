#pragma once

#include "widgets/form/formfield.h"
#include "widgets/form/schemanode.h"

class QCheckBox;
class QLineEdit;

namespace widgets {

//! A value that the schema fixes: shown, not edited. One that must be given always is; one that need not be has a check
//! box that gives it or leaves it out.
class ConstantField final : public FormField
{
    Q_OBJECT

public:
    ConstantField(const SchemaNode &node, const QString &name, bool required, QWidget *parent = nullptr);

    //! Another value than the constant can not be shown.
    void setValue(const std::optional<core::Json> &value) override;
    [[nodiscard]] std::optional<core::Json> value() const override;
    [[nodiscard]] bool isBlank() const override;
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] QList<QWidget *> tabStops() override;

private:
    QCheckBox *m_given = nullptr; //!< null if the constant must be given
    QLineEdit *m_text;
    core::Json m_constant;
    bool m_misfit = false; //!< another value was set
};

} // namespace widgets
