#pragma once

#include "widgets/form/fieldfactory.h"
#include "widgets/form/formfield.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace widgets {

//! A collection and a path on it (format `globus-collection`), side by side.
class CollectionField final : public FormField
{
    Q_OBJECT

public:
    CollectionField(const SchemaNode &node, const QString &pointer, const FormContext &context,
                    QWidget *parent = nullptr);

    void setValue(const std::optional<core::Json> &value) override;
    [[nodiscard]] std::optional<core::Json> value() const override;
    void setFindings(const FormFindings &findings, bool all) override;
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] QWidget *firstWithMessage() override;

private:
    void put(core::Json &object, const std::string &key, const QString &text) const;

    QString m_pointer;
    QComboBox *m_collection;
    QLineEdit *m_path;
    QLabel *m_collectionMessage;
    QLabel *m_pathMessage;
    std::optional<core::Json> m_shown;
    bool m_collectionTouched = false;
    bool m_pathTouched = false;
};

} // namespace widgets
