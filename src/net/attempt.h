#pragma once

#include "core/apierror.h"
#include "net/httpclient.h"
#include "net/intake.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>
#include <QTimer>

namespace net {

class OneShotBody;

//! What is sent once.
struct AttemptSpec
{
    QNetworkRequest request; //!< URL and headers
    QByteArray method;
    std::optional<QByteArray> body;
    bool idempotent = true; //!< false: sent through OneShotBody, and lost answers are Ambiguous
    Limits limits;
};

//! What came of it: either an answer (status and what arrived of its body), or a failure below HTTP.
struct AttemptResult
{
    int status = 0; //!< 0: no answer. Set beside `failure` when an answer began and was lost
    QString reason; //!< the status line's phrase
    QList<QNetworkReply::RawHeaderPair> headers;
    QByteArray body;                       //!< unpacked
    qint64 received = 0;                   //!< bytes of the body as they came
    bool isWhole = true;                   //!< false: it was packed, and its end is missing
    std::optional<core::ApiError> failure; //!< Network, Timeout, Ambiguous or BadResponse
    bool worthRepeating = true;            //!< false: it would fail in the same way again (certificate, size)
    std::chrono::milliseconds took{0};

    //! \returns the value of a header by its name without case; empty if it is not there.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

//! Sends one request once and judges what came back, status before transport error. Destroying it aborts.
class Attempt final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Attempt)

public:
    Attempt(QNetworkAccessManager &network, AttemptSpec spec, QObject *parent);
    ~Attempt() override;

Q_SIGNALS:
    //! Exactly once, from the event loop.
    void finished(const net::AttemptResult &result);

private:
    void watch();
    void limit(QTimer &timer, std::chrono::milliseconds time, const QString &complaint);
    void onActivity();
    void onReplyFinished();
    void giveUp(core::ApiError::Kind kind, const QString &detail, bool worthRepeating);
    void finish(core::ApiError::Kind kind, const QString &detail, bool worthRepeating);
    void end(const AttemptResult &result);
    [[nodiscard]] AttemptResult collect() const;
    [[nodiscard]] bool mayHaveBeenSent() const;

    AttemptSpec m_spec;
    QPointer<QNetworkReply> m_reply;
    OneShotBody *m_oneShot = nullptr; //!< owned by the reply
    Intake m_intake;
    QTimer m_connect; //!< until something was sent
    QTimer m_idle;
    QTimer m_total;
    QElapsedTimer m_elapsed;
    QStringList m_certificateProblems;
    bool m_requestSent = false;
};

} // namespace net
