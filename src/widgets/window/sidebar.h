#pragma once

#include "widgets/window/pagelink.h"

#include <QTreeWidget>

namespace widgets {

//! Where one can go: pages, and below Runs the statuses with how many there are. Can be narrowed to icons.
class Sidebar final : public QTreeWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sidebar)

public:
    explicit Sidebar(QWidget *parent = nullptr);

    //! Marks the entry that a place belongs to; places without one leave no mark.
    void setCurrentLink(const PageLink &link);
    //! \param status  as the service writes it; empty: all runs. \param text  `3`, `50+`, or empty for none
    void setRunCount(const QString &status, const QString &text);
    void setFlowCount(const QString &text);
    void setCollapsed(bool collapsed);

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void linkRequested(const widgets::PageLink &link);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addEntries();
    QTreeWidgetItem *addEntry(QTreeWidgetItem *parent, const QString &text, const PageLink &link);
    void takeLook();

    QTreeWidgetItem *m_library = nullptr;
    QTreeWidgetItem *m_runs = nullptr;
    bool m_collapsed = false;
    bool m_taking = false;
};

} // namespace widgets
