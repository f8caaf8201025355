#pragma once

#include "widgets/form/fieldfactory.h"
#include "widgets/form/formfield.h"

#include <QList>

#include <string>
#include <unordered_map>

class QLabel;

namespace widgets {

class FieldSlot;

//! An object: one slot a property. Members that the schema does not know stay in the document, in their place.
class ObjectField final : public FormField
{
    Q_OBJECT

public:
    ObjectField(const SchemaNode &node, const QString &pointer, bool required, const FormContext &context,
                QWidget *parent = nullptr);

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
    struct Member
    {
        std::string key;
        FieldSlot *slot;
    };

    void showStrangers();

    QList<Member> m_members;
    std::unordered_map<std::string, FieldSlot *> m_slots; //!< by key
    std::optional<core::Json> m_shown;                    //!< as it was set: its order, and the members without a slot
    bool m_required;
    bool m_hasStrangers = false;
    bool m_saysBlank = false; //!< the document holds the object, though nothing is in it
    QLabel *m_strangers;
};

} // namespace widgets
