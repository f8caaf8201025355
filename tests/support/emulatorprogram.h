#pragma once

#include "support/paths.h"

#include "core/json.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace testsupport {

//! `flows-emulator` with the examples and a data directory of its own, ready. Ended by its pid.
class EmulatorProgram final
{
    Q_DISABLE_COPY_MOVE(EmulatorProgram)

public:
    EmulatorProgram()
    {
        m_process.start(binaryDir() + QStringLiteral("/bin/flows-emulator"),
                        {QStringLiteral("--data"), data(), QStringLiteral("--examples"), QStringLiteral("--time-scale"),
                         QStringLiteral("60")});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        m_endpoint = core::parseJson(m_process.readLine()).value.value_or(core::Json());
    }
    ~EmulatorProgram()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }

    //! A member of its first line; empty if it did not start.
    [[nodiscard]] QString endpoint(const char *member) const { return core::stringMember(m_endpoint, member); }
    [[nodiscard]] QUrl url() const { return QUrl(endpoint("flows_url")); }
    [[nodiscard]] QString data() const { return m_directory.filePath(QStringLiteral("data")); }

private:
    QTemporaryDir m_directory;
    QProcess m_process;
    core::Json m_endpoint;
};

} // namespace testsupport
