#pragma once

#include "widgets/form/fieldfactory.h"
#include "widgets/form/formfield.h"

class QComboBox;
class QLineEdit;

namespace widgets {

class MessageLabel;

//! A collection and a path on it (format `globus-collection`), side by side.
class CollectionField final : public FormField
{
    Q_OBJECT

public:
    CollectionField(const SchemaNode &node, const QString &pointer, bool required, const FormContext &context,
                    QWidget *parent = nullptr);

    void setValue(const std::optional<core::Json> &value) override;
    [[nodiscard]] std::optional<core::Json> value() const override;
    [[nodiscard]] bool isBlank() const override;
    void setPointer(const QString &pointer) override;
    void setFindings(const FormFindings &findings, bool all) override;
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] QList<QWidget *> tabStops() override;
    [[nodiscard]] QWidget *firstWithMessage() override;

private:
    //! The object as it is shown; empty if nothing is entered.
    [[nodiscard]] core::Json object() const;
    void put(core::Json &object, const std::string &key, const QString &text) const;

    QString m_pointer;
    QComboBox *m_collection;
    QLineEdit *m_path;
    MessageLabel *m_collectionMessage;
    MessageLabel *m_pathMessage;
    std::optional<core::Json> m_shown; //!< as it was set
    bool m_required;
    bool m_collectionTouched = false;
    bool m_pathTouched = false;
};

} // namespace widgets
