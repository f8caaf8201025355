#include "widgets/window/sidebar.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/statusstyle.h"

#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

constexpr int fullWidth = 200;
constexpr int narrowWidth = 52;
constexpr int rowHeight = 34;

enum Role { LinkRole = Qt::UserRole + 1, CountRole, StatusRole };

//! Name at the left, count at the right in muted figures; the chosen row wears the accent.
class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {0, rowHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::forPalette(option.palette);
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        const QRect row(space::Related, option.rect.top() + 2, option.widget->width() - 2 * space::Related,
                        option.rect.height() - 4);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (chosen || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(chosen ? theme.accent : mixed(theme.text, theme.sunken, 0.07));
            painter->drawRoundedRect(row, ControlRadius, ControlRadius);
        }
        const int depth = index.parent().isValid() ? 1 : 0;
        const QRect icon(row.left() + space::Related + depth * space::Group, row.top() + (row.height() - 16) / 2, 16,
                         16);
        const auto picture = index.data(Qt::DecorationRole).value<QIcon>();
        if (chosen) // icons have colours of their own: tint them for the accent
            paintTinted(*painter, picture, icon, theme.onAccent);
        else
            picture.paint(painter, icon);
        const QRect text = row.adjusted(icon.right() - row.left() + space::Related, 0, -space::Related - 2, 0);
        painter->setPen(chosen ? theme.onAccent : depth == 0 ? theme.text : theme.muted);
        const QString count = index.data(CountRole).toString();
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, count);
        const int room =
            text.width() - (count.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(count) + space::Related);
        if (room > 20)
            painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                              option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            const qreal inside = chosen ? 3 : 1;
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(chosen ? theme.onAccent : theme.accent, chosen ? 1 : 2));
            painter->drawRoundedRect(QRectF(row).adjusted(inside, inside, -inside, -inside), ControlRadius,
                                     ControlRadius);
        }
        painter->restore();
    }

private:
    static void paintTinted(QPainter &painter, const QIcon &icon, const QRect &rect, const QColor &colour)
    {
        QPixmap picture = icon.pixmap(rect.size() * painter.device()->devicePixelRatioF());
        QPainter tint(&picture);
        tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
        tint.fillRect(picture.rect(), colour);
        tint.end();
        painter.drawPixmap(rect, picture);
    }
};

} // namespace

Sidebar::Sidebar(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"sidebar"_s);
    setAccessibleName(tr("Pages"));
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setMouseTracking(true);
    setUniformRowHeights(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new EntryDelegate(this));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setFixedWidth(fullWidth);
    setViewportMargins(0, space::Related, 0, 0);
    addEntries();
    takeLook();
    const auto request = [this](QTreeWidgetItem *item) {
        if (item != nullptr)
            Q_EMIT linkRequested(item->data(0, LinkRole).value<PageLink>());
    };
    connect(this, &QTreeWidget::itemClicked, this, request);
    connect(this, &QTreeWidget::itemActivated, this, request);
}

void Sidebar::addEntries()
{
    m_library = addEntry(nullptr, tr("Library"), PageLink::library());
    m_runs = addEntry(nullptr, tr("Runs"), PageLink::runs());
    for (const QString &status : models::listedStatuses()) {
        const RunStatusKind kind = statusKind(status);
        QTreeWidgetItem *item = addEntry(m_runs, statusWord(kind), PageLink::runs().with(u"status"_s, status));
        item->setData(0, StatusRole, static_cast<int>(kind));
    }
    expandAll();
}

QTreeWidgetItem *Sidebar::addEntry(QTreeWidgetItem *parent, const QString &text, const PageLink &link)
{
    auto *item = parent != nullptr ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(this);
    item->setText(0, text);
    item->setToolTip(0, text);
    item->setData(0, LinkRole, QVariant::fromValue(link));
    item->setData(0, Qt::AccessibleTextRole, text);
    return item;
}

void Sidebar::takeLook()
{
    if (m_taking)
        return;
    m_taking = true;
    const Theme &theme = Theme::forPalette(QApplication::palette());
    QPalette colours;
    colours.setColor(QPalette::Base, theme.sunken);
    setPalette(colours);
    m_library->setIcon(0, themeIcon(u"view-grid"_s));
    m_runs->setIcon(0, themeIcon(u"view-list-details"_s));
    for (int i = 0; i < m_runs->childCount(); ++i) {
        QTreeWidgetItem *item = m_runs->child(i);
        item->setIcon(0, statusIcon(static_cast<RunStatusKind>(item->data(0, StatusRole).toInt()), theme));
    }
    m_taking = false;
}

void Sidebar::changeEvent(QEvent *event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_runs != nullptr)
        takeLook();
}

void Sidebar::setCurrentLink(const PageLink &link)
{
    const QSignalBlocker blocker(this);
    QTreeWidgetItem *found = nullptr;
    if (link.kind == PageLink::Kind::Library)
        found = m_library;
    if (link.kind == PageLink::Kind::Runs) {
        found = m_runs;
        for (int i = 0; i < m_runs->childCount(); ++i) {
            const auto entry = m_runs->child(i)->data(0, LinkRole).value<PageLink>();
            if (entry.value(u"status"_s) == link.value(u"status"_s)) // whatever else is filtered
                found = m_runs->child(i);
        }
    }
    setCurrentItem(found);
    if (found == nullptr)
        clearSelection();
}

void Sidebar::setRunCount(const QString &status, const QString &text)
{
    QTreeWidgetItem *item = status.isEmpty() ? m_runs : nullptr;
    for (int i = 0; i < m_runs->childCount() && item == nullptr; ++i) {
        if (m_runs->child(i)->data(0, LinkRole).value<PageLink>().value(u"status"_s) == status)
            item = m_runs->child(i);
    }
    if (item == nullptr)
        return;
    item->setData(0, CountRole, text);
    item->setData(0, Qt::AccessibleTextRole, text.isEmpty() ? item->text(0) : item->text(0) + u", "_s + text);
}

void Sidebar::setFlowCount(const QString &text)
{
    m_library->setData(0, CountRole, text);
    m_library->setData(0, Qt::AccessibleTextRole,
                       text.isEmpty() ? m_library->text(0) : m_library->text(0) + u", "_s + text);
}

void Sidebar::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    setFixedWidth(collapsed ? narrowWidth : fullWidth);
    viewport()->update();
}

QSize Sidebar::sizeHint() const
{
    return {m_collapsed ? narrowWidth : fullWidth, 400};
}

} // namespace widgets
