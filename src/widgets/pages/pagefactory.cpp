#include "widgets/pages/pagefactory.h"

#include "widgets/pages/flowpage.h"
#include "widgets/pages/librarypage.h"
#include "widgets/pages/runpage.h"
#include "widgets/pages/runspage.h"

namespace widgets {

Page *makePage(const PageLink &link, const Services &services, QWidget *parent)
{
    switch (link.kind) {
    case PageLink::Kind::Library:
        return new LibraryPage(services, parent);
    case PageLink::Kind::Flow:
        return new FlowPage(services, link.id, parent);
    case PageLink::Kind::Runs:
        return new RunsPage(services, parent);
    case PageLink::Kind::Run:
        return new RunPage(services, link.id, parent);
    }
    return nullptr;
}

} // namespace widgets
