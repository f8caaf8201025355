#include "support/jsondata.h"
#include "support/paths.h"

#include <QDir>
#include <QFile>

namespace testsupport {

core::Json json(const char *text)
{
    core::JsonParse parsed = core::parseJson(text);
    if (!parsed)
        qFatal("not JSON: %s: %s", text, qPrintable(parsed.error->message));
    return *std::move(parsed.value);
}

core::Json jsonFile(const QString &path)
{
    QFile file(dataDir() + QLatin1Char('/') + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    core::JsonParse parsed = core::parseJson(file.readAll());
    if (!parsed)
        qFatal("not JSON: %s: %s", qPrintable(path), qPrintable(parsed.error->message));
    return *std::move(parsed.value);
}

QStringList exampleFlows()
{
    return QDir(dataDir() + QLatin1String("/example-flows")).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace testsupport
