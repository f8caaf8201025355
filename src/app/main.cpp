#include "app/appcontext.h"
#include "app/commandline.h"
#include "core/logging.h"
#include "tour/tour.h"
#include "widgets/theme/icons.h"
#include "widgets/window/mainwindow.h"

#include <QApplication>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

//! True if words on a terminal are all that is wanted: they need no display.
bool asksForWords(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v")
            return true;
    }
    return false;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"flows-desktop"_s);
    QCoreApplication::setOrganizationName(u"flows-desktop"_s);
    QCoreApplication::setApplicationVersion(QLatin1String(FLOWS_VERSION));
    if (asksForWords(argc, argv)) {
        const QCoreApplication terminal(argc, argv);
        return app::readCommandLine(QCoreApplication::arguments()).exitStatus.value_or(0);
    }
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QString());
    QApplication::setDesktopFileName(u"flows-desktop"_s);
    QApplication::setWindowIcon(widgets::appIcon());

    app::CommandLine line = app::readCommandLine(application.arguments());
    if (line.exitStatus)
        return *line.exitStatus;
    const app::TourSandbox sandbox(line.options); // a tour touches neither settings nor data of the user
    app::AppContext context(line.options);
    context.start();
    if (line.options.tourDirectory.isEmpty())
        return QApplication::exec();

    tour::Tour tour(context.window(), context.theme(), line.options.tourDirectory, line.options.emulatorData);
    QObject::connect(&tour, &tour::Tour::finished, &application, [](bool good) { QApplication::exit(good ? 0 : 1); });
    QTimer::singleShot(0, &tour, &tour::Tour::start); // in the event loop, which a tour that fails at once ends
    return QApplication::exec();
}
