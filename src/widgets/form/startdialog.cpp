#include "widgets/form/startdialog.h"

#include "ui_startdialog.h"

#include "core/settle.h"
#include "widgets/common/jsonhighlighter.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

#include <QButtonGroup>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QSignalBlocker>
#include <QtConcurrent>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace widgets {

namespace {

constexpr int maxLabel = 64; //!< flows-service.md F7
constexpr qint64 maxInputFile = 4 * 1024 * 1024;
constexpr auto checkDelay = 200ms;

} // namespace

StartDialog::StartDialog(const flows::Flow &flow, const FormContext &context, QWidget *parent)
    : QDialog(parent, Qt::Window)
    , m_ui(std::make_unique<Ui::StartDialog>())
    , m_flow(flow)
{
    m_ui->setupUi(this);
    m_checkTimer.setSingleShot(true);
    m_checkTimer.setInterval(checkDelay);
    connect(&m_checkTimer, &QTimer::timeout, this, [this] { check(false); });
    setUpTexts();
    setUpInput(context);
    setUpButtons();
    setMode(Mode::Form);
    updateButtons();
    m_ui->form->focusFirstField();
}

StartDialog::~StartDialog() = default;

void StartDialog::setUpTexts()
{
    const QString title = m_flow.title.isEmpty() ? tr("Start flow") : tr("Start “%1”").arg(m_flow.title);
    setWindowTitle(title);
    m_ui->title->setText(title);
    m_ui->title->setFont(pageTitleFont(font()));
    m_ui->inputTitle->setFont(sectionFont(font()));
    m_ui->runTitle->setFont(sectionFont(font()));
    for (QLabel *label : {m_ui->labelLabel, m_ui->tagsLabel})
        label->setFont(strongFont(font()));
    m_ui->message->setTextFormat(Qt::PlainText);
    m_ui->details->hide();
    m_ui->progress->hide();
    m_ui->labelMessage->hide();
}

void StartDialog::setUpInput(const FormContext &context)
{
    const core::Json schema = m_flow.inputSchema.json().value_or(core::Json::object());
    m_schema = flowlang::InputSchema::compile(schema);
    m_ui->form->setSchema(schema, context);
    m_document = m_ui->form->initialDocument();
    m_ui->form->setDocument(m_document);
    m_ui->json->setFont(monospaceFont(font()));
    new JsonHighlighter(m_ui->json);
    connect(m_ui->form, &InputForm::edited, this, &StartDialog::onEdited);
    connect(m_ui->json, &QPlainTextEdit::textChanged, this, &StartDialog::onEdited);
    connect(m_ui->label, &QLineEdit::textEdited, this, &StartDialog::showLabelProblem);
    if (!m_schema.problem().isEmpty())
        m_ui->message->setText(tr("The flow's input schema can not be used here: %1 The service will check the input.")
                                   .arg(m_schema.problem()));
}

void StartDialog::setUpButtons()
{
    auto *modes = new QButtonGroup(this);
    modes->addButton(m_ui->formMode);
    modes->addButton(m_ui->jsonMode);
    connect(m_ui->formMode, &QToolButton::clicked, this, [this] { setMode(Mode::Form); });
    connect(m_ui->jsonMode, &QToolButton::clicked, this, [this] { setMode(Mode::Json); });
    m_fillMenu = new QMenu(this);
    m_fillMenu->addAction(themeIcon(u"document-open"_s), tr("A JSON file…"), this, &StartDialog::fillFromFile);
    m_ui->fillButton->setMenu(m_fillMenu);
    m_ui->startButton->setDefault(true);
    connect(m_ui->startButton, &QPushButton::clicked, this, [this] { check(true); });
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &StartDialog::reject);
    connect(m_ui->detailsButton, &QToolButton::toggled, m_ui->details, &QWidget::setVisible);
    m_ui->detailsButton->hide();
}

