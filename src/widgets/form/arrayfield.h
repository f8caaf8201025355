#pragma once

#include "widgets/form/fieldfactory.h"
#include "widgets/form/formfield.h"

#include <QList>

class QPushButton;
class QVBoxLayout;

namespace widgets {

class FieldSlot;

//! A list: one slot an item, each with a button that removes it, and one below that adds another.
class ArrayField final : public FormField
{
    Q_OBJECT

public:
    ArrayField(const SchemaNode &node, const QString &pointer, const FormContext &context, QWidget *parent = nullptr);

    void setValue(const std::optional<core::Json> &value) override;
    [[nodiscard]] std::optional<core::Json> value() const override;
    [[nodiscard]] QString problem() const override;
    void setFindings(const FormFindings &findings, bool all) override;
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] QWidget *firstWithMessage() override;

private:
    void build(const core::Json &items);
    FieldSlot *addRow(const std::optional<core::Json> &value);
    void add();
    void remove(qsizetype index);

    SchemaNode m_item;
    QString m_pointer;
    FormContext m_context;
    QList<QWidget *> m_rows;
    QList<FieldSlot *> m_slots;
    QVBoxLayout *m_layout;
    QPushButton *m_add;
    bool m_present = false; //!< an empty list is written, rather than left out
};

} // namespace widgets
