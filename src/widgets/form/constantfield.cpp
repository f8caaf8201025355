#include "widgets/form/constantfield.h"

#include "widgets/form/scalarfields.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace widgets {

ConstantField::ConstantField(const SchemaNode &node, const QString &name, bool required, QWidget *parent)
    : FormField(parent)
    , m_text(new QLineEdit(this)) // scrolls, where a label would be as wide as the longest constant
    , m_constant(node.options.first().value)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    if (!required) {
        m_given = new QCheckBox(tr("Give this value:"), this);
        m_given->setEnabled(!node.readOnly);
        m_text->setEnabled(false);
        layout->addWidget(m_given);
        connect(m_given, &QCheckBox::toggled, m_text, &QWidget::setEnabled);
        connect(m_given, &QCheckBox::toggled, this, &FormField::edited);
    }
    m_text->setReadOnly(true);
    m_text->setAccessibleName(name);
    m_text->setText(plainValue(m_constant));
    m_text->setCursorPosition(0);
    layout->addWidget(m_text, 1);
}

void ConstantField::setValue(const std::optional<core::Json> &value)
{
    m_misfit = value && !sameJson(value, m_constant);
    if (m_given == nullptr)
        return;
    const QSignalBlocker blocker(m_given);
    m_given->setChecked(value.has_value());
    m_text->setEnabled(value.has_value());
}

std::optional<core::Json> ConstantField::value() const
{
    const bool given = m_given == nullptr || m_given->isChecked();
    return given && !m_misfit ? std::optional(m_constant) : std::nullopt;
}

bool ConstantField::isBlank() const
{
    return m_given == nullptr || !m_given->isChecked(); // what must be given says nothing of the user's
}

QWidget *ConstantField::focusTarget()
{
    return m_given != nullptr ? static_cast<QWidget *>(m_given) : m_text;
}

QList<QWidget *> ConstantField::tabStops()
{
    return m_given != nullptr ? QList<QWidget *>{m_given, m_text} : QList<QWidget *>{m_text};
}

} // namespace widgets
