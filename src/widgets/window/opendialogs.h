#pragma once

#include "widgets/window/pagelink.h"

#include <QDialog>

#include <memory>

namespace Ui {
class AboutDialog;
class OpenLinkDialog;
} // namespace Ui

namespace widgets {

//! Asks for a link that was copied from a page; accepts only one that leads somewhere. Deletes itself.
class OpenLinkDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OpenLinkDialog)

public:
    explicit OpenLinkDialog(QWidget *parent = nullptr);
    ~OpenLinkDialog() override;

Q_SIGNALS:
    void linkChosen(const widgets::PageLink &link);

private:
    void check();

    std::unique_ptr<Ui::OpenLinkDialog> m_ui;
};

//! Name, version and licence. Deletes itself.
class AboutDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AboutDialog)

public:
    explicit AboutDialog(QWidget *parent = nullptr);
    ~AboutDialog() override;

private:
    std::unique_ptr<Ui::AboutDialog> m_ui;
};

} // namespace widgets
