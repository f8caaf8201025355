#include "emulator/providers/providerregistry.h"

#include "emulator/providers/fileproviders.h"
#include "emulator/providers/helloworld.h"
#include "emulator/providers/transferproviders.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace emulator {

bool ActionRequest::mayUse(const QString &scope) const
{
    const std::optional<core::Scope> wanted = core::Scope::parse(scope);
    return wanted && consents.covers({consents.name, false, {*wanted}});
}

ActionOutcome refusal(const QString &code, const QString &description)
{
    core::Json error = {{"code", core::toStd(code)}, {"description", core::toStd(description)}};
    return {ActionOutcome::Kind::Refused, std::move(error), {}, {}};
}

ProviderRegistry::~ProviderRegistry() = default;

QString ProviderRegistry::normalised(const QString &url)
{
    const QUrl parsed(url);
    QString path = parsed.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    return parsed.scheme() + u"://"_s + parsed.authority().toLower() + path;
}

void ProviderRegistry::add(const QString &url, std::unique_ptr<ActionProvider> provider)
{
    m_providers[normalised(url)] = std::move(provider);
}

ActionProvider *ProviderRegistry::find(const QString &url) const
{
    const auto it = m_providers.find(normalised(url));
    return it == m_providers.end() ? nullptr : it->second.get();
}

void ProviderRegistry::addStandard(FileWork *files, TaskPool *pool)
{
    add(u"https://actions.globus.org/hello_world"_s, std::make_unique<HelloWorld>());
    const QString transfer = u"https://transfer.actions.globus.org/"_s;
    add(transfer + u"ls"_s, std::make_unique<LsProvider>(files, pool));
    add(transfer + u"stat"_s, std::make_unique<StatProvider>(files, pool));
    add(transfer + u"mkdir"_s, std::make_unique<MkdirProvider>(files, pool));
    add(transfer + u"collection_info"_s, std::make_unique<CollectionInfoProvider>(files));
    add(transfer + u"transfer"_s, std::make_unique<TransferProvider>(files, pool));
    add(transfer + u"delete"_s, std::make_unique<DeleteProvider>(files, pool));
}

} // namespace emulator
