#pragma once

#include "flows/rawjson.h"

#include <QStackedWidget>

namespace widgets {

class DiagramView;
class EmptyState;

//! The diagram of a definition, or the face that says why there is none: it is looked up, one may not see it, it can
//! not be read, it has no states. Definitions are read, measured and laid out in another thread.
class FlowDiagram final : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowDiagram)

public:
    //! \param viewName  objectName of the diagram itself
    explicit FlowDiagram(const QString &viewName, QWidget *parent = nullptr);

    [[nodiscard]] DiagramView *view() const { return m_view; }

    //! Draws a definition; what is drawn stays until the new picture is there. The same one once more changes nothing.
    //! Null or empty: the service does not show it.
    void setDefinition(const flows::RawJson &definition);
    //! There will be no definition. \param why  a sentence
    void setUnreadable(const QString &why);

Q_SIGNALS:
    //! Another picture is there.
    void drawn();

private:
    void showHidden();
    void showFace();

    DiagramView *m_view;
    EmptyState *m_face;
    QByteArray m_drawn; //!< the definition that is shown, or under way
    quint64 m_generation = 0;
};

} // namespace widgets
