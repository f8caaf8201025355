#include "emulator/auth/oautherror.h"

#include "core/ids.h"

using namespace Qt::StringLiterals;
using core::Json;
using core::toStd;

namespace emulator::auth {

http::Response oauthError(int status, const QString &error, const QString &description, const QString &code)
{
    const QString title = QString::fromLatin1(http::reasonPhrase(status));
    const Json entry = {{"id", toStd(core::newId())},
                        {"status", std::to_string(status)},
                        {"code", toStd(code.isEmpty() ? error.toUpper() : code)},
                        {"title", toStd(title)},
                        {"detail", toStd(description)}};
    http::Response response = http::jsonAnswer(
        status, {{"errors", Json::array({entry})}, {"error", toStd(error)}, {"error_description", toStd(description)}});
    response.addHeader("Cache-Control", "no-store");
    return response;
}

http::Response invalidGrant()
{
    http::Response response = http::jsonAnswer(401, {{"error", "invalid_grant"}});
    response.addHeader("Cache-Control", "no-store");
    return response;
}

http::Response invalidClient()
{
    http::Response response = oauthError(401, u"invalid_client"_s, u"The client is unknown, or its secret is wrong."_s);
    response.addHeader("WWW-Authenticate", "Basic realm=\"auth\"");
    return response;
}

} // namespace emulator::auth
