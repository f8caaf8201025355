#pragma once

#include "emulator/providers/provider.h"

#include <QString>

#include <map>
#include <memory>

namespace emulator {

class FileWork;
class TaskPool;

//! The providers by URL. URLs are names here: nothing is ever asked of a host.
class ProviderRegistry
{
public:
    ProviderRegistry() = default;
    ~ProviderRegistry();
    Q_DISABLE_COPY_MOVE(ProviderRegistry)

    //! Adds the providers that this emulator performs itself. Both arguments must outlive the registry.
    //! \param files  null: there are no collections
    void addStandard(FileWork *files, TaskPool *pool);
    void add(const QString &url, std::unique_ptr<ActionProvider> provider);
    //! \returns null if there is no such provider.
    [[nodiscard]] ActionProvider *find(const QString &url) const;

    //! The URL as a name: host in lower case, no slash at the end.
    [[nodiscard]] static QString normalised(const QString &url);

private:
    std::map<QString, std::unique_ptr<ActionProvider>> m_providers;
};

} // namespace emulator
