#pragma once

#include "net/tokensource.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPromise>

#include <exception>
#include <memory>

namespace net {

//! Where requests wait for what they need: one renewal of a rejected token for all that were rejected with it, and one
//! question to the person for all that need the same.
class AuthQueue final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AuthQueue)

public:
    //! Both may be null.
    AuthQueue(TokenSource *tokens, Authorizer *authorizer, QObject *parent = nullptr);
    ~AuthQueue() override;

    //! True if there is somebody to ask.
    [[nodiscard]] bool canObtain() const { return m_authorizer != nullptr; }

    //! A token for these needs; that of the renewal under way, if there is one. Fails with Unauthorized without a
    //! source.
    [[nodiscard]] QFuture<QString> token(const Requirements &needs);
    //! Another token in place of `rejected`. All that ask while one renewal is under way get its result.
    [[nodiscard]] QFuture<QString> renew(const Requirements &needs, const QString &rejected);

    //! Counts the answers that obtain() got, whatever was asked. Taken before a request is sent, handed to obtain()
    //! when it failed.
    [[nodiscard]] int moment() const { return m_moment; }
    //! Asks the person. Answered at once, as before, if the same has been answered since `seen`. Fails as the
    //! Authorizer does; everybody who waits for the same gets the same, who comes late too.
    [[nodiscard]] QFuture<void> obtain(const Requirements &needs, int seen);

Q_SIGNALS:
    //! The person agreed to something; who waited for it has heard.
    void obtained();

private:
    struct Renewal
    {
        Requirements needs;
        QString rejected;
        QFuture<QString> future;
    };
    struct Question
    {
        Requirements needs;
        QPromise<void> promise;
    };
    struct Answered
    {
        Requirements needs;
        int moment = 0;             //!< of the last answer
        std::exception_ptr refusal; //!< what it was; null if the person agreed
    };

    void answered(const std::shared_ptr<Question> &question, const std::exception_ptr &error);
    Answered &answerTo(const Requirements &needs);

    TokenSource *m_tokens;
    Authorizer *m_authorizer;
    QList<Renewal> m_renewals;
    QList<std::shared_ptr<Question>> m_questions; //!< being asked
    QList<Answered> m_answers;
    int m_moment = 0;
};

} // namespace net
