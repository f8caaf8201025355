#pragma once

#include "core/json.h"

#include <QList>
#include <QString>

#include <optional>

namespace testsupport {

//! One reply of the service as it was recorded, with the request that it answers.
struct RecordedReply
{
    QString operation; //!< the file's name: `list_flows`
    QString name;      //!< `paginated/1`: case and position
    core::Json metadata;
    QString method;
    QString path;
    QList<std::pair<QString, QString>> query;
    int status = 200;
    core::Json body;
    //! What the call is made with: what the case says was sent, else what the expectation says.
    core::Json arguments;
    //! What must be sent: null for no body. Absent if neither the case nor an expectation says; that is a mistake.
    std::optional<core::Json> requestBody;

    //! The value of a parameter, or an empty text.
    [[nodiscard]] QString parameter(const QString &key) const;
};

//! The operations that have a file in tests/data/recorded-replies; one that is added there is found here.
[[nodiscard]] QStringList recordedOperations();

//! Every reply in tests/data/recorded-replies/<operation>.json. Where a case does not say what was sent,
//! tests/data/replay-expectations/<operation>.json does, for all its cases or for one:
//! `{"arguments": …, "request_body": …, "cases": {"<case>": {"arguments": …, "request_body": …}}}`.
[[nodiscard]] QList<RecordedReply> recordedReplies(const QString &operation);

} // namespace testsupport
