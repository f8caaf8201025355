#pragma once

#include "flowlang/flowgraph.h"
#include "widgets/diagram/runoverlay.h"

#include <QGraphicsView>

#include <memory>
#include <optional>

namespace widgets {

class AnnotationItem;
class EdgeItem;
class Motion;
class NodeItem;
class ZoomBar;
enum class Travel;
struct DiagramGeometry;
struct DiagramPicture;

//! A flow as a picture to walk through: zoom, pan, keyboard travel, one selected state, and a run laid over it.
//!
//! Keys: arrows travel along the arrows, Home and End to the first and last state, Page Up and Page Down through all of
//! them in document order, Enter activates, + and - zoom, 0 is full size, F shows the whole flow.
//! Screen readers see a tree with one item a state, named `<state>, <type>, <status>` (diagramaccess.h).
class DiagramView final : public QGraphicsView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiagramView)

public:
    explicit DiagramView(QWidget *parent = nullptr);
    ~DiagramView() override;

    //! Shows another flow. The same graph again changes nothing that can be seen. An edited one keeps the selection if
    //! the state is still there, and the zoom if it was chosen by hand; else it is fitted.
    void setGraph(const flowlang::FlowGraph &graph);
    //! The same with a flow that was measured and laid out already, in another thread: large ones take their time.
    void setDrawing(const DiagramGeometry &drawing);
    [[nodiscard]] const flowlang::FlowGraph &graph() const;

    //! Lays a run over the flow. Zoom, scroll and selection stay.
    void setOverlay(const RunOverlay &overlay);
    //! Back to the flow alone.
    void clearOverlay();
    //! \returns null without a run.
    [[nodiscard]] const RunOverlay *overlay() const;

    //! Selects a state and makes it visible; empty or unknown selects nothing. Emits stateSelected() only if it
    //! changes.
    void selectState(const QString &name);
    //! Empty for none.
    [[nodiscard]] QString selectedState() const;

    enum class FitLimit {
        FullSize, //!< never above 1.0
        Enlarge,  //!< small flows are enlarged, up to the largest zoom
        Readable  //!< as FullSize, but names stay readable: of a large flow the part where the run is, or its beginning
    };
    //! Shows the whole flow, and again whenever the view changes its size, until somebody zooms or moves it by hand.
    void fitToView(FitLimit limit = FitLimit::FullSize);
    //! 1 is full size; kept between 0.1 and 4.
    void setZoom(qreal zoom);
    [[nodiscard]] qreal zoom() const;

    //! What is drawn, for tests and exports.
    [[nodiscard]] const DiagramGeometry &geometry() const;
    //! Where a state's box is, in coordinates of the viewport; null if there is no such state.
    [[nodiscard]] QRect stateRect(const QString &name) const;
    //! The whole words about a state, as its tool tip has them, plain.
    [[nodiscard]] QString stateDescription(int node) const;

public Q_SLOTS:
    void zoomIn();
    void zoomOut();

Q_SIGNALS:
    //! Another state is selected, by mouse, key, screen reader or selectState(); empty for none.
    void stateSelected(const QString &name);
    //! Enter or a double click.
    void stateActivated(const QString &name);
    //! Another picture: other states, or another overlay.
    void pictureChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void setupZoomBar();
    void takeTheme();
    void rebuild(DiagramGeometry drawing);
    void showRun(std::optional<RunOverlay> overlay);
    void dressItems();
    void dressTips();
    void tick();
    void select(int node, bool reveal);
    [[nodiscard]] int nodeAt(const QPoint &place) const;
    void go(Travel way);
    bool zoomKey(int key);
    void zoomAt(const QPointF &place, qreal factor);
    void fitNow();
    [[nodiscard]] QPointF placeToRead() const;
    void placeZoomBar();
    void pan(const QPoint &by);

    std::unique_ptr<DiagramPicture> m_picture;
    QList<NodeItem *> m_nodes; //!< owned by the scene, as everything in it
    QList<EdgeItem *> m_edges;
    QList<AnnotationItem *> m_annotations; //!< null where there is none
    ZoomBar *m_zoomBar = nullptr;
    Motion *m_motion = nullptr;
    bool m_fitted = true; //!< follows the size of the view
    FitLimit m_fitLimit = FitLimit::FullSize;
    QPoint m_pressed;
    QPoint m_lastPan;
    bool m_panning = false;
};

} // namespace widgets
