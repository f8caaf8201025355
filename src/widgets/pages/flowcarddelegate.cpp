#include "widgets/pages/flowcarddelegate.h"

#include "core/json.h"
#include "models/flowsmodel.h"
#include "models/roles.h"
#include "models/runsummary.h"
#include "models/words.h"
#include "widgets/diagram/thumbnails.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/plaintip.h"
#include "widgets/theme/statusstyle.h"

#include <QAbstractItemView>
#include <QCryptographicHash>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QtMath>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

constexpr int gap = space::Group;
constexpr int leastWidth = 270;
constexpr int pictureHeight = 148;
constexpr int textPadding = 12;

int textHeight(const QFont &font)
{
    const int lines = QFontMetrics(sectionFont(font)).height() + QFontMetrics(smallFont(font)).height();
    return 2 * textPadding + lines + 2 * space::Chip + ChipHeight + space::Chip;
}

QString lineOf(const QStringList &parts)
{
    QStringList said = parts;
    said.removeAll(QString());
    return said.join(u" · "_s);
}

} // namespace

FlowCardDelegate::FlowCardDelegate(Thumbnails &thumbnails, const models::RunSummary &summary, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_thumbnails(thumbnails)
    , m_summary(summary)
{
}

void FlowCardDelegate::setViewWidth(int width)
{
    const int columns = std::max(1, (width - 1) / (leastWidth + gap));
    m_cardWidth = std::max(leastWidth, (width - 1) / columns - gap);
}

QSize FlowCardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {m_cardWidth + gap, pictureHeight + textHeight(option.font) + gap};
}

void FlowCardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::forPalette(option.palette);
    const QRect card = option.rect.adjusted(2, 2, 2 - gap, 2 - gap);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), CardRadius, CardRadius);
    painter->fillPath(shape, theme.surface);
    painter->setClipPath(shape);
    const QRect picture(card.left(), card.top(), card.width(), pictureHeight);
    painter->fillRect(picture, theme.sunken);
    paintPicture(*painter, picture, option, index);
    painter->fillRect(card.left(), picture.bottom(), card.width(), 1, theme.border);
    painter->setClipping(false);
    paintText(*painter, card.adjusted(textPadding, pictureHeight + textPadding, -textPadding, -textPadding), option,
              index);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus) ||
                         (option.state.testFlag(QStyle::State_Selected) && option.state.testFlag(QStyle::State_Active));
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(focused || hovered ? theme.accent : theme.border, focused ? 2 : 1));
    painter->drawPath(shape);
    painter->restore();
}

void FlowCardDelegate::paintPicture(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const QByteArray definition = index.data(models::FlowsModel::DefinitionBytesRole).toByteArray();
    if (definition.isEmpty())
        return;
    const QByteArray hash = QCryptographicHash::hash(definition, QCryptographicHash::Sha1);
    const auto key = ThumbnailKey::of(hash, rect.size(), painter.device()->devicePixelRatioF(), option.palette);
    const QImage image = m_thumbnails.image(key, [definition] {
        const core::JsonParse parsed = core::parseJson(definition);
        return flowlang::buildGraph(flowlang::Definition::fromJson(parsed.value.value_or(core::Json())));
    });
    if (!image.isNull())
        painter.drawImage(rect, image);
}

QString FlowCardDelegate::description(const QModelIndex &index) const
{
    using models::FlowsModel;
    const QString id = index.data(FlowsModel::IdRole).toString();
    const flows::Run *run = m_summary.lastRun(id);
    QStringList lines{index.data(FlowsModel::SubtitleRole).toString(),
                      index.data(FlowsModel::DescriptionRole).toString(),
                      models::roleWord(index.data(FlowsModel::UserRolesRole).toStringList())};
    if (run != nullptr)
        lines.append(tr("Last run: %1, %2").arg(statusWord(*run), models::exactTime(run->startTime)));
    else
        lines.append(lastRunText(index));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

bool FlowCardDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString text = index.isValid() ? index.data().toString() + u'\n' + description(index) : QString();
    QToolTip::showText(event->globalPos(), plainTip(text), view->viewport(), option.rect);
    return true;
}

QString FlowCardDelegate::lastRunText(const QModelIndex &index) const
{
    const QString id = index.data(models::FlowsModel::IdRole).toString();
    if (const flows::Run *run = m_summary.lastRun(id))
        return models::relativeTime(run->startTime, QDateTime::currentDateTimeUtc());
    return m_summary.neverRan(id) ? tr("never run") : QString();
}

void FlowCardDelegate::paintText(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const Theme &theme = Theme::forPalette(option.palette);
    const QFont title = sectionFont(option.font);
    const QFont small = smallFont(option.font);
    const QFontMetrics titleMetrics(title);
    const QFontMetrics smallMetrics(small);

    painter.setFont(title);
    painter.setPen(theme.text);
    painter.drawText(QRect(rect.left(), rect.top(), rect.width(), titleMetrics.height()), Qt::AlignLeft,
                     titleMetrics.elidedText(index.data().toString(), Qt::ElideRight, rect.width()));

    const QString second = lineOf({index.data(models::FlowsModel::SubtitleRole).toString()});
    int top = rect.top() + titleMetrics.height() + space::Chip;
    painter.setFont(small);
    painter.setPen(theme.muted);
    painter.drawText(QRect(rect.left(), top, rect.width(), smallMetrics.height()), Qt::AlignLeft,
                     smallMetrics.elidedText(second, Qt::ElideRight, rect.width()));

    top += smallMetrics.height() + space::Related;
    const QRect chip(rect.left(), top, rect.width(), ChipHeight);
    const QString role = models::roleWord(index.data(models::FlowsModel::UserRolesRole).toStringList());
    const flows::Run *run = m_summary.lastRun(index.data(models::FlowsModel::IdRole).toString());
    QRect rest = chip;
    if (run != nullptr) {
        painter.setFont(option.font);
        paintStatusChip(painter, chip, statusKind(*run), statusWord(*run), theme);
        rest.setLeft(chip.left() + qCeil(statusChipWidth(statusWord(*run), option.font)) + space::Related);
    }
    painter.setFont(small);
    painter.setPen(theme.muted);
    if (rest.width() > 0)
        painter.drawText(rest, Qt::AlignRight | Qt::AlignVCenter,
                         smallMetrics.elidedText(lineOf({role, lastRunText(index)}), Qt::ElideRight, rest.width()));
}

} // namespace widgets
