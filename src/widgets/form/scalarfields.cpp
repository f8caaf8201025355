#include "widgets/form/scalarfields.h"

#include "widgets/form/wheelguard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

template<typename Widget>
Widget *fill(FormField *field, Widget *widget)
{
    auto *layout = new QHBoxLayout(field);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(widget);
    return widget;
}

QString placeholder(const SchemaNode &node)
{
    if (!node.example.isEmpty())
        return node.example;
    if (node.format == "uuid"_L1)
        return u"xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"_s;
    if (node.format == "date-time"_L1)
        return u"2026-01-31T18:00:00Z"_s;
    if (node.format == "date"_L1)
        return u"2026-01-31"_s;
    if (node.format == "email"_L1)
        return u"name@example.org"_s;
    if (node.format == "uri"_L1)
        return u"https://example.org/"_s;
    return {};
}

} // namespace

QString plainValue(const core::Json &value)
{
    return value.is_string() ? core::toQString(value.get_ref<const std::string &>())
                             : QString::fromUtf8(core::toBytes(value));
}

bool sameJson(const std::optional<core::Json> &left, const std::optional<core::Json> &right)
{
    if (left.has_value() != right.has_value())
        return false;
    return !left || core::toBytes(*left) == core::toBytes(*right);
}

TextField::TextField(const SchemaNode &node, QWidget *parent)
    : FormField(parent)
    , m_edit(fill(this, new QLineEdit(this)))
{
    m_edit->setPlaceholderText(placeholder(node));
    m_edit->setReadOnly(node.readOnly);
    if (node.secret)
        m_edit->setEchoMode(QLineEdit::Password);
    connect(m_edit, &QLineEdit::textEdited, this, &FormField::edited);
}

void TextField::setValue(const std::optional<core::Json> &value)
{
    m_saysEmpty = value && value->is_string() && value->get_ref<const std::string &>().empty();
    m_edit->setText(value && value->is_string() ? plainValue(*value) : QString());
}

std::optional<core::Json> TextField::value() const
{
    if (m_edit->text().isEmpty())
        return m_saysEmpty ? std::optional<core::Json>(std::string()) : std::nullopt;
    return core::toStd(m_edit->text());
}

QWidget *TextField::focusTarget()
{
    return m_edit;
}

BooleanField::BooleanField(const SchemaNode &node, const QString &name, bool required, QWidget *parent)
    : FormField(parent)
    , m_box(fill(this, new QCheckBox(this)))
    , m_required(required)
{
    m_box->setAccessibleName(name);
    m_box->setEnabled(!node.readOnly);
    m_box->setTristate(!required);
    m_box->setCheckState(required ? Qt::Unchecked : Qt::PartiallyChecked);
    showWord();
    connect(m_box, &QCheckBox::stateChanged, this, [this] {
        showWord();
        Q_EMIT edited();
    });
}

void BooleanField::showWord()
{
    switch (m_box->checkState()) {
    case Qt::Checked:
        m_box->setText(tr("Yes"));
        break;
    case Qt::Unchecked:
        m_box->setText(tr("No"));
        break;
    case Qt::PartiallyChecked:
        m_box->setText(tr("Not set"));
        break;
    }
}

void BooleanField::setValue(const std::optional<core::Json> &value)
{
    const QSignalBlocker blocker(m_box);
    if (value && value->is_boolean()) {
        m_box->setTristate(!m_required);
        m_box->setCheckState(value->get<bool>() ? Qt::Checked : Qt::Unchecked);
    } else {
        m_box->setTristate(true);
        m_box->setCheckState(Qt::PartiallyChecked);
    }
    showWord();
}

std::optional<core::Json> BooleanField::value() const
{
    if (m_box->checkState() == Qt::PartiallyChecked)
        return std::nullopt;
    return m_box->isChecked();
}

QWidget *BooleanField::focusTarget()
{
    return m_box;
}

ChoiceField::ChoiceField(const SchemaNode &node, bool required, QWidget *parent)
    : FormField(parent)
    , m_combo(fill(this, new QComboBox(this)))
    , m_options(node.options)
{
    if (!required) {
        m_combo->addItem(tr("(not set)"));
        m_offset = 1;
    }
    for (const SchemaNode::Option &option : std::as_const(m_options))
        m_combo->addItem(option.title.isEmpty() ? plainValue(option.value) : option.title);
    m_combo->setPlaceholderText(tr("Choose…"));
    m_combo->setCurrentIndex(required ? -1 : 0);
    m_combo->setEnabled(!node.readOnly);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(24);
    guardFromWheel(m_combo);
    connect(m_combo, &QComboBox::activated, this, &FormField::edited);
}

void ChoiceField::setValue(const std::optional<core::Json> &value)
{
    int index = m_offset - 1; // "not set", or nothing chosen
    for (int i = 0; value && i < m_options.size(); ++i) {
        if (sameJson(m_options[i].value, value))
            index = i + m_offset;
    }
    m_combo->setCurrentIndex(index);
}

std::optional<core::Json> ChoiceField::value() const
{
    const int index = m_combo->currentIndex() - m_offset;
    return index < 0 ? std::nullopt : std::optional(m_options[index].value);
}

QWidget *ChoiceField::focusTarget()
{
    return m_combo;
}

} // namespace widgets
