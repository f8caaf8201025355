#include "core/ids.h"

#include <QUuid>

namespace core {

namespace {

constexpr QLatin1String identityPrefix("urn:globus:auth:identity:");
constexpr QLatin1String groupPrefix("urn:globus:groups:id:");

} // namespace

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

bool isUuid(QStringView text)
{
    if (text.size() != 36)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t letter = text[i].unicode();
        const char16_t folded = letter | 0x20;
        const bool hex = (letter >= u'0' && letter <= u'9') || (folded >= u'a' && folded <= u'f');
        if (i == 8 || i == 13 || i == 18 || i == 23 ? letter != u'-' : !hex)
            return false;
    }
    return true;
}

QString identityUrn(QStringView identityId)
{
    return identityPrefix + identityId;
}

QString identityIdOf(QStringView urn)
{
    if (!urn.startsWith(identityPrefix))
        return {};
    const QStringView id = urn.sliced(identityPrefix.size());
    return isUuid(id) ? id.toString() : QString();
}

bool isPrincipalUrn(QStringView text)
{
    for (const QLatin1String prefix : {identityPrefix, groupPrefix}) {
        if (text.startsWith(prefix))
            return isUuid(text.sliced(prefix.size()));
    }
    return false;
}

QString flowsResourceServer()
{
    return QStringLiteral("flows.globus.org");
}

QString flowsAllScope()
{
    return QStringLiteral("https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/all");
}

QString flowUserScope(QStringView flowId)
{
    return QStringLiteral("https://auth.globus.org/scopes/%1/flow_%2_user")
        .arg(flowId, flowId.toString().replace(u'-', u'_'));
}

} // namespace core
