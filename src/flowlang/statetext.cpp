#include "flowlang/definition.h"

#include <QUrl>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

constexpr int shortIdLength = 8; //!< of a UUID: its first group

//! Hosts that serve one provider under its own name. Source: flow-language.md 10 and 10.2.
constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 5> providerHosts{{
    {"transfer.actions.globus.org"_L1, "transfer"_L1},
    {"compute.actions.globus.org"_L1, "compute"_L1},
    {"automate.funcx.org"_L1, "compute"_L1},
    {"api.funcx.org"_L1, "compute"_L1},
    {"dev.funcx.org"_L1, "compute"_L1},
}};

//! Hosts whose paths begin with the provider's name. Source: flow-language.md 10 and 10.2.
bool isSharedHost(QStringView host)
{
    return host == "actions.globus.org"_L1 || host == "actions.automate.globus.org"_L1;
}

QString joined(const QString &provider, const QString &operation)
{
    if (operation.isEmpty() || operation == provider)
        return provider;
    return provider + u" · "_s + operation;
}

QString withoutTrailingSlashes(QString url)
{
    while (url.endsWith(u'/'))
        url.chop(1);
    return url;
}

QString providerText(const QString &actionUrl)
{
    const QUrl url(actionUrl);
    const QString host = url.host();
    if (host.isEmpty())
        return actionUrl;
    const QString path = url.path().mid(1);
    for (const auto &[known, provider] : providerHosts) {
        if (host == known) // a compute URL names only the version of the interface
            return joined(provider, provider == "compute"_L1 ? QString() : path);
    }
    if (isSharedHost(host))
        return joined(path.section(u'/', 0, 0), path.section(u'/', 1));
    if (host == "flows.globus.org"_L1 && path.startsWith("flows/"_L1))
        return joined(u"flow"_s, path.section(u'/', 1, 1).left(shortIdLength));
    return joined(host, path);
}

QString handlerText(const core::Json &handler)
{
    if (handler.is_string()) {
        constexpr auto prefix = "urn:globus:flows:handle:globus:"_L1;
        const QString urn = core::toQString(handler.get_ref<const std::string &>());
        if (!urn.startsWith(prefix))
            return urn;
        const QString route = urn.mid(prefix.size());
        return joined(route.section(u'.', 0, 0), route.section(u'.', 1));
    }
    if (core::stringMember(handler, "Type") == "RegisteredAPI"_L1)
        return joined(u"registered API"_s, core::stringMember(handler, "Id").left(shortIdLength));
    return {};
}

//! A path as people read it: without the `$.` that every path has.
QString shortPath(const QString &path)
{
    return path.startsWith("$."_L1) ? path.mid(2) : path;
}

QString waitText(const core::Json &state)
{
    const core::Json *seconds = core::member(state, "Seconds");
    if (seconds != nullptr && seconds->is_number_integer())
        return durationText(seconds->get<qint64>());
    if (const QString path = core::stringMember(state, "SecondsPath"); !path.isEmpty())
        return shortPath(path) + u" seconds"_s;
    if (const QString moment = core::stringMember(state, "Timestamp"); !moment.isEmpty())
        return u"until "_s + moment;
    if (const QString path = core::stringMember(state, "TimestampPath"); !path.isEmpty())
        return u"until "_s + shortPath(path);
    return {};
}

} // namespace

QString State::actionUrl() const
{
    if (type != StateType::Action)
        return {};
    if (const QString url = core::stringMember(raw, "ActionUrl"); !url.isEmpty())
        return withoutTrailingSlashes(url);
    const core::Json *handler = core::member(raw, "Handler");
    return handler == nullptr ? QString() : withoutTrailingSlashes(core::stringMember(*handler, "Url"));
}

QString State::subtitle() const
{
    if (type == StateType::Wait)
        return waitText(raw);
    if (type != StateType::Action)
        return {};
    if (const QString url = actionUrl(); !url.isEmpty())
        return providerText(url);
    const core::Json *handler = core::member(raw, "Handler");
    return handler == nullptr ? QString() : handlerText(*handler);
}

QString durationText(qint64 seconds)
{
    struct Unit
    {
        quint64 seconds;
        QLatin1StringView name;
    };
    constexpr std::array<Unit, 4> units{{{86400, " d"_L1}, {3600, " h"_L1}, {60, " m"_L1}, {1, " s"_L1}}};

    const bool negative = seconds < 0;
    const quint64 total = negative ? 0 - static_cast<quint64>(seconds) : static_cast<quint64>(seconds);
    const QString sign = negative ? u"-"_s : QString();
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Unit &unit = units[i];
        if (total < unit.seconds)
            continue;
        QString text = sign + QString::number(total / unit.seconds) + unit.name;
        if (i + 1 < units.size()) { // the next smaller unit is as exact as people read it
            const quint64 rest = total % unit.seconds / units[i + 1].seconds;
            if (rest > 0)
                text += u' ' + QString::number(rest) + units[i + 1].name;
        }
        return text;
    }
    return u"0 s"_s;
}

} // namespace flowlang
