#pragma once

class QUrl;

namespace auth {

//! Shows a sign-in page to a person, in a browser of their own.
class BrowserOpener
{
public:
    virtual ~BrowserOpener() = default;
    //! Does not wait for the person. \param page  not to be logged \returns false if no browser could be started
    [[nodiscard]] virtual bool open(const QUrl &page) = 0;
};

} // namespace auth
