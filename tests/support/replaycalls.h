#pragma once

#include "core/apierror.h"
#include "flows/flowsclient.h"
#include "support/recordedreplies.h"
#include "support/settled.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace testsupport {

//! What became of one call.
struct Replayed
{
    Waiting waiting; //!< until it has ended
    std::optional<core::ApiError> error;
    QString mismatch; //!< the first thing of the reply that is not in the document
};

//! Makes the call that a recorded reply answers, and compares document and reply.
using ReplayCall =
    std::function<void(flows::FlowsClient &, const RecordedReply &, QObject *scope, const std::shared_ptr<Replayed> &)>;

//! The call by operation.
[[nodiscard]] const QHash<QString, ReplayCall> &replayCalls();

} // namespace testsupport
