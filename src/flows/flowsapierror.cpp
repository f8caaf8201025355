#include "flows/flowsapierror.h"

#include "net/errorbody.h"

namespace flows {

FlowsApiError FlowsApiError::from(const core::ApiError &error)
{
    FlowsApiError view;
    view.kind = error.kind;
    view.httpStatus = error.httpStatus;
    view.code = error.code;
    view.debugId = error.debugId;
    view.requestId = error.requestId;
    view.retryAfter = error.retryAfter;
    view.body = error.body;
    if (error.httpStatus < 300) { // no answer, or a success: nothing in its body is about an error
        if (!error.detail.isEmpty())
            view.messages = {error.detail};
        return view;
    }
    if (error.body.isEmpty() && !error.code.isEmpty()) { // dropped by who read it: a token endpoint's is
        if (!error.detail.isEmpty())
            view.messages = {error.detail};
        return view;
    }
    net::ErrorBody body = net::ErrorBody::read(error.body);
    view.code = body.code;
    view.messages = body.messages;
    view.summary = body.summary;
    if (body.findings.isEmpty())
        view.detail = body.detail;
    view.findings = std::move(body.findings);
    view.requirements = std::move(body.requirements);
    if (view.debugId.isEmpty())
        view.debugId = body.debugId;
    if (view.requestId.isEmpty())
        view.requestId = body.requestId;
    return view;
}

QString FlowsApiError::message() const
{
    return messages.isEmpty() ? summary : messages.join(QStringLiteral("; "));
}

} // namespace flows
