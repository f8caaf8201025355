#pragma once

#include "widgets/pages/services.h"
#include "widgets/window/pagelink.h"

class QWidget;

namespace widgets {

class Page;

//! Makes the page that a link leads to; the caller opens it.
[[nodiscard]] Page *makePage(const PageLink &link, const Services &services, QWidget *parent);

} // namespace widgets
