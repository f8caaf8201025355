#include "widgets/form/jsonfield.h"

#include "widgets/common/jsonedit.h"
#include "widgets/form/typedjson.h"

#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int shownLines = 5;

} // namespace

JsonField::JsonField(QWidget *parent)
    : FormField(parent)
    , m_edit(new JsonEdit(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit);
    m_edit->setPlaceholderText(tr("JSON"));
    const int frame = 2 * m_edit->frameWidth() + 2 * static_cast<int>(m_edit->document()->documentMargin());
    m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * shownLines + frame);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        m_isRead = false;
        Q_EMIT edited();
    });
}

void JsonField::setExpanding()
{
    m_edit->setMinimumHeight(m_edit->maximumHeight());
    m_edit->setMaximumHeight(QWIDGETSIZE_MAX);
}

void JsonField::setValue(const std::optional<core::Json> &value)
{
    m_edit->setJson(value);
    m_value = value;
    m_problem.clear();
    m_isRead = true;
}

void JsonField::read() const
{
    if (m_isRead)
        return;
    m_isRead = true;
    m_problem.clear();
    const QByteArray text = m_edit->json();
    if (text.trimmed().isEmpty()) {
        m_value.reset();
        return;
    }
    TypedJson typed = readTypedJson(text);
    if (typed.value)
        m_value = std::move(typed.value);
    m_problem = typed.problem;
}

std::optional<core::Json> JsonField::value() const
{
    read();
    return m_value;
}

bool JsonField::isBlank() const
{
    return m_edit->document()->isEmpty();
}

QString JsonField::problem() const
{
    read();
    return m_problem;
}

QWidget *JsonField::focusTarget()
{
    return m_edit;
}

QWidget *JsonField::firstWithMessage()
{
    return problem().isEmpty() ? nullptr : m_edit;
}

QByteArray JsonField::text() const
{
    return m_edit->json();
}

void JsonField::setText(const QByteArray &text)
{
    m_edit->setText(text);
}

} // namespace widgets
