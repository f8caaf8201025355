// What the Start dialog does with what was typed: reads and checks it, says what is wrong, and asks for the run.
#include "widgets/form/startdialog.h"

#include "ui_startdialog.h"

#include "core/settle.h"
#include "widgets/form/typedjson.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

constexpr qsizetype maxLabel = 64; //!< characters; flows-service.md F7

//! Characters as the service counts them.
qsizetype lengthOf(const QString &text)
{
    return text.trimmed().toUcs4().size();
}

} // namespace

struct StartDialog::Checked
{
    TypedJson input;
    QList<flowlang::SchemaFinding> findings;
};

void StartDialog::checkSoon()
{
    ++m_generation; // an answer for what was there before is late
    m_checkTimer.start();
}

void StartDialog::check(bool thenStart)
{
    m_checkTimer.stop();
    m_showAll = m_showAll || thenStart;
    const quint64 generation = ++m_generation;
    TypedJson input;
    QByteArray text;
    if (m_mode == Mode::Json) {
        text = m_ui->json->json();
    } else {
        if (!m_ui->form->problem().isEmpty()) {
            showBoxProblem(thenStart);
            return;
        }
        input.value = m_ui->form->document();
    }
    core::settle(
        QtConcurrent::run([schema = m_schema, input = std::move(input), text = std::move(text)]() mutable {
            Checked checked{input.value ? std::move(input) : readTypedInput(text), {}};
            if (checked.input.value && schema.problem().isEmpty())
                checked.findings = schema.validate(*checked.input.value);
            return checked;
        }),
        this,
        [this, generation, thenStart](const Checked &checked) {
            if (generation == m_generation)
                showChecked(checked, thenStart);
        },
        [](const core::ApiError &) {});
}

void StartDialog::showChecked(const Checked &checked, bool thenStart)
{
    if (!checked.input.value) {
        showJsonProblem(checked.input.problem, checked.input.line, checked.input.column, thenStart);
        return;
    }
    m_document = *checked.input.value;
    QString text = sayable(checked.findings);
    if (!m_document.is_object())
        text = tr("The input of a run is an object: { … }.");
    const bool good = checked.findings.isEmpty() && m_document.is_object();
    sayProblem(text);
    if (!thenStart)
        return;
    if (!good && m_mode == Mode::Json)
        m_ui->json->setFocus(Qt::OtherFocusReason);
    else if (!good && !m_ui->form->focusFirstMessage())
        m_ui->form->focusFirstField();
    else if (good && !labelFits())
        m_ui->label->setFocus(Qt::OtherFocusReason);
    if (good && labelFits())
        Q_EMIT startRequested(requestFor(m_document));
}

QString StartDialog::sayable(const QList<flowlang::SchemaFinding> &findings)
{
    if (m_mode == Mode::Json) {
        if (findings.isEmpty())
            return {};
        const flowlang::SchemaFinding &first = findings.first();
        return first.pointer.isEmpty() ? first.message : QString(first.pointer + u": "_s + first.message);
    }
    const QStringList general = m_ui->form->showFindings(findings, m_document, m_showAll);
    if (!general.isEmpty())
        return general.first();
    if (findings.isEmpty() || !m_showAll)
        return {};
    return findings.size() == 1 ? tr("1 field to put right") : tr("%1 fields to put right").arg(findings.size());
}

void StartDialog::showJsonProblem(const QString &problem, int line, int column, bool focus)
{
    sayProblem(problem);
    if (!focus)
        return;
    if (line > 0)
        m_ui->json->showPlace(line, column);
    m_ui->json->setFocus(Qt::OtherFocusReason);
}

void StartDialog::showBoxProblem(bool focus)
{
    static_cast<void>(m_ui->form->showFindings({}, m_document, m_showAll)); // the box itself says it, too
    sayProblem(m_ui->form->problem());
    if (focus)
        m_ui->form->focusFirstMessage();
}

void StartDialog::sayProblem(const QString &problem)
{
    if (problem.isEmpty())
        m_ui->message->say(m_schemaNote, MessageLabel::Tone::Note);
    else
        m_ui->message->say(problem);
}

void StartDialog::say(const QString &note)
{
    m_ui->message->say(note, MessageLabel::Tone::Note);
}

bool StartDialog::labelFits() const
{
    return lengthOf(m_ui->label->text()) <= maxLabel;
}

void StartDialog::showLabelProblem()
{
    const qsizetype over = lengthOf(m_ui->label->text()) - maxLabel;
    m_ui->labelMessage->say(over <= 0   ? QString()
                            : over == 1 ? tr("1 character too long")
                                        : tr("%1 characters too long").arg(over));
}

void StartDialog::showFailure(const ErrorText &failure, const QList<flowlang::SchemaFinding> &findings)
{
    m_showAll = true;
    const QString advice = findings.isEmpty() ? failure.advice : sayable(findings);
    stopWaiting(tr("No run was started. %1 %2").arg(failure.problem, advice).trimmed(), failure.details);
    if (findings.isEmpty() || m_mode == Mode::Json || !m_ui->form->focusFirstMessage())
        m_ui->startButton->setFocus(Qt::OtherFocusReason);
}

void StartDialog::showUndecided(const ErrorText &failure)
{
    stopWaiting(tr("It is not certain whether a run was started, and the list of runs could not be read. Look under "
                   "Runs before you start it again."),
                failure.details);
    m_ui->cancelButton->setFocus(Qt::OtherFocusReason); // not the one that would start a second run
}

void StartDialog::stopWaiting(const QString &problem, const QString &details)
{
    m_busy = false;
    updateButtons();
    sayProblem(problem);
    m_ui->details->setPlainText(details);
    m_ui->detailsButton->setVisible(!details.isEmpty());
    m_ui->detailsButton->setChecked(false);
}

} // namespace widgets
