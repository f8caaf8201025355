#include "widgets/diagram/diagramview.h"

#include "widgets/diagram/diagramaccess.h"
#include "widgets/diagram/diagramitems.h"
#include "widgets/diagram/diagramtext.h"
#include "widgets/diagram/diagramtravel.h"
#include "widgets/diagram/zoombar.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/motion.h"
#include "widgets/theme/plaintip.h"

#include <QEvent>
#include <QGraphicsScene>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace widgets {

namespace {

constexpr qreal LeastZoom = 0.1;
constexpr qreal LargestZoom = 4;
constexpr qreal ReadableZoom = 0.6; //!< below, names are guessed rather than read

} // namespace

DiagramView::DiagramView(QWidget *parent)
    : QGraphicsView(parent)
    , m_picture(std::make_unique<DiagramPicture>())
    , m_motion(new Motion(this, [this] { tick(); }))
{
    installDiagramAccess();
    setScene(new QGraphicsScene(this));
    setObjectName(QStringLiteral("diagram"));
    setAccessibleName(tr("Flow diagram"));
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(QGraphicsView::SmartViewportUpdate);
    setTransformationAnchor(QGraphicsView::NoAnchor);
    setResizeAnchor(QGraphicsView::AnchorViewCenter);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(120, 80);
    viewport()->grabGesture(Qt::PinchGesture);
    viewport()->setCursor(Qt::ArrowCursor);
    setupZoomBar();
    takeTheme();
}

DiagramView::~DiagramView()
{
    // The items look at m_picture, and the scene would outlive it.
    scene()->clear();
}

void DiagramView::setupZoomBar()
{
    m_zoomBar = new ZoomBar(this);
    connect(m_zoomBar, &ZoomBar::zoomInClicked, this, &DiagramView::zoomIn);
    connect(m_zoomBar, &ZoomBar::zoomOutClicked, this, &DiagramView::zoomOut);
    connect(m_zoomBar, &ZoomBar::fitClicked, this, [this] { fitToView(); });
    for (const QScrollBar *bar : {horizontalScrollBar(), verticalScrollBar()})
        connect(bar, &QScrollBar::actionTriggered, this, [this] { m_fitted = false; }); // moved by hand
}

void DiagramView::takeTheme()
{
    m_picture->theme = Theme::forPalette(palette());
    setBackgroundBrush(m_picture->theme.sunken);
    viewport()->update();
}

void DiagramView::setGraph(const flowlang::FlowGraph &graph)
{
    if (sameGraph(graph, m_picture->geometry.graph))
        return;
    rebuild(buildGeometry(graph, font()));
    announceStates(this);
}

void DiagramView::setDrawing(const DiagramGeometry &drawing)
{
    if (sameGraph(drawing.graph, m_picture->geometry.graph))
        return;
    rebuild(drawing.titleFont == strongFont(font()) ? drawing : buildGeometry(drawing.graph, font()));
    announceStates(this);
}

const flowlang::FlowGraph &DiagramView::graph() const
{
    return m_picture->geometry.graph;
}

const DiagramGeometry &DiagramView::geometry() const
{
    return m_picture->geometry;
}

//! Shows a drawing. It may be of the present graph.
void DiagramView::rebuild(DiagramGeometry drawing)
{
    const QString selected = selectedState();
    scene()->clear();
    m_nodes.clear();
    m_edges.clear();
    m_annotations.clear();
    m_picture->annotations.clear();
    m_picture->geometry = std::move(drawing);
    const flowlang::FlowGraph &graph = m_picture->geometry.graph;
    m_picture->selected = selected.isEmpty() ? -1 : graph.indexOf(selected);
    const layout::DiagramLayout &layout = m_picture->geometry.layout;
    for (int i = 0; i < layout.edges.size(); ++i) {
        m_edges.append(new EdgeItem(*m_picture, i));
        scene()->addItem(m_edges.constLast());
        const QString tip = plainTip(graph.edges[i].text);
        m_edges.constLast()->setToolTip(tip);
        if (!layout.edges[i].label.isNull()) {
            auto *label = new EdgeLabelItem(*m_picture, i);
            label->setToolTip(tip);
            scene()->addItem(label);
        }
    }
    for (int i = 0; i < layout.nodes.size(); ++i) {
        m_nodes.append(new NodeItem(*m_picture, i));
        scene()->addItem(m_nodes.constLast());
    }
    dressItems();
    if (m_picture->selected < 0 && !selected.isEmpty())
        Q_EMIT stateSelected({});
}

