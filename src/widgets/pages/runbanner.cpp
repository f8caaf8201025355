#include "widgets/pages/runbanner.h"

#include "core/settle.h"
#include "widgets/pages/runreason.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/statusstyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

constexpr int detailsHeight = 120;
constexpr int shapeSize = 20;
constexpr qsizetype longestCause = 400;

} // namespace

RunBanner::RunBanner(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_cause(new QLabel(this))
    , m_showState(new QPushButton(this))
    , m_detailsButton(new QToolButton(this))
    , m_details(new QPlainTextEdit(this))
{
    setObjectName(u"runBanner"_s);
    m_title->setObjectName(u"runBannerTitle"_s);
    m_cause->setObjectName(u"runBannerCause"_s);
    for (QLabel *label : {m_title, m_cause}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_title->setFont(strongFont(font()));
    m_showState->setObjectName(u"showFailedState"_s);
    m_detailsButton->setObjectName(u"runBannerDetails"_s);
    m_detailsButton->setText(tr("Details"));
    m_detailsButton->setCheckable(true);
    m_detailsButton->setAccessibleName(tr("Show what the service says about the end of this run"));
    m_details->setReadOnly(true);
    m_details->setFixedHeight(detailsHeight);
    m_details->setFont(monospaceFont(font()));
    m_details->setTabChangesFocus(true);
    m_details->setAccessibleName(tr("What the service says"));
    m_details->hide();
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_cause);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::Related);
    row->addSpacing(shapeSize + space::Related);
    row->addLayout(words, 1);
    row->addWidget(m_showState, 0, Qt::AlignVCenter);
    row->addWidget(m_detailsButton, 0, Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::Group, space::Related, space::Group, space::Related);
    layout->addLayout(row);
    layout->addWidget(m_details);
    connect(m_detailsButton, &QToolButton::toggled, m_details, &QWidget::setVisible);
    connect(m_showState, &QPushButton::clicked, this, [this] { Q_EMIT stateRequested(m_state); });
    hide();
}

void RunBanner::show(const flows::Run &run)
{
    const RunStatusKind kind = statusKind(run);
    const bool explain =
        kind == RunStatusKind::Failed || kind == RunStatusKind::Cancelled || kind == RunStatusKind::NeedsYou;
    if (!explain)
        hide();
    if (run == m_run)
        return;
    m_run = run;
    const quint64 generation = ++m_generation;
    if (!explain)
        return;
    core::settle(
        QtConcurrent::run([details = run.details] { return readRunReason(details); }), this,
        [this, generation](const RunReason &reason) {
            if (generation == m_generation)
                explainBy(reason);
        },
        [](const core::ApiError &) {});
}

void RunBanner::explainBy(const RunReason &reason)
{
    const RunStatusKind kind = statusKind(m_run);
    m_state = reason.state;
    if (kind == RunStatusKind::Cancelled)
        m_title->setText(tr("The run was cancelled."));
    else if (kind == RunStatusKind::NeedsYou)
        m_title->setText(m_state.isEmpty() ? tr("The run waits for you.") : tr("“%1” waits for you.").arg(m_state));
    else
        m_title->setText(m_state.isEmpty() ? tr("The run failed.") : tr("“%1” failed.").arg(m_state));
    QString cause = reason.cause.left(longestCause) + (reason.cause.size() > longestCause ? u"…"_s : QString());
    if (!reason.exception.isEmpty())
        cause = cause.isEmpty() ? reason.exception : reason.exception + u": "_s + cause;
    m_cause->setText(cause);
    m_cause->setVisible(!cause.isEmpty() && kind != RunStatusKind::Cancelled);
    m_showState->setText(tr("Show “%1”").arg(m_state.left(28)).replace(u'&', u"&&"_s)); // no shortcut
    m_showState->setAccessibleName(tr("Show the state %1").arg(m_state));
    m_showState->setVisible(!m_state.isEmpty());
    m_details->setPlainText(reason.document);
    setVisible(true);
    update();
}

void RunBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = Theme::forPalette(palette());
    const RunStatusKind kind = statusKind(m_run);
    painter.setPen(Qt::NoPen);
    painter.setBrush(statusColours(kind, theme).tint);
    painter.drawRoundedRect(rect(), CardRadius, CardRadius);
    const int top = m_title->mapTo(this, QPoint()).y() + (m_title->height() - shapeSize) / 2;
    paintStatusShape(painter, QRectF(space::Group, std::max(space::Related, top), shapeSize, shapeSize), kind, theme);
}

} // namespace widgets
