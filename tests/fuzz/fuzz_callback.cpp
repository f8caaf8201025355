#include "fuzz/fuzzinput.h"

#include "auth/callbackrequest.h"
#include "auth/idtoken.h"
#include "auth/tokenanswer.h"
#include "core/apierror.h"

//! What anybody can send to the address at which a sign-in waits, and what a token endpoint may answer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text = fuzz::text(data, size);
    const auth::CallbackRequest request = auth::CallbackRequest::read(text, 4321);
    using Kind = auth::CallbackRequest::Kind;
    fuzz::require(request.kind != Kind::Answer ||
                      (!request.state.isEmpty() && request.code.isEmpty() != request.error.isEmpty()),
                  "an answer has a state, and a code or an error");
    fuzz::require((request.kind == Kind::Refused) == (request.status != 0), "a refusal has a status");
    if (request.kind != Kind::Incomplete && size < auth::CallbackRequest::longestHead) {
        const QByteArray more = text.toByteArray() + "GET /?state=x&code=y HTTP/1.1\r\n\r\n";
        const auth::CallbackRequest again = auth::CallbackRequest::read(more, 4321);
        fuzz::require(again.kind == request.kind && again.state == request.state && again.code == request.code,
                      "what follows a head does not change it");
    }
    try {
        (void)auth::readTokenAnswer(text.toByteArray(), {}, QDateTime::fromSecsSinceEpoch(0));
    } catch (const core::ApiError &) { // most of it is no answer
    }
    try {
        (void)auth::readIdToken(text.toByteArray(),
                                {QStringLiteral("i"), QStringLiteral("c"), {}, QDateTime::fromSecsSinceEpoch(0)});
    } catch (const core::ApiError &) {
    }
    return 0;
}
