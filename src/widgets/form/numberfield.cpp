#include "widgets/form/numberfield.h"

#include "widgets/form/numberstep.h"
#include "widgets/form/scalarfields.h"
#include "widgets/form/typedjson.h"
#include "widgets/form/wheelguard.h"

#include <QAbstractSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace widgets {

class NumberField::Spinner final : public QAbstractSpinBox
{
public:
    Spinner(const SchemaNode &node, QWidget *parent)
        : QAbstractSpinBox(parent)
        , m_range(node.range)
    {
        if (m_range.minimum && m_range.maximum)
            edit()->setPlaceholderText(tr("%1 to %2").arg(plainValue(*m_range.minimum), plainValue(*m_range.maximum)));
        else if (m_range.minimum)
            edit()->setPlaceholderText(tr("%1 or more").arg(plainValue(*m_range.minimum)));
        else if (m_range.maximum)
            edit()->setPlaceholderText(tr("%1 or less").arg(plainValue(*m_range.maximum)));
        setReadOnly(node.readOnly);
        guardFromWheel(this);
    }

    QLineEdit *edit() const { return lineEdit(); }

    QValidator::State validate(QString &, int &) const override { return QValidator::Acceptable; }

    void stepBy(int steps) override
    {
        edit()->setText(steppedNumber(edit()->text().trimmed(), steps, m_range));
        Q_EMIT edit()->textEdited(edit()->text());
    }

protected:
    StepEnabled stepEnabled() const override
    {
        return isReadOnly() ? StepEnabled(StepNone) : StepEnabled(StepUpEnabled | StepDownEnabled);
    }

private:
    NumberRange m_range;
};

NumberField::NumberField(const SchemaNode &node, QWidget *parent)
    : FormField(parent)
    , m_spinner(new Spinner(node, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_spinner);
    layout->addStretch(1);
    m_spinner->setFixedWidth(260);
    connect(m_spinner->edit(), &QLineEdit::textEdited, this, &FormField::edited);
}

void NumberField::setValue(const std::optional<core::Json> &value)
{
    m_spinner->edit()->setText(value && (value->is_number() || value->is_string()) ? plainValue(*value) : QString());
}

std::optional<core::Json> NumberField::value() const
{
    const QString text = m_spinner->edit()->text().trimmed();
    if (text.isEmpty())
        return std::nullopt;
    core::JsonParse parsed = core::parseJson(text.toUtf8());
    if (parsed && parsed.value->is_number() && !parsed.rounded)
        return parsed.value;
    return core::toStd(text);
}

QString NumberField::problem() const
{
    const core::JsonParse parsed = core::parseJson(m_spinner->edit()->text().trimmed().toUtf8());
    return parsed.rounded ? readTypedJson(m_spinner->edit()->text().trimmed().toUtf8()).problem : QString();
}

QWidget *NumberField::focusTarget()
{
    return m_spinner;
}

} // namespace widgets
