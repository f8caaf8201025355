#include "app/appcontext.h"
#include "app/commandline.h"
#include "core/logging.h"
#include "tour/tour.h"
#include "widgets/theme/icons.h"
#include "widgets/window/mainwindow.h"

#include <QApplication>
#include <QTimer>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"flows-desktop"_s);
    QApplication::setApplicationDisplayName(QString());
    QApplication::setOrganizationName(u"flows-desktop"_s);
    QApplication::setApplicationVersion(QLatin1String(FLOWS_VERSION));
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
