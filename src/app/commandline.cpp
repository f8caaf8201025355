#include "app/commandline.h"

#include "widgets/theme/thememanager.h"
#include "widgets/window/pagelink.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("app::CommandLine", text);
}

void say(std::FILE *where, const QString &text)
{
    std::fputs(qPrintable(text), where);
    std::fputc('\n', where);
}

std::optional<widgets::ColourScheme> schemeNamed(const QString &name)
{
    if (name == "auto"_L1)
        return widgets::ColourScheme::Auto;
    if (name == "light"_L1)
        return widgets::ColourScheme::Light;
    if (name == "dark"_L1)
        return widgets::ColourScheme::Dark;
    return {};
}

} // namespace

CommandLine readCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("A desktop program for Globus Flows, on its own emulator of the service."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption data(u"emulator-data"_s, tr("Keep the emulator's data in this folder."), u"DIR"_s);
    const QCommandLineOption scale(u"time-scale"_s, tr("Let the emulator's waits pass this many times faster."),
                                   u"X"_s);
    const QCommandLineOption tour(u"tour"_s, tr("Take the guided tour and save a picture of each step in this folder."),
                                  u"DIR"_s);
    const QCommandLineOption scheme(u"scheme"_s, tr("Look like this from now on: auto, light or dark."), u"SCHEME"_s);
    parser.addOptions({data, scale, tour, scheme});
    parser.addPositionalArgument(u"link"_s, tr("A page to open, as copied from the program."), u"[link]"_s);

    CommandLine line;
    const auto refuse = [&line](const QString &why) {
        say(stderr, u"flows-desktop: "_s + why);
        line.exitStatus = 2;
    };
    if (!parser.parse(arguments)) {
        refuse(parser.errorText() + u' ' + tr("Try --help."));
        return line;
    }
    if (parser.isSet(help) || parser.isSet(version)) {
        say(stdout, parser.isSet(help) ? parser.helpText().trimmed()
                                       : QString(u"flows-desktop "_s + QCoreApplication::applicationVersion()));
        line.exitStatus = 0;
        return line;
    }
    line.options.emulatorData =
        parser.isSet(data)
            ? QDir(parser.value(data)).absolutePath()
            : QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"emulator"_s);
    line.options.timeScale = parser.value(scale);
    if (parser.isSet(scale)) {
        bool good = false;
        if (const double factor = parser.value(scale).toDouble(&good); !good || !(factor > 0)) {
            refuse(tr("--time-scale takes a number above 0, such as 60."));
            return line;
        }
    }
    if (parser.isSet(scheme)) {
        line.options.scheme = schemeNamed(parser.value(scheme));
        if (!line.options.scheme) {
            refuse(tr("--scheme takes auto, light or dark."));
            return line;
        }
    }
    if (parser.isSet(tour))
        line.options.tourDirectory = QDir(parser.value(tour)).absolutePath();
    if (const QStringList links = parser.positionalArguments(); !links.isEmpty()) {
        line.options.link = links.first();
        if (links.size() > 1 || !widgets::PageLink::fromText(links.first()))
            refuse(tr("“%1” is no link to a page. One looks like flows-desktop://…/flow/….").arg(links.join(u' ')) +
                   u' ' + tr("Try --help."));
    }
    return line;
}

TourSandbox::TourSandbox(Options &options)
{
    if (options.tourDirectory.isEmpty())
        return;
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->filePath(u"settings"_s));
    const QString usual =
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"emulator"_s);
    if (options.emulatorData == usual)
        options.emulatorData = m_folder->filePath(u"emulator"_s);
}

TourSandbox::~TourSandbox() = default;

} // namespace app
