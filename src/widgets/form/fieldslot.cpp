#include "widgets/form/fieldslot.h"

#include "widgets/common/messagelabel.h"
#include "widgets/form/jsonfield.h"
#include "widgets/form/scalarfields.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace widgets {

FieldSlot::FieldSlot(const SchemaNode &node, const QString &pointer, const QString &label, bool required,
                     const FormContext &context, QWidget *parent)
    : FormField(parent)
    , m_node(node)
    , m_pointer(pointer)
    , m_name(label.isEmpty() ? pointer.section(u'/', -1) : label)
    , m_required(required)
    , m_control(makeField(node, pointer, m_name, required, context, this))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(space::Chip);
    setUpLabels(label);
    m_layout->addWidget(m_control);
    m_note = mutedLabel(tr("This value does not fit the field, so it is shown as JSON."), this);
    m_note->hide();
    m_layout->addWidget(m_note);
    m_message = new MessageLabel(this);
    m_message->setObjectName(u"message:"_s + pointer);
    m_layout->addWidget(m_message);
    connect(m_control, &FormField::edited, this, &FieldSlot::onEdited);
    useField(m_control);
}

void FieldSlot::setUpLabels(const QString &label)
{
    if (!label.isEmpty()) {
        m_label = new QLabel(this);
        m_label->setTextFormat(Qt::PlainText);
        m_label->setText(m_required ? label + u" *"_s : label);
        m_label->setFont(strongFont(font()));
        m_label->setBuddy(m_control->focusTarget());
        m_layout->addWidget(m_label);
    }
    if (!m_node.description.isEmpty())
        m_layout->addWidget(mutedLabel(m_node.description, this));
}

void FieldSlot::useField(FormField *field)
{
    m_field = field;
    setFocusProxy(field);
    if (m_label != nullptr)
        m_label->setBuddy(field->focusTarget());
}

void FieldSlot::setValue(const std::optional<core::Json> &value)
{
    m_control->setValue(value);
    const bool fits = sameJson(m_control->value(), value) ||
                      (!value && m_node.kind == SchemaNode::Kind::Object); // an absent object is shown by empty fields
    if (!fits && m_box == nullptr) {
        m_box = new JsonField(this);
        m_box->setObjectName(u"json:"_s + m_pointer);
        m_box->focusTarget()->setAccessibleName(m_name);
        m_layout->insertWidget(m_layout->indexOf(m_control), m_box);
        connect(m_box, &FormField::edited, this, &FieldSlot::onEdited);
    }
    if (!fits)
        m_box->setValue(value);
    m_control->setVisible(fits);
    m_note->setVisible(!fits);
    if (m_box != nullptr)
        m_box->setVisible(!fits);
    useField(fits ? m_control : m_box);
}

std::optional<core::Json> FieldSlot::value() const
{
    return m_field->value();
}

QString FieldSlot::problem() const
{
    return m_field->problem();
}

void FieldSlot::onEdited()
{
    m_touched = true;
    Q_EMIT edited();
}

void FieldSlot::setFindings(const FormFindings &findings, bool all)
{
    m_field->setFindings(findings, all);
    QStringList messages;
    if (const QString own = problem(); !own.isEmpty() && m_node.kind == SchemaNode::Kind::Json)
        messages.append(own);
    else if (m_field == m_box && !own.isEmpty())
        messages.append(own);
    else if (m_touched || all) {
        messages = findings.value(m_pointer);
        const bool boxed = m_field == m_box || m_node.kind == SchemaNode::Kind::Json;
        for (auto it = findings.begin(); boxed && it != findings.end(); ++it) { // a box has no fields inside to say it
            if (it.key().startsWith(m_pointer + u'/'))
                messages += it.value();
        }
    }
    showMessage(messages.join(u'\n'));
}

void FieldSlot::showMessage(const QString &message)
{
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    if (m_field->focusTarget() != m_field) {
        const QString help = message.isEmpty() ? m_node.description : message;
        m_field->focusTarget()->setAccessibleDescription(help);
    }
}

QWidget *FieldSlot::focusTarget()
{
    return m_field->focusTarget();
}

QWidget *FieldSlot::firstWithMessage()
{
    if (QWidget *inside = m_field->firstWithMessage())
        return inside;
    return m_message->text().isEmpty() ? nullptr : m_field->focusTarget();
}

} // namespace widgets
