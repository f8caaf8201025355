#include "net/attempt.h"

#include "net/completeness.h"
#include "net/oneshotbody.h"
#include "net/redaction.h"

#include <QNetworkAccessManager>
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
{
    m_elapsed.start();
    m_reply = post(network);
    if (m_oneShot != nullptr)
        m_oneShot->setParent(m_reply);
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

QNetworkRequest Attempt::prepared() const
{
    QNetworkRequest request = m_spec.request;
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setDecompressedSafetyCheckThreshold(m_spec.limits.maxBody); // beyond that it is refused anyway
    if (!m_spec.idempotent) {
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
        request.setHeader(QNetworkRequest::ContentLengthHeader, m_spec.body.value_or(QByteArray()).size());
    }
    return request;
}

QNetworkReply *Attempt::post(QNetworkAccessManager &network)
{
    const QNetworkRequest request = prepared();
    const QByteArray &method = m_spec.method;
    if (method == "HEAD") // safe by definition, and with an upload it would wait for a body
        return network.head(request);
    if (!m_spec.idempotent) {
        m_oneShot = new OneShotBody(m_spec.body.value_or(QByteArray()), this);
        if (method == "POST")
            return network.post(request, m_oneShot);
        if (method == "PUT")
            return network.put(request, m_oneShot);
        return network.sendCustomRequest(request, method, m_oneShot);
    }
    if (method == "POST")
        return network.post(request, m_spec.body.value_or(QByteArray()));
    if (method == "PUT")
        return network.put(request, m_spec.body.value_or(QByteArray()));
    if (m_spec.body)
        return network.sendCustomRequest(request, method, *m_spec.body);
    if (method == "GET")
        return network.get(request);
    if (method == "DELETE")
        return network.deleteResource(request);
    return network.sendCustomRequest(request, method);
}

void Attempt::watch()
{
    QNetworkReply *reply = m_reply;
    connect(reply, &QNetworkReply::requestSent, this, [this] { m_requestSent = true; });
    connect(reply, &QNetworkReply::metaDataChanged, this, &Attempt::onActivity);
    connect(reply, &QNetworkReply::readyRead, this, &Attempt::onActivity);
    connect(reply, &QNetworkReply::uploadProgress, this, &Attempt::onActivity);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_certificateProblems.append(error.errorString());
    });
    connect(reply, &QNetworkReply::finished, this, &Attempt::onReplyFinished, Qt::QueuedConnection);

    m_idle.setSingleShot(true);
    m_total.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        giveUp(ApiError::Kind::Timeout,
               QStringLiteral("Nothing was heard for %1 seconds.").arg(milliseconds(m_spec.limits.idle)), true);
    });
    connect(&m_total, &QTimer::timeout, this, [this] {
        giveUp(ApiError::Kind::Timeout,
               QStringLiteral("The answer was not complete after %1 seconds.").arg(milliseconds(m_spec.limits.total)),
               true);
    });
    if (m_spec.limits.idle.count() > 0)
        m_idle.start(m_spec.limits.idle);
    if (m_spec.limits.total.count() > 0)
        m_total.start(m_spec.limits.total);
}

void Attempt::onActivity()
{
    if (m_idle.isActive())
        m_idle.start();
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    const qint64 limit = m_spec.limits.maxBody;
    if (m_reply->bytesAvailable() > limit || (m_spec.method != "HEAD" && announced > limit))
        giveUp(ApiError::Kind::BadResponse, QStringLiteral("The answer is larger than %1 bytes.").arg(limit), false);
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
    m_idle.stop();
    m_total.stop();
    AttemptResult result = collect();
    const QNetworkReply::NetworkError error = m_reply->error();
    if (result.status != 0 && !isSuccess(result.status)) {
        // The server has answered; that some of its explanation got lost does not change the answer.
        result.body = m_reply->read(ApiError::bodyLimit);
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
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
    Q_EMIT finished(result);
}

void Attempt::onReplyFinished()
{
    if (m_reply == nullptr)
        return;
    m_reply->disconnect(this);
    AttemptResult result = collect();
    const QNetworkReply::NetworkError error = m_reply->error();
    if (isSuccess(result.status) && error == QNetworkReply::NoError) {
        result.body = m_reply->readAll();
        const QString problem = missingPart(result, m_spec.method);
        if (result.body.size() > m_spec.limits.maxBody)
            return finish(ApiError::Kind::BadResponse,
                          QStringLiteral("The answer is larger than %1 bytes.").arg(m_spec.limits.maxBody), false);
        if (!problem.isEmpty())
            return finish(ApiError::Kind::Network, problem, true);
        m_idle.stop();
        m_total.stop();
        m_reply->deleteLater();
        m_reply = nullptr;
        Q_EMIT finished(result);
        return;
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
