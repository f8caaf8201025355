#include "widgets/window/opendialogs.h"

#include "ui_aboutdialog.h"
#include "ui_openlinkdialog.h"

#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

#include <QApplication>
#include <QClipboard>

using namespace Qt::StringLiterals;

namespace widgets {

OpenLinkDialog::OpenLinkDialog(QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::OpenLinkDialog>())
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->setupUi(this);
    const QString copied = QApplication::clipboard()->text();
    if (PageLink::fromText(copied))
        m_ui->link->setText(copied.trimmed());
    m_ui->link->selectAll();
    connect(m_ui->link, &QLineEdit::textChanged, this, &OpenLinkDialog::check);
    connect(m_ui->openButton, &QPushButton::clicked, this, [this] {
        if (const std::optional<PageLink> link = PageLink::fromText(m_ui->link->text())) {
            accept();
            Q_EMIT linkChosen(*link);
        }
    });
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    check();
}

OpenLinkDialog::~OpenLinkDialog() = default;

void OpenLinkDialog::check()
{
    const bool good = PageLink::fromText(m_ui->link->text()).has_value();
    m_ui->openButton->setEnabled(good);
    m_ui->message->setText(good || m_ui->link->text().isEmpty()
                               ? QString()
                               : tr("This is no link to a page. One looks like flows-desktop://…/flow/…"));
    m_ui->message->setVisible(!m_ui->message->text().isEmpty());
}

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::AboutDialog>())
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->setupUi(this);
    m_ui->icon->setPixmap(appIcon().pixmap(64, 64));
    m_ui->name->setFont(pageTitleFont(font()));
    m_ui->version->setText(tr("Version %1, with Qt %2").arg(QLatin1String(FLOWS_VERSION), QLatin1String(qVersion())));
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::accept);
}

AboutDialog::~AboutDialog() = default;

} // namespace widgets
