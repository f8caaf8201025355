#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace emulator::program {

//! What the command line asks for.
struct Options
{
    quint16 port = 0; //!< 0: the port of the data directory if it is free, else one that is
    QString data;     //!< absolute
    bool examples = false;
    double timeScale = 1;
    bool strict = false;
    bool parentPipe = false;
    bool env = false;
    bool version = false;
    bool help = false;
};

//! \returns the options, or one sentence about what is wrong with the arguments (the first is the program's name).
[[nodiscard]] std::variant<Options, QString> parseOptions(const QStringList &arguments);
//! What `--help` prints.
[[nodiscard]] QString helpText();

} // namespace emulator::program
