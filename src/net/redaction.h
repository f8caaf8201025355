#pragma once

#include <QString>
#include <QUrl>

namespace net {

//! What may be written to a log of an address: scheme, host, port, path and the names of the query's parameters.
//! Values, user name, password and fragment are left out.
[[nodiscard]] QString redacted(const QUrl &url);

//! What may be written to a log of any other text: query and form values, tokens, codes, verifiers, secrets and the
//! values of Authorization headers are replaced by `***`. Works on half a document, too.
[[nodiscard]] QString redacted(const QString &text);

} // namespace net
