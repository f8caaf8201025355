#pragma once

#include "emulator/http/request.h"

#include <QByteArrayView>
#include <QCoreApplication>
#include <QList>

#include <optional>
#include <utility>

namespace fuzz {

//! Words of an input and what stands for them: tokens and ids that are new with each run.
using Words = QList<std::pair<QByteArray, QByteArray>>;

//! Reads `METHOD target`, lines of headers, an empty line, the body. \returns nothing without a target
[[nodiscard]] std::optional<emulator::http::Request> readRequest(QByteArrayView text, const Words &words);

//! The one application object, without arguments; the store's temporary files are in memory where there is room for
//! that.
[[nodiscard]] QCoreApplication &application();

} // namespace fuzz
