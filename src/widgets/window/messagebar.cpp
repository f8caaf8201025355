#include "widgets/window/messagebar.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/statusstyle.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

constexpr int detailsHeight = 96;
constexpr int iconSize = 18;

RunStatusKind statusOf(MessageBar::Kind kind)
{
    return kind == MessageBar::Kind::Problem ? RunStatusKind::Failed : RunStatusKind::Running;
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_detailsButton(new QToolButton(this))
    , m_close(new QToolButton(this))
    , m_details(new QPlainTextEdit(this))
{
    setObjectName(u"messageBar"_s);
    m_text->setObjectName(u"messageText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_button->setObjectName(u"messageButton"_s);
    m_detailsButton->setObjectName(u"messageDetails"_s);
    m_detailsButton->setText(tr("Details"));
    m_detailsButton->setCheckable(true);
    m_close->setObjectName(u"messageClose"_s);
    m_close->setIcon(themeIcon(u"window-close"_s));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss this message"));
    m_details->setReadOnly(true);
    m_details->setFixedHeight(detailsHeight);
    m_details->setAccessibleName(tr("Details of this message"));
    m_details->setTabChangesFocus(true);
    m_details->hide();

    auto *row = new QHBoxLayout;
    row->setSpacing(space::Related);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_detailsButton);
    row->addWidget(m_button);
    row->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::Page, space::Related, space::Group, space::Related);
    layout->addLayout(row);
    layout->addWidget(m_details);
    connect(m_detailsButton, &QToolButton::toggled, m_details, &QWidget::setVisible);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::clear);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const std::function<void()> action = m_action;
        clear();
        if (action)
            action();
    });
    clear();
}

void MessageBar::show(Kind kind, const QString &text, const QString &details, const QString &buttonText,
                      std::function<void()> action)
{
    m_action = std::move(action);
    if (isVisibleTo(parentWidget()) && kind == m_kind && text == m_text->text() && buttonText == m_button->text()) {
        if (!m_details->isVisibleTo(this)) // nobody reads them
            showDetails(details);
        return;
    }
    m_kind = kind;
    m_text->setText(text);
    setAccessibleName(text);
    m_icon->setPixmap(statusIcon(statusOf(kind), Theme::forPalette(palette())).pixmap(iconSize, iconSize));
    m_button->setText(buttonText);
    m_button->setAccessibleName(buttonText);
    m_button->setVisible(!buttonText.isEmpty());
    m_detailsButton->setChecked(false);
    showDetails(details);
    setVisible(true);
    update();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::showDetails(const QString &details)
{
    m_details->setPlainText(details);
    m_detailsButton->setVisible(!details.isEmpty());
}

void MessageBar::clear()
{
    setVisible(false);
    m_text->clear();
    m_action = {};
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::forPalette(palette());
    painter.fillRect(rect(), statusColours(statusOf(m_kind), theme).tint);
    painter.fillRect(0, height() - 1, width(), 1, theme.border);
}

} // namespace widgets
