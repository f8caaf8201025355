#include "support/paths.h"

namespace testsupport {

QString dataDir()
{
    return QStringLiteral(PROJECT_SOURCE "/tests/data");
}

QString sourceDir()
{
    return QStringLiteral(PROJECT_SOURCE);
}

QString binaryDir()
{
    return QStringLiteral(PROJECT_BINARY);
}

} // namespace testsupport
