#pragma once

#include "app/appcontext.h"

#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace app {

struct CommandLine
{
    Options options;
    std::optional<int> exitStatus; //!< set: help or version was asked for, or the line is wrong; said already
};

//! Reads the arguments. What is wrong is said on standard error, with what to do.
[[nodiscard]] CommandLine readCommandLine(const QStringList &arguments);

//! While it lives, a tour's settings, and its data unless a place was named, are in a folder that goes with it. Without
//! a tour it does nothing.
class TourSandbox final
{
    Q_DISABLE_COPY_MOVE(TourSandbox)

public:
    explicit TourSandbox(Options &options);
    ~TourSandbox();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace app
