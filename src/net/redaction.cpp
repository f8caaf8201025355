#include "net/redaction.h"

#include <QRegularExpression>
#include <QUrlQuery>

#include <array>

namespace net {

namespace {

struct Rule
{
    QRegularExpression pattern;
    QString replacement;
};

const std::array<Rule, 6> &rules()
{
    static const QString names = QStringLiteral(
        "(?:[a-z_]*token|code|[a-z_]*secret|code_verifier|code_challenge|verifier|state|nonce|password|assertion|"
        "authorization|cookie|set-cookie)");
    static const auto fold = QRegularExpression::CaseInsensitiveOption;
    static const std::array<Rule, 6> all{{
        // Authorization: Bearer abc, alone or in a header line
        {QRegularExpression(QStringLiteral("\\b((?:proxy-)?authorization|(?:set-)?cookie)(\\s*:\\s*)[^\\r\\n\"']+"),
                            fold),
         QStringLiteral("\\1\\2***")},
        {QRegularExpression(QStringLiteral("\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]+"), fold),
         QStringLiteral("\\1 ***")},
        // "access_token": "abc", the closing quote may be missing
        {QRegularExpression(
             QStringLiteral("([\"']%1[\"']\\s*:\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*\"?|'[^']*'?|[^\\s,}\\]]+)").arg(names),
             fold),
         QStringLiteral("\\1\"***\"")},
        // code=abc
        {QRegularExpression(QStringLiteral("\\b(%1\\s*=\\s*)[^&\\s\"'<>,;]+").arg(names), fold),
         QStringLiteral("\\1***")},
        // any other value of a query
        {QRegularExpression(QStringLiteral("([?&][A-Za-z0-9_.%\\[\\]-]+=)[^&\\s\"'<>#]+")), QStringLiteral("\\1***")},
        // a JSON web token, or anything long enough to be a token
        {QRegularExpression(QStringLiteral("\\beyJ[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*|\\b[A-Za-z0-9_-]{56,}")),
         QStringLiteral("***")},
    }};
    return all;
}

} // namespace

QString redacted(const QUrl &url)
{
    QString text = url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const auto items = QUrlQuery(url).queryItems();
    QChar separator = u'?';
    for (const auto &[name, value] : items) {
        text += separator + name + QStringLiteral("=***");
        separator = u'&';
    }
    return text;
}

QString redacted(const QString &text)
{
    QString result = text;
    for (const Rule &rule : rules())
        result.replace(rule.pattern, rule.replacement);
    return result;
}

} // namespace net