void StartDialog::offerInput(const QString &name, const core::Json &document)
{
    m_fillMenu->insertAction(m_fillMenu->actions().constFirst(), [&] {
        auto *action = new QAction(name, m_fillMenu);
        connect(action, &QAction::triggered, this, [this, document] { setInput(document); });
        return action;
    }());
}

void StartDialog::setInput(const core::Json &document)
{
    m_document = document;
    m_jsonProblem.clear();
    m_ui->form->setDocument(document);
    const QSignalBlocker blocker(m_ui->json);
    m_ui->json->setPlainText(QString::fromUtf8(core::toPrettyBytes(document)));
    checkSoon();
}

flows::RunRequest StartDialog::request() const
{
    flows::RunRequest request;
    request.body = m_document;
    request.label = m_ui->label->text().trimmed();
    request.tags = flows::normalisedTags(m_ui->tags->text().split(u',', Qt::SkipEmptyParts));
    request.tags.removeAll(QString());
    return request;
}

void StartDialog::setMode(Mode mode)
{
    if (mode == Mode::Form && m_mode == Mode::Json && !readJsonText()) {
        m_ui->jsonMode->setChecked(true); // the text stays until it can be read
        m_ui->message->setText(m_jsonProblem);
        return;
    }
    if (mode == Mode::Json && m_mode != Mode::Json) {
        const QSignalBlocker blocker(m_ui->json);
        const core::JsonParse shown = core::parseJson(m_ui->json->toPlainText().toUtf8());
        if (!shown || core::toBytes(*shown.value) != core::toBytes(m_document))
            m_ui->json->setPlainText(QString::fromUtf8(core::toPrettyBytes(m_document)));
    } else if (mode == Mode::Form && m_mode == Mode::Json) {
        m_ui->form->setDocument(m_document);
    }
    m_mode = mode;
    m_ui->formMode->setChecked(mode == Mode::Form);
    m_ui->jsonMode->setChecked(mode == Mode::Json);
    m_ui->views->setCurrentWidget(mode == Mode::Form ? m_ui->formPage : m_ui->jsonPage);
    checkSoon();
}

bool StartDialog::readJsonText()
{
    const QByteArray text = m_ui->json->toPlainText().toUtf8();
    core::JsonParse parsed = core::parseJson(text);
    if (!parsed) {
        m_jsonProblem =
            tr("Not valid JSON in line %1, column %2: %3")
                .arg(QString::number(parsed.error->line), QString::number(parsed.error->column), parsed.error->message);
        return false;
    }
    if (!parsed.value->is_object()) {
        m_jsonProblem = tr("The input of a run is an object: { … }.");
        return false;
    }
    if (!parsed.duplicates.isEmpty()) {
        m_jsonProblem = tr("The name at %1 stands twice in one object. Remove one of the two.")
                            .arg(parsed.duplicates.first().pointer);
        return false;
    }
    m_jsonProblem.clear();
    m_document = *std::move(parsed.value);
    return true;
}

void StartDialog::onEdited()
{
    if (m_mode == Mode::Json) {
        static_cast<void>(readJsonText()); // what is broken is kept in m_jsonProblem
    } else {
        m_document = m_ui->form->document();
        m_jsonProblem = m_ui->form->problem();
    }
    checkSoon();
}

void StartDialog::checkSoon()
{
    ++m_generation; // an answer for what was there before is late
    m_checkTimer.start();
}

void StartDialog::check(bool thenStart)
{
    m_checkTimer.stop();
    m_showAll = m_showAll || thenStart;
    if (!m_jsonProblem.isEmpty()) {
        m_ui->form->showFindings({}, m_document, m_showAll);
        m_ui->message->setText(m_jsonProblem);
        return;
    }
    const quint64 generation = ++m_generation;
    core::settle(
        QtConcurrent::run([schema = m_schema, document = m_document] {
            return schema.problem().isEmpty() ? schema.validate(document) : QList<flowlang::SchemaFinding>();
        }),
        this,
        [this, generation, thenStart](const QList<flowlang::SchemaFinding> &findings) {
            if (generation == m_generation)
                showCheck(findings, thenStart);
        },
        [](const core::ApiError &) {});
}

