#include "widgets/window/pagelink.h"

#include "core/ids.h"

#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

constexpr std::array kindNames{"library"_L1, "flow"_L1, "runs"_L1, "run"_L1};

bool needsId(PageLink::Kind kind)
{
    return kind == PageLink::Kind::Flow || kind == PageLink::Kind::Run;
}

} // namespace

QString PageLink::key() const
{
    return kindNames.at(static_cast<std::size_t>(kind)) + u'/' + id;
}

PageLink PageLink::with(const QString &name, const QString &value) const
{
    PageLink link = *this;
    link.query.removeAllQueryItems(name);
    if (!value.isEmpty())
        link.query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    return link;
}

QString PageLink::toText(const QUuid &profile) const
{
    QString text = u"flows-desktop://"_s + profile.toString(QUuid::WithoutBraces) + u'/' +
                   kindNames.at(static_cast<std::size_t>(kind));
    if (!id.isEmpty())
        text += u'/' + id;
    if (!query.isEmpty())
        text += u'?' + query.toString(QUrl::FullyEncoded);
    return text;
}

std::optional<PageLink> PageLink::fromText(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != "flows-desktop"_L1)
        return std::nullopt;
    const QStringList parts = url.path().split(u'/', Qt::SkipEmptyParts);
    for (std::size_t i = 0; i < kindNames.size() && !parts.isEmpty(); ++i) {
        if (parts.first() != kindNames.at(i))
            continue;
        PageLink link;
        link.kind = static_cast<Kind>(i);
        if (parts.size() != (needsId(link.kind) ? 2 : 1))
            return std::nullopt;
        if (needsId(link.kind)) {
            if (!core::isUuid(parts[1]))
                return std::nullopt;
            link.id = parts[1].toLower();
        }
        link.query = QUrlQuery(url);
        return link;
    }
    return std::nullopt;
}

} // namespace widgets