void DiagramView::setOverlay(const RunOverlay &overlay)
{
    if (m_picture->overlay && *m_picture->overlay == overlay)
        return;
    showRun(overlay);
}

void DiagramView::clearOverlay()
{
    if (!m_picture->overlay)
        return;
    showRun(std::nullopt);
}

void DiagramView::showRun(std::optional<RunOverlay> overlay)
{
    const std::optional<RunOverlay> before = std::exchange(m_picture->overlay, std::move(overlay));
    dressItems();
    announceStatus(this, before ? &*before : nullptr, m_picture->run());
}

const RunOverlay *DiagramView::overlay() const
{
    return m_picture->run();
}

//! Brings everything that depends on the overlay up to date.
void DiagramView::dressItems()
{
    qDeleteAll(m_annotations);
    m_annotations = QList<AnnotationItem *>(m_nodes.size(), nullptr);
    m_picture->annotations.clear();
    bool moving = false;
    if (const RunOverlay *run = m_picture->run()) {
        m_picture->annotations = placeAnnotations(m_picture->geometry, *run);
        for (int i = 0; i < m_picture->annotations.size(); ++i) {
            if (m_picture->annotations[i].place.isNull())
                continue;
            m_annotations[i] = new AnnotationItem(*m_picture, i);
            scene()->addItem(m_annotations[i]);
            const StateOverlay *state = run->state(m_picture->geometry.graph.nodes[i].name);
            moving = moving || (state->isCurrent && state->status == RunStatusKind::Running);
        }
    }
    for (EdgeItem *edge : std::as_const(m_edges))
        edge->restack();
    for (NodeItem *node : std::as_const(m_nodes))
        node->update();
    dressTips();
    m_motion->setRunning(moving);
    scene()->setSceneRect(m_picture->overlay ? runBounds(m_picture->geometry, m_picture->annotations)
                                             : m_picture->geometry.bounds());
    if (m_fitted)
        fitNow();
    Q_EMIT pictureChanged();
}

void DiagramView::dressTips()
{
    for (int i = 0; i < m_nodes.size(); ++i)
        m_nodes[i]->setToolTip(plainTip(stateDescription(i)));
}

QString DiagramView::stateDescription(int node) const
{
    if (!m_picture->geometry.hasNode(node))
        return {};
    const flowlang::FlowGraph::Node &what = m_picture->geometry.graph.nodes[node];
    QStringList lines;
    if (!what.name.isEmpty())
        lines.append(what.name);
    lines.append(what.subtitle.isEmpty() ? nodeTypeWord(what)
                                         : QString(nodeTypeWord(what) + QStringLiteral(" \u00B7 ") + what.subtitle));
    if (const RunOverlay *run = m_picture->run();
        run != nullptr && what.kind == flowlang::FlowGraph::Node::Kind::State) {
        const StateOverlay *state = run->state(what.name);
        const QString more = state == nullptr ? QString() : annotationText(*state);
        const QString word = stateStatusWord(state);
        lines.append(more.isEmpty() ? word : QString(word + QStringLiteral(" \u00B7 ") + more));
    }
    if (!what.reachable)
        lines.append(tr("No way from the start leads here."));
    if (!what.comment.isEmpty())
        lines.append(what.comment);
    return lines.join(QLatin1Char('\n'));
}

void DiagramView::tick()
{
    m_picture->angle = m_motion->angle();
    const RunOverlay *run = m_picture->run();
    for (int i = 0; run != nullptr && i < m_annotations.size(); ++i) {
        const StateOverlay *state = run->state(m_picture->geometry.graph.nodes[i].name);
        if (m_annotations[i] != nullptr && state != nullptr && state->isCurrent)
            m_annotations[i]->update();
    }
}

void DiagramView::selectState(const QString &name)
{
    const int node = name.isEmpty() ? -1 : graph().indexOf(name);
    select(canTravelTo(m_picture->geometry, node) ? node : -1, true);
}

QString DiagramView::selectedState() const
{
    const int node = m_picture->selected;
    return node >= 0 && node < graph().nodes.size() ? graph().nodes[node].name : QString();
}