void StartDialog::showCheck(const QList<flowlang::SchemaFinding> &findings, bool thenStart)
{
    const QStringList general = m_ui->form->showFindings(findings, m_document, m_showAll);
    const bool labelFits = m_ui->label->text().trimmed().size() <= maxLabel;
    if (m_schema.problem().isEmpty()) {
        QString text;
        if (m_mode == Mode::Json && !findings.isEmpty())
            text = findings.first().pointer + (findings.first().pointer.isEmpty() ? QString() : u": "_s) +
                   findings.first().message;
        else if (!general.isEmpty())
            text = general.first();
        else if (!findings.isEmpty() && m_showAll)
            text =
                findings.size() == 1 ? tr("1 field to put right") : tr("%1 fields to put right").arg(findings.size());
        m_ui->message->setText(text);
    }
    if (!thenStart)
        return;
    if (!findings.isEmpty() || !labelFits) {
        if (m_mode == Mode::Form && !m_ui->form->focusFirstMessage() && !labelFits)
            m_ui->label->setFocus(Qt::OtherFocusReason);
        return;
    }
    Q_EMIT startRequested(request());
}

void StartDialog::showLabelProblem()
{
    const qsizetype over = m_ui->label->text().trimmed().size() - maxLabel;
    m_ui->labelMessage->setText(over == 1 ? tr("1 character too long") : tr("%1 characters too long").arg(over));
    m_ui->labelMessage->setVisible(over > 0);
}

void StartDialog::setBusy(const QString &text)
{
    m_busy = true;
    m_ui->message->setText(text);
    m_ui->detailsButton->hide();
    m_ui->details->hide();
    updateButtons();
}

void StartDialog::showFailure(const ErrorText &failure, const QList<flowlang::SchemaFinding> &findings)
{
    m_busy = false;
    m_showAll = true;
    updateButtons();
    const QStringList general = m_ui->form->showFindings(findings, m_document, true);
    const QString advice = findings.isEmpty() ? failure.advice : general.join(u' ');
    m_ui->message->setText(tr("No run was started. %1 %2").arg(failure.problem, advice).trimmed());
    m_ui->details->setPlainText(failure.details);
    m_ui->detailsButton->setVisible(!failure.details.isEmpty());
    m_ui->detailsButton->setChecked(false);
    if (!findings.isEmpty() && m_mode == Mode::Form)
        m_ui->form->focusFirstMessage();
}

void StartDialog::updateButtons()
{
    m_ui->startButton->setEnabled(!m_busy);
    m_ui->progress->setVisible(m_busy);
    m_ui->inputCard->setEnabled(!m_busy);
    m_ui->runCard->setEnabled(!m_busy);
    m_ui->cancelButton->setText(m_busy ? tr("Stop waiting") : tr("Cancel"));
}

void StartDialog::fillFromFile()
{
    auto *chooser = new QFileDialog(this, tr("Fill from a JSON file"), QString(), tr("JSON (*.json);;All files (*)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            m_ui->message->setText(tr("%1 could not be read: %2").arg(QFileInfo(path).fileName(), file.errorString()));
            return;
        }
        const QByteArray text = file.read(maxInputFile + 1);
        const core::JsonParse parsed = core::parseJson(text);
        if (text.size() > maxInputFile || !parsed || !parsed.value->is_object()) {
            m_ui->message->setText(
                tr("%1 holds no JSON object of at most 4 MB; nothing was changed.").arg(QFileInfo(path).fileName()));
            return;
        }
        setInput(*parsed.value);
    });
    chooser->open();
}

void StartDialog::reject()
{
    if (m_busy)
        Q_EMIT waitingAbandoned();
    QDialog::reject();
}

} // namespace widgets
