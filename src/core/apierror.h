#pragma once

#include <QByteArray>
#include <QException>
#include <QString>

#include <chrono>
#include <optional>

namespace core {

//! Why an operation on the service did not succeed. Carries what the server sent, never text for people in their own
//! language: that is made from it where it is shown.
class ApiError final : public QException
{
public:
    enum class Kind {
        Cancelled,    //!< by the caller, or the caller went away; never shown
        Network,      //!< no connection, name not found, connection lost
        Timeout,      //!< no answer within the limit
        Unauthorized, //!< 401 that could not be cured
        Forbidden,    //!< 403
        NotFound,     //!< 404, also for what the caller may not see
        Conflict,     //!< 409
        Validation,   //!< 400, 422: the request was wrong
        RateLimited,  //!< 429
        Server,       //!< 5xx
        BadResponse,  //!< a success that can not be understood
        Ambiguous,    //!< a request that is never sent twice was lost on the way: it may or may not have happened
        Internal      //!< a defect of this program
    };

    explicit ApiError(Kind errorKind, QString errorDetail = {})
        : kind(errorKind)
        , detail(std::move(errorDetail))
    {
    }

    void raise() const override { throw *this; }
    [[nodiscard]] ApiError *clone() const override { return new ApiError(*this); }
    [[nodiscard]] const char *what() const noexcept override { return "core::ApiError"; }

    //! The kind that an HTTP status outside 2xx stands for.
    [[nodiscard]] static Kind kindOfStatus(int httpStatus);
    //! A stable English name, for logs and tests.
    [[nodiscard]] static QString kindName(Kind kind);

    Kind kind;
    int httpStatus = 0; //!< 0 if no answer came
    QString code;       //!< `error.code` as sent, or empty
    QString detail;     //!< `error.detail` as text as sent, or what went wrong below HTTP; plain text
    QString requestId;
    QString debugId;
    std::optional<std::chrono::seconds> retryAfter;
    QByteArray body; //!< at most bodyLimit bytes of the answer; never holds a token

    //! As much as is read of an error: what can be understood is kept whole.
    static constexpr qsizetype bodyLimit = 1024 * 1024;
};

} // namespace core
