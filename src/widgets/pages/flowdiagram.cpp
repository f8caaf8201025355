#include "widgets/pages/flowdiagram.h"

#include "core/settle.h"
#include "widgets/diagram/diagramgeometry.h"
#include "widgets/diagram/diagramview.h"
#include "widgets/theme/emptystate.h"
#include "widgets/theme/icons.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

//! Nothing if the definition can not be read.
std::optional<DiagramGeometry> draw(const flows::RawJson &definition, const QFont &body)
{
    const std::optional<core::Json> json = definition.json();
    if (!json)
        return std::nullopt;
    return buildGeometry(flowlang::buildGraph(flowlang::Definition::fromJson(*json)), body);
}

} // namespace

FlowDiagram::FlowDiagram(const QString &viewName, QWidget *parent)
    : QStackedWidget(parent)
    , m_view(new DiagramView(this))
    , m_face(new EmptyState(this))
{
    m_view->setObjectName(viewName);
    m_view->fitToView(DiagramView::FitLimit::Readable);
    m_face->setObjectName(u"diagramFace"_s);
    addWidget(m_view);
    addWidget(m_face);
    m_face->showLoading(tr("Looking up the definition…"));
    showFace();
}

void FlowDiagram::setDefinition(const flows::RawJson &definition)
{
    if (definition.isNullOrEmpty()) {
        showHidden();
        return;
    }
    if (definition.view() == QByteArrayView(m_drawn))
        return;
    m_drawn = definition.bytes();
    const quint64 generation = ++m_generation;
    core::settle(
        QtConcurrent::run([definition, body = m_view->font()] { return draw(definition, body); }), this,
        [this, generation](const std::optional<DiagramGeometry> &drawing) {
            if (generation != m_generation)
                return;
            if (!drawing) {
                setUnreadable(tr("It is larger or deeper than this program reads, or no JSON."));
            } else if (drawing->graph.nodes.isEmpty()) {
                m_face->showEmpty(themeIcon(u"view-list-tree"_s), tr("Nothing to draw"),
                                  tr("This definition has no states."));
                showFace();
            } else {
                m_view->setDrawing(*drawing);
                setCurrentWidget(m_view);
                Q_EMIT drawn();
            }
        },
        [this, generation](const core::ApiError &) {
            if (generation == m_generation)
                setUnreadable({});
        });
}

void FlowDiagram::setUnreadable(const QString &why)
{
    m_face->showFailed(tr("The definition can not be drawn"), why);
    showFace();
}

void FlowDiagram::showHidden()
{
    m_face->showEmpty(themeIcon(u"system-lock-screen"_s), tr("You may not see this flow's definition"),
                      tr("Its owner decides who may. Without it there is no diagram."));
    showFace();
}

//! What was drawn is not what is there now.
void FlowDiagram::showFace()
{
    ++m_generation;
    m_drawn.clear();
    m_view->setGraph({});
    setCurrentWidget(m_face);
}

} // namespace widgets
