#include "net/authqueue.h"

#include "core/settle.h"

namespace net {

using core::ApiError;

AuthQueue::AuthQueue(TokenSource *tokens, Authorizer *authorizer, QObject *parent)
    : QObject(parent)
    , m_tokens(tokens)
    , m_authorizer(authorizer)
{
}

AuthQueue::~AuthQueue() = default;

QFuture<QString> AuthQueue::token(const Requirements &needs)
{
    if (m_tokens == nullptr)
        return core::failedFuture<QString>(
            ApiError(ApiError::Kind::Unauthorized, QStringLiteral("Nobody is signed in.")));
    for (const Renewal &renewal : std::as_const(m_renewals)) {
        if (renewal.needs == needs && !renewal.future.isFinished())
            return renewal.future;
    }
    return m_tokens->token(needs.resourceServer, needs.scopes);
}

QFuture<QString> AuthQueue::renew(const Requirements &needs, const QString &rejected)
{
    m_renewals.removeIf([](const Renewal &renewal) { return renewal.future.isFinished(); });
    for (const Renewal &renewal : std::as_const(m_renewals)) {
        if (renewal.needs == needs && renewal.rejected == rejected)
            return renewal.future;
    }
    const QFuture<QString> future = m_tokens->renew(needs.resourceServer, needs.scopes, rejected);
    m_renewals.append({needs, rejected, future});
    return future;
}

AuthQueue::Answered &AuthQueue::answerTo(const Requirements &needs)
{
    for (Answered &answered : m_answers) {
        if (answered.needs == needs)
            return answered;
    }
    m_answers.append(Answered{needs, 0, {}});
    return m_answers.last();
}

QFuture<void> AuthQueue::obtain(const Requirements &needs, int seen)
{
    for (const auto &question : std::as_const(m_questions)) {
        if (question->needs == needs)
            return question->promise.future();
    }
    auto question = std::make_shared<Question>();
    question->needs = needs;
    question->promise.start();
    QFuture<void> future = question->promise.future();
    if (const Answered &answer = answerTo(needs); answer.moment > seen) {
        if (answer.refusal)
            question->promise.setException(answer.refusal);
        question->promise.finish();
        return future;
    }
    m_questions.append(question);
    core::settle(
        m_authorizer->obtain(needs), this, [this, question] { answered(question, {}); },
        [this, question](const ApiError &error) { answered(question, std::make_exception_ptr(error)); });
    return future;
}

void AuthQueue::answered(const std::shared_ptr<Question> &question, const std::exception_ptr &error)
{
    m_questions.removeOne(question);
    Answered &answer = answerTo(question->needs);
    answer.moment = ++m_moment;
    answer.refusal = error;
    if (error)
        question->promise.setException(error);
    question->promise.finish();
    if (!error)
        Q_EMIT obtained();
}

} // namespace net
