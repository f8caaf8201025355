#include "emulator/auth/browsersessions.h"

#include "emulator/auth/redirects.h"
#include "emulator/auth/secret.h"
#include "emulator/store/authstores.h"

#include <algorithm>

namespace emulator::auth {

namespace {

//! Cookies are shared by all ports of a host, so that the name tells emulators apart.
QByteArray cookieName(const http::Request &request)
{
    return "flows_emulator_" + ownPort(request).toLatin1();
}

QByteArray cookieOf(const http::Request &request)
{
    const QByteArray before = cookieName(request) + '=';
    for (const QByteArray &part : request.header("cookie").split(';')) {
        if (const QByteArray trimmed = part.trimmed(); trimmed.startsWith(before))
            return trimmed.mid(before.size());
    }
    return {};
}

//! No script sees it, no page of another site sends it along but by leading a person here.
QByteArray setCookie(const http::Request &request, const QByteArray &value, qint64 seconds)
{
    return cookieName(request) + '=' + value +
           "; Path=/v2; HttpOnly; SameSite=Lax; Max-Age=" + QByteArray::number(seconds);
}

//! Browsers say what they ask for; other programs say nothing.
bool isNavigation(const http::Request &request)
{
    const QByteArray mode = request.header("sec-fetch-mode");
    const QByteArray destination = request.header("sec-fetch-dest");
    return (mode.isEmpty() || mode == "navigate") && (destination.isEmpty() || destination == "document");
}

} // namespace

std::optional<BrowserSessions::SignedIn> BrowserSessions::of(const http::Request &request) const
{
    const QByteArray cookie = cookieOf(request);
    if (cookie.isEmpty() || !isNavigation(request))
        return std::nullopt;
    const auto found = m_entries.constFind(TokenStore::hashOf(cookie));
    if (found == m_entries.constEnd() || found->expiresAt <= m_clock.now())
        return std::nullopt;
    return found->who;
}

QByteArray BrowserSessions::begin(const http::Request &request, const SignedIn &who)
{
    m_entries.remove(TokenStore::hashOf(cookieOf(request)));
    makeRoom();
    const QByteArray cookie = newSecret();
    m_entries.insert(TokenStore::hashOf(cookie), {who, m_clock.now().addSecs(lifetime)});
    return setCookie(request, cookie, lifetime);
}

QByteArray BrowserSessions::end(const http::Request &request)
{
    const QByteArray cookie = cookieOf(request);
    if (cookie.isEmpty())
        return {};
    m_entries.remove(TokenStore::hashOf(cookie));
    return setCookie(request, {}, 0);
}

void BrowserSessions::makeRoom()
{
    const QDateTime now = m_clock.now();
    m_entries.removeIf([&now](QHash<QString, Entry>::iterator entry) { return entry.value().expiresAt <= now; });
    if (m_entries.size() < most)
        return;
    const auto oldest = std::min_element(m_entries.begin(), m_entries.end(), [](const Entry &left, const Entry &right) {
        return left.expiresAt < right.expiresAt;
    });
    m_entries.erase(oldest);
}

} // namespace emulator::auth
