#include "net/attempt.h"

#include "net/completeness.h"
#include "net/launch.h"
#include "net/oneshotbody.h"
#include "net/redaction.h"

#include <QSslError>

namespace net {

using core::ApiError;

namespace {

//! Errors after which it is certain that not a byte of the request left this machine for its server.
bool beforeSending(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return true;
    default:
        return false;
    }
}

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

QString milliseconds(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000.0);
}

} // namespace

QByteArray AttemptResult::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

Attempt::Attempt(QNetworkAccessManager &network, AttemptSpec spec, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
    , m_intake(m_spec.limits.maxBody)
{
    m_elapsed.start();
    const auto [reply, oneShot] = launch(network, m_spec);
    m_reply = reply;
    m_oneShot = oneShot;
    watch();
}

Attempt::~Attempt()
{
    if (m_reply == nullptr)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
}

void Attempt::watch()
{
    QNetworkReply *reply = m_reply;
    connect(reply, &QNetworkReply::requestSent, this, [this] {
        m_requestSent = true;
        m_connect.stop();
    });
    connect(reply, &QNetworkReply::metaDataChanged, this, &Attempt::onActivity);
    connect(reply, &QNetworkReply::readyRead, this, &Attempt::onActivity);
    connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent) {
        if (sent > 0)
            onActivity();
    });
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_certificateProblems.append(error.errorString());
    });
    connect(reply, &QNetworkReply::finished, this, &Attempt::onReplyFinished, Qt::QueuedConnection);
    limit(m_connect, m_spec.limits.connect, QStringLiteral("There was no connection after %1 seconds."));
    limit(m_idle, m_spec.limits.idle, QStringLiteral("Nothing was heard for %1 seconds."));
    limit(m_total, m_spec.limits.total, QStringLiteral("The answer was not complete after %1 seconds."));
}

void Attempt::limit(QTimer &timer, std::chrono::milliseconds time, const QString &complaint)
{
    if (time.count() <= 0)
        return;
    timer.setSingleShot(true);
    connect(&timer, &QTimer::timeout, this, [this, complaint = complaint.arg(milliseconds(time))] {
        giveUp(ApiError::Kind::Timeout, complaint, true);
    });
    timer.start(time);
}

void Attempt::onActivity()
{
    m_connect.stop();
    if (m_idle.isActive())
        m_idle.start();
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    const bool promisesTooMuch = m_spec.method != "HEAD" && announced > m_spec.limits.maxBody;
    if (promisesTooMuch || !m_intake.take(*m_reply))
        giveUp(ApiError::Kind::BadResponse, m_intake.problem(), false);
}

bool Attempt::mayHaveBeenSent() const
{
    return m_requestSent || (m_oneShot != nullptr && m_oneShot->touched());
}

AttemptResult Attempt::collect() const
{
    AttemptResult result;
    result.took = std::chrono::milliseconds(m_elapsed.elapsed());
    result.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    result.reason = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    result.headers = m_reply->rawHeaderPairs();
    result.received = m_intake.received();
    result.isWhole = m_intake.isWhole();
    return result;
}

void Attempt::giveUp(ApiError::Kind kind, const QString &detail, bool worthRepeating)
{
    m_reply->disconnect(this);
    finish(kind, detail, worthRepeating);
}

//! The one way out without a whole answer.
void Attempt::finish(ApiError::Kind kind, const QString &detail, bool worthRepeating)
{
    AttemptResult result = collect();
    const QNetworkReply::NetworkError error = m_reply->error();
    if (result.status != 0 && !isSuccess(result.status)) {
        // The server has answered; that some of its explanation got lost does not change the answer.
        result.body = m_intake.body().left(ApiError::bodyLimit);
    } else {
        const bool neverSent = result.status == 0 && beforeSending(error);
        const bool waiting =
            kind == ApiError::Kind::Timeout && result.status == 0 && m_spec.body && !m_spec.body->isEmpty();
        const bool lost = !m_spec.idempotent && (mayHaveBeenSent() || !(neverSent || waiting));
        ApiError failure(lost ? ApiError::Kind::Ambiguous : kind, detail);
        failure.httpStatus = result.status;
        result.failure = failure;
        result.worthRepeating = worthRepeating;
    }
    if (error == QNetworkReply::NoError) // else it has ended, or ends with its object
        m_reply->abort();
    end(result);
}

void Attempt::end(const AttemptResult &result)
{
    for (QTimer *timer : {&m_connect, &m_idle, &m_total})
        timer->stop();
    m_reply->deleteLater();
    m_reply = nullptr;
    Q_EMIT finished(result);
}

void Attempt::onReplyFinished()
{
    if (m_reply == nullptr)
        return;
    m_reply->disconnect(this);
    const bool good = m_intake.take(*m_reply);
    AttemptResult result = collect();
    const QNetworkReply::NetworkError error = m_reply->error();
    if (isSuccess(result.status) && !good)
        return finish(ApiError::Kind::BadResponse, m_intake.problem(), false);
    if (isSuccess(result.status) && error == QNetworkReply::NoError) {
        result.body = m_intake.takeBody();
        const QString problem = missingPart(result, m_spec.method);
        if (!problem.isEmpty())
            return finish(ApiError::Kind::Network, problem, true);
        return end(result);
    }
    if (!m_certificateProblems.isEmpty())
        return finish(ApiError::Kind::Network,
                      QStringLiteral("The server's certificate is not trusted: %1")
                          .arg(m_certificateProblems.join(QStringLiteral("; "))),
                      false);
    const bool understood = error != QNetworkReply::ProtocolFailure && error != QNetworkReply::UnknownContentError;
    finish(understood ? ApiError::Kind::Network : ApiError::Kind::BadResponse, redacted(m_reply->errorString()), true);
}

} // namespace net
