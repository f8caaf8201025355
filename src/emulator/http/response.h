#pragma once

#include "core/json.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <exception>
#include <utility>

namespace emulator::http {

//! What goes back. Date, Content-Type and Content-Length are added when it is written.
struct Response
{
    int status = 200;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray type = "application/json";

    void addHeader(const QByteArray &name, const QByteArray &value) { headers.emplaceBack(name, value); }
};

//! One element of a list of problems. Source: flows-service.md 6.1, shape S2.
struct Problem
{
    core::Json loc; //!< array: a path of keys and indexes, or one JSONPath
    QString msg;
    QString type;
    core::Json ctx; //!< null: left out
};

//! A JSON answer.
[[nodiscard]] Response jsonAnswer(int status, const core::Json &document);
//! An error with text as detail (shape S1; S3 with a message), with a fresh debug id. Source: flows-service.md 6.1.
[[nodiscard]] Response errorAnswer(int status, const QString &code, const QString &detail, const QString &message = {});
//! An error with a list as detail (shape S2). An empty message is left out.
[[nodiscard]] Response problemsAnswer(int status, const QString &code, const QList<Problem> &problems,
                                      const QString &message);
//! 422 UNPROCESSABLE_ENTITY for a body, with the message that the service makes from the problems.
[[nodiscard]] Response unprocessableAnswer(const QList<Problem> &problems);

//! The bytes on the wire. Without a body for HEAD, whose length stays the one of the body left out.
[[nodiscard]] QByteArray wireBytes(const Response &response, const QDateTime &now, bool headOnly, bool close);
//! The reason phrase of a status.
[[nodiscard]] QByteArray reasonPhrase(int status);

//! Thrown by whatever serves a request and can not: the answer is ready in it.
class Refusal final : public std::exception
{
public:
    explicit Refusal(Response answer)
        : m_response(std::move(answer))
    {
    }
    [[nodiscard]] const Response &response() const { return m_response; }
    [[nodiscard]] const char *what() const noexcept override { return "emulator::http::Refusal"; }

private:
    Response m_response;
};

} // namespace emulator::http
