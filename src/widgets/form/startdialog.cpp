#include "widgets/form/startdialog.h"

#include "ui_startdialog.h"

#include "widgets/form/inputmenu.h"
#include "widgets/form/typedjson.h"
#include "widgets/theme/fonts.h"

#include <QButtonGroup>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace widgets {

namespace {

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
    showMode(Mode::Form);
    updateButtons();
    sayProblem({});
    m_fresh = draft();
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
    m_ui->details->hide();
    m_ui->progress->hide();
}

void StartDialog::setUpInput(const FormContext &context)
{
    const core::Json schema = m_flow.inputSchema.json().value_or(core::Json::object());
    m_schema = flowlang::InputSchema::compile(schema);
    if (!m_schema.problem().isEmpty())
        m_schemaNote = tr("The flow's input schema can not be used here: %1 The service will check the input.")
                           .arg(m_schema.problem());
    m_ui->form->setSchema(schema, context);
    m_ui->form->setTabAnchor(m_ui->fillButton);
    m_document = m_ui->form->initialDocument();
    m_ui->form->setDocument(m_document);
    connect(m_ui->form, &InputForm::edited, this, &StartDialog::checkSoon);
    connect(m_ui->json, &QPlainTextEdit::textChanged, this, &StartDialog::checkSoon);
    connect(m_ui->label, &QLineEdit::textEdited, this, &StartDialog::showLabelProblem);
}

void StartDialog::setUpButtons()
{
    auto *modes = new QButtonGroup(this);
    modes->addButton(m_ui->formMode);
    modes->addButton(m_ui->jsonMode);
    connect(m_ui->formMode, &QToolButton::clicked, this, [this] { setMode(Mode::Form); });
    connect(m_ui->jsonMode, &QToolButton::clicked, this, [this] { setMode(Mode::Json); });
    m_fillMenu = new InputMenu(this);
    connect(m_fillMenu, &InputMenu::chosen, this, &StartDialog::setInput);
    connect(m_fillMenu, &InputMenu::refused, this, &StartDialog::sayProblem);
    m_ui->fillButton->setMenu(m_fillMenu);
    m_ui->startButton->setDefault(true);
    connect(m_ui->startButton, &QPushButton::clicked, this, [this] { check(true); });
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &StartDialog::reject);
    connect(m_ui->detailsButton, &QToolButton::toggled, m_ui->details, &QWidget::setVisible);
    m_ui->detailsButton->hide();
}

void StartDialog::offerInput(const QString &name, const QByteArray &text)
{
    m_fillMenu->offer(name, text);
}

void StartDialog::fillFrom(const QString &name, const QByteArray &text)
{
    m_fillMenu->choose(name, text);
}

void StartDialog::setInput(const core::Json &document)
{
    if (m_busy) // it was read while the run was already on its way
        return;
    m_document = document;
    if (m_mode == Mode::Form)
        m_ui->form->setDocument(document);
    else
        m_ui->json->setJson(document);
    checkSoon();
}

core::Json StartDialog::document() const
{
    if (m_mode == Mode::Form)
        return m_ui->form->document();
    return readTypedInput(m_ui->json->json()).value.value_or(m_document);
}

flows::RunRequest StartDialog::request() const
{
    return requestFor(document());
}

flows::RunRequest StartDialog::requestFor(core::Json input) const
{
    flows::RunRequest request;
    request.body = std::move(input);
    request.label = m_ui->label->text().trimmed();
    request.tags = flows::normalisedTags(m_ui->tags->text().split(u',', Qt::SkipEmptyParts));
    request.tags.removeAll(QString());
    return request;
}

StartDraft StartDialog::draft() const
{
    StartDraft draft{request(), m_mode == Mode::Json, {}, m_ui->form->brokenTexts()};
    if (draft.asJson) {
        draft.jsonText = m_ui->json->json();
        draft.brokenBoxes.clear();
    }
    return draft;
}

void StartDialog::setDraft(const StartDraft &draft)
{
    m_document = draft.request.body;
    m_ui->label->setText(draft.request.label);
    m_ui->tags->setText(draft.request.tags.join(u", "_s));
    showLabelProblem();
    m_ui->form->setDocument(m_document);
    m_ui->form->setBrokenTexts(draft.brokenBoxes);
    showMode(draft.asJson ? Mode::Json : Mode::Form);
    if (draft.asJson)
        m_ui->json->setText(draft.jsonText);
    checkSoon();
}

bool StartDialog::isUntouched() const
{
    return draft() == m_fresh;
}

void StartDialog::setMode(Mode mode)
{
    if (mode == m_mode) {
        showMode(mode);
        return;
    }
    if (mode == Mode::Form) {
        TypedJson typed = readTypedInput(m_ui->json->json());
        if (!typed.value) { // the text stays until it can be read
            showMode(Mode::Json);
            showJsonProblem(typed.problem, typed.line, typed.column, true);
            return;
        }
        m_document = *std::move(typed.value);
        m_ui->form->setDocument(m_document);
    } else {
        if (!m_ui->form->problem().isEmpty()) { // so does the text of a box
            showMode(Mode::Form);
            showBoxProblem(true);
            return;
        }
        m_document = m_ui->form->document();
        const core::JsonParse shown = core::parseJson(m_ui->json->json());
        if (!shown || core::toBytes(*shown.value) != core::toBytes(m_document)) // else it keeps its own lines
            m_ui->json->setJson(m_document);
    }
    showMode(mode);
    checkSoon();
}

void StartDialog::showMode(Mode mode)
{
    m_mode = mode;
    m_ui->formMode->setChecked(mode == Mode::Form);
    m_ui->jsonMode->setChecked(mode == Mode::Json);
    m_ui->views->setCurrentWidget(mode == Mode::Form ? m_ui->formPage : m_ui->jsonPage);
}

void StartDialog::setBusy(const QString &text)
{
    m_busy = true;
    m_checkTimer.stop();
    ++m_generation;
    say(text);
    m_ui->detailsButton->hide();
    m_ui->details->hide();
    updateButtons();
}

void StartDialog::updateButtons()
{
    m_ui->startButton->setEnabled(!m_busy);
    m_ui->progress->setVisible(m_busy);
    m_ui->inputCard->setEnabled(!m_busy);
    m_ui->runCard->setEnabled(!m_busy);
    m_ui->cancelButton->setText(m_busy ? tr("Stop waiting") : tr("Cancel"));
}

void StartDialog::reject()
{
    if (m_busy)
        Q_EMIT waitingAbandoned();
    QDialog::reject();
}

} // namespace widgets
