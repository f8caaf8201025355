#include "widgets/form/inputmenu.h"

#include "core/settle.h"
#include "widgets/form/typedjson.h"
#include "widgets/theme/icons.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

constexpr qint64 maxInputFile = 4 * 1024 * 1024;

TypedJson readInputFile(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile()) // opening a pipe would wait for ever
        return {{}, InputMenu::tr("This is not a file."), 0, 0};
    if (!file.open(QIODevice::ReadOnly))
        return {{}, InputMenu::tr("The file could not be read: %1.").arg(file.errorString()), 0, 0};
    const QByteArray text = file.read(maxInputFile + 1);
    if (text.size() > maxInputFile)
        return {{}, InputMenu::tr("The file has more than 4 MB."), 0, 0};
    return readTypedInput(text);
}

} // namespace

InputMenu::InputMenu(QWidget *parent)
    : QMenu(parent)
    , m_fileAction(addAction(themeIcon(u"document-open"_s), tr("A JSON file…"), this, &InputMenu::askForFile))
{
}

void InputMenu::offer(const QString &name, const QByteArray &text)
{
    QAction *&action = m_offers[name];
    delete action;
    action = new QAction(name, this);
    connect(action, &QAction::triggered, this, [this, name, text] { choose(name, text); });
    insertAction(m_fileAction, action);
}

template<typename Reader>
void InputMenu::read(const QString &name, Reader reader)
{
    const quint64 generation = ++m_generation;
    core::settle(
        QtConcurrent::run(std::move(reader)), this,
        [this, generation, name](const TypedJson &typed) {
            if (generation != m_generation)
                return;
            if (typed.value)
                Q_EMIT chosen(*typed.value);
            else
                Q_EMIT refused(tr("Nothing was filled in from “%1”. %2").arg(name, typed.problem));
        },
        [](const core::ApiError &) {});
}

void InputMenu::choose(const QString &name, const QByteArray &text)
{
    read(name, [text] { return readTypedInput(text); });
}

void InputMenu::chooseFile(const QString &path)
{
    read(QFileInfo(path).fileName(), [path] { return readInputFile(path); });
}

void InputMenu::askForFile()
{
    auto *chooser =
        new QFileDialog(parentWidget(), tr("Fill from a JSON file"), QString(), tr("JSON (*.json);;All files (*)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &InputMenu::chooseFile);
    chooser->open();
}

} // namespace widgets
