#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace auth {

//! What came to the loopback address to which the browser is sent back. Anybody on this machine, and any web page, can
//! send something there: nothing of it counts before the state was compared. Source: globus-auth.md 13.
struct CallbackRequest
{
    enum class Kind {
        Incomplete, //!< the head of the request has not ended yet
        Refused,    //!< no request that the listener serves; `status` says why
        Answer      //!< a request for `/` with a state, to be compared, and a code or an error
    };

    //! Bytes that the head of a request may have.
    static constexpr qsizetype longestHead = 16 * 1024;

    Kind kind = Kind::Incomplete;
    int status = 0; //!< of a refusal: 400, 404, 405, 421 or 431
    QByteArray state;
    QString code;      //!< empty if there is an error
    QString error;     //!< `access_denied`, …; empty if there is a code
    QString errorText; //!< for people, plain text of whoever answered; at most 500 characters

    //! Reads what has come so far. \param port  at which it came
    [[nodiscard]] static CallbackRequest read(QByteArrayView bytes, quint16 port);
};

} // namespace auth
