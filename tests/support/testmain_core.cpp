#include "support/testmain_run.inc"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("flows-desktop-tests"));
    QCoreApplication::setOrganizationName(QStringLiteral("flows-desktop"));
    return testsupport::runTests(argc, argv);
}
