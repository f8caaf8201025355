#pragma once

#include "emulator/http/response.h"

#include <QString>

namespace emulator::auth {

//! Text for HTML, also inside a quoted attribute. What would turn the direction of writing is left out: it could make a
//! name look like another one.
[[nodiscard]] QString escaped(QStringView text);

//! A page for a person: no script, no other resource, in no frame, kept nowhere, and nobody is told where it was left
//! from. \param body        HTML, all texts in it escaped
//! \param formSource  where a form may lead besides here, as a Content-Security-Policy says it; empty: nowhere
[[nodiscard]] http::Response page(int status, const QString &title, const QString &body,
                                  const QString &formSource = {});

//! A page that tells why there is nothing else. \param code  for whoever looks for the cause
[[nodiscard]] http::Response problemPage(int status, const QString &code, const QString &text);

} // namespace emulator::auth
