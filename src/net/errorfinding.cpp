#include "net/errorfinding.h"

#include <algorithm>

namespace net {

using core::Json;
using core::member;
using core::stringMember;

namespace {

//! Takes a name in quotes with the bracket behind it from the front of `rest`.
std::optional<QString> takeQuoted(QStringView &rest)
{
    const QChar quote = rest.front();
    QString name;
    for (qsizetype i = 1; i + 1 < rest.size(); ++i) {
        if (rest[i] == u'\\') {
            name += rest[++i];
        } else if (rest[i] != quote) {
            name += rest[i];
        } else if (rest[i + 1] == u']') {
            rest = rest.sliced(i + 2);
            return name;
        } else {
            return {};
        }
    }
    return {};
}

//! Takes what stands in brackets from the front of `rest`, the first of them gone already.
std::optional<QString> takeBracketed(QStringView &rest)
{
    if (rest.startsWith(u'\'') || rest.startsWith(u'"'))
        return takeQuoted(rest);
    const qsizetype end = rest.indexOf(u']');
    if (end <= 0)
        return {};
    const QStringView index = rest.first(end);
    rest = rest.sliced(end + 1);
    const bool digits = std::all_of(index.begin(), index.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits ? std::optional(index.toString()) : std::nullopt;
}

//! Takes a name up to the next dot or bracket from the front of `rest`, the dot before it gone already.
std::optional<QString> takeName(QStringView &rest)
{
    const auto end = std::find_if(rest.begin(), rest.end(), [](QChar c) { return c == u'.' || c == u'['; });
    const QString name = QStringView(rest.begin(), end).toString();
    rest = QStringView(end, rest.end());
    return name.isEmpty() || name == QLatin1String("*") ? std::nullopt : std::optional(name);
}

//! A step of `loc` as text; nothing for what is neither a name nor an index.
std::optional<QString> stepOf(const Json &step)
{
    if (step.is_string())
        return core::toQString(step.get_ref<const std::string &>());
    if (step.is_number_unsigned())
        return QString::number(step.get<quint64>());
    if (step.is_number_integer())
        return QString::number(step.get<qint64>());
    return {};
}

void readLocation(const Json &element, ErrorFinding &finding)
{
    const Json *location = member(element, "loc");
    if (location == nullptr || !location->is_array())
        return;
    for (const Json &step : *location) {
        if (const auto text = stepOf(step))
            finding.location.append(*text);
    }
    if (finding.location.size() == 1) {
        if (const auto pointer = pointerOfJsonPath(finding.location.first())) {
            finding.pointer = *pointer;
            finding.inInput = true;
            return;
        }
    }
    for (const QString &step : std::as_const(finding.location))
        finding.pointer += u'/' + core::pointerToken(step);
}

ErrorFinding readFinding(const Json &element)
{
    ErrorFinding finding;
    if (element.is_string()) {
        finding.message = core::toQString(element.get_ref<const std::string &>());
        return finding;
    }
    for (const char *key : {"msg", "detail", "message", "title"}) {
        if (finding.message.isEmpty())
            finding.message = stringMember(element, key);
    }
    finding.type = stringMember(element, "type");
    if (const Json *context = member(element, "ctx"))
        finding.context = *context;
    readLocation(element, finding);
    return finding;
}

} // namespace

std::optional<QString> pointerOfJsonPath(QStringView path)
{
    if (!path.startsWith(u'$'))
        return {};
    QString pointer;
    QStringView rest = path.sliced(1);
    while (!rest.isEmpty()) {
        const QChar first = rest.front();
        if (first != u'.' && first != u'[')
            return {};
        rest = rest.sliced(1);
        if (rest.isEmpty())
            return {};
        const std::optional<QString> step = first == u'.' ? takeName(rest) : takeBracketed(rest);
        if (!step)
            return {};
        pointer += u'/' + core::pointerToken(*step);
    }
    return pointer;
}

QList<ErrorFinding> ErrorFinding::read(const Json &list)
{
    QList<ErrorFinding> findings;
    if (!list.is_array())
        return findings;
    for (const Json &element : list) {
        if (findings.size() >= listLimit)
            break;
        ErrorFinding finding = readFinding(element);
        if (!finding.message.isEmpty() || !finding.location.isEmpty())
            findings.append(std::move(finding));
    }
    return findings;
}

} // namespace net
