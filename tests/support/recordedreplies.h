#pragma once

#include "core/json.h"

#include <QList>
#include <QString>

namespace testsupport {

//! One reply of the service as it was recorded, with the request that it answers.
struct RecordedReply
{
    QString name; //!< `paginated/1`: case and position
    core::Json metadata;
    QString method;
    QString path;
    QList<std::pair<QString, QString>> query;
    int status = 200;
    core::Json body;
    std::optional<core::Json> requestBody; //!< what the client must send, if the case says so
};

//! Every reply in tests/data/recorded-replies/<operation>.json; a case that is added there is found here.
[[nodiscard]] QList<RecordedReply> recordedReplies(const QString &operation);

} // namespace testsupport
