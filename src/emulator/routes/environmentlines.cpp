#include "emulator/routes/environmentlines.h"

using namespace Qt::StringLiterals;

namespace emulator::routes {

QString exportLines(const ClientEnvironment &environment)
{
    QString text;
    const auto add = [&text](const QString &name, QString value) {
        value.replace(u'\'', u"'\\''"_s);
        text += u"export "_s % name % u"='"_s % value % u"'\n"_s;
    };
    add(u"GLOBUS_SDK_SERVICE_URL_FLOWS"_s, environment.flowsUrl);
    add(u"GLOBUS_SDK_SERVICE_URL_AUTH"_s, environment.authUrl);
    add(u"GLOBUS_SDK_SERVICE_URL_TRANSFER"_s, environment.transferUrl);
    add(u"GLOBUS_CLI_CLIENT_ID"_s, environment.clientId);
    if (!environment.clientSecret.isEmpty())
        add(u"GLOBUS_CLI_CLIENT_SECRET"_s, environment.clientSecret);
    return text;
}

} // namespace emulator::routes
