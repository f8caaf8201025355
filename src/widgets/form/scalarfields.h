#pragma once

#include "widgets/form/formfield.h"
#include "widgets/form/schemanode.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace widgets {

//! A line of text. An empty line leaves the member out, unless the document said "" itself.
class TextField final : public FormField
{
    Q_OBJECT

public:
    explicit TextField(const SchemaNode &node, QWidget *parent = nullptr);

    void setValue(const std::optional<core::Json> &value) override;
    [[nodiscard]] std::optional<core::Json> value() const override;
    [[nodiscard]] QWidget *focusTarget() override;

private:
    QLineEdit *m_edit;
    bool m_saysEmpty = false; //!< the document holds ""
};

//! A check box. One that need not be given has a third state: not set.
class BooleanField final : public FormField
{
    Q_OBJECT

public:
    BooleanField(const SchemaNode &node, const QString &name, bool required, QWidget *parent = nullptr);

    void setValue(const std::optional<core::Json> &value) override;
    [[nodiscard]] std::optional<core::Json> value() const override;
    [[nodiscard]] QWidget *focusTarget() override;

private:
    void showWord();

    QCheckBox *m_box;
    bool m_required;
};

//! One of the values that the schema lists.
class ChoiceField final : public FormField
{
    Q_OBJECT

public:
    ChoiceField(const SchemaNode &node, bool required, QWidget *parent = nullptr);

    void setValue(const std::optional<core::Json> &value) override;
    [[nodiscard]] std::optional<core::Json> value() const override;
    [[nodiscard]] QWidget *focusTarget() override;

private:
    QComboBox *m_combo;
    QList<SchemaNode::Option> m_options;
    int m_offset = 0; //!< 1 if the first entry stands for "not set"
};

//! A value as people read it: a string without quotes, anything else as JSON.
[[nodiscard]] QString plainValue(const core::Json &value);
//! Equal to the last digit: `1` and `1.0` are not the same document.
[[nodiscard]] bool sameJson(const std::optional<core::Json> &left, const std::optional<core::Json> &right);

} // namespace widgets
