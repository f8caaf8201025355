#pragma once

#include "widgets/form/fieldfactory.h"
#include "widgets/form/formfield.h"

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace widgets {

class MessageLabel;

//! A place in a form: label with a star if it is required, help text, the control, and messages right below it.
//! If the control can not show a value that is set (the wrong type, an unknown choice), a JSON box takes its place, so
//! that no part of a document is lost or changed by looking at it.
class FieldSlot final : public FormField
{
    Q_OBJECT

public:
    //! \param label  above the control; empty for items of a list
    FieldSlot(const SchemaNode &node, const QString &pointer, const QString &label, bool required,
              const FormContext &context, QWidget *parent = nullptr);
    ~FieldSlot() override;

    void setValue(const std::optional<core::Json> &value) override;
    [[nodiscard]] std::optional<core::Json> value() const override;
    [[nodiscard]] bool isBlank() const override;
    void setPointer(const QString &pointer) override;
    [[nodiscard]] QString problem() const override;
    void setFindings(const FormFindings &findings, bool all) override;
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] QList<QWidget *> tabStops() override;
    [[nodiscard]] QWidget *firstWithMessage() override;

    [[nodiscard]] const QString &pointer() const { return m_pointer; }
    //! What screen readers call it.
    void setName(const QString &name);

private:
    void setUpLabels(const QString &label);
    void makeBox();
    [[nodiscard]] bool hasInnerMessages() const;
    void clear();
    void useField(FormField *field);
    void onEdited();
    void showMessage(const QString &message);

    SchemaNode m_node;
    QString m_pointer;
    QString m_name;
    std::shared_ptr<qsizetype> m_places;
    bool m_required;
    bool m_touched = false;
    FormField *m_control;
    FormField *m_field = nullptr; //!< the control, or the JSON box in its place
    FormField *m_box = nullptr;   //!< made when it is needed
    QVBoxLayout *m_layout;
    QLabel *m_note = nullptr;
    MessageLabel *m_message = nullptr;
    QLabel *m_label = nullptr;
    QToolButton *m_clear = nullptr; //!< leaves an optional part out that is made of several controls
};

} // namespace widgets
