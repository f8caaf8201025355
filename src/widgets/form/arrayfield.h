#pragma once

#include "widgets/form/fieldfactory.h"
#include "widgets/form/formfield.h"

#include <QList>

class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace widgets {

class FieldSlot;

//! A list: one slot an item, each with a button that removes it, and one below that adds another.
class ArrayField final : public FormField
{
    Q_OBJECT

public:
    ArrayField(const SchemaNode &node, const QString &pointer, bool required, const FormContext &context,
               QWidget *parent = nullptr);

    //! A list that would make the form too large (see maxListItems, maxPlaces) can not be shown.
    void setValue(const std::optional<core::Json> &value) override;
    [[nodiscard]] std::optional<core::Json> value() const override;
    [[nodiscard]] bool isBlank() const override;
    void setPointer(const QString &pointer) override;
    [[nodiscard]] QString problem() const override;
    void setFindings(const FormFindings &findings, bool all) override;
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] QList<QWidget *> tabStops() override;
    [[nodiscard]] QWidget *firstWithMessage() override;

private:
    struct Row
    {
        QWidget *widget;
        FieldSlot *slot;
        QToolButton *removeButton;
    };

    void build(const core::Json &items);
    void addRow(const std::optional<core::Json> &value);
    void number(qsizetype row);
    void add();
    void remove(const FieldSlot *slot);

    SchemaNode m_item;
    QString m_pointer;
    FormContext m_context;
    QList<Row> m_rows;
    QVBoxLayout *m_layout;
    QPushButton *m_add;
    QString m_name;
    bool m_required;
    bool m_present = false;   //!< the document holds a list
    bool m_saysEmpty = false; //!< the document holds []
    bool m_tooLong = false;   //!< the document's list is not shown
};

} // namespace widgets
