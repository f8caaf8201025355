#pragma once

#include "core/settle.h"
#include "net/tokensource.h"

#include <QHash>
#include <QTimer>

namespace testsupport {

//! A token source whose tokens are `<resource server>-<n>`; keeps the contract of renew().
class FakeTokens final : public QObject, public net::TokenSource
{
public:
    [[nodiscard]] QFuture<QString> token(const QString &resourceServer, const QStringList &) override
    {
        ++asked;
        if (failure)
            return core::failedFuture<QString>(*failure);
        return core::readyFuture(current(resourceServer));
    }

    [[nodiscard]] QFuture<QString> renew(const QString &resourceServer, const QStringList &,
                                         const QString &rejected) override
    {
        if (rejected != current(resourceServer))
            return core::readyFuture(current(resourceServer));
        ++renewals;
        if (renewalFailure)
            return core::failedFuture<QString>(*renewalFailure);
        return later(resourceServer);
    }

    //! What a person who signs in causes.
    void replace(const QString &resourceServer) { m_numbers[resourceServer] = m_numbers.value(resourceServer, 1) + 1; }
    [[nodiscard]] QString current(const QString &resourceServer) const
    {
        return resourceServer + QString(u'-') + QString::number(m_numbers.value(resourceServer, 1));
    }

    int asked = 0;
    int renewals = 0;
    std::optional<core::ApiError> failure;
    std::optional<core::ApiError> renewalFailure;
    std::chrono::milliseconds delay{20};

private:
    QFuture<QString> later(const QString &resourceServer)
    {
        auto promise = std::make_shared<QPromise<QString>>();
        promise->start();
        QTimer::singleShot(delay, this, [this, promise, resourceServer] {
            m_numbers[resourceServer] = m_numbers.value(resourceServer, 1) + 1;
            promise->addResult(current(resourceServer));
            promise->finish();
        });
        return promise->future();
    }

    QHash<QString, int> m_numbers;
};

//! Somebody who is asked; the test answers.
class FakeAuthorizer final : public net::Authorizer
{
public:
    [[nodiscard]] QFuture<void> obtain(const net::Requirements &requirements) override
    {
        asked.append(requirements);
        m_questions.append(std::make_shared<QPromise<void>>());
        m_questions.last()->start();
        return m_questions.last()->future();
    }

    //! To the oldest question that is open.
    void agree() { m_questions.takeFirst()->finish(); }
    void decline()
    {
        const auto question = m_questions.takeFirst();
        question->setException(core::ApiError(core::ApiError::Kind::Cancelled));
        question->finish();
    }

    QList<net::Requirements> asked;

private:
    QList<std::shared_ptr<QPromise<void>>> m_questions; //!< open ones
};

} // namespace testsupport