void DiagramView::select(int node, bool reveal)
{
    const int before = m_picture->selected;
    if (reveal && node >= 0 && m_fitLimit == FitLimit::Readable)
        m_fitted = false; // somebody looks at this one
    if (reveal && node >= 0 && !m_fitted)
        ensureVisible(m_picture->geometry.layout.nodes[node], 24, 24);
    if (node == before)
        return;
    m_picture->selected = node;
    for (const int changed : {before, node}) {
        if (changed >= 0 && changed < m_nodes.size())
            m_nodes[changed]->update();
    }
    announceSelection(this, before, node);
    Q_EMIT stateSelected(selectedState());
}

QRect DiagramView::stateRect(const QString &name) const
{
    const int node = graph().indexOf(name);
    if (!m_picture->geometry.hasNode(node))
        return {};
    return mapFromScene(m_picture->geometry.layout.nodes[node]).boundingRect();
}

void DiagramView::fitToView(FitLimit limit)
{
    m_fitted = true;
    m_fitLimit = limit;
    fitNow();
}

void DiagramView::fitNow()
{
    const QRectF all = sceneRect();
    const QSizeF room = maximumViewportSize();
    if (all.isEmpty() || room.width() < 2 || room.height() < 2)
        return;
    const qreal most = m_fitLimit == FitLimit::Enlarge ? LargestZoom : 1.0;
    // One pixel is left free at each side, so that no scroll bar comes.
    const qreal wanted = std::min((room.width() - 2) / all.width(), (room.height() - 2) / all.height());
    const bool part = m_fitLimit == FitLimit::Readable && wanted < ReadableZoom;
    const qreal scale = part ? ReadableZoom : std::clamp(wanted, 0.01, most);
    setTransform(QTransform::fromScale(scale, scale));
    centerOn(part ? placeToRead() : all.center());
}

//! Where the run is, or where it failed; else the beginning of the flow.
QPointF DiagramView::placeToRead() const
{
    const DiagramGeometry &geometry = m_picture->geometry;
    const RunOverlay *run = m_picture->run();
    int place = -1;
    qreal beginning = sceneRect().center().x();
    for (int i = 0; i < geometry.graph.nodes.size(); ++i) {
        const flowlang::FlowGraph::Node &node = geometry.graph.nodes[i];
        if (!geometry.hasNode(i))
            continue;
        if (node.kind == flowlang::FlowGraph::Node::Kind::Start)
            beginning = geometry.layout.nodes[i].center().x();
        const StateOverlay *state = run != nullptr ? run->state(node.name) : nullptr;
        if (state != nullptr && (state->isCurrent || (place < 0 && state->status == RunStatusKind::Failed)))
            place = i;
    }
    return place >= 0 ? geometry.layout.nodes[place].center() : QPointF(beginning, sceneRect().top());
}

void DiagramView::setZoom(qreal zoom)
{
    zoomAt(QRectF(viewport()->rect()).center(), zoom / this->zoom());
}

qreal DiagramView::zoom() const
{
    return transform().m11();
}

void DiagramView::zoomIn()
{
    zoomAt(QRectF(viewport()->rect()).center(), 1.25);
}

void DiagramView::zoomOut()
{
    zoomAt(QRectF(viewport()->rect()).center(), 0.8);
}

//! Zooms so that what is under `place` (viewport coordinates) stays there as far as the edges allow.
void DiagramView::zoomAt(const QPointF &place, qreal factor)
{
    const qreal scale = std::clamp(zoom() * factor, LeastZoom, LargestZoom);
    const QPointF held = mapToScene(place.toPoint());
    m_fitted = false;
    setTransform(QTransform::fromScale(scale, scale));
    const QPointF moved = QPointF(mapFromScene(held)) - place;
    pan(-moved.toPoint());
}

void DiagramView::pan(const QPoint &by)
{
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
}

void DiagramView::placeZoomBar()
{
    m_zoomBar->adjustSize();
    const QRect place = viewport()->geometry();
    m_zoomBar->move(place.right() - m_zoomBar->width() - space::Related,
                    place.bottom() - m_zoomBar->height() - space::Related);
    m_zoomBar->setVisible(place.width() > 2 * m_zoomBar->width() && place.height() > 3 * m_zoomBar->height());
    m_zoomBar->raise();
}

void DiagramView::changeEvent(QEvent *event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        takeTheme();
    else if (event->type() == QEvent::FontChange)
        rebuild(buildGeometry(graph(), font()));
}

} // namespace widgets
