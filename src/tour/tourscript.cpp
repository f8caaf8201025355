#include "tour/tourscript.h"

#include "core/json.h"
#include "models/runlogmodel.h"
#include "widgets/diagram/diagramview.h"
#include "widgets/form/startcontroller.h"
#include "widgets/form/startdialog.h"
#include "widgets/pages/librarypage.h"
#include "widgets/theme/emptystate.h"
#include "widgets/theme/statuschip.h"
#include "widgets/theme/thememanager.h"
#include "widgets/window/mainwindow.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! Resources of a static library are not registered by themselves.
static void registerResources()
{
    Q_INIT_RESOURCE(examples);
}

namespace tour {

namespace {

const auto noPicture = [] { return static_cast<QWidget *>(nullptr); };

//! What is not there is not clicked: then the step says that nothing happened.
void click(QWidget *widget)
{
    if (widget != nullptr)
        QTest::mouseClick(widget, Qt::LeftButton);
}

void press(QAbstractItemView *view, const QModelIndex &index)
{
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}

} // namespace

Tour::Script::Script(widgets::MainWindow &window, widgets::ThemeManager &theme, const QString &emulatorData)
    : m_window(window)
    , m_theme(theme)
    , m_data(emulatorData)
{
    registerResources();
    QFile file(u":/examples/simple/input.json"_s);
    if (file.open(QIODevice::ReadOnly)) {
        const core::JsonParse parsed = core::parseJson(file.readAll());
        const core::Json input = parsed.value.value_or(core::Json());
        const auto text = [&](QStringView pointer) {
            const core::Json *value = core::valueAt(input, pointer);
            return value != nullptr && value->is_string() ? core::toQString(value->get<std::string>()) : QString();
        };
        m_sourceId = text(u"/source/id");
        m_sourcePath = text(u"/source/path");
        m_destinationId = text(u"/destination/id");
        m_destinationPath = text(u"/destination/path");
    }
}

QList<Step> Tour::Script::steps()
{
    return findingTheFlow() + startingIt() + watchingIt() + lookingAround();
}

template<typename Widget>
Widget *Tour::Script::onPage(const char *objectName) const
{
    const widgets::Page *page = m_window.currentPage();
    return page != nullptr ? page->findChild<Widget *>(QLatin1StringView(objectName)) : nullptr;
}

QWidget *Tour::Script::inDialog(const char *objectName) const
{
    return m_dialog != nullptr ? m_dialog->findChild<QWidget *>(QLatin1StringView(objectName)) : nullptr;
}

QLineEdit *Tour::Script::field(const char *objectName) const
{
    QWidget *widget = inDialog(objectName);
    if (auto *combo = qobject_cast<QComboBox *>(widget))
        return combo->lineEdit();
    return qobject_cast<QLineEdit *>(widget);
}

void Tour::Script::typeInto(QLineEdit *edit, const QString &text) const
{
    if (edit == nullptr)
        return;
    edit->setFocus(Qt::TabFocusReason);
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

QString Tour::Script::cardsText() const
{
    const auto *cards = onPage<QAbstractItemView>("flowCards");
    if (cards == nullptr)
        return u"no library"_s;
    const auto *face = onPage<widgets::EmptyState>("libraryFace");
    return u"%1 cards, pictures %2, face “%3”"_s.arg(QString::number(cards->model()->rowCount()),
                                                     picturesAreThere() ? u"there"_s : u"missing"_s,
                                                     face != nullptr && face->isVisible() ? face->title() : QString());
}

bool Tour::Script::picturesAreThere() const
{
    const auto *page = qobject_cast<widgets::LibraryPage *>(m_window.currentPage());
    return page != nullptr && page->picturesAreThere();
}

QString Tour::Script::statusWord() const
{
    const auto *chip = onPage<widgets::StatusChip>("runStatus");
    return chip != nullptr ? chip->word() : QString();
}

QList<Step> Tour::Script::findingTheFlow()
{
    Step library{u"library"_s, u"The library shows the example flows"_s, {}, {}, {}, {}, 30s};
    library.done = [this] {
        const auto *cards = onPage<QAbstractItemView>("flowCards");
        return cards != nullptr && cards->isVisible() && cards->model()->rowCount() >= 3 && picturesAreThere();
    };
    library.why = [this]() -> QString {
        const auto *face = m_window.findChild<widgets::EmptyState *>(u"connectFace"_s);
        if (face != nullptr && face->isVisible())
            return face->title() + u": "_s + face->text();
        return u"there are no three cards with pictures: "_s + cardsText();
    };
    Step filtered{u"library-filtered"_s, u"Typing “simple” leaves one of them"_s, {}, {}, {}, {}, 10s};
    filtered.act = [this] { typeInto(onPage<QLineEdit>("flowFilter"), u"simple"_s); };
    filtered.done = [this] {
        const auto *cards = onPage<QAbstractItemView>("flowCards");
        return cards != nullptr && cards->model()->rowCount() == 1;
    };
    Step flow{u"flow"_s, u"A click on the card opens the flow with its diagram"_s, {}, {}, {}, {}, 15s};
    flow.act = [this] {
        if (auto *cards = onPage<QAbstractItemView>("flowCards"))
            press(cards, cards->model()->index(0, 0));
    };
    flow.done = [this] {
        const auto *diagram = onPage<widgets::DiagramView>("flowDiagram");
        return diagram != nullptr && diagram->graph().indexOf(u"Transfer") >= 0;
    };
    return {library, filtered, flow};
}

QList<Step> Tour::Script::startingIt()
{
    Step opened{u"start-dialog"_s, u"Start… opens a form made from the input schema"_s, {}, {}, {}, {}, 10s};
    opened.act = [this] { click(onPage<QPushButton>("startButton")); };
    opened.done = [this] {
        m_dialog = m_window.findChild<widgets::StartDialog *>();
        return m_dialog != nullptr && m_dialog->isVisible();
    };
    opened.subject = [this] { return m_dialog.data(); };

    Step refused{u"start-missing"_s, u"Start run says what is missing, beside the fields"_s, {}, {}, {}, {}, 10s};
    refused.act = [this] { click(inDialog("startButton")); };
    refused.done = [this] {
        const QWidget *message = inDialog("message:/source/id");
        return message != nullptr && message->isVisible();
    };
    refused.subject = opened.subject;

    Step filled{u"start-filled"_s, u"The form is filled in by keyboard"_s, {}, {}, {}, {}, 10s};
    filled.act = [this] {
        typeInto(field("collection:/source"), m_sourceId);
        typeInto(field("path:/source"), m_sourcePath);
        typeInto(field("collection:/destination"), m_destinationId);
        typeInto(field("path:/destination"), m_destinationPath);
        typeInto(field("label"), u"First run"_s);
    };
    filled.done = [this] {
        const QWidget *message = inDialog("message:/source/id");
        return !m_sourceId.isEmpty() && message != nullptr && !message->isVisible() &&
               m_dialog->request().body.size() == 2;
    };
    filled.subject = opened.subject;
    return {opened, refused, filled};
}

QList<Step> Tour::Script::watchingIt()
{
    Step running{u"run-active"_s, u"The run is on its way"_s, {}, {}, {}, {}, 20s};
    running.act = [this] { click(inDialog("startButton")); };
    running.done = [this] {
        const auto *diagram = onPage<widgets::DiagramView>("runDiagram");
        const auto *chip = onPage<widgets::StatusChip>("runStatus");
        if (chip != nullptr && chip->isVisible() && chip->kind() == widgets::RunStatusKind::Running)
            m_seenRunning = true;
        return m_seenRunning && diagram != nullptr && diagram->overlay() != nullptr &&
               diagram->overlay()->state(u"Transfer"_s) != nullptr;
    };
    running.why = [this] { return u"the run was not seen running; it says “%1”"_s.arg(statusWord()); };

    Step ended{u"run-succeeded"_s, u"The run has succeeded, and its log is complete"_s, {}, {}, {}, {}, 60s};
    ended.done = [this] {
        const auto *chip = onPage<widgets::StatusChip>("runStatus");
        const auto *log = onPage<QAbstractItemView>("runLog");
        if (chip == nullptr || log == nullptr || chip->kind() != widgets::RunStatusKind::Succeeded)
            return false;
        const QAbstractItemModel *entries = log->model();
        const auto code = [&](int row) {
            return entries->index(row, 0).data(models::RunLogModel::CodeRole).toString();
        };
        return entries->rowCount() >= 4 && code(0) == "FlowStarted"_L1 &&
               code(entries->rowCount() - 1) == "FlowSucceeded"_L1;
    };
    ended.why = [this] { return u"the run says “%1”"_s.arg(statusWord()); };

    Step bytes{u"bytes"_s, u"The destination holds the same bytes as the source"_s, {}, {}, {}, noPicture, 5s};
    bytes.done = [this] { return compareFiles().isEmpty(); };
    bytes.why = [this] { return compareFiles(); };

    Step state{u"run-state"_s, u"A state, chosen by keyboard, shows its input and output"_s, {}, {}, {}, {}, 10s};
    state.act = [this] {
        auto *diagram = onPage<widgets::DiagramView>("runDiagram");
        if (diagram == nullptr)
            return;
        diagram->setFocus(Qt::TabFocusReason);
        QTest::keyClick(diagram, Qt::Key_Home);
    };
    state.done = [this] {
        const auto *diagram = onPage<widgets::DiagramView>("runDiagram");
        return diagram != nullptr && diagram->selectedState() == "Transfer"_L1;
    };
    return {running, ended, bytes, state};
}

QList<Step> Tour::Script::lookingAround()
{
    Step runs{u"runs"_s, u"The list of runs has it"_s, {}, {}, {}, {}, 15s};
    runs.act = [this] { QTest::keyClick(&m_window, Qt::Key_2, Qt::ControlModifier); };
    runs.done = [this] {
        const auto *table = onPage<QAbstractItemView>("runsTable");
        return table != nullptr && table->isVisible() && table->model()->rowCount() == 1;
    };
    Step dark{u"run-dark"_s, u"The same run, in the dark"_s, {}, {}, {}, {}, 15s};
    dark.act = [this] {
        m_theme.setScheme(widgets::ColourScheme::Dark);
        QTest::keyClick(&m_window, Qt::Key_Left, Qt::AltModifier);
    };
    dark.done = [this] { return statusWord() == widgets::statusWord(widgets::RunStatusKind::Succeeded); };
    Step library{u"library-dark"_s, u"The library, in the dark"_s, {}, {}, {}, {}, 15s};
    library.act = [this] {
        QTest::keyClick(&m_window, Qt::Key_1, Qt::ControlModifier);
        if (auto *filter = onPage<QLineEdit>("flowFilter"))
            filter->clear();
    };
    library.done = [this] {
        const auto *cards = onPage<QAbstractItemView>("flowCards");
        return cards != nullptr && cards->isVisible() && cards->model()->rowCount() >= 3 && picturesAreThere();
    };
    return {runs, dark, library};
}

QByteArray Tour::Script::fileIn(const QString &collectionPath, bool *found) const
{
    // Read here, below the emulator's data, rather than asked of the emulator: it is the emulator that is looked at.
    const QString relative = QString(collectionPath).remove(0, collectionPath.startsWith(u"/~/"_s) ? 3 : 1);
    const QDir collections(QDir(m_data).filePath(u"collections"_s));
    const QStringList folders = collections.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        QFile file(collections.filePath(folder + u'/' + relative));
        if (file.exists() && file.open(QIODevice::ReadOnly)) {
            *found = true;
            return file.readAll();
        }
    }
    *found = false;
    return {};
}

QString Tour::Script::compareFiles() const
{
    bool sourceFound = false;
    bool destinationFound = false;
    const QByteArray source = fileIn(m_sourcePath, &sourceFound);
    const QByteArray destination = fileIn(m_destinationPath, &destinationFound);
    if (!sourceFound || source.isEmpty())
        return u"the source %1 is not there"_s.arg(m_sourcePath);
    if (!destinationFound)
        return u"the destination %1 is not there"_s.arg(m_destinationPath);
    return source == destination ? QString() : u"source and destination differ"_s;
}

} // namespace tour
