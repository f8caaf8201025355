#include "widgets/form/jsonfield.h"

#include "widgets/common/jsonhighlighter.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int shownLines = 5;

} // namespace

JsonField::JsonField(QWidget *parent)
    : FormField(parent)
    , m_edit(new QPlainTextEdit(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit);
    m_edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_edit->setTabChangesFocus(true);
    m_edit->setPlaceholderText(tr("JSON"));
    m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * shownLines + 2 * m_edit->frameWidth() + 12);
    new JsonHighlighter(m_edit);
    setFocusProxy(m_edit);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        read();
        Q_EMIT edited();
    });
}

void JsonField::setValue(const std::optional<core::Json> &value)
{
    const QSignalBlocker blocker(m_edit);
    m_edit->setPlainText(value ? QString::fromUtf8(core::toPrettyBytes(*value)) : QString());
    m_value = value;
    m_problem.clear();
}

void JsonField::read()
{
    const QByteArray text = m_edit->toPlainText().toUtf8();
    m_problem.clear();
    if (text.trimmed().isEmpty()) {
        m_value.reset();
        return;
    }
    core::JsonParse parsed = core::parseJson(text);
    if (parsed)
        m_value = std::move(parsed.value);
    else
        m_problem =
            tr("Not valid JSON in line %1, column %2: %3")
                .arg(QString::number(parsed.error->line), QString::number(parsed.error->column), parsed.error->message);
}

std::optional<core::Json> JsonField::value() const
{
    return m_value;
}

QString JsonField::problem() const
{
    return m_problem;
}

QWidget *JsonField::focusTarget()
{
    return m_edit;
}

} // namespace widgets
