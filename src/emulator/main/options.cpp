#include "options.h"

#include <QCommandLineParser>
#include <QDir>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace emulator::program {

namespace {

void declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"A Globus Flows and Globus Auth service for this machine alone.\n"
                                     "The first line on standard output, once it listens, is a JSON object that says\n"
                                     "where and with which client; everything else goes to standard error."_s);
    parser.addOptions(
        {{u"port"_s, u"Listen on this port. 0, the default: the one used before, else a free one."_s, u"N"_s},
         {u"data"_s, u"Keep everything below this directory."_s, u"DIR"_s},
         {u"examples"_s, u"Fill a store that is empty with example flows and files."_s},
         {u"time-scale"_s, u"Divide waits and polls by this number."_s, u"X"_s},
         {u"strict"_s, u"Refuse what the service is only believed to accept."_s},
         {u"env"_s, u"Print the environment of the running emulator for a shell, and end."_s},
         {u"parent-pipe"_s, u"End when standard input is closed."_s},
         {u"version"_s, u"Print the version, and end."_s},
         {QStringList{u"h"_s, u"help"_s}, u"Print this, and end."_s}});
}

QString defaultData()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/emulator"_s;
}

} // namespace

std::variant<Options, QString> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(arguments))
        return parser.errorText();
    if (!parser.positionalArguments().isEmpty())
        return u"Unexpected argument '%1'."_s.arg(parser.positionalArguments().first());
    Options options;
    bool good = true;
    if (parser.isSet(u"port"_s)) {
        options.port = parser.value(u"port"_s).toUShort(&good);
        if (!good)
            return u"--port needs a number from 0 to 65535."_s;
    }
    if (parser.isSet(u"time-scale"_s)) {
        options.timeScale = parser.value(u"time-scale"_s).toDouble(&good);
        if (!good || !(options.timeScale >= 0.001 && options.timeScale <= 1e6))
            return u"--time-scale needs a number from 0.001 to 1000000."_s;
    }
    if (parser.isSet(u"data"_s) && parser.value(u"data"_s).isEmpty())
        return u"--data needs a directory."_s;
    options.data = QDir::cleanPath(
        QDir::current().absoluteFilePath(parser.isSet(u"data"_s) ? parser.value(u"data"_s) : defaultData()));
    options.examples = parser.isSet(u"examples"_s);
    options.strict = parser.isSet(u"strict"_s);
    options.parentPipe = parser.isSet(u"parent-pipe"_s);
    options.env = parser.isSet(u"env"_s);
    options.version = parser.isSet(u"version"_s);
    options.help = parser.isSet(u"help"_s);
    return options;
}

QString helpText()
{
    QCommandLineParser parser;
    declare(parser);
    return parser.helpText();
}

} // namespace emulator::program
