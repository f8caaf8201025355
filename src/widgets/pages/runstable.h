#pragma once

#include "flows/queries.h"
#include "widgets/pages/services.h"
#include "widgets/pages/trouble.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QStackedWidget;
class QTableView;

namespace models {
class RunsModel;
class RunsUpdater;
} // namespace models

namespace widgets {

class EmptyState;
class ListTrouble;

//! A live table of runs, newest first, with its four faces. New runs do not move what one reads: scrolled down, they
//! are counted and inserted when one asks for them.
class RunsTable final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunsTable)

public:
    explicit RunsTable(const Services &services, QWidget *parent = nullptr);

    //! Lists other runs. The same query again only refreshes.
    void setQuery(const flows::ListRunsQuery &query);
    //! What the empty face says, and the words on its button (empty: none).
    void setEmptyText(const QString &title, const QString &text, const QString &action = {});
    void refresh();
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] int rowCount() const;
    //! What is wrong with the rows that are shown; forgotten when the table is hidden.
    [[nodiscard]] const Trouble &trouble() const;

Q_SIGNALS:
    void runActivated(const QString &runId);
    void emptyActionTriggered();
    void polled(const QDateTime &at);
    //! trouble() is another one, or the same was met again.
    void troubleChanged();
    void countChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setUpTable();
    void setUpModel();
    void updateFace();
    void updateHold();
    void poll();

    const Services &m_services;
    flows::ListRunsQuery m_query;
    models::RunsModel *m_model;
    models::RunsUpdater *m_updater;
    ListTrouble *m_trouble;
    bool m_asked = false;
    QStackedWidget *m_views;
    QTableView *m_table;
    QPushButton *m_newButton;
    EmptyState *m_face;
    QTimer m_poll;
    QTimer m_tick;
    QString m_emptyTitle;
    QString m_emptyText;
    QString m_emptyAction;
};

} // namespace widgets
