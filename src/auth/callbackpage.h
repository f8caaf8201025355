#pragma once

#include <QByteArray>
#include <QString>

namespace auth {

//! A whole HTTP answer with a page of one heading and one paragraph: no script, nothing from elsewhere, and nothing of
//! the request. The connection ends with it.
[[nodiscard]] QByteArray pageAnswer(int status, const QString &title, const QString &text);

//! The answer to a request that is refused.
[[nodiscard]] QByteArray refusalAnswer(int status);

} // namespace auth
