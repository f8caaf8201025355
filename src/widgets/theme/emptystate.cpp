#include "widgets/theme/emptystate.h"

#include "widgets/theme/fonts.h"
#include "widgets/theme/motion.h"
#include "widgets/theme/statusstyle.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int PictureSide = 48;

QLabel *plainLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    label->setMaximumWidth(460); // a line of about 60 letters reads well
    label->setMinimumWidth(120);
    return label;
}

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_picture(new QLabel(this))
    , m_title(plainLabel(QStringLiteral("emptyTitle"), this))
    , m_text(plainLabel(QStringLiteral("emptyText"), this))
    , m_button(new QPushButton(this))
    , m_motion(new Motion(this, [this] { paintPicture(); }))
{
    m_picture->setObjectName(QStringLiteral("emptyPicture"));
    m_picture->setFixedSize(PictureSide, PictureSide);
    m_button->setObjectName(QStringLiteral("emptyAction"));
    m_button->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    column->setSpacing(space::Related);
    column->addStretch(2);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addSpacing(space::Chip);
    for (QLabel *label : {m_title, m_text}) {
        auto *row = new QHBoxLayout; // keeps a wrapping label centred and as high as its lines
        row->addStretch(1);
        row->addWidget(label, 100);
        row->addStretch(1);
        column->addLayout(row);
    }
    column->addSpacing(space::Related);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    takeFonts();
}

void EmptyState::showEmpty(const QIcon &icon, const QString &title, const QString &text)
{
    m_icon = icon;
    setFace(Face::Empty, title, text);
}

void EmptyState::showLoading(const QString &title)
{
    setFace(Face::Loading, title, {});
}

void EmptyState::showFailed(const QString &title, const QString &text)
{
    setFace(Face::Failed, title, text);
}

void EmptyState::setAction(const QString &text)
{
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty());
}

QString EmptyState::title() const
{
    return m_title->text();
}

QString EmptyState::text() const
{
    return m_text->text();
}

void EmptyState::setFace(Face face, const QString &title, const QString &text)
{
    m_face = face;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAction({});
    setAccessibleName(title);
    setAccessibleDescription(text);
    m_motion->setRunning(face == Face::Loading);
    paintPicture();
}

void EmptyState::paintPicture()
{
    const Theme &theme = Theme::forPalette(palette());
    const qreal ratio = devicePixelRatioF();
    QPixmap picture(QSize(PictureSide, PictureSide) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    const QRect whole(0, 0, PictureSide, PictureSide);
    if (m_face == Face::Empty) {
        m_icon.paint(&painter, whole);
    } else {
        const auto kind = m_face == Face::Loading ? RunStatusKind::Running : RunStatusKind::Failed;
        paintStatusShape(painter, whole.adjusted(6, 6, -6, -6), kind, theme, m_motion->angle());
    }
    painter.end();
    m_picture->setPixmap(picture);
}

void EmptyState::takeFonts()
{
    m_taking = true;
    m_title->setFont(sectionFont(font()));
    QPalette muted;
    muted.setColor(QPalette::WindowText, Theme::forPalette(palette()).muted);
    m_text->setPalette(muted);
    m_taking = false;
    paintPicture();
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (!m_taking && (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange))
        takeFonts();
}

} // namespace widgets
