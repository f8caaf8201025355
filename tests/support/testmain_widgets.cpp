#include "support/testmain_run.inc"

#include <QApplication>

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("flows-desktop-tests"));
    QApplication::setOrganizationName(QStringLiteral("flows-desktop"));
    QApplication::setStyle(QStringLiteral("Fusion"));
    return testsupport::runTests(argc, argv);
}
